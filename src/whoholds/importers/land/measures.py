"""Held areas of a control layer, region by region."""

from __future__ import annotations

import pandas as pd
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.importers.land.dates import FIRST_DAY
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.zones.partition import partition


def km2_of(shape: BaseGeometry) -> float:
    """Geodesic area of one geometry in km2."""
    return float(geodesic_km2([shape])[0])


def held_by_region(held: BaseGeometry, boundaries: BoundaryLayer) -> pd.DataFrame:
    """Return the areas of held territory in the regions where something is held, as it is.

    Returns
    -------
    pandas.DataFrame
        Columns region, name_en, area_km2 (geodesic), official_km2 (share of the region's polygon
        times its official area), share_of_region; sorted by region, index 0..n-1.

    Examples
    --------
    >>> from whoholds.layers.boundaries import load_boundaries
    >>> from whoholds.layers.control import embedded_layer
    >>> held_by_region(embedded_layer().held, load_boundaries())["region"].iloc[0]
    'UA-09'
    """
    layer = ControlLayer(held, date=FIRST_DAY, source="measured", fitted_to=boundaries)
    zones = partition(boundaries, layer).table
    rows = zones[zones["held_by"] == "RU"]
    names = boundaries.regions["name_en"].rename("name_en")
    joined = rows.join(names, on="region", validate="many_to_one")
    columns = ["region", "name_en", "area_km2", "official_km2", "share_of_region"]
    return joined[columns].reset_index(drop=True)


def total_of(table: pd.DataFrame) -> dict[str, float]:
    """Both areas of all that is held, from `held_by_region`."""
    return {name: float(table[name].sum()) for name in ("area_km2", "official_km2")}

"""Areas of a control layer, for the report of an import."""

from __future__ import annotations

import pandas as pd
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.zones.partition import held_by_region


def km2_of(shape: BaseGeometry) -> float:
    """Geodesic area of one geometry in km2."""
    return float(geodesic_km2([shape])[0])


def held_by_name(held: BaseGeometry, boundaries: BoundaryLayer) -> pd.DataFrame:
    """Return `whoholds.zones.partition.held_by_region` with name_en after the region's code.

    Examples
    --------
    >>> from whoholds.desk import boundary_layer, control_layer
    >>> held_by_name(control_layer().held, boundary_layer())["region"].iloc[0]
    'UA-09'
    """
    table = held_by_region(held, boundaries)
    names = boundaries.regions["name_en"].reindex(table["region"]).to_numpy()
    table.insert(1, "name_en", names)
    return table


def total_of(table: pd.DataFrame) -> dict[str, float]:
    """Both areas of all that is held, from `held_by_name`."""
    return {name: float(table[name].sum()) for name in ("area_km2", "official_km2")}

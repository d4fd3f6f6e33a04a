"""Boundaries that take in the sea, cut off at the shipped coast.

Boundaries from OpenStreetMap, and what is made of them, run to the outer edge of the territorial
sea: Crimea is then half as large again. Shares of such polygons are of land and sea together, and
everything that is held or ceded on the coast comes out too large. Estuaries and lagoons belong to
the regions officially, so a file is taken for one with the sea only where a region is larger than
its official area by it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note

SEA_SHARE = 0.05
"""A region that is larger than its official area by this share, and has as much sea, shows that the
file takes the sea in; the Dnipro-Buh estuary makes up 3 % in Mykolaiv."""

WIDTH_KM = 5.0
"""Water that is narrower is a coast drawn otherwise, and is left where it is."""

_KM_PER_DEGREE = 111.2


def cut_sea_off(
    shapes: dict[str, BaseGeometry], country: Country
) -> tuple[dict[str, BaseGeometry], dict[str, float]]:
    """Cut the sea off regions where a file takes it in.

    Parameters
    ----------
    shapes
        Valid polygons in EPSG:4326 by the region's code.
    country
        Whose coast is the limit, and whose official areas say what is too large.

    Returns
    -------
    tuple
        The polygons, and how many km2 were cut off each of those that were cut.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> country = opened().country
    >>> cut, km2 = cut_sea_off(country.boundaries.regions.geometry.to_dict(), country)
    >>> len(cut), km2
    (27, {})
    """
    shipped = country.boundaries
    land = shipped.territory
    water = {
        region: polygons_of(shape.difference(land).difference(country.neighbours))
        for region, shape in shapes.items()
        if region in shipped.regions.index
    }
    open_sea = {region: sea for region, sea in water.items() if _is_wide(sea)}
    if not any(_is_larger(shapes[name], sea, name, shipped) for name, sea in open_sea.items()):
        return shapes, {}
    cut = {region: polygons_of(shapes[region].difference(sea)) for region, sea in open_sea.items()}
    sizes = geodesic_km2(list(open_sea.values()))
    return shapes | cut, dict(zip(open_sea, map(float, sizes), strict=True))


def _is_larger(shape: BaseGeometry, sea: BaseGeometry, region: str, shipped: BoundaryLayer) -> bool:
    """Whether a region is too large, and would not be without the sea."""
    official = float(shipped.regions["official_km2"][region])
    whole_km2, sea_km2 = geodesic_km2([shape, sea])
    return bool(whole_km2 - official > SEA_SHARE * official and sea_km2 > SEA_SHARE * official)


def _is_wide(sea: BaseGeometry) -> bool:
    """Whether anything is left of the water once its edge has moved in by half the width."""
    if sea.is_empty:
        return False
    middle = (sea.bounds[1] + sea.bounds[3]) / 2
    scale = _KM_PER_DEGREE * np.array([np.cos(np.radians(middle)), 1.0])
    flat = shapely.transform(sea, lambda at: at * scale)
    return not shapely.buffer(flat, -WIDTH_KM / 2).is_empty


def sea_notes(cut_km2: Mapping[str, float]) -> list[Note]:
    """Say what was cut off.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> reader_of("en").note(sea_notes({"UA-43": 15600.0})[0])
    'UA-43: 15,600 km2 of sea cut off at the shipped coast'
    """
    return [Note.of("boundaries.sea", region=region, km2=km2) for region, km2 in cut_km2.items()]

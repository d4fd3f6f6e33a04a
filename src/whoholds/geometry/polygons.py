"""Polygons out of what an overlay leaves."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry: overlay leaves touching points and lines behind.

    Examples
    --------
    >>> polygons_of(shapely.union_all([shapely.box(0, 0, 1, 1), shapely.Point(5, 5)])).wkt
    'POLYGON ((1 0, 1 1, 0 1, 0 0, 1 0))'
    """
    parts = shapely.get_parts(geometry)
    areal = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return areal[0] if len(areal) == 1 else shapely.multipolygons(areal)

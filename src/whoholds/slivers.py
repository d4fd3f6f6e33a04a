"""The thin strips that a layer drawn against another border leaves along the border.

Two drawings of one coast or border differ by a little. Where a layer's own edge runs inside the
border of our regions, a strip of the other side's colour is left between held land and the
border, though nobody holds it but who holds the land behind it. Such strips are found here. They
are drawn with the land behind them; whether they count is another question, and by default they
do not: docs/assumptions.md says why.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from whoholds.control import line_of_contact
from whoholds.crs import WGS84, geodesic_km2
from whoholds.lines import polygons_of
from whoholds.zones import Zones

SLIVER_WIDTH_KM = 5.0
"""A strip is narrower than this everywhere: it vanishes when its edge moves in by half as much."""

SLIVER_AREA_KM2 = 150.0
"""A strip is smaller than this; a pocket that one side holds at the border may be larger."""

_TOUCH_DEGREES = 1e-9

_KM_PER_DEGREE = 111.2


def find_slivers(held: shapely.Geometry, territory: shapely.Geometry) -> shapely.Geometry:
    """Find the strips between held land and the outer border.

    Parameters
    ----------
    held
        Held territory, inside `territory`.
    territory
        Ukraine as the boundary layer draws it.

    Returns
    -------
    shapely.Geometry
        The pieces of `territory` less `held` that share an edge with both, cannot be reached
        from the largest free piece without crossing held land, and are narrower than
        `SLIVER_WIDTH_KM` and smaller than `SLIVER_AREA_KM2`. Polygon or multipolygon, maybe empty.

    Examples
    --------
    The layer stops 0.005 degrees, some 360 m, short of the eastern border:

    >>> held, territory = shapely.box(33, 48, 34.995, 50), shapely.box(30, 48, 35, 50)
    >>> find_slivers(held, territory).bounds
    (34.995, 48.0, 35.0, 50.0)
    """
    pieces = shapely.get_parts(territory.difference(held))
    pieces = pieces[shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON]
    if len(pieces) < 2:
        return shapely.MultiPolygon()
    areas = geodesic_km2(pieces)
    small = (areas < SLIVER_AREA_KM2) & (np.arange(len(pieces)) != int(np.argmax(areas)))
    held_edge, border = held.boundary, territory.boundary
    thin = [
        one
        for one in _near(border, pieces[small])
        if _shares_edge(one, border) and _shares_edge(one, held_edge) and _is_thin(one)
    ]
    return polygons_of(shapely.union_all(thin)) if thin else shapely.MultiPolygon()


def _near(line: shapely.Geometry, pieces: NDArray[Any]) -> NDArray[Any]:
    """The pieces that a line may share an edge with: holes inland, thousands of them, do not."""
    shapely.prepare(line)
    return pieces[shapely.dwithin(line, pieces, 10 * _TOUCH_DEGREES)]


def _shares_edge(piece: shapely.Geometry, line: shapely.Geometry) -> bool:
    """Whether the edge of a piece and a line run together for more than a point."""
    around = shapely.buffer(shapely.box(*piece.bounds), 10 * _TOUCH_DEGREES, join_style="mitre")
    near = shapely.clip_by_rect(line, *around.bounds)
    strip = shapely.buffer(near, _TOUCH_DEGREES, quad_segs=1)
    return bool(strip.intersection(piece.boundary).length > 10 * _TOUCH_DEGREES)


def _is_thin(piece: shapely.Geometry) -> bool:
    """Whether nothing is left once the edge has moved in by half the width."""
    middle = (piece.bounds[1] + piece.bounds[3]) / 2
    scale = _KM_PER_DEGREE * np.array([np.cos(np.radians(middle)), 1.0])
    flat = shapely.transform(piece, lambda at: at * scale)
    return bool(shapely.buffer(flat, -SLIVER_WIDTH_KM / 2).is_empty)


def drawn_shapes(zones: Zones) -> gpd.GeoSeries:
    """Return the zones as they are to be drawn: strips along the border with the land behind.

    Figures stay those of `zones.frame`; only the picture is free of specks.

    Parameters
    ----------
    zones
        A partition.

    Returns
    -------
    geopandas.GeoSeries
        One geometry a zone, indexed like `zones.frame`, in EPSG:4326. A strip goes to the nearest
        zone that Russia holds in its region; where it holds none there, the strip stays.

    Examples
    --------
    >>> from whoholds.control import embedded_layer
    >>> from whoholds.boundaries import load_boundaries
    >>> from whoholds.zones import partition
    >>> zones = partition(load_boundaries(), embedded_layer())
    >>> drawn_shapes(zones).index.equals(zones.frame.index)
    True
    """
    return _drawn_shapes(zones).copy()


@lru_cache(maxsize=16)
def _drawn_shapes(zones: Zones) -> gpd.GeoSeries:
    slivers = _slivers_of(zones)
    shapes = zones.frame.geometry.to_dict()
    held_by = zones.frame["held_by"]
    for region, names in zones.frame.groupby("region").groups.items():
        held = [name for name in names if held_by[name] == "RU"]
        strips = shapely.get_parts(slivers.intersection(zones.boundaries.regions.geometry[region]))
        strips = strips[shapely.get_type_id(strips) == shapely.GeometryType.POLYGON]
        if not held or not len(strips):
            continue
        distances = [shapely.distance(shapes[name], strips) for name in held]
        behind = np.argmin(distances, axis=0)
        moved = shapely.union_all(strips)
        for name in names:
            shapes[name] = polygons_of(shapes[name].difference(moved))
        for n in np.unique(behind):
            name = held[n]
            shapes[name] = polygons_of(shapely.union_all([shapes[name], *strips[behind == n]]))
    return gpd.GeoSeries(shapes, crs=WGS84)


def drawn_line(zones: Zones) -> shapely.Geometry:
    """Return the line of contact as it is to be drawn: without the edges of strips.

    Parameters
    ----------
    zones
        A partition.

    Returns
    -------
    shapely.Geometry
        MultiLineString or LineString in EPSG:4326; the line of contact itself where its layer
        leaves no strips.

    Examples
    --------
    >>> from whoholds.control import embedded_layer, line_of_contact
    >>> from whoholds.boundaries import load_boundaries
    >>> from whoholds.zones import partition
    >>> zones = partition(load_boundaries(), embedded_layer())
    >>> drawn_line(zones).equals(line_of_contact(zones.control, zones.boundaries))
    True
    """
    slivers = _slivers_of(zones)
    return zones.line if slivers.is_empty else _line_without(zones)


@lru_cache(maxsize=16)
def _line_without(zones: Zones) -> shapely.Geometry:
    """The line of contact once the strips are held too."""
    held = polygons_of(shapely.union(zones.control.held, _slivers_of(zones)))
    return line_of_contact(dataclasses.replace(zones.control, held=held), zones.boundaries)


@lru_cache(maxsize=16)
def _slivers_of(zones: Zones) -> shapely.Geometry:
    return find_slivers(zones.control.held, zones.boundaries.territory)

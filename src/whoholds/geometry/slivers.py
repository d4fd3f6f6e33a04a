"""The thin strips between a shape and a coast or border that it was drawn against another one of.

Two drawings of one coast or border differ by a little. Where a shape's own edge runs inside the
border of a territory, a strip is left between them that is nobody's: a sliver.

A strip is told from a pocket by its shape alone: nowhere wider than two drawings of a border may
differ, held land all along one side of it, coast or border along the other, and no free land at
its ends but for a gap that is small beside its length. A corridor of free land along a border is
open at both of its ends, and a gap between two held pockets is open to the land behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.polygons import polygons_of

SLIVER_WIDTH_KM = 6.0
"""A strip vanishes when its edge moves in by half as much: five kilometres and a fifth, for where
a border turns and for what a plane of degrees is off by between Crimea and Chernihiv oblast."""

WIDTHS_KM = (0.25, SLIVER_WIDTH_KM)
"""What rounding leaves is found first: at an open end a corner of free land comes along with a
strip, and it is as wide as the width that is looked for."""

CORNER_SHARE = 0.7
"""What may be left of a strip's corner when its edge has moved in, beside the square of its width;
free land leaves more."""

OPEN_SHARE = 0.1
"""The ends of a strip that are open to free land are together no longer than a tenth of it."""

REACH = 2.0
"""How many widths from coast or border a strip is looked for."""

_KM_PER_DEGREE = 111.2
_TOUCH_KM = 0.001
SPECK_KM2 = 1e-6
"""A sliver below a square metre is what rounding leaves."""


def find_slivers(held: BaseGeometry, territory: BaseGeometry) -> BaseGeometry:
    """Find the strips between held land and the outer border.

    Parameters
    ----------
    held
        Polygon or multipolygon in EPSG:4326, inside `territory`.
    territory
        The country as the boundary layer draws it.

    Returns
    -------
    BaseGeometry
        Of `territory` less `held` what is narrower than `SLIVER_WIDTH_KM`, shares an edge with
        held land and with the border, and meets no free land but at its ends (`OPEN_SHARE`).
        Polygon or multipolygon, maybe empty.

    Examples
    --------
    The layer stops 0.005 degrees, some 360 m, short of the eastern border:

    >>> held, territory = shapely.box(33, 48, 34.995, 50), shapely.box(30, 48, 35, 50)
    >>> find_slivers(held, territory).bounds
    (34.995, 48.0, 35.0, 50.0)
    """
    found: list[BaseGeometry] = []
    for width in WIDTHS_KM:
        filled = polygons_of(shapely.union_all([held, *found])) if found else held
        found += _strips(filled, territory, width)
    return polygons_of(shapely.union_all(found)) if found else shapely.MultiPolygon()


def _strips(held: BaseGeometry, territory: BaseGeometry, width_km: float) -> list[BaseGeometry]:
    """The strips up to a width; cut from the free land, so that their edges are its edges."""
    free = shapely.get_parts(territory.difference(held))
    free = free[shapely.get_type_id(free) == shapely.GeometryType.POLYGON]
    if held.is_empty or not len(free):
        return []
    scale = _scale_of(territory)
    edges = _flat(held.boundary, scale), _flat(territory.boundary, scale)
    thin = [
        strip
        for piece in _touching(_flat(free, scale), edges)
        for strip in _thin_parts(piece, edges[1], width_km)
        if _is_sliver(strip, edges, width_km)
    ]
    if not thin:
        return []
    around = _degrees(shapely.union_all(shapely.buffer(thin, _TOUCH_KM, quad_segs=1)), scale)
    parts = shapely.get_parts(shapely.intersection(free, around))
    parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return list(parts[shapely.area(parts) > SPECK_KM2 / scale.prod()])


Edges = tuple[BaseGeometry, BaseGeometry]


def _scale_of(territory: BaseGeometry) -> NDArray[np.float64]:
    """Kilometres to a degree of longitude and of latitude, by the middle of the territory.

    To a whole degree, so that a finer drawing of the same country has the same scale.
    """
    _, south, _, north = territory.bounds
    middle = round((south + north) / 2)
    return _KM_PER_DEGREE * np.array([np.cos(np.radians(middle)), 1.0])


def _flat(shapes: Any, scale: NDArray[np.float64]) -> Any:
    """Degrees as kilometres on a plane: by a scale alone, so that straight edges stay straight."""
    return shapely.transform(shapes, lambda points: points * scale)


def _degrees(shapes: Any, scale: NDArray[np.float64]) -> Any:
    return shapely.transform(shapes, lambda points: points / scale)


def _touching(pieces: NDArray[Any], edges: Edges) -> NDArray[Any]:
    """The pieces near both edges: holes inland, thousands of them, are not."""
    for edge in edges:
        shapely.prepare(edge)
        pieces = pieces[shapely.dwithin(edge, pieces, _TOUCH_KM)]
    return pieces


def _thin_parts(piece: BaseGeometry, border: BaseGeometry, width_km: float) -> list[BaseGeometry]:
    """A piece of free land itself where it is nowhere wide, else its thin parts at the border.

    Where a border turns, a strip along it is wider than along its sides: what is wide there is
    small, and belongs to the strip.
    """
    if not len(_wide_parts(piece, width_km)):
        return [piece]
    # The border is followed closely enough for the narrowest strips.
    line = shapely.simplify(_around(border, piece), width_km / 20)
    near = shapely.buffer(line, REACH * width_km, quad_segs=2)
    coastal = _robust(shapely.intersection, piece, near)
    wide = _wide_parts(coastal, width_km)
    grown = shapely.union_all(shapely.buffer(wide, width_km / 2 + _TOUCH_KM, quad_segs=4))
    thin = shapely.get_parts(_robust(shapely.difference, coastal, grown))
    if width_km == WIDTHS_KM[0]:
        return list(thin)
    # Hairs of rounding along what was found before would tie a corner to a strip long filled.
    cores = shapely.buffer(thin, -2 * _TOUCH_KM, join_style="mitre")
    opened = shapely.buffer(cores, 2 * _TOUCH_KM, join_style="mitre")
    return [part for part in shapely.get_parts(opened) if not part.is_empty]


def _robust(
    overlay: Callable[..., BaseGeometry], one: BaseGeometry, other: BaseGeometry
) -> BaseGeometry:
    """An overlay in the plane; on a grid of millimetres where rounding makes it fail.

    Where that fails too no strip is told there, and the land stays as the layer draws it.
    """
    try:
        return overlay(one, other)
    except shapely.errors.GEOSException:
        grid = _TOUCH_KM / 1000
        valid = [shapely.set_precision(shapely.make_valid(shape), grid) for shape in (one, other)]
    try:
        return overlay(*valid)
    except shapely.errors.GEOSException:
        return shapely.Polygon()


def _wide_parts(shape: BaseGeometry, width_km: float) -> NDArray[Any]:
    """What is left of a shape when its edge moves in, piece by piece, corners of strips apart."""
    left = shapely.get_parts(shapely.buffer(shape, -width_km / 2, quad_segs=4))
    return left[shapely.area(left) > CORNER_SHARE * width_km**2]


def _is_sliver(strip: BaseGeometry, edges: Edges, width_km: float) -> bool:
    """Whether a thin piece lies between held land and border, with hardly an open end."""
    along_held, along_border = (_shared_km(strip, edge) for edge in edges)
    if min(along_held, along_border) <= 10 * _TOUCH_KM:
        return False
    is_narrow = strip.area <= width_km * along_border
    return is_narrow and strip.length - along_held - along_border <= OPEN_SHARE * along_border


def _shared_km(piece: BaseGeometry, line: BaseGeometry) -> float:
    """How far the edge of a piece and a line run together."""
    near = shapely.buffer(_around(line, piece), _TOUCH_KM, quad_segs=1)
    return float(piece.boundary.intersection(near).length)


def _around(line: BaseGeometry, piece: BaseGeometry) -> BaseGeometry:
    """What of a line lies near a piece."""
    west, south, east, north = piece.bounds
    return shapely.clip_by_rect(line, west - 0.1, south - 0.1, east + 0.1, north + 0.1)

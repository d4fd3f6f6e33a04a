"""Cutting shapes in two: by held land, and by the areas of parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of

SLIVER_KM2 = 0.001
"""Area below which a cut by a part is rounding, not territory: 1,000 square metres."""

SPECK_DEGREES2 = 1e-12
"""What rounding leaves of a region that is held whole: below a hundredth of a square metre."""


def split(shapes: NDArray[Any], held: BaseGeometry) -> Iterator[tuple[BaseGeometry, BaseGeometry]]:
    """Yield what of each shape is held, and its rest.

    A shape that held land does not touch, or covers, needs no overlay; for the others held land
    is clipped to the shape's box first, which makes the overlay several times cheaper.

    Parameters
    ----------
    shapes
        n polygons or multipolygons in EPSG:4326.
    held
        Polygon or multipolygon in EPSG:4326.

    Yields
    ------
    tuple
        Two polygons or multipolygons that make up the shape; one may be empty.

    Examples
    --------
    >>> import numpy as np
    >>> both = next(split(np.array([shapely.box(30, 48, 32, 50)]), shapely.box(31, 40, 40, 60)))
    >>> [one.bounds for one in both]
    [(31.0, 48.0, 32.0, 50.0), (30.0, 48.0, 31.0, 50.0)]
    """
    shapely.prepare(held)
    nothing = shapely.Polygon()
    for shape, is_touched in zip(shapes, shapely.intersects(held, shapes), strict=True):
        if not is_touched:
            yield nothing, shape
        elif shapely.covers(held, shape):
            yield shape, nothing
        else:
            near = _clipped(held, _widened(shape.bounds))
            inside = polygons_of(shapely.intersection(shape, near))
            rest = polygons_of(shapely.difference(shape, near))
            yield (shape, nothing) if rest.area < SPECK_DEGREES2 else (inside, rest)


def _clipped(held: BaseGeometry, bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """The part of held land in a box; all of it where the quick clip would fold a thin spike."""
    near = shapely.clip_by_rect(held, *bounds)
    return near if shapely.is_valid(near) else held


def _widened(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box a little larger, so that its edge never becomes an edge of a zone."""
    west, south, east, north = bounds
    return west - 0.1, south - 0.1, east + 0.1, north + 0.1


def cut(
    shape: BaseGeometry, areas: Iterable[tuple[str, BaseGeometry]]
) -> list[tuple[tuple[str, ...], BaseGeometry]]:
    """Cut a shape by each of several areas in turn.

    Areas may overlap (a strip along the line and land held earlier): the piece that lies in both
    has both names, so the pieces do not depend on the order of the areas.

    Parameters
    ----------
    shape
        Polygon or multipolygon in EPSG:4326.
    areas
        Names and polygons.

    Returns
    -------
    list
        Pieces that make up the shape, each with the names of the areas that it lies in.

    Examples
    --------
    >>> pieces = cut(shapely.box(30, 48, 32, 50), [("east", shapely.box(31, 40, 40, 60))])
    >>> [(names, piece.bounds) for names, piece in pieces]
    [(('east',), (31.0, 48.0, 32.0, 50.0)), ((), (30.0, 48.0, 31.0, 50.0))]
    """
    pieces: list[tuple[tuple[str, ...], BaseGeometry]] = [((), shape)]
    for name, area in areas:
        pieces = [
            (names, piece)
            for owned, uncut in pieces
            for names, piece in zip(((*owned, name), owned), _in_two(uncut, area), strict=True)
            if not piece.is_empty
        ]
    return pieces


def _in_two(shape: BaseGeometry, area: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """What of a shape lies inside an area, and what outside.

    Where two parts meet along a computed edge, rounding leaves slivers of square metres on the
    wrong side; a sliver stays with the piece that it came from, so nothing is lost.
    """
    inside, outside = polygons_of(shape.intersection(area)), polygons_of(shape.difference(area))
    size_inside, size_outside = geodesic_km2([inside, outside])
    if size_inside < SLIVER_KM2:
        return shapely.Polygon(), shape
    if size_outside < SLIVER_KM2:
        return shape, shapely.Polygon()
    return inside, outside

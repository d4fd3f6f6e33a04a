"""The Voronoi cells of points, each within the shape that it belongs to."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.polygons import polygons_of

FAR_DEGREES = 0.25
"""A point this far from every shape is in none; generalised coasts are nearer."""


def cells_of(points: NDArray[np.float64], shapes: NDArray[Any]) -> tuple[NDArray[Any], int]:
    """Give every point the ground of its shape that is nearest to it.

    Parameters
    ----------
    points
        n longitudes and latitudes, shape (n, 2).
    shapes
        Polygons in EPSG:4326; a point belongs to the one it is in or, off a generalised coast,
        the nearest.

    Returns
    -------
    cells
        n polygons in EPSG:4326; None for a point in a place with another, and for one too far
        from every shape.
    int
        How many were too far.

    Examples
    --------
    >>> places = np.array([[30.5, 50.4], [36.2, 50.0], [0.0, 50.0]])
    >>> cells, far = cells_of(places, np.array([shapely.box(30, 48, 37, 51)]))
    >>> [cell is None for cell in cells], far
    ([False, False, True], 1)
    """
    seeds = shapely.points(points)
    nearest = shapely.STRtree(shapes).nearest(seeds)
    far = shapely.distance(seeds, shapes[nearest]) > FAR_DEGREES
    cells = np.full(len(points), None, dtype=object)
    for n, shape in enumerate(shapes):
        mine = np.flatnonzero((nearest == n) & ~far)
        _, first = np.unique(points[mine], axis=0, return_index=True)
        mine = mine[np.sort(first)]
        if len(mine):
            cells[mine] = shapely.orient_polygons(_cells_in(shape, points[mine]))
    return cells, int(far.sum())


def _cells_in(shape: BaseGeometry, points: NDArray[np.float64]) -> list[BaseGeometry]:
    """Cells of distinct points, clipped to a shape; longitudes scaled, so that near means near."""
    if len(points) == 1:
        return [shape]
    west, south, east, north = shape.bounds
    scale = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    wide = shapely.box(west - 1, south - 1, east + 1, north + 1)
    diagram = shapely.voronoi_polygons(
        shapely.multipoints(points * scale),
        extend_to=shapely.transform(wide, lambda at: at * scale),
    )
    drawn = shapely.transform(shapely.get_parts(diagram), lambda at: at / scale)
    cell, point = shapely.STRtree(np.asarray(shapely.points(points))).query(
        drawn, predicate="intersects"
    )
    owner = dict(zip(point.tolist(), cell.tolist(), strict=True))
    shapely.prepare(shape)
    clipped: list[BaseGeometry] = list(shapely.intersection(drawn, shape))
    return [polygons_of(clipped[owner[n]]) for n in range(len(points))]

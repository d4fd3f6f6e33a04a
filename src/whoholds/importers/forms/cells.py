"""The Voronoi cells of settlements, region by region."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.rings import polygons_of

FAR_DEGREES = 0.25
"""A settlement this far from every region is not Ukraine's; generalised coasts are nearer."""


def cells_of(points: NDArray[np.float64], boundaries: BoundaryLayer) -> tuple[NDArray[Any], int]:
    """Give every settlement the ground of its region that is nearest to it.

    Parameters
    ----------
    points
        n longitudes and latitudes, shape (n, 2).
    boundaries
        The regions; a settlement belongs to the one it is in or, off the generalised coast, the
        nearest.

    Returns
    -------
    cells
        n polygons in EPSG:4326; None for a settlement in a place with another, and for one too
        far from every region.
    int
        How many were too far.

    Examples
    --------
    >>> from whoholds.layers.boundaries import load_boundaries
    >>> places = np.array([[30.5, 50.4], [36.2, 50.0], [0.0, 50.0]])
    >>> cells, far = cells_of(places, load_boundaries())
    >>> [cell is None for cell in cells], far
    ([False, False, True], 1)
    """
    shapes = boundaries.regions.geometry.to_numpy()
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
    """Cells of distinct points, clipped to a region; longitudes scaled, so that near means near."""
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
    cell, point = shapely.STRtree(shapely.points(points)).query(drawn, predicate="intersects")
    owner = dict(zip(point.tolist(), cell.tolist(), strict=True))
    shapely.prepare(shape)
    clipped = shapely.intersection(drawn, shape)
    return [polygons_of(clipped[owner[n]]) for n in range(len(points))]

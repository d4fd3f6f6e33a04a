"""How often a ring crosses itself: what repairing it costs grows with the square of that."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.ground.errors import GeometryError
from whoholds.importers.open.limits import MAX_CROSSINGS
from whoholds.words.saying import Place

_FEW = 200
"""Rings of fewer vertices cannot cross themselves more often than is allowed."""

_SAMPLE, _STEP, _LEAST = 400, 20, 60
"""How many edges are looked at, how many at a time, and how many before anything is concluded."""


def refuse_scribble(shape: BaseGeometry, place: Place) -> None:
    """Raise when the edges of a polygon cross each other too often for it to be repaired.

    Parameters
    ----------
    shape
        A polygon or multipolygon that is not valid.
    place
        Where it was read: the file, and its position there.

    Raises
    ------
    GeometryError
        When there are more than about `MAX_CROSSINGS`.
    """
    count = crossings(shape)
    if count > MAX_CROSSINGS:
        about = round(float(f"{count:.1e}"))
        raise GeometryError.of("scribble", place, most=MAX_CROSSINGS, count=about)


def crossings(shape: BaseGeometry) -> float:
    """Estimate how many pairs of edges of a shape cross, from a sample of its edges.

    Counting stops once there are more than `MAX_CROSSINGS`, so the estimate may be too low there.

    Examples
    --------
    >>> crossings(shapely.box(30, 46, 31, 47))
    0.0
    """
    edges = _edges(shape)
    if len(edges) < _FEW:
        return 0.0
    tree = shapely.STRtree(edges)
    sample = edges[:: max(len(edges) // _SAMPLE, 1)]
    estimate = 0.0
    found = 0
    for begin in range(0, len(sample), _STEP):
        found += tree.query(sample[begin : begin + _STEP], predicate="crosses").shape[1]
        looked = min(begin + _STEP, len(sample))
        estimate = found / looked * len(edges) / 2
        if looked >= _LEAST and estimate > MAX_CROSSINGS:
            break
    return estimate


def _edges(shape: BaseGeometry) -> NDArray[np.object_]:
    """Every edge of every ring as a line of its own."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    pairs = np.stack([points[:-1], points[1:]], axis=1)
    within = (ring[:-1] == ring[1:]) & np.isfinite(pairs).all(axis=(1, 2))
    return shapely.linestrings(pairs[within])

"""The edges of zones, in short pieces, and the zones on either side of each.

Three kinds of edge may lie elsewhere than they are drawn: the line of contact, the far edge of a
strip along it, and the outline of a region. Meridians and circles by which parts are cut are
exact. How far each may be off is `whoholds.zones.bands`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, distance_km
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.zones.partition import PART_SEPARATOR, Zones

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

STEP_DEGREES = 0.01
"""Pieces of the line, below 1.2 km, that are given to the zones on their two sides."""

OFFSET_DEGREES = 0.002
"""How far from the line, about 0.2 km, its neighbours are looked for."""

OUTLINE_DETAIL_DEGREES = 0.005
"""Bends of an outline below some 0.5 km are left out, so that its length does not depend on how
finely a boundary layer is drawn."""

OUTLINE_STEP_DEGREES = 0.05
"""Pieces of an outline; its neighbours are looked for twice the left-out bends away."""


@dataclass(frozen=True)
class Edges:
    """Pieces of an edge between two zones.

    Attributes
    ----------
    length_km
        One value a piece, n pieces.
    middle
        Array of shape (n, 2): longitude and latitude of the middle of each.
    gains, loses
        Row number of the zone that grows when the piece moves outward (away from what the
        holding side holds, from the line, or from the region with the lower row), and of the one
        that shrinks; -1 where no zone is.
    leg
        For the line of contact: the row of `line_legs` that each piece is of.
    """

    length_km: Floats
    middle: Floats
    gains: Rows
    loses: Rows
    leg: Rows


def line_legs(zones: Zones) -> gpd.GeoDataFrame | None:
    """Return the line of contact with how precise each of its legs is.

    Returns
    -------
    geopandas.GeoDataFrame or None
        Column precision_km and lines in EPSG:4326: the legs of the control layer, or its line of
        contact with the layer's one precision; None where the layer has neither.
    """
    control = zones.control
    if control.legs is not None or control.precision_km is None:
        return control.legs
    lines = shapely.get_parts(zones.line)
    lines = lines[~shapely.is_empty(lines)]
    return gpd.GeoDataFrame(
        {"precision_km": np.full(len(lines), control.precision_km)}, geometry=lines, crs=WGS84
    )


def contact_edges(zones: Zones, legs: gpd.GeoDataFrame) -> Edges:
    """Find the zones that grow and shrink when a piece of the line of contact moves.

    Beside a strip along the line that is not the strip, which moves with the line, but the land
    beyond it; the strip itself only where nothing of its side in its region is beyond.
    """
    starts, ends, leg = pieces_of(legs.geometry.to_numpy(), STEP_DEGREES)
    sides = _sides(zones, starts, ends, OFFSET_DEGREES)
    held = np.append(zones.is_held.to_numpy(), False)[sides]
    turned = held[:, 1] & ~held[:, 0]
    sides[turned] = sides[turned, ::-1]
    parted = (sides >= 0).all(axis=1) & (held[:, 0] != held[:, 1])
    gains, loses = _beyond_strips(zones, sides, (starts + ends) / 2)[parted].T
    return _edges(starts[parted], ends[parted], gains, loses, leg[parted])


def strip_edges(zones: Zones) -> Edges:
    """Find the far edges of strips along the line: the strip gains, what is beyond it loses."""
    frame, depth = zones.frame, _depths(zones)
    parts: list[Edges] = []
    for row in np.flatnonzero(np.isfinite(depth)):
        starts, ends, leg = pieces_of([frame.geometry.iloc[row].boundary], STEP_DEGREES)
        sides = _sides(zones, starts, ends, OFFSET_DEGREES)
        other = np.where(sides[:, 0] == row, sides[:, 1], sides[:, 0])
        mine = (sides == row).any(axis=1) & (other >= 0) & (depth[other] > depth[row])
        for name in ("region", "held_by"):
            values = frame[name].to_numpy()
            mine &= values[other] == values[row]
        gains = np.full(int(mine.sum()), row)
        parts.append(_edges(starts[mine], ends[mine], gains, other[mine], leg[mine]))
    return _joined(parts)


def outline_edges(zones: Zones) -> Edges:
    """Find the zones on either side of the outlines of the regions, each outline once."""
    starts, ends, regions = _outlines(zones.boundaries)
    points = _either_side(starts, ends, 2 * OUTLINE_DETAIL_DEGREES)
    codes = zones.frame["region"].to_numpy()
    sides = np.full(regions.shape, -1)
    for number, code in enumerate(zones.boundaries.regions.index):
        rows = np.flatnonzero(codes == code)
        for side in (0, 1):
            here = regions[:, side] == number
            if here.any():
                shapes = zones.frame.geometry.to_numpy()[rows]
                sides[here, side] = rows[_nearest(shapes, points[side][here])]
    gains, loses = sides.T
    return _between(_edges(starts, ends, gains, loses, np.zeros(len(starts), dtype=np.int64)))


def pieces_of(
    lines: NDArray[np.object_] | list[BaseGeometry], step: float
) -> tuple[Floats, Floats, Rows]:
    """Starts and ends of short pieces, and the row number of the line that each is of."""
    short = shapely.segmentize(np.asarray(lines, dtype=object), step)
    single, line = shapely.get_parts(short, return_index=True)
    points, part = shapely.get_coordinates(single, return_index=True)
    same = part[1:] == part[:-1]
    return points[:-1][same], points[1:][same], line[part[1:][same]]


def _edges(starts: Floats, ends: Floats, gains: Rows, loses: Rows, leg: Rows) -> Edges:
    return Edges(distance_km(starts, ends), (starts + ends) / 2, gains, loses, leg)


def _between(found: Edges) -> Edges:
    """Without the pieces that part nothing."""
    kept = found.gains != found.loses
    return Edges(*(getattr(found, field)[kept] for field in Edges.__dataclass_fields__))


def _joined(found: list[Edges]) -> Edges:
    if not found:
        nowhere, none = np.empty((0, 2)), np.empty(0, dtype=np.int64)
        return Edges(np.empty(0), nowhere, none, none, none)
    columns = Edges.__dataclass_fields__
    return Edges(*(np.concatenate([getattr(one, field) for one in found]) for field in columns))


def _either_side(starts: Floats, ends: Floats, offset: float) -> tuple[Floats, Floats]:
    """Points so many degrees to the left and to the right of the middle of each piece."""
    middle, along = (starts + ends) / 2, ends - starts
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    normal *= offset / np.maximum(np.hypot(*normal.T), 1e-12)[:, None]
    return middle + normal, middle - normal


def _sides(zones: Zones, starts: Floats, ends: Floats, offset: float) -> Rows:
    """Row numbers of the zones on either side of each piece, -1 outside the country."""
    return _containing(zones.frame.geometry.to_numpy(), _either_side(starts, ends, offset))


def _containing(shapes: NDArray[np.object_], sides: tuple[Floats, Floats]) -> Rows:
    """Which of some shapes has each point, -1 for none: a column for the points of each side."""
    found = np.full((len(sides[0]), 2), -1)
    shapely.prepare(shapes)
    for number, shape in enumerate(shapes):
        for side, points in enumerate(sides):
            found[shapely.intersects_xy(shape, *points.T), side] = number
    return found


def _nearest(shapes: NDArray[np.object_], points: Floats) -> Rows:
    """Which of some shapes each point lies in, or nearest to."""
    if len(shapes) == 1:
        return np.zeros(len(points), dtype=np.int64)
    return np.asarray(shapely.STRtree(shapes).nearest(shapely.points(points)))


def _depths(zones: Zones) -> Floats:
    """How far from the line each zone ends, in km: infinite for what is no strip."""
    depths = [
        min((zones.strips[name] for name in part.split(PART_SEPARATOR) if name in zones.strips),
            default=np.inf)
        for part in zones.frame["part"]
    ]  # fmt: skip
    return np.array(depths, dtype=float)


def _beyond_strips(zones: Zones, sides: Rows, middle: Floats) -> Rows:
    """For a zone that is a strip, the nearest of the land of its side that is furthest away."""
    depth = _depths(zones)
    result = sides.copy()
    keys = pd.MultiIndex.from_frame(zones.frame[["region", "held_by"]])
    for row in np.flatnonzero(np.isfinite(depth)):
        rows = np.flatnonzero(keys == keys[int(row)])
        last = rows[depth[rows] == depth[rows].max()]
        for side in (0, 1):
            here = sides[:, side] == row
            if here.any():
                shapes = zones.frame.geometry.to_numpy()[last]
                result[here, side] = last[_nearest(shapes, middle[here])]
    return result


def _outlines(boundaries: BoundaryLayer) -> tuple[Floats, Floats, Rows]:
    """Starts and ends of the outlines' pieces, and the regions' numbers on either side."""
    shapes = boundaries.regions.geometry.to_numpy()
    lines = shapely.simplify(shapely.boundary(shapes), OUTLINE_DETAIL_DEGREES)
    starts, ends, number = pieces_of(lines, OUTLINE_STEP_DEGREES)
    regions = _containing(shapes, _either_side(starts, ends, 2 * OUTLINE_DETAIL_DEGREES))
    # An outline between two regions is met twice; one side of a narrow cape may be the other.
    other = np.where(regions[:, 0] == number, regions[:, 1], regions[:, 0])
    once = (regions == number[:, None]).any(axis=1) & (other != number)
    once &= (other < 0) | (number < other)
    return starts[once], ends[once], regions[once]

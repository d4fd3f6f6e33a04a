"""How often the bands of areas cover what another map differs by: the calibration of the model.

The model (`whoholds.zones.bands`) is applied to stretches of a line, and to its whole, piece by
piece from its constants, without the zones: what a stretch would gain or lose is its standard
error, and what it does lose to the other map is measured. Both layers are closed to coast and
border, and the difference goes to the nearest piece of the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from tests.shipped import BASELINE, LINES

from benchmarks.accuracy import flat
from benchmarks.pairs import Bench, table
from whoholds.importers.forms.detection import FORMS
from whoholds.layers.control import ControlLayer
from whoholds.zones.bands import CORRELATION_KM, LEAN, SIGMAS, SPREAD

Floats = NDArray[np.float64]

CELL_KM = 0.5
"""Differences are cut into squares of this width."""

REACH_KM = 25.0
"""A difference further from the line is no displacement of it: a pocket that one map lacks."""

STRETCHES_KM = (5, 10, 20, 40, 80, 160)


@dataclass(frozen=True)
class Measured:
    """Pieces of a line, some 1 km long, on the plane of `benchmarks.accuracy`.

    Attributes
    ----------
    middle, length_km, precision_km
        One row a piece, n pieces in their order along the line.
    gained_km2
        What the first layer holds there and the second does not, less the reverse.
    far_km2
        What is too far from the line to be a displacement of it.
    """

    middle: Floats
    length_km: Floats
    precision_km: Floats
    gained_km2: Floats
    far_km2: float

    @property
    def sigma_km2(self) -> float:
        """Standard error of the whole, by the model."""
        return self.sigma_of(np.ones(len(self.length_km), dtype=bool))

    def sigma_of(self, pieces: NDArray[np.bool_]) -> float:
        """Standard error of what some pieces gain together, by the model."""
        weight, at = (self.length_km * self.precision_km)[pieces], self.middle[pieces]
        away = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        alone = SPREAD**2 * weight @ np.exp(-away / CORRELATION_KM) @ weight
        return float(np.sqrt(alone + (LEAN * weight.sum()) ** 2))

    def stretches(self, km: float) -> Floats:
        """What each stretch of so many km gained, in standard errors; odd ends are left out."""
        number = (np.cumsum(self.length_km) / km).astype(int)
        found = [number == n for n in range(number.max() + 1)]
        whole = [pieces for pieces in found if self.length_km[pieces].sum() > km / 2]
        return np.array([self.gained_km2[pieces].sum() / self.sigma_of(pieces) for pieces in whole])


def measure(
    ours: shapely.Geometry, theirs: shapely.Geometry, line: shapely.Geometry, precision: Floats
) -> Measured:
    """Give every difference of two closed layers to the nearest piece of a line.

    Parameters
    ----------
    ours, theirs
        Both on the plane.
    line
        Legs of the first layer's line, on the plane.
    precision
        Of each leg, km.
    """
    short = shapely.segmentize(line, 1.0)
    single, leg = shapely.get_parts(short, return_index=True)
    points, part = shapely.get_coordinates(single, return_index=True)
    same = part[1:] == part[:-1]
    starts, ends = points[:-1][same], points[1:][same]
    pieces = shapely.STRtree(shapely.linestrings(np.stack([starts, ends], axis=1)))
    gained, far = np.zeros(len(starts)), 0.0
    for sign, shape in ((1.0, ours.difference(theirs)), (-1.0, theirs.difference(ours))):
        cells = _cells(shape)
        (cell, piece), away = pieces.query_nearest(
            shapely.centroid(cells), return_distance=True, all_matches=False
        )
        areas, near = shapely.area(cells)[cell], away < REACH_KM
        np.add.at(gained, piece[near], sign * areas[near])
        far += float(areas[~near].sum())
    length = np.hypot(*(ends - starts).T)
    return Measured((starts + ends) / 2, length, precision[leg[part[1:][same]]], gained, far)


def _cells(shape: shapely.Geometry) -> NDArray[np.object_]:
    """A shape cut into small squares, part by part: its box is mostly empty."""
    found = []
    for part in shapely.get_parts(shape):
        west, south, east, north = np.floor(np.array(part.bounds) / CELL_KM) * CELL_KM
        xs, ys = np.meshgrid(
            np.arange(west, east + CELL_KM, CELL_KM), np.arange(south, north + CELL_KM, CELL_KM)
        )
        squares = shapely.box(xs.ravel(), ys.ravel(), xs.ravel() + CELL_KM, ys.ravel() + CELL_KM)
        found.append(shapely.intersection(squares[shapely.intersects(part, squares)], part))
    cells = np.concatenate(found)
    return cells[shapely.area(cells) > 0]


def shipped_beside(bench: Bench, layer: ControlLayer, reference: shapely.Geometry) -> Measured:
    """A shipped layer beside another map, along its own legs."""
    assert layer.legs is not None
    legs = np.array([flat(leg) for leg in layer.legs.geometry], dtype=object)
    closed = (bench.country.closed(flat(held)) for held in (layer.held, reference))
    return measure(*closed, legs, layer.legs["precision_km"].to_numpy())


def others_beside(
    bench: Bench, first: shapely.Geometry, second: shapely.Geometry, precision_km: float
) -> Measured:
    """One other map beside another, along the line of the first."""
    ours, theirs = (bench.country.closed(flat(held)) for held in (first, second))
    line = np.array([bench.country.contact(ours)], dtype=object)
    return measure(ours, theirs, line, np.array([precision_km]))


def _rows(bench: Bench) -> Iterator[tuple[str, Measured]]:
    days = {one.date: one for one in bench.isw}
    deepstate = bench.deepstate(BASELINE).held
    yield (
        f"shipped {BASELINE}, DeepState",
        shipped_beside(bench, LINES[BASELINE], deepstate),
    )
    both = float(np.hypot(FORMS["deepstate"].precision_km, FORMS["isw"].precision_km))
    for isw_day, best_day in BEST_DAYS.items():
        if isw_day in {day.isoformat() for day in days}:
            isw = next(one for day, one in days.items() if day.isoformat() == isw_day)
            for name, day in (("the same day", isw_day), ("the day that fits best", best_day)):
                other = next((d for d in bench.days if d.isoformat() == day), None)
                if other is not None and (day != isw_day or name == "the same day"):
                    held = bench.deepstate(other).held
                    yield (
                        f"DeepState {day} ({name}), ISW {isw_day}",
                        others_beside(bench, held, isw.held, both),
                    )


BEST_DAYS = {
    "2024-07-18": "2024-07-08",
    "2025-01-03": "2024-11-06",
    "2025-06-11": "2025-02-27",
}
"""ISW's files and the days of DeepState's that they fit best; see How old the ISW files are."""


def coverage(bench: Bench) -> str:
    """How much of the stretches lie within their band, by their length."""
    rows = []
    for name, found in _rows(bench):
        gained, band = found.gained_km2.sum(), SIGMAS * found.sigma_km2
        cells = []
        for km in STRETCHES_KM:
            errors = found.stretches(km)
            inside = (np.abs(errors) <= SIGMAS).mean()
            cells.append(f"{inside:.0%} of {len(errors)}")
        rows.append([name, f"{gained:+,.0f}", f"{band:,.0f}", *cells])
    header = ["line, other map", "net, km2", "band, km2", *(f"{km} km" for km in STRETCHES_KM)]
    return table(header, rows)

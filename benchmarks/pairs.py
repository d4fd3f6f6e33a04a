"""The shipped control layers beside the references that are near them in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely
from tests.shipped import LINES

from benchmarks import references
from benchmarks.accuracy import Country, Towns, flat
from benchmarks.references import Reference
from whoholds.desk import load_boundaries
from whoholds.ground.resources import geodata
from whoholds.layers.control import ControlLayer

NEAR_DAYS = 31
READINGS = ("as drawn", "closed")
BEFORE_2022 = dt.date(2022, 2, 23)


@dataclass(frozen=True)
class Pair:
    """A shipped layer beside a reference, on the plane, by reading."""

    layer: ControlLayer
    reference: Reference
    ours: dict[str, shapely.Geometry]
    theirs: dict[str, shapely.Geometry]

    def gaps(self, country: Country, reading: str) -> pd.Series:
        """Ours less theirs by region, in points of the region's area."""
        ours, theirs = (country.by_region(side[reading]) for side in (self.ours, self.theirs))
        sizes = pd.Series({code: shape.area for code, shape in country.regions.items()})
        return (ours - theirs) / sizes * 100


class Bench:
    """Everything that the report is written from."""

    def __init__(self, base: Path) -> None:
        """Read the references that are near the shipped layers in time."""
        self.base = base
        self.country = Country(load_boundaries())
        self.towns = Towns(pd.read_csv(geodata("settlements.csv")))
        self.days = references.deepstate_days(base)
        self.isw = list(references.isw(base, self.country.boundaries))

    def name(self, code: str) -> str:
        """A region's name."""
        return str(self.country.boundaries.regions.loc[code, "name_en"])

    def deepstate(self, day: dt.date) -> Reference:
        """DeepState's layer of a day."""
        return references.deepstate(self.days[day], day, self.country.boundaries)

    def readings(self, held: shapely.Geometry) -> dict[str, shapely.Geometry]:
        """A layer as drawn, and closed to the coast and the state border."""
        drawn = flat(held)
        return {"as drawn": drawn, "closed": self.country.closed(drawn)}

    def pairs(self) -> Iterator[Pair]:
        """Each shipped layer with the nearest day of each reference, where that is near."""
        for date in list(LINES):
            layer = LINES[date]
            ours = self.readings(layer.held)
            near = [self.deepstate(day) for day in nearest(list(self.days), date)]
            near += [
                one for one in self.isw if one.date in nearest([x.date for x in self.isw], date)
            ]
            for reference in near:
                yield Pair(layer, reference, ours, self.readings(reference.held))


def nearest(days: list[dt.date], date: dt.date) -> list[dt.date]:
    """The nearest of some days, where it is near enough; else none."""
    near = [day for day in days if abs((day - date).days) <= NEAR_DAYS]
    return sorted(near, key=lambda day: abs((day - date).days))[:1]


def table(header: list[str], rows: list[list[object]]) -> str:
    """A Markdown table; numbers arrive as text."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)

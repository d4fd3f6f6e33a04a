"""A file for every kind of control layer that a reader may bring to the dashboard."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping

from tests.importers.files import collection, feature, write_json
from tests.shipped import BASELINE, LINES
from whoholds.desk import load_boundaries

DAY = "2025-08-16"

NONSENSE = re.compile(
    r"\bnan\b|\bNaN\b|\bNaT\b|<NA>|\binf\b|\bNone (?:km|%|±)|Traceback|has encountered an error"
    r"|± 0(?:[.,]0+)?(?![\d.,])|\{\w*\}"
)
"""What no page says: a figure that is none, a band of nothing, a gap, a fault of the program."""


@dataclass(frozen=True)
class Kind:
    """What a file draws and says.

    Attributes
    ----------
    shape
        Makes what is held.
    date
        The day in the file.
    precision_km
        What its reader says of its precision; None for nothing.
    contested
        Makes what the file draws as of unknown status; it is then in the form of DeepState.
    columns
        What else it says of each feature.
    is_walked
        Whether a browser walks through every page with it: the kinds that differ most.
    """

    shape: Callable[[], shapely.Geometry]
    date: str = DAY
    precision_km: float | None = None
    contested: Callable[[], shapely.Geometry] | None = None
    columns: tuple[tuple[str, Any], ...] = ()
    is_walked: bool = False

    def write(self, folder: Path, name: str) -> Path:
        """Write the file."""
        if self.contested:
            return self._write_contested(folder / f"{name}.json", self.contested())
        said = {"held_by": "RU", "date": self.date, **dict(self.columns)}
        document = collection(feature(mapping(self.shape()), **said))
        return write_json(folder / f"{name}.geojson", document)

    def _write_contested(self, path: Path, contested: shapely.Geometry) -> Path:
        shapes = {"occupied": self.shape(), "unknown": contested}
        features = [
            feature(mapping(shape), name=f"- /// {status} /// geoJSON.status.{status}")
            for status, shape in shapes.items()
        ]
        midday = dt.datetime.fromisoformat(f"{self.date}T12:00+00:00")
        return write_json(path, {"id": int(midday.timestamp()), "map": collection(*features)})


def _box(*corners: float) -> Callable[[], shapely.Geometry]:
    return lambda: shapely.box(*corners)


def _region(code: str, inwards: float = 0.0) -> Callable[[], shapely.Geometry]:
    return lambda: load_boundaries().regions.geometry[code].buffer(-inwards)


def _country() -> shapely.Geometry:
    """All of Ukraine but a corner in the west."""
    land = shapely.union_all(load_boundaries().regions.geometry.values)
    return land.difference(shapely.box(20, 47, 24, 52))


def _islands() -> shapely.Geometry:
    """Five pieces, the last with a hole."""
    pieces = [shapely.box(31 + step, 48, 31.3 + step, 48.4) for step in range(4)]
    ring = shapely.box(36, 48, 37, 49).difference(shapely.box(36.4, 48.4, 36.6, 48.6))
    return shapely.union_all([*pieces, ring])


def _sea() -> shapely.Geometry:
    """A strip of the sea, and a garden on land."""
    return shapely.box(30.99, 45.2, 31, 45.3).union(shapely.box(37, 47.9, 37.0003, 47.9003))


def _shipped() -> shapely.Geometry:
    return LINES[BASELINE].held


_EAST = _box(36, 46, 41, 50)

KINDS: dict[str, Kind] = {
    "precision-unsaid": Kind(_EAST),
    "precision-said": Kind(_EAST, precision_km=0.1),
    "precision-coarse": Kind(_EAST, precision_km=50.0, is_walked=True),
    "days-after-a-line": Kind(_EAST, "2025-08-20"),
    "of-the-first-line": Kind(_EAST, "2022-02-23", is_walked=True),
    "before-2022": Kind(_EAST, "2014-06-01"),
    "far-after": Kind(_EAST, "2030-01-01"),
    "strips": Kind(_region("UA-14", 0.01), is_walked=True),
    "contested": Kind(_box(37, 47, 38, 48), contested=_box(36, 47, 37, 48), is_walked=True),
    "tiny": Kind(_box(37, 47.9, 37.013, 47.909)),
    "tiny-and-coarse": Kind(_box(37, 47.9, 37.013, 47.909), precision_km=50.0, is_walked=True),
    "a-few-metres": Kind(_box(37, 47.9, 37.0001, 47.9001), is_walked=True),
    "nearly-all-in-the-sea": Kind(_sea),
    "one-region": Kind(_region("UA-14")),
    "crimea": Kind(_region("UA-43")),
    "nearly-all-of-ukraine": Kind(_country, is_walked=True),
    "west": Kind(_box(22, 48, 25, 50)),
    "islands": Kind(_islands),
    "as-shipped": Kind(_shipped),
    "claimed": Kind(_EAST, columns=(("kind", "claimed"), ("source", "Somebody, somewhere"))),
    "of-settlements": Kind(_EAST, columns=(("kind", "settlement"),)),
}

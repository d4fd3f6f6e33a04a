"""Reference layers: read from their own folder to be measured against, never shipped."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from whoholds.geometry.polygons import polygons_of
from whoholds.layers.boundaries import BoundaryLayer


@dataclass(frozen=True)
class Reference:
    """What another project drew as held by Russia on a day, clipped to our regions."""

    name: str
    date: dt.date
    held: shapely.Geometry
    note: str = ""

    @property
    def label(self) -> str:
        """Name and day, for tables."""
        return f"{self.name} {self.date.isoformat()}"


def folder() -> Path | None:
    """The folder named in WHOHOLDS_REFERENCE, or ../shared/reference; None if there is none."""
    default = Path(__file__).parents[2] / "shared" / "reference"
    path = Path(os.environ.get("WHOHOLDS_REFERENCE") or default)
    return path if path.is_dir() else None


def deepstate_days(base: Path) -> dict[dt.date, bytes]:
    """Every daily file of DeepState's territory, loose or in the archive, by its day."""
    days = {}
    for archive in sorted((base / "deepstate").glob("*.tar.xz")):
        with tarfile.open(archive) as opened:
            for member in opened:
                stream = opened.extractfile(member)
                if stream and (day := _day_in(member.name)):
                    days[day] = stream.read()
    for path in sorted((base / "deepstate").glob("*.geojson")):
        if day := _day_in(path.name):
            days[day] = path.read_bytes()
    return days


def deepstate(content: bytes, day: dt.date, boundaries: BoundaryLayer) -> Reference:
    """One of `deepstate_days`, clipped."""
    collection = json.loads(content)
    shapes = [json.dumps(feature["geometry"]) for feature in collection["features"]]
    return Reference("DeepState", day, _clipped(shapely.from_geojson(shapes), boundaries))


def isw(base: Path, boundaries: BoundaryLayer) -> Iterator[Reference]:
    """Every file of ISW's assessed control, oldest first; features without geometry are counted."""
    for path in sorted((base / "isw").glob("*.geojson")):
        frame = gpd.read_file(path)
        missing = int(frame.geometry.isna().sum())
        shapes = frame.geometry.dropna().to_numpy()
        yield Reference(
            "ISW", _day_in(path.name), _clipped(shapes, boundaries),
            f"{missing} of {len(frame)} features have no geometry" if missing else "",
        )  # fmt: skip


def viina(base: Path, day: dt.date) -> dict[str, str]:
    """Who held each settlement of VIINA's table on a day: RU, UA or CONTESTED, by GeoNames id."""
    path = base / "viina" / "viina_control_changes.json"
    if not path.is_file():
        return {}
    changes = json.loads(path.read_text(encoding="utf-8"))
    asked = int(f"{day:%Y%m%d}")
    names = {"LIBERATED": "UA"}
    states = {}
    for place, history in changes.items():
        past = [state for when, state in history if when <= asked]
        states[place] = names.get(past[-1], past[-1]) if past else "UA"
    return states


def _day_in(name: str) -> Any:
    found = re.search(r"(20\d\d)-?(\d\d)-?(\d\d)", name)
    return dt.date(*map(int, found.groups())) if found else None


def _clipped(shapes: Any, boundaries: BoundaryLayer) -> shapely.Geometry:
    flat = shapely.force_2d(np.asarray(shapes, dtype=object))
    drawn = shapely.union_all(shapely.make_valid(flat))
    return polygons_of(shapely.intersection(drawn, boundaries.territory))

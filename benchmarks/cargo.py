"""Files that the soak's visitors bring: ordinary layers, the worst allowed, and hostile ones."""

from __future__ import annotations

import contextlib
import math
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import Polygon, box
from tests.hostile.inputs import KINDS, laid_bait
from tests.importers.files import write_layer, write_zip

DAY = "2025-08-14"


@dataclass(frozen=True)
class Brought:
    """A file, what it is called in the tables, and whether it has to be read."""

    name: str
    path: Path
    is_ordinary: bool


@contextlib.contextmanager
def files(folder: Path) -> Iterator[list[Brought]]:
    """Make all files, an ordinary one before every other one; nobody may call at the bait's."""
    with laid_bait(folder) as bait:
        ordinary, hostile = _ordinary(folder / "ordinary"), []
        for number, (name, (make, _)) in enumerate(KINDS.items()):
            own = folder / str(number)
            own.mkdir()
            hostile.append(Brought(name, _sent(make(own, bait)), is_ordinary=False))
        # As much as one reading may take: where the machine has other work too, it is refused.
        longest = write_layer(folder / "longest.geojson", _shore(20_000), date=DAY)
        hostile.append(Brought("20,000 vertices", longest, is_ordinary=False))
        random.Random(1).shuffle(hostile)
        yield [
            one
            for number, bad in enumerate(hostile)
            for one in (ordinary[number % len(ordinary)], bad)
        ]


def _sent(path: Path) -> Path:
    """What is sent of a file: a shapefile goes with its companions."""
    if path.suffix != ".shp":
        return path
    archive = path.parent / "sent" / "a.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as packed:
        for part in path.parent.glob("a.*"):
            packed.write(part, part.name)
    return archive


def _ordinary(folder: Path) -> list[Brought]:
    folder.mkdir()
    south, east = box(36, 46.5, 38, 48.5), box(37, 47, 40, 50)
    shape = write_layer(folder / "b.shp", south, date=DAY)
    layers = {
        "GeoJSON": write_layer(folder / "a.geojson", south, date=DAY),
        "GeoPackage": write_layer(folder / "a.gpkg", east, date=DAY),
        "GeoParquet": write_layer(folder / "a.parquet", south, date=DAY),
        "shapefile in ZIP": write_zip(
            folder / "b.zip", {part.name: part for part in folder.glob(f"{shape.stem}.*")}
        ),
        "5,000 vertices": write_layer(folder / "long.geojson", _shore(5_000), date=DAY),
    }
    return [Brought(name, path, is_ordinary=True) for name, path in layers.items()]


def _shore(corners: int) -> Polygon:
    """A shape around Donetsk with as many corners as a detailed layer has, and no crossing."""
    chance, reach, points = random.Random(1), 1.0, []
    for number in range(corners):
        turn = 2 * math.pi * number / corners
        reach += chance.uniform(-0.0005, 0.0005) + (1 - reach) * 0.001
        points.append((37.8 + reach * math.cos(turn), 48 + 0.7 * reach * math.sin(turn)))
    return Polygon(points)

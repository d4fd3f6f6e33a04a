"""A conflict to start from: the tables of an invented one, and the ground that they lie on.

The tables are those of the folder `start`; the ground is drawn here: an island of six regions in
an empty sea, with a strait, a river and a lake.
"""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import shapely
import shapely.geometry
from shapely.geometry.base import BaseGeometry

from whoholds.ground.errors import InputError
from whoholds.ground.outputs import replacing

WEST, SOUTH = 30.0, 43.0
"""The corner of the island; every region is a degree wide and high."""

SETTLEMENTS = [
    (1, "Aldersea", "Алдерсі", 31.5, 44.6, 60_000, "AV-2"),
    (2, "Middleford", "Мідлфорд", 32.2, 44.05, 22_000, "AV-3"),
    (3, "Capewick", "Кейпвік", 32.85, 44.5, 12_000, "AV-3"),
    (4, "Southmouth", "Саутмаут", 31.4, 43.3, 90_000, "AV-5"),
    (5, "Eastport", "Істпорт", 32.8, 43.5, 31_000, "AV-6"),
    (6, "Westhill", "Вестгілл", 30.5, 44.4, 40_000, "AV-1"),
    (7, "Marshgate", "Маршгейт", 30.6, 43.6, 25_000, "AV-4"),
]
RIVER, LAKE = ("Long River", "Довга річка"), ("The Lake", "Озеро")
SEA, BEYOND = ("The Empty Sea", "Порожнє море"), ("Brennia", "Бренія")
AREAS = [
    ("big-island", "", "Big Island", "Великий Острів", "total", 80_000),
    ("big-island", "", "Big Island", "Великий Острів", "land", 75_000),
    ("small-island", "", "Small Island", "Малий Острів", "total", 9_000),
]


def write_conflict(folder: Path) -> None:
    """Write the folder of an invented conflict, which passes every check.

    Parameters
    ----------
    folder
        It must not exist yet, or be empty.

    Raises
    ------
    InputError
        When something is there already: nothing is written over.

    Examples
    --------
    >>> import tempfile
    >>> from whoholds.conflict.conflict import Conflict
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write_conflict(Path(name, "mine"))
    ...     mine = Conflict.open(Path(name, "mine", "seeds"), Path(name, "mine", "geodata"))
    ...     found = len(mine.boundaries.regions), list(mine.catalogue.proposals)
    >>> found
    (6, ['line-2030-06-01', 'return', 'swap'])
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of("folder_taken", str(folder))
    texts = {Path("geodata", name): text for name, text in _geodata().items()}
    with as_file(files("whoholds.conflict") / "start") as start:
        for path in sorted(start.rglob("*")):
            if path.is_file():
                texts[path.relative_to(start)] = path.read_text("utf-8")
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with replacing(folder / name) as draft:
            draft.write_text(text, encoding="utf-8", newline="\n")


def _geodata() -> dict[str, str]:
    """The ground, file by file."""
    regions = [{"region": code} for code in _squares()]
    river = shapely.LineString([(31.2, 45.0), (31.3, 44.2), (31.6, 43.6), (31.5, 43.0)])
    beyond = shapely.box(WEST + 4, SOUTH, WEST + 5.5, SOUTH + 2)
    return {
        "regions.geojson": _collection(regions, list(_squares().values())),
        "rivers.geojson": _collection([_named("river", "long-river", *RIVER)], [river]),
        "reservoirs.geojson": _collection(
            [_named("reservoir", "lake", *LAKE)], [shapely.Point(30.5, 44.0).buffer(0.08, 4)]
        ),
        "seas.geojson": _collection([_named("sea", "sea", *SEA)], [shapely.Point(31.5, 42.4)]),
        "neighbours.geojson": _collection([_named("country", "BR", *BEYOND)], [beyond]),
        "settlements.csv": _table(
            "geonames_id,name_en,name_uk,lon,lat,population,region,section_of",
            [(*row, "") for row in SETTLEMENTS],
        ),
        "comparators.csv": _table(
            "comparator,iso,name_en,name_uk,kind,familiar,measure,area_km2,source_note,"
            "source_note_uk",
            [(*row[:4], "other", "yes", *row[4:], "a drawing", "рисунок") for row in AREAS],
        ),
    }


def _squares() -> dict[str, shapely.Polygon]:
    """The six regions: two rows of three, numbered from the north west."""
    return {
        f"AV-{3 * row + column + 1}": shapely.box(
            WEST + column, SOUTH + 1 - row, WEST + column + 1, SOUTH + 2 - row
        )
        for row in range(2)
        for column in range(3)
    }


def _named(key: str, name: str, english: str, ukrainian: str) -> dict[str, str]:
    return {key: name, "name_en": english, "name_uk": ukrainian}


def _collection(rows: list[dict[str, str]], shapes: list[BaseGeometry]) -> str:
    features = [
        {"type": "Feature", "properties": row, "geometry": shapely.geometry.mapping(shape)}
        for row, shape in zip(rows, shapes, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _table(header: str, rows: list[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()

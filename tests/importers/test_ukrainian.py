"""Whatever an import says is said in Ukrainian too: no English in any of it."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import gzip
import json
import re
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import pytest

import whoholds
from tests.importers.files import (
    EAST,
    KML_RING,
    RING,
    collection,
    feature,
    kml,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.shipped import COUNTRY, reader_of
from whoholds.door import reader
from whoholds.door.allowance import Allowance
from whoholds.ground.errors import WhoholdsError
from whoholds.importers.forms.detection import FORMS
from whoholds.importers.layer import import_layer
from whoholds.importers.regions.found import salvage_boundaries
from whoholds.words.reader import FIELDS
from whoholds.words.saying import Fault, Note, Place

SOURCE = Path(whoholds.__file__).parent
ROWS = {
    row["key"]: row
    for row in csv.DictReader(
        files("whoholds.words").joinpath("words.csv").read_text("utf-8").splitlines()
    )
}
_PHRASES = (
    "Institute for the Study of War|Critical Threats Project|Fix geometries|Swap X and Y|"
    "Segmentize by maximum distance|Topology checker|Google My Maps|deepstatemap.live|"
    "cyterat/deepstate-map-data|urn:ogc:def:crs:OGC:1.3:CRS84|f=(geo)?json"
)
_NAMES = """
    GeoJSON GeoPackage GeoParquet ArcGIS JSON KML ZIP CSV XML PNG JPEG GIF PDF HTML SQLite
    Parquet XZ gzip deflate gunzip iconv ogr2ogr QGIS Dissolve UTF-8 FeatureCollection Feature
    LinearRing innerBoundaryIs DOCTYPE kml geojson gz resultOffset exceededTransferLimit NaN Zip
    EPSG ISO ADM1 RFC CRS OGC dbf cpg prj geo layer whoholds import viina VIINA ISW DeepState
    DeepStateMap held_by RU UA geonameid ctr_YYYYMMDD NA
    crs date status region kind type id
"""
NAMES = set(_NAMES.split())
"""Names, formats, columns and values, which no language changes."""

TEXT = "§"
"""In place of what a file or a library says."""


def english_in(text: str) -> set[str]:
    """The words of Latin letters in a text that are neither names nor options."""
    names = rf"{_PHRASES}|\{{[^}}]*\}}|(?<![\w-])--?[a-z][a-z_-]*( generic)?|[A-Z]{{2}}-\d\d"
    bare = re.sub(names, " ", text)
    return set(re.findall(r"[A-Za-z][\w-]*", bare)) - NAMES


def said() -> dict[str, str]:
    """Every row that importers and door name, whole or by its beginning."""
    begun: set[str] = set()
    for room in ("importers", "door"):
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                begun |= _named(node)
    begun = begun - {"form."} | {f"form.{name}" for name in FORMS}  # other forms are of tables
    return {key: row["uk"] for key, row in ROWS.items() if key.startswith(tuple(begun))}


def _named(node: ast.AST) -> set[str]:
    """The key of a note, or the beginning of its keys; with a full stop, those of a fault."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return set()
    owner, key = node.func.value, node.args[0]
    if node.func.attr != "of" or not isinstance(owner, ast.Name):
        return set()
    if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        return {str(key.values[0].value)}
    if not isinstance(key, ast.Constant):
        return set()
    return {str(key.value)} if owner.id == "Note" else {f"fault.{key.value}."}


SAID = said()


def test_the_walk_meets_what_importers_say():
    kinds = {key.split(".")[0] for key in SAID}
    assert len(SAID) > 350
    assert {"fault", "remark", "origin", "choice", "amount", "content", "outcome"} <= kinds


@pytest.mark.parametrize("key", SAID)
def test_a_row_has_no_english_in_ukrainian(key):
    assert english_in(SAID[key]) == set()


def test_an_option_is_named_by_a_choice_alone():
    options = re.compile(r"(?<![\w-])--[a-z]")
    named = {key for key in SAID if options.search(ROWS[key]["en"] + ROWS[key]["uk"])}
    assert named == {key for key in named if key.startswith("choice.") and key.endswith(".command")}
    assert len(named) > 10


# Rendered


def masked(value):
    """A value with every text of another's replaced."""
    if isinstance(value, str):
        return TEXT
    if isinstance(value, Note):
        return Note(value.key, {name: masked(one) for name, one in value.values.items()})
    if isinstance(value, Place):
        within = {name: masked(one) for name, one in value.within.items()}
        return Place(TEXT, value.line, value.column and TEXT, value.feature, value.key, within)
    return tuple(map(masked, value)) if isinstance(value, tuple) else value


def of_text(name: str, text: str | bytes):
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return make


def of_features(name: str, *features, **members):
    return of_text(name, json.dumps(collection(*features, **members)))


def of_table(**columns):
    def make(folder: Path) -> Path:
        return write_layer(folder / "a.gpkg", EAST, EAST, **columns)

    return make


def two_layers(folder: Path) -> Path:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[EAST], crs="EPSG:4326")
    for name in ("one", "two"):
        frame.to_file(folder / "a.gpkg", layer=name)
    return folder / "a.gpkg"


def in_zip(**members):
    return lambda folder: write_zip(folder / "a.zip", members)


def in_metres(folder: Path) -> Path:
    return write_layer(folder / "a.gpkg", EAST, crs="EPSG:32636")


def without_shx(folder: Path) -> Path:
    write_layer(folder / "a.shp", EAST, date="2025-08-16")
    (folder / "a.shx").unlink()
    return folder / "a.shp"


SHAPE = feature(polygon(RING), date="2025-08-16")
FAR = [[300, 46], [301, 46], [301, 47], [300, 46]]
METRES = [[4e6, 5e6], [4.1e6, 5e6], [4.1e6, 5.1e6], [4e6, 5e6]]
SWAPPED = [[y, x] for x, y in RING]
WORLD = [[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]
ELSEWHERE = [[0, 10], [1, 10], [1, 11], [0, 10]]
CURVE = "CIRCULARSTRING (30 46, 31 47, 32 46)"
LINKED = KML_RING.join(["<kml><NetworkLink><Link><href>http://x/</href></Link></NetworkLink>", ""])
BROKEN = {
    "no file": (lambda folder: folder / "a.geojson", {}),
    "a folder": (lambda folder: folder, {}),
    "no format": (of_text("a.docx", "x"), {}),
    "empty": (of_text("a.geojson", ""), {}),
    "an image": (of_text("a.gpkg", b"\x89PNG...."), {}),
    "a page": (of_text("a.geojson", "<!doctype html><html>"), {}),
    "cut": (of_text("a.geojson", '{"type": "FeatureCollection", "features": ['), {}),
    "NaN": (of_text("a.geojson", '{"type": "Point", "coordinates": [NaN, 1]}'), {}),
    "cp1251": (of_text("a.geojson", '{"a": "Звільнено"}'.encode("cp1251")), {}),
    "deep": (of_text("a.geojson", "[" * 120 + "]" * 120), {}),
    "no GeoJSON": (of_text("a.geojson", '{"type": "Topology"}'), {}),
    "a list": (of_text("a.json", "[1, 2]"), {}),
    "other keys": (of_text("a.json", '{"x": 1}'), {}),
    "ArcGIS": (of_text("a.json", '{"features": [{"attributes": {}}]}'), {}),
    "an error": (of_text("a.json", '{"error": {"code": 500, "message": "no"}}'), {}),
    "a part": (of_features("a.json", SHAPE, numberMatched=9), {}),
    "a limit": (of_features("a.json", SHAPE, exceededTransferLimit=True), {}),
    "no CRS": (of_features("a.json", SHAPE, crs={"properties": {"name": "EPSG:0"}}), {}),
    "KML with a type": (of_text("a.kml", kml(KML_RING, head="<!DOCTYPE kml>")), {}),
    "XML": (of_text("a.kml", "<html2/>"), {}),
    "KML cut": (of_text("a.kml", "<kml><Document>"), {}),
    "KML of links": (of_text("a.kml", LINKED.removesuffix(KML_RING) + "</kml>"), {}),
    "two layers": (two_layers, {}),
    "no such layer": (two_layers, {"layer": "three"}),
    "two in a ZIP": (in_zip(**{"a.kml": b"<kml/>", "b.kml": b"<kml/>"}), {}),
    "none in a ZIP": (in_zip(**{"a.txt": b"x"}), {}),
    "a ZIP in a ZIP": (in_zip(**{"a.zip": b"x"}), {}),
    "out of a ZIP": (in_zip(**{"../a.kml": b"x"}), {}),
    "a broken ZIP": (of_text("a.zip", b"PK\x03\x04xxxx"), {}),
    "gzip of what": (of_text("a.gz", gzip.compress(b"x")), {}),
    "broken gzip": (of_text("a.geojson.gz", b"\x1f\x8bxx"), {}),
    "no .shx": (without_shx, {}),
    "no form": (of_features("a.geojson", SHAPE), {"form": "map"}),
    "another form": (of_features("a.geojson", SHAPE), {"form": "viina"}),
    "a table": (of_text("a.csv", "a,b\n1,2\n"), {}),
    "settlements without a day": (of_text("a.csv", "geonameid,date,status\n1,20250816,RU\n"), {}),
    "settlements then": (
        of_text("a.csv", "geonameid,date,status\n1,20250816,RU\n"),
        {"date": "2014-05-01"},
    ),
    "an odd status": (
        of_text("a.csv", "geonameid,date,status\n1,20250816,XX\n"),
        {"date": "2025-08-16"},
    ),
    "no status": (of_text("a.csv", "geonameid,x\n1,2\n"), {"date": "2025-08-16"}),
    "another layer of ISW's": (of_table(layer=["UkraineControlMap", "ClaimedX"]), {}),
    "unread holders": (of_table(status=["held", "liberated"]), {"date": "2025-08-16"}),
    "no column": (of_table(a=[1, 2]), {"date": "2025-08-16", "held_field": "b"}),
    "no value": (of_table(a=[1, 2]), {"date": "2025-08-16", "held_field": "a"}),
    "other holders": (of_table(held_by=["X", "Y"]), {"date": "2025-08-16"}),
    "nothing of RU": (of_table(held_by=["UA", "UA"]), {"date": "2025-08-16"}),
    "no date": (of_table(a=[1, 2]), {}),
    "two dates": (of_table(date=["2025-08-15", "2025-08-16"]), {}),
    "another date": (of_table(date=["2025-08-15"] * 2), {"date": "2025-08-16"}),
    "month or day": (of_table(date=["8/6/2025"] * 2), {}),
    "no day": (of_table(date=["soon"] * 2), {}),
    "an impossible day": (of_table(date=["2202-01-01"] * 2), {}),
    "degrees": (of_features("a.geojson", feature(polygon(FAR))), {"date": "2025-08-16"}),
    "metres": (of_features("a.geojson", feature(polygon(METRES))), {"date": "2025-08-16"}),
    "swapped": (of_features("a.geojson", feature(polygon(SWAPPED))), {"date": "2025-08-16"}),
    "the world": (of_features("a.geojson", feature(polygon(WORLD))), {"date": "2025-08-16"}),
    "elsewhere": (of_features("a.geojson", feature(polygon(ELSEWHERE))), {"date": "2025-08-16"}),
    "in metres": (in_metres, {}),
    "no such CRS": (of_features("a.geojson", SHAPE), {"crs": "EPSG:0"}),
    "another CRS": (of_features("a.geojson", SHAPE), {"crs": "EPSG:32636"}),
    "points": (of_features("a.geojson", feature({"type": "Point", "coordinates": [33, 47]})),
               {"date": "2025-08-16"}),
    "nothing": (of_features("a.geojson"), {"date": "2025-08-16"}),
    "no precision": (of_features("a.geojson", SHAPE), {"precision_km": 0.0}),
}  # fmt: skip
"""Files that cannot be used, and what is asked of each."""


def tell(error: WhoholdsError) -> None:
    """Say an error at both doors: all of it in Ukrainian, and nothing of it as in English."""
    fault = Fault(error.fault.key, masked(error.fault.place), masked_values(error.fault.values))
    for door in ("command", "page"):
        english, ukrainian = (reader_of(one, door).fault(fault) for one in ("en", "uk"))
        for field in FIELDS:
            assert english_in(ukrainian[field]) == set(), ukrainian
            assert bool(english[field]) == bool(ukrainian[field])
        assert ukrainian["what"] != english["what"]
        assert door == "command" or "--" not in "".join(ukrainian.values())


def masked_values(values):
    return {name: masked(value) for name, value in values.items()}


@pytest.mark.parametrize("name", BROKEN)
def test_a_refusal_is_ukrainian_at_each_door(name, tmp_path, grid):
    make, asked = BROKEN[name]
    options = {
        key: dt.date.fromisoformat(value) if key == "date" else value
        for key, value in asked.items()
    }
    with pytest.raises(WhoholdsError) as caught:
        import_layer(make(tmp_path), grid, **options)
    tell(caught.value)


def test_refusals_of_boundaries_are_ukrainian(tmp_path):
    regions = COUNTRY.boundaries.regions.geometry
    files_ = {
        "none": write_json(tmp_path / "a.geojson", collection()),
        "one": write_layer(tmp_path / "b.gpkg", regions["UA-14"], region=["UA-14"]),
        "disagree": write_layer(
            tmp_path / "c.gpkg", regions["UA-14"], region=["UA-14"], name=["Kherson"]
        ),
        "twice": write_layer(
            tmp_path / "d.gpkg", regions["UA-14"], regions["UA-09"], region=["UA-14"] * 2
        ),
    }
    keys = set()
    for path in files_.values():
        for error in salvage_boundaries(path, COUNTRY).faults:
            keys.add(error.fault.key)
            tell(error)
    assert {"empty_layer", "regions_missing", "code_and_name", "two_ways"} <= keys


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        (reader.TIME, None),
        (reader.CLOCK, None),
        (reader.MEMORY, None),
        (reader.CRASH, Note.of("outcome.silent")),
        (reader.CRASH, "SIGSEGV"),
        reader.answer_of(b"x"),
    ],
)
def test_how_a_reader_ends_is_ukrainian(outcome, found):
    tell(reader._fault(outcome, found, Path("a.gpkg"), Allowance()))

"""What an import notes is told wherever its layer is used; what a file offers to choose from."""

import datetime as dt

import geopandas as gpd
import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import (
    EAST,
    KML_RING,
    collection,
    feature,
    kml,
    polygon,
    write_json,
    write_layer,
)
from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, LINES, reader_of
from whoholds.desk import load_boundaries
from whoholds.ground.errors import InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import MOST_VALUES, offer_of
from whoholds.telling.imports import import_record

BOW = [[36, 47], [38, 49], [38, 47], [36, 49], [36, 47]]
LIBERATED = [[36, 49.2], [37, 49.2], [37, 49.8], [36, 49.8], [36, 49.2]]


@pytest.fixture
def mine(tmp_path):
    """A layer with something to say of every sort: Crimea missing, land left out, repairs."""
    held = feature(polygon(BOW), name="Окуповано /// Occupied")
    free = feature(polygon(LIBERATED), name="Звільнено /// Liberated")
    grey = feature(polygon(LIBERATED[::-1]), name="Статус невідомий /// Unknown status")
    return write_json(tmp_path / "1755345600.geojson", collection(held, free, grey))


SAID = [
    "warning: left out:",
    "liberated: held by Ukraine",
    "held before 24 February 2022 are not on the map",
    "repaired: 1 feature",
    "dropped: 1 feature",
    "contested, not counted:",
    "against RFC 7946",
]
COMMANDS = {
    "areas": ["putin-2024", "--control"],
    "map": ["-o", "map.svg", "--control"],
    "zones": ["putin-2024", "-o", "zones.csv", "--control"],
    "claims": ["--control"],
    "spread": ["--with", "2025-08-16"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_repeats_what_the_import_noted(run, mine, monkeypatch, command):
    monkeypatch.chdir(mine.parent)
    done = run(command, *COMMANDS[command], mine.name)
    assert done.returncode == 0
    assert [words for words in SAID if words not in done.stderr] == []
    assert f"`whoholds import {mine.name}` has the whole report" in done.stderr
    assert "against RFC 7946" not in done.stdout


def test_the_notes_are_data_in_both_languages(mine):
    report = import_layer(mine, load_boundaries(), COUNTRY).report
    english, ukrainian = (
        [reader_of(code).note(note) for note in report.in_short()] for code in ("en", "uk")
    )
    assert len(english) == len(ukrainian) == 7
    assert not set(english) & set(ukrainian)
    assert ukrainian[0].startswith("застереження: ")
    assert {"warnings", "notes"} <= set(import_record(report))
    assert len(report.warnings) == 2


def test_a_layer_with_nothing_to_say_is_quiet(run, tmp_path):
    from whoholds.layers.layer_file import layer_frame

    layer_frame(LINES[BASELINE], "RU").to_file(tmp_path / "a.gpkg")
    done = run("areas", "putin-2024", "--control", tmp_path / "a.gpkg", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")


# What a file offers


def test_columns_with_their_values_and_the_crs(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", EAST, EAST, who=["ru", None], date="2025-08-16")
    offer = offer_of(path)
    assert offer.layers == ()
    assert [(one.name, one.values, one.count) for one in offer.columns] == [
        ("who", ("(empty)", "ru"), 2),
        ("date", ("2025-08-16",), 1),
    ]
    assert (offer.days, offer.crs, offer.is_wgs84) == ((DAY,), "WGS 84", True)


def test_a_column_that_tells_features_apart_has_no_values(tmp_path):
    names = [f"place {n}" for n in range(MOST_VALUES + 1)]
    column = offer_of(write_layer(tmp_path / "a.gpkg", *[EAST] * len(names), name=names)).columns[0]
    assert (column.values, column.count) == ((), MOST_VALUES + 1)


@pytest.mark.parametrize(("crs", "is_wgs84"), [("EPSG:32636", False), (None, False)])
def test_another_crs_or_none(tmp_path, crs, is_wgs84):
    path = tmp_path / "a.shp"
    gpd.GeoDataFrame({"id": [1]}, geometry=[EAST], crs="EPSG:4326").to_crs(
        crs or "EPSG:4326"
    ).to_file(path)
    if crs is None:
        path.with_suffix(".prj").unlink()
    offer = offer_of(path)
    assert (offer.crs is None, offer.is_wgs84) == (crs is None, is_wgs84)


def test_layers_first_and_columns_once_one_is_named(tmp_path):
    path = tmp_path / "a.gpkg"
    for name, value in (("one", "a"), ("two", "b")):
        frame = gpd.GeoDataFrame({"who": [value]}, geometry=[EAST], crs="EPSG:4326")
        frame.to_file(path, layer=name)
    assert offer_of(path).layers == ("one", "two")
    assert offer_of(path).columns == ()
    chosen = offer_of(path, "two")
    assert (chosen.layers, chosen.columns[0].values) == (("one", "two"), ("b",))
    with mistake(InputError, "no layer 'three'", where=str(path), found="one, two"):
        offer_of(path, "three")


@pytest.mark.parametrize("name", ["a.kml", "a.geojson", "a.parquet"])
def test_every_format_has_an_offer(tmp_path, name):
    path = tmp_path / name
    if name == "a.kml":
        path.write_text(kml(KML_RING), encoding="utf-8")
    else:
        write_layer(path, EAST, name=["held"])
    columns = {one.name.lower(): one.values for one in offer_of(path).columns}
    assert columns["name"] == ("held",)


def test_a_table_of_settlements_has_no_columns_to_choose(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("geonameid,date,status\n1,20250816,RU\n", encoding="utf-8")
    assert offer_of(path).columns == ()


def test_what_is_offered_can_be_imported(tmp_path, grid):
    path = write_layer(tmp_path / "a.gpkg", EAST, box(30, 46, 31, 48), status=["ru", "ua"])
    column = offer_of(path).columns[0]
    result = import_layer(
        path, grid, date=dt.date(2025, 8, 16), held_field=column.name, held_value=column.values[0]
    )
    assert list(result.report.regions["region"]) == ["UA-02", "UA-04"]

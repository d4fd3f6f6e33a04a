"""Files that whoholds wrote are files from outside: looked at, and what they say said as theirs."""

import json

import geopandas as gpd
import pytest
import shapely
from typer.testing import CliRunner

from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds import cli
from whoholds.ground.errors import InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import offer_of
from whoholds.importers.own import ASTRAY
from whoholds.layers.layer_file import write_layer
from whoholds.layers.provenance import By
from whoholds.telling.layers import layer_in, licence_in
from whoholds.words.reader import ENGLISH


@pytest.fixture
def ours(tmp_path):
    path = tmp_path / "held.geojson"
    write_layer(LINES[BASELINE], path, "RU")
    return path


def edited(path, change):
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    return import_layer(path, COUNTRY.boundaries)


def square(document):
    document["features"][0]["geometry"] = shapely.geometry.mapping(shapely.box(36, 48, 37, 49))


def test_a_copy_with_another_polygon_is_not_called_ours(ours):
    result = edited(ours, square)
    about = result.layer.provenance
    assert (about.licence.text, about.licence.by) == ("MIT (whoholds)", By.FILE)
    assert licence_in(about, ENGLISH) == "MIT (whoholds) (as its file says)"
    assert result.layer.legs is None
    assert ASTRAY in result.report.notes
    # What is left of the line is its one precision.
    assert result.layer.precision_km == pytest.approx(1.65, abs=0.5)


def test_a_licence_that_nobody_says_is_not_guessed(ours):
    result = edited(ours, lambda document: document["features"][0]["properties"].pop("licence"))
    assert result.layer.provenance.licence is None
    assert layer_in(result.layer, ENGLISH).count("Licence not stated.") == 1


SPOILT = {
    "elsewhere": lambda line: [
        one["geometry"].update(type="LineString", coordinates=[[30, 50], [31, 51]])
        for one in line["features"]
    ],
    "no precision": lambda line: [one["properties"].clear() for one in line["features"]],
    "too coarse": lambda line: line["features"][0]["properties"].update(precision_km=1e9),
    "below nil": lambda line: line["features"][0]["properties"].update(precision_km=-1),
    "points": lambda line: line["features"][0].update(
        geometry={"type": "Point", "coordinates": [36, 48]}
    ),
    "far away": lambda line: line["features"][0]["geometry"].update(
        coordinates=[[1e300, 50], [31, 51]]
    ),
    "nowhere": lambda line: line["features"][0].update(geometry=None),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_line_that_cannot_be_the_shape_s_is_left_out(ours, spoil):
    if spoil is SPOILT["elsewhere"]:
        result = edited(
            ours,
            lambda document: [spoil({"features": [one]}) for one in document["line"]["features"]],
        )
    else:
        result = edited(ours, lambda document: spoil(document["line"]))
    assert result.layer.legs is None
    assert ASTRAY in result.report.notes
    assert shapely.equals_identical(result.layer.held, LINES[BASELINE].held)


@pytest.mark.parametrize("line", [[], 7, "a", None, {"type": "FeatureCollection", "features": []}])
def test_other_things_in_place_of_the_line_are_no_line(ours, line):
    assert edited(ours, lambda document: document.update(line=line)).layer.legs is None


def test_a_line_that_is_no_geojson_is_refused(ours):
    with mistake(InputError, "GeoJSON", where="held.geojson"):
        edited(ours, lambda document: document.update(line={"type": "Line"}))


def test_both_layers_of_the_package_are_one_to_its_reader(tmp_path):
    path = tmp_path / "held.gpkg"
    write_layer(LINES[BASELINE], path, "RU")
    assert offer_of(path).layers == ()
    assert len(import_layer(path, COUNTRY.boundaries).layer.legs) == len(LINES[BASELINE].legs)
    with mistake(InputError, "no layer 'other'", where="held.gpkg", found="held, line"):
        import_layer(path, COUNTRY.boundaries, layer="other")


def test_the_legs_say_on_which_side_held_land_lies(tmp_path):
    path = tmp_path / "held.gpkg"
    write_layer(LINES[BASELINE], path, "RU")
    line = gpd.read_file(path, layer="line")
    assert set(line["held_side"]) <= {"left", "right", ""}
    assert (line["held_side"] != "").mean() > 0.95


@pytest.mark.parametrize("name", ["held.gpkg", "held.geojson"])
def test_the_command_gives_the_figures_of_the_layer_itself(tmp_path, name):
    path = str(tmp_path / name)
    run = CliRunner().invoke
    assert run(cli.app, ["layer", "2025-08-16", "-o", path]).exit_code == 0
    there, back = (
        json.loads(run(cli.app, ["areas", "putin-2024", "--format", "json", *more]).stdout)
        for more in ([], ["--control", path])
    )
    assert there.pop("control_layer")["precision_km"] == back.pop("control_layer")["precision_km"]
    assert there == back

"""How precise an imported line is taken to be: by default, by its file, by its reader."""

from __future__ import annotations

import json

import pytest
import shapely

from tests import drawn
from tests.mistakes import mistake
from tests.shipped import BASELINE, ENGLISH, LINES, reader_of
from whoholds.desk import control_layer, zones_of
from whoholds.ground.errors import InputError
from whoholds.ground.outputs import write_vector
from whoholds.importers.forms.detection import FORMS
from whoholds.importers.layer import import_layer
from whoholds.layers.layer_file import layer_frame
from whoholds.telling.layers import layer_in
from whoholds.zones.bands import band_of


@pytest.fixture
def drawing(tmp_path):
    """A stranger's map of a square in the east of Ukraine, with its day in its name."""
    path = tmp_path / "mine_2025-08-16.geojson"
    path.write_text(shapely.to_geojson(shapely.box(37.0, 47.2, 38.0, 48.0)), encoding="utf-8")
    return path


def band(layer):
    zones = zones_of(layer)
    return band_of(zones, zones.table["held_by"] == "RU", outline=False)


def test_the_defaults_are_in_the_order_of_how_closely_a_source_draws():
    default = {name: form.precision_km for name, form in FORMS.items()}
    assert default["deepstate"] < default["isw"] < default["generic"] < default["viina"]


def test_a_layer_takes_the_default_of_its_form_and_says_so(drawing, grid):
    layer = control_layer(drawing)
    assert layer.precision_km == FORMS["generic"].precision_km
    assert "right to 3 km" in layer_in(layer, ENGLISH)
    assert "3 км" in layer_in(layer, reader_of("uk"))
    assert band(layer) > 0


def test_a_reader_may_say_it_better(drawing):
    fine, coarse = (control_layer(drawing, precision_km=size) for size in (0.5, 5.0))
    assert band(coarse) == pytest.approx(10 * band(fine), rel=1e-9)
    shipped = control_layer(precision_km=0.5)
    assert shipped.legs is None
    assert band(shipped) < band(control_layer()) / 2


def test_a_layer_that_was_written_here_keeps_its_own(tmp_path, grid):
    own = drawn.control_of(drawn.HELD).telling(precision_km=0.8)
    write_vector(layer_frame(own, "RU"), tmp_path / "own.gpkg")
    result = import_layer(tmp_path / "own.gpkg", grid)
    assert (result.layer.precision_km, result.report.precision_basis) == (0.8, "file")
    write_vector(layer_frame(LINES[BASELINE], "RU"), tmp_path / "shipped.geojson")
    best, worst = LINES[BASELINE].precision_range_km
    assert best < control_layer(tmp_path / "shipped.geojson").precision_km < worst


@pytest.mark.parametrize("precision", [0.0, -1.0, 101.0, float("nan"), float("inf")])
def test_what_is_no_precision_is_refused(drawing, precision):
    for file in (drawing, None):
        with mistake(
            InputError, "no precision of a line", where="precision", expected="kilometres"
        ):
            control_layer(file, precision_km=precision)


def test_the_report_names_the_precision_and_whose_it_is(run, drawing):
    report = json.loads(run("import", drawing, "--format", "json").stdout)
    assert (report["precision_km"], report["precision_basis"]) == (3.0, "form")
    report = json.loads(run("import", drawing, "--precision", 1.5, "--format", "json").stdout)
    assert (report["precision_km"], report["precision_basis"]) == (1.5, "given")
    assert "1.5 km, as asked for" in run("import", drawing, "--precision", 1.5).stdout


@pytest.mark.parametrize("command", ["areas", "spread", "claims"])
def test_commands_take_a_precision(run, drawing, command):
    arguments = {
        "areas": ["areas", "line-2025-08-16", "--control", drawing],
        "spread": ["spread", drawing, "--with", "2025-08-16"],
        "claims": ["claims", "--control", drawing],
    }[command]
    refused = run(*arguments, "--precision", 0)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "no precision of a line" in refused.stderr
    data = json.loads(run(*arguments, "--precision", 2, "--format", "json").stdout)
    if command == "areas":
        assert data["control_layer"]["precision_km"] == [2, 2]
    if command == "spread":
        assert [2, 2] in [layer["precision_km"] for layer in data["layers"]]
    if command != "spread":
        assert "right to 2 km" in run(*arguments, "--precision", 2).stderr

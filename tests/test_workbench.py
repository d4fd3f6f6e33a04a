import inspect

import pytest
import shapely

import whoholds
from tests.drawn import control_of
from tests.mistakes import mistake
from tests.shipped import BASELINE, LINES
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import InputError, UnknownNameError


def test_every_public_name_is_there_and_documented():
    assert whoholds.__all__ == sorted(dir(whoholds))
    assert [name for name in whoholds.__all__ if not inspect.getdoc(getattr(whoholds, name))] == []


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'who_wins'"):
        _ = whoholds.who_wins


def test_without_arguments_the_baseline_and_the_default_reading_are_taken():
    evaluation = whoholds.evaluate_proposal("anchorage-aug-2025")
    assert evaluation.zones.control.date == BASELINE
    assert evaluation.reading.default


@pytest.mark.parametrize("day", list(LINES), ids=str)
def test_a_shipped_layer_by_date(day):
    assert whoholds.control_layer(date=day).date == day


def test_a_layer_of_ones_own_is_used(tmp_path):
    from whoholds.ground.outputs import write_vector
    from whoholds.layers.layer_file import layer_frame

    path = tmp_path / "mine.geojson"
    square = shapely.box(33, 48, 34, 49)
    write_vector(layer_frame(control_of(square), "RU"), path)
    evaluation = whoholds.evaluate_proposal("line-2025-08-16", control=whoholds.control_layer(path))
    held = evaluation.frame.query("held_by == 'RU'")
    assert held["area_km2"].sum() == pytest.approx(geodesic_km2([square])[0], rel=1e-6)


@pytest.mark.parametrize(("proposal", "reading"), [("nobody", None), ("putin-2024", "narow")])
def test_unknown_names_are_refused(proposal, reading):
    name = reading or proposal
    with mistake(UnknownNameError, f"unknown .* '{name}'", where="proposal", found=name):
        whoholds.evaluate_proposal(proposal, reading)


def test_a_missing_file_is_named(tmp_path):
    with mistake(InputError, "does not exist", where="none.geojson"):
        whoholds.control_layer(tmp_path / "none.geojson")


def test_the_shipped_layers_are_loaded_once():
    assert load_boundaries() is load_boundaries()
    assert whoholds.control_layer().held is whoholds.control_layer().held

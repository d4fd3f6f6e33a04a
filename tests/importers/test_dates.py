"""The day of a layer: from its data, never from the clock, and never chosen between two."""

import datetime as dt

import pytest

from tests.importers.files import RING, collection, feature, polygon, write_json
from tests.mistakes import mistake
from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import days_in_name, parse_day
from whoholds.importers.layer import import_layer

DAY = dt.date(2025, 8, 16)


def layer(path, *dates, **members):
    features = [feature(polygon(RING), date=date) for date in dates]
    return write_json(path, collection(*features or [feature(polygon(RING))], **members))


def day_of(path, grid, date=None):
    return import_layer(path, grid, date=date).layer.date


@pytest.mark.parametrize(
    "text", ["2025-08-16", "2025-08-16T10:00:00Z", "2025/08/16", "20250816", 20250816]
)
def test_spellings_of_a_day_in_a_column(tmp_path, grid, text):
    assert day_of(layer(tmp_path / "a.geojson", text), grid) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "a_2025-08-16.geojson",
        "a20250816.geojson",
        "2025_08_16 held.geojson",
        "UkraineMapAO16AUG2025.geojson",
    ],
)
def test_a_day_in_the_name_of_the_file(tmp_path, grid, name):
    assert day_of(layer(tmp_path / name), grid) == DAY


def test_a_day_in_the_name_of_the_layer(tmp_path, grid):
    assert day_of(layer(tmp_path / "a.geojson", name="held 2025-08-16"), grid) == DAY


def test_what_the_data_say_goes_before_the_name_of_the_file(tmp_path, grid):
    assert day_of(layer(tmp_path / "saved_2025-09-01.geojson", "2025-08-16"), grid) == DAY


def test_the_named_day_counts_where_the_file_says_nothing(tmp_path, grid):
    assert day_of(layer(tmp_path / "a.geojson"), grid, date=DAY) == DAY
    assert day_of(layer(tmp_path / "a.geojson", "2025-08-16"), grid, date=DAY) == DAY


@pytest.mark.parametrize("name", ["a.geojson", "a_2025-08-15.geojson"])
def test_a_named_day_that_contradicts_the_file_is_refused(tmp_path, grid, name):
    path = layer(tmp_path / name, *(["2025-08-15"] if name == "a.geojson" else []))
    with mistake(InputError, "more than one date", where=str(path), found="2025-08-16"):
        import_layer(path, grid, date=DAY)


IMPOSSIBLE = {
    "year 2202": ("2202-08-16", "impossible", "2202-08-16"),
    "before the occupation": ("2014-02-19", "impossible", "2014-02-19"),
    "30 February": ("2025-02-30", "does not say its date", "'2025-02-30'"),
    "words": ("16 August", "does not say its date", "'16 August'"),
    "a number of no day": (175530240000, "does not say its date", "175530240000"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_day_that_cannot_be_is_refused(tmp_path, grid, case):
    text, match, found = IMPOSSIBLE[case]
    path = layer(tmp_path / "a.geojson", text)
    with mistake(InputError, match, where=f"{path}, column date", found=found):
        import_layer(path, grid)


def test_an_impossible_day_in_the_name_of_the_file_is_refused(tmp_path, grid):
    path = layer(tmp_path / "a_2202-08-16.geojson")
    with mistake(InputError, "impossible", where="file name", found="2202-08-16"):
        import_layer(path, grid)
    with mistake(InputError, "impossible", where="named", found="2202-08-16"):
        import_layer(layer(tmp_path / "a.geojson"), grid, date=dt.date(2202, 8, 16))


def test_two_days_are_listed(tmp_path, grid):
    path = layer(tmp_path / "a.geojson", "2025-08-16", "2025-08-17")
    with mistake(
        InputError,
        "more than one date",
        where=str(path),
        expected="one day",
        found="column date: 2025-08-16; column date: 2025-08-17",
    ):
        import_layer(path, grid)


def test_a_span_in_the_name_of_the_file_is_two_days(tmp_path, grid):
    path = layer(tmp_path / "daily_2024-07-08_2026-03-31.geojson")
    with mistake(InputError, "more than one date", where=str(path), found="2026-03-31"):
        import_layer(path, grid)


def test_a_day_that_is_missing_in_one_row_is_refused(tmp_path, grid):
    path = layer(tmp_path / "a.geojson", None, "2025-08-16")
    with mistake(InputError, "does not say its date", where=str(path), found="(empty)"):
        import_layer(path, grid)


def test_no_day_at_all_is_refused(tmp_path, grid):
    path = layer(tmp_path / "layer12345678.geojson")
    with mistake(InputError, "does not say its date", where=str(path), found="no date in columns"):
        import_layer(path, grid)


def test_numbers_that_are_no_days():
    assert days_in_name("12345678") == days_in_name("2025-8-16") == days_in_name("120250816") == []
    assert parse_day("2025-08-16 or so") is None

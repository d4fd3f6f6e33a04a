"""Layers of several days, and days in every spelling that data files have."""

import datetime as dt

import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import EAST, in_english, write_layer
from tests.mistakes import mistake
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import offer_of

SHAPES = box(33, 46, 34, 47), box(33, 47, 34, 48), box(33, 48, 34, 49), box(30, 46, 31, 47)
MIDNIGHT = 1755302400000
"""The 16 August 2025, UTC, in milliseconds."""
A_DAY = 86_400_000
SPELT = {
    "milliseconds": [MIDNIGHT - A_DAY, MIDNIGHT, MIDNIGHT + 3_600_000, MIDNIGHT + A_DAY],
    "seconds": [n // 1000 for n in (MIDNIGHT - A_DAY, MIDNIGHT, MIDNIGHT, MIDNIGHT + A_DAY)],
    "days": ["2025-08-15", "2025-08-16", "2025-08-16", "2025-08-17"],
    "times": [f"2025-08-{day}T06:00:00Z" for day in (15, 16, 16, 17)],
    "points": ["15.08.2025", "16.08.2025", "16.08.2025 12:00", "17.08.2025"],
    "slashes": ["8/15/2025", "8/16/2025", "8/16/2025", "8/17/2025"],
}


def time_lapse(path, days, column="datetime", **columns):
    """ISW's monthly time-lapse: the same layer on several days, one below the other."""
    return write_layer(path, *SHAPES, layer="UkraineControlMap", **{column: days}, **columns)


@pytest.mark.parametrize("form", ["isw", "generic"])
@pytest.mark.parametrize("spelling", SPELT)
@pytest.mark.parametrize("column", ["datetime", "Date", "pub_date"])
def test_the_rows_of_the_day_that_was_named(tmp_path, grid, spelling, form, column):
    path = time_lapse(tmp_path / "a.geojson", SPELT[spelling], column)
    result = import_layer(path, grid, date=DAY, form=form)
    assert result.layer.date == DAY
    assert result.layer.held.equals(box(33, 47, 34, 49))
    note = f"column {column} has 3 days: 2 rows of 2025-08-16 are read, 2 of other days are not"
    assert note in in_english(result.report.notes)
    assert {one.partition(":")[0] for one in in_english(result.report.dropped)} == {
        "of another day"
    }
    # What the reader chose to leave out is no warning.
    assert not any("another day" in one for one in in_english(result.report.warnings))


@pytest.mark.parametrize("spelling", [name for name in SPELT if name != "slashes"])
def test_without_a_day_the_days_are_listed(tmp_path, grid, spelling):
    path = time_lapse(tmp_path / "a.geojson", SPELT[spelling])
    with pytest.raises(InputError, match="more than one date") as caught:
        import_layer(path, grid)
    assert all(f"2025-08-{day}" in caught.value.found for day in (15, 16, 17))
    assert "--date" in caught.value.remedy
    if spelling != "points":
        assert offer_of(path).days == (
            dt.date(2025, 8, 15), DAY, dt.date(2025, 8, 17),
        )  # fmt: skip


def test_a_day_that_no_row_is_of_is_refused(tmp_path, grid):
    path = time_lapse(tmp_path / "a.geojson", SPELT["milliseconds"])
    with mistake(InputError, "more than one date", where=str(path), found="2025-08-17"):
        import_layer(path, grid, date=dt.date(2025, 9, 1))


def test_the_days_of_a_month_are_listed_short(tmp_path, grid):
    days = [f"2025-07-{n:02d}" for n in range(1, 32)]
    path = write_layer(tmp_path / "a.gpkg", *[EAST] * 31, layer="UkraineControlMap", date=days)
    found = "column date: 31 days, 2025-07-01, 2025-07-02"
    with mistake(InputError, "more than one date", where=str(path), found=found):
        import_layer(path, grid)


def test_the_day_of_publication_counts_where_nothing_else_does(tmp_path, grid):
    days = ["2025-08-15", "2025-08-16", "2025-08-16", "2025-08-17"]
    path = time_lapse(tmp_path / "a.gpkg", days, pub_date="2025-09-01")
    assert import_layer(path, grid, date=DAY).layer.date == DAY


def test_the_stated_area_is_of_the_rows_that_are_read(tmp_path, grid):
    path = time_lapse(tmp_path / "a.gpkg", SPELT["days"], area_km2=[1, 10, 100, 1000])
    report = import_layer(path, grid, date=DAY).report
    assert report.stated_km2 == 110
    assert report.area_km2 == pytest.approx(geodesic_km2([box(33, 47, 34, 49)])[0])


def test_contested_land_of_another_day_is_left_out_too(tmp_path, grid):
    layers = ["UkraineControlMap", "UkraineControlMap", "AssessedRussianAdvance"]
    days = ["2025-08-15", "2025-08-16", "2025-08-15"]
    path = write_layer(tmp_path / "a.gpkg", *SHAPES[:3], layer=layers, date=days)
    assert import_layer(path, grid, date=DAY).report.contested_km2 == 0


@pytest.mark.parametrize("value", [MIDNIGHT, MIDNIGHT // 1000, "16.08.2025", f"{MIDNIGHT}"])
def test_a_single_day_in_another_spelling(tmp_path, grid, value):
    path = write_layer(tmp_path / "a.geojson", EAST, layer="UkraineControlMap", Date=[value])
    assert import_layer(path, grid).layer.date == DAY
    assert import_layer(path, grid, date=DAY).layer.date == DAY
    with mistake(InputError, "more than one date", where=str(path), found="named: 2025-08-15"):
        import_layer(path, grid, date=dt.date(2025, 8, 15))


@pytest.mark.parametrize("value", ["8/16/2025", "16/08/2025", "8/16/2025 12:00:00 AM"])
def test_a_day_between_slashes_counts_beside_a_named_one(tmp_path, grid, value):
    path = write_layer(tmp_path / "a.geojson", EAST, date=[value])
    assert import_layer(path, grid, date=DAY).layer.date == DAY
    with mistake(InputError, "month first", where="column date", found=value):
        import_layer(path, grid)
    with mistake(InputError, "more than one date", where=str(path), found=value):
        import_layer(path, grid, date=dt.date(2025, 8, 17))

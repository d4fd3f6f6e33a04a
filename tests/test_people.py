"""Pre-war residents: placed on the hand-drawn grid, where every answer is known beforehand."""

from __future__ import annotations

import dataclasses
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests import drawn
from tests.conftest import ROOT
from tests.mistakes import mistake
from tests.shipped import COUNTRY, ENGLISH, reader_of
from whoholds.country.settlements import (
    POPULATIONS_SCHEMA,
    leave_one_out,
    placement_error,
    placement_tests,
    settlements_of,
)
from whoholds.desk import baseline_zones, load_boundaries, load_catalogue
from whoholds.figures.people import (
    cities_changing,
    people_by_change,
    people_by_holder,
    people_by_region,
    people_of,
    place_people,
    residents,
)
from whoholds.geometry.areas import WGS84
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.resources import geodata
from whoholds.ground.tables import read_table
from whoholds.proposals.evaluation import evaluate
from whoholds.words.headcounts import headcount, rounded, told
from whoholds.zones.partition import partition


def towns(*rows):
    """Settlements from (region, lon, lat, population)."""
    table = pd.DataFrame(rows, columns=["region", "lon", "lat", "population"])
    names = [f"Town {n}" for n in range(len(table))]
    return table.assign(geonames_id=[str(n) for n in table.index], name_en=names, name_uk=names)


def test_the_rest_of_a_region_is_spread_over_its_area(zones):
    # UA-03: 30 people officially, 10 of them in a town in the held quarter.
    found = place_people(zones, towns(("UA-03", 31.8, 47.0, 10)))
    share = zones.table.loc["UA-03/RU/pocket", "share_of_region"]
    assert found.people["UA-03/RU/pocket"] == pytest.approx(10 + 20 * share)
    assert found.people["UA-03/UA/"] == pytest.approx(20 * (1 - share))


def test_settlements_above_the_official_figure_are_scaled_down(zones):
    found = place_people(
        zones, towns(("UA-03", 31.8, 47.0, 45), ("UA-03", 30.5, 47.0, 15), ("UA-03", 30.6, 47, 0))
    )
    assert found.people["UA-03/RU/pocket"] == pytest.approx(22.5)
    assert found.people["UA-03/UA/"] == pytest.approx(7.5)
    assert found.settlements["population"].tolist() == pytest.approx([22.5, 7.5, 0])


def test_people_of_the_zones_add_up_to_their_region(zones, grid):
    found = place_people(zones, towns(("UA-02", 32.5, 49, 7), ("UA-02", 33.7, 49, 6)))
    sums = found.people.groupby(zones.table["region"]).sum()
    assert sums.tolist() == pytest.approx(grid.regions["population"].tolist())
    assert list(found.people.index) == list(zones.table.index)


def test_a_settlement_outside_its_region_counts_for_the_nearest_zone_of_it(zones):
    found = place_people(zones, towns(("UA-02", 32.4, 50.02, 5), ("UA-02", 34.3, 49, 5)))
    assert found.settlements["zone"].tolist() == ["UA-02/UA/", "UA-02/RU/east"]
    assert found.settlements["opposite"].tolist() == ["UA-02/RU/", "UA-02/UA/"]


def test_a_settlement_elsewhere_counts_for_nothing(zones, grid):
    found = place_people(zones, towns(("UA-99", 31.0, 49.0, 5)))
    assert found.people.sum() == pytest.approx(grid.regions["population"].sum())


@pytest.fixture(scope="module")
def measured(grid, country):
    """The drawn zones; the line of contact in UA-02, the meridian of 33, is known to 20 km."""
    leg = shapely.LineString([(33, 48), (33, 50)])
    legs = gpd.GeoDataFrame({"precision_km": [20.0]}, geometry=[leg], crs=WGS84)
    return partition(grid, dataclasses.replace(drawn.control_of(drawn.HELD), legs=legs), country)


def test_settlements_within_the_lines_precision_are_marked(measured):
    found = place_people(measured, towns(("UA-02", 32.9, 49, 5), ("UA-02", 32.2, 49, 5)))
    assert found.settlements["close"].tolist() == [True, False]


def test_nothing_is_near_a_line_of_unknown_precision(zones):
    assert not place_people(zones, towns(("UA-02", 32.99, 49, 5))).settlements["close"].any()


# The shipped settlements


@pytest.fixture(scope="module")
def shipped(shipped_zones):
    return shipped_zones[max(shipped_zones)]


def test_shipped_residents_add_up_to_the_official_figures(shipped_zones):
    for zones in shipped_zones.values():
        found = residents(zones)
        sums = found.people.groupby(zones.table["region"]).sum()
        official = zones.boundaries.regions["population"]
        assert sums.tolist() == pytest.approx(official.loc[sums.index].tolist(), rel=1e-9)
        assert (found.people >= 0).all()
        assert residents(zones) is found


def test_every_settlement_lies_in_its_region(shipped):
    placed = residents(shipped).settlements
    assert (placed["zone"].str[:5] == placed["region"]).all()
    assert not placed["geonames_id"].duplicated().any()


def test_districts_of_cities_are_not_counted_twice():
    table = pd.read_csv(geodata("settlements.csv"), dtype=str)
    sections = set(table.loc[table["section_of"].notna(), "geonames_id"])
    assert sections
    assert not sections & set(COUNTRY.settlements["geonames_id"])


def test_corrected_populations_are_used():
    found = COUNTRY.settlements.set_index("geonames_id")["population"]
    raw = pd.read_csv(geodata("settlements.csv"), dtype={"geonames_id": str})
    raw = raw.set_index("geonames_id")["population"]
    corrections = read_table(ROOT / "seeds/populations.csv", POPULATIONS_SCHEMA)
    for row in corrections.itertuples():
        assert found[row.geonames_id] == row.population != raw[row.geonames_id]


@pytest.fixture(scope="module")
def terms_of_2024(shipped):
    return evaluate(load_catalogue(), "putin-2024", shipped)


def test_people_by_change_and_holder_add_up(terms_of_2024):
    whole = residents(terms_of_2024.zones).people.sum()
    for table in (people_by_change(terms_of_2024), people_by_holder(terms_of_2024)):
        assert table["people"].sum() == pytest.approx(whole)
    regions = people_by_region(terms_of_2024)
    assert regions["people"].sum() == pytest.approx(whole)
    assert not regions.duplicated(["region", "change"]).any()


def test_the_band_is_of_the_regions_that_are_split(terms_of_2024, shipped):
    table = people_by_change(terms_of_2024).set_index("change")
    assert 0 < table.loc["ua_cedes", "band_people"] < table.loc["ua_cedes", "people"]
    nothing_moves = evaluate(load_catalogue(), "formula-2022", shipped)
    ends = people_by_holder(nothing_moves)
    assert ends["holder"].tolist() == ["UA"]
    assert ends["band_people"].tolist() == [None]


@pytest.mark.parametrize(
    ("people", "band", "settlements", "said"),
    [
        (9_123_456, 463_210, 400, "9,120,000 ± 460,000"),
        (2_350_000, 13, 90, "2,350,000"),
        (2_350_000, 5_001, 90, "2,350,000 ± 5,000"),
        (7_100, 22_000, 3, "fewer than 30,000"),
        (2_200, 2_900, 1, "fewer than 5,100"),
        (7_100, 2_240, 3, "7,100 ± 2,200"),
        (980, 220, 0, "none known"),
        (0, 0, 0, "0"),
        (0.4, 3, 0, "0"),
    ],
)
def test_a_number_of_people_is_told_no_surer_than_it_is(people, band, settlements, said):
    assert told(headcount(people, band, settlements), ENGLISH) == said
    assert told(headcount(people, band, settlements), reader_of("uk")).count("±") == said.count("±")


@given(st.floats(0, 5e7), st.floats(0, 5e7), st.integers(0, 50))
def test_no_band_is_nothing_or_above_its_number(people, band, settlements):
    count = headcount(people, band, settlements)
    assert count.band is None or 0 < count.band < people
    assert count.fewer_than is None or count.fewer_than >= people + band - 1
    assert count.band is None or count.fewer_than is None


def test_land_without_a_settlement_has_none_known():
    """West of Luhansk oblast: its part of the villages that are not mapped, and no place."""
    zones = baseline_zones()
    rest = zones.table.index == "UA-09/UA/"
    count = people_of(zones, pd.Series(rest, index=zones.table.index))
    assert (count.settlements, count.band, count.fewer_than) == (0, None, None)
    assert count.people > 100
    assert told(count, ENGLISH) == "none known"


def test_cities_that_change_hands_are_named(terms_of_2024):
    cities = cities_changing(terms_of_2024)
    assert {"Zaporizhzhia", "Kherson", "Kramatorsk", "Sloviansk"} <= set(cities["name_en"])
    assert "Mariupol" not in set(cities["name_en"])
    assert cities["population"].is_monotonic_decreasing
    assert cities["population"].min() >= 10_000
    assert not set(cities["change"]) & {"ua_keeps", "ru_keeps"}
    more = cities_changing(terms_of_2024, least=1000)
    assert len(more) > len(cities)


def test_no_city_changes_hands_where_nothing_does(shipped):
    assert cities_changing(evaluate(load_catalogue(), "line-2025-08-16", shipped)).empty


# How good the method is


def test_the_method_finds_two_regions_of_even_density():
    regions = load_boundaries().regions
    even = towns(*((code, 0, 0, population / 2) for code, population in regions.population.items()))
    found = placement_tests(even, load_boundaries()).set_index(["first", "second"])["error"]
    area, people = regions["area_km2"], regions["population"]
    for first, second in found.index:
        both = people[[first, second]].sum() / 2
        expected = people[first] / 2 + both * area[first] / area[[first, second]].sum()
        smaller = people[[first, second]].min()
        assert found[first, second] == pytest.approx(abs(expected - people[first]) / smaller)


def test_full_coverage_leaves_no_error():
    regions = load_boundaries().regions
    full = towns(*((code, 0, 0, population) for code, population in regions.population.items()))
    assert placement_error(full, load_boundaries()) == pytest.approx(0)
    assert leave_one_out(full, load_boundaries())["error"].abs().max() == pytest.approx(0)


def test_the_documented_errors_are_the_computed_ones():
    text = (ROOT / "docs/assumptions.md").read_text("utf-8")
    errors = placement_tests(COUNTRY.settlements, load_boundaries())["error"]
    assert f"Over the {len(errors)} pairs" in text
    for name, share in (("half", 0.5), ("two in three", 0.68), ("nine in ten", 0.9), ("worst", 1)):
        written = re.search(rf"^\| {name}.*\| (\d+) % \|$", text, re.MULTILINE)
        assert int(written[1]) == round(100 * errors.quantile(share))
    for row in leave_one_out(COUNTRY.settlements, load_boundaries()).itertuples():
        line = (
            f"| {row.name_en} | {row.official / 1e3:,.0f} | {row.mapped:.0%} | {row.error:+.0%} |"
        )
        assert line in text


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, 0), (0.4, 0), (7.4, 7), (13_499, 13_000), (99_600, 100_000), (9_118_234, 9_120_000)],
)
def test_people_are_rounded_for_display(people, shown):
    assert rounded(people) == shown


def test_rounding_does_not_depend_on_the_type(shipped):
    assert rounded(np.float64(1234.0)) == 1200


# Bad input

HEADER = "geonames_id,population,date,source,note\n"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("701822,0,2022-01-01,atlas,", "population", "above 0"),
        ("701822,many,2022-01-01,atlas,", "population", "above 0"),
        ("Mariupol,10,2022-01-01,atlas,", "geonames_id", ""),
        ("701822,10,2022,atlas,", "date", "2022-01-01"),
        ("701822,10,2022-01-01,,", "source", "sources.toml"),
    ],
)
def test_a_malformed_correction_is_named(tmp_path, row, column, expected):
    path = tmp_path / "populations.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with mistake(InputError, column, where=f"line 2, column {column}", expected=expected):
        read_table(path, POPULATIONS_SCHEMA)


def test_a_correction_for_no_settlement_is_named(tmp_path):
    path = tmp_path / "populations.csv"
    path.write_text(HEADER + "701822,9,2022-01-01,a,\n99,5,2022-01-01,a,\n", encoding="utf-8")
    corrections = read_table(path, POPULATIONS_SCHEMA)
    with mistake(UnknownNameError, "unknown settlement 99", where="line 3", found="99"):
        settlements_of(COUNTRY.gazetteer, corrections)

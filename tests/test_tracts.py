"""Tracts: what a proposal does not treat apart is one row and one shape, and nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from tests.drawn import TERRITORY, country_of, edit
from whoholds.desk import load_catalogue, shipped_zones
from whoholds.figures.areas import by_zone
from whoholds.geometry.areas import geodesic_km2
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import TREATED, evaluate
from whoholds.proposals.tracts import tract_keys, tract_shapes, tracts
from whoholds.zones.bands import band_of
from whoholds.zones.partition import partition

AUGUST = dt.date(2025, 8, 16)
EAST = "swap,,UA-02,RU,east,UA,,,none,reported,atlas gazette,\n"


def read(folder):
    return read_catalogue(folder, read_sources(folder / "sources.toml"), TERRITORY)


def ids(evaluation, region):
    return [name for name in tracts(evaluation).index if name.startswith(region)]


def test_a_part_that_the_proposal_treats_apart_is_a_tract_of_its_own(catalogue, zones):
    result = evaluate(catalogue, "swap", zones)
    assert ids(result, "UA-02") == ["UA-02/RU/", "UA-02/RU/east", "UA-02/UA/"]
    assert ids(result, "UA-03") == ["UA-03/RU/pocket", "UA-03/UA/"]
    assert result.frame.loc["UA-02/RU/east", TREATED] == "east"
    assert result.frame.loc["UA-02/RU/", TREATED] == ""


def test_a_part_of_another_proposal_is_never_seen(catalogue, zones):
    result = evaluate(catalogue, "line-today", zones)
    assert ids(result, "UA-02") == ["UA-02/RU/", "UA-02/UA/"]
    assert ids(result, "UA-03") == ["UA-03/RU/", "UA-03/UA/"]
    halves = zones.frame.loc[["UA-02/RU/", "UA-02/RU/east"]]
    row = tracts(result).loc["UA-02/RU/"]
    for name in ("area_km2", "official_km2", "share_of_region"):
        assert row[name] == pytest.approx(halves[name].sum(), rel=1e-12)
    shape = tract_shapes(result)["UA-02/RU/"]
    assert shape.equals(shapely.box(33, 48, 34, 50))


def test_a_part_that_is_treated_as_the_rest_is_not_apart(seeds, zones):
    edit(seeds / "control_status.csv", EAST, "swap,,UA-02,RU,east,OPEN,,,unclear,reported,atlas,\n")
    result = evaluate(read(seeds), "swap", zones)
    assert result.frame.loc["UA-02/RU/east", TREATED] == "east"
    assert ids(result, "UA-02") == ["UA-02/RU/", "UA-02/UA/"]


def test_parts_that_are_treated_alike_are_named_together(seeds, grid, control):
    table = edit(seeds / "parts.csv", "held-east-of,33.5", "held-east-of,33.75")
    edit(table, "pocket,", "near,UA-02,RU,held-west-of,33.25,Near,Ближче,\npocket,")
    edit(seeds / "control_status.csv", EAST, EAST + EAST.replace("east", "near"))
    result = evaluate(read(seeds), "swap", partition(grid, control, country_of(seeds)))
    assert ids(result, "UA-02") == ["UA-02/RU/", "UA-02/RU/east+near", "UA-02/UA/"]
    assert tract_shapes(result)["UA-02/RU/east+near"].bounds == (33, 48, 34, 50)
    assert shapely.area(tract_shapes(result)["UA-02/RU/"]) == pytest.approx(2 * 0.5)


@pytest.mark.parametrize("day", [dt.date(2022, 2, 23), AUGUST])
def test_every_reading_is_told_whole_and_each_status_once(day):
    zones, catalogue = shipped_zones(day), load_catalogue()
    for proposal in catalogue.proposals.values():
        for reading in proposal.readings:
            result = evaluate(catalogue, proposal.id, zones, reading.id)
            table = tracts(result)
            assert table.index.is_unique
            status = table.drop(columns=["part", "area_km2", "official_km2", "share_of_region"])
            assert not status.duplicated().any()
            assert table["area_km2"].sum() == pytest.approx(zones.boundaries.area_km2, rel=1e-9)
            assert set(tract_keys(result)) == set(table.index)


def test_donetsk_under_the_anchorage_terms_is_two_rows_with_bands_of_their_own():
    zones = shipped_zones(AUGUST)
    result = evaluate(load_catalogue(), "anchorage-aug-2025", zones)
    rows = by_zone(result).query("region == 'UA-14'").set_index("change")
    assert rows["part"].tolist() == ["", ""]
    assert set(rows.index) == {"ua_cedes", "ru_keeps"}
    ceded = rows.loc["ua_cedes"]
    assert ceded["share_of_region"] == pytest.approx(0.25, abs=0.005)
    assert ceded["official_km2"] == pytest.approx(6621, rel=0.01)
    mine = (zones.table["region"] == "UA-14") & (zones.table["held_by"] == "UA")
    assert mine.sum() > 1
    assert ceded["band_km2"] == pytest.approx(band_of(zones, mine), rel=1e-9)


def test_the_strips_of_the_20_points_are_seen_where_they_are_meant():
    zones, catalogue = shipped_zones(AUGUST), load_catalogue()
    for reading, parts in (("dmz-5", "dmz-5"), ("dmz-10", "dmz-10+dmz-5")):
        result = evaluate(catalogue, "us-ua-20-dec-2025", zones, reading)
        assert ids(result, "UA-14") == [
            f"UA-14/{side}/{part}" for side in ("RU", "UA") for part in ("", parts)
        ]


def test_shapes_have_the_areas_of_the_rows():
    result = evaluate(load_catalogue(), "us-ua-20-dec-2025", shipped_zones(AUGUST), "dmz-10")
    table, shapes = tracts(result), tract_shapes(result)
    assert shapes.index.tolist() == table.index.tolist()
    assert shapely.is_valid(shapes.to_numpy()).all()
    assert geodesic_km2(shapes) == pytest.approx(table["area_km2"].to_numpy(), rel=1e-6)

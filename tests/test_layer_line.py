"""The line of contact as an entry: named, described and cited after the layer that is shown."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.drawn import HELD, TERRITORY, control_of, edit
from tests.mistakes import mistake
from tests.shipped import CONFLICT, reader_of
from whoholds.desk import control_layer, load_catalogue, shipped_zones, zones_of
from whoholds.figures.report import report
from whoholds.ground.errors import InputError
from whoholds.maps.files import map_file
from whoholds.maps.sheet import sheet_of
from whoholds.maps.statuses import statuses_of
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.telling.record import proposal_record
from whoholds.zones.partition import partition

LINE, OLD_LINE = "line-2025-08-16", "line-2022-02-23"
DAY = dt.date(2026, 3, 31)


@pytest.fixture(scope="module")
def march():
    """The shipped layer as if somebody else had drawn it in March 2026."""
    layer = control_layer()
    return zones_of(layer.telling(as_of=DAY, source={"en": "A map.", "uk": "Мапа."}))


def shown(zones, proposal=LINE):
    return evaluate(load_catalogue(), proposal, zones)


def test_name_and_text_are_those_of_the_layer(march):
    line = shown(march).proposal
    assert line.id == LINE
    assert line.date == DAY
    assert line.name["en"] == "Line of contact, 31 March 2026"
    assert line.name["uk"].startswith("Лінія зіткнення, 31 березня 2026")
    for text, day in (
        (line.summary["en"], "31 March 2026"),
        (line.summary["uk"], "31 березня 2026"),
    ):
        assert day in text
        assert "2025" not in text
    assert f"{march.held_km2:,.0f} ±" in line.summary["en"]
    assert "19.0 % of the country" in line.summary["en"]
    assert line.summary["en"].endswith("Map of that day: A map.")
    assert line.summary["uk"].endswith("Мапа того дня: Мапа.")


def test_what_was_written_of_another_day_is_not_cited(march):
    result = shown(march)
    assert list(result.proposal.sources) == []
    assert set(result.frame["source"]) == {""}
    at_home = shown(shipped_zones(dt.date(2025, 8, 16)))
    assert at_home.proposal.name["en"] == "Line of contact, 16 August 2025"
    assert set(at_home.proposal.sources) <= set(CONFLICT.sources)
    assert "" not in set(at_home.frame["source"])


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_way_out_names_the_day_of_the_layer(march, language):
    result, catalogue = shown(march), load_catalogue()
    name = result.proposal.name[language]
    listed = {
        one["id"]: one for one in statuses_of(catalogue, march, reader_of(language)).proposals
    }
    assert listed[LINE]["name"] == name
    assert sheet_of(result, catalogue.sources, language).title == name
    record = proposal_record(result, catalogue, language)
    assert (record["name"], record["date"]) == (name, "2026-03-31")
    assert "2025" not in record["summary"]
    assert name in map_file(result, catalogue, "html", language).decode("utf-8")
    assert report(result)["control_layer"]["date"] == "2026-03-31"


def test_the_line_of_2022_keeps_its_name_and_its_land(march):
    """Its land is that of the shipped layer of that day, whatever layer is shown."""
    proposal = load_catalogue()[OLD_LINE]
    result = shown(march, OLD_LINE)
    assert result.proposal == proposal
    then = shipped_zones(dt.date(2022, 2, 23)).held_km2
    kept = result.frame.loc[result.frame["holder"] == "RU", "area_km2"].sum()
    assert kept == pytest.approx(then, rel=1e-3)


def test_a_layer_of_claims_is_said_to_be_one(march):
    claimed = zones_of(march.control.telling(kind="claimed"))
    line = shown(claimed).proposal
    assert line.summary["en"].endswith("A map (claimed, not assessed).")


def test_a_line_that_is_not_of_the_layer_stays_as_it_is(catalogue, zones, grid):
    later = partition(grid, control_of(HELD).telling(as_of=DAY))
    assert evaluate(catalogue, "line-today", later).proposal == catalogue["line-today"]


def test_only_a_line_can_be_that_of_the_layer(seeds):
    edit(
        seeds / "proposals" / "swap.toml", 'kind = "proposal"', 'kind = "proposal"\nof_layer = true'
    )
    with mistake(InputError, "of_layer", where="swap.toml"):
        read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)


def test_deepstates_map_of_march_2026_is_named_in_both_languages(reference):
    layer = control_layer(reference / "deepstate" / "deepstatemap_data_20260331.geojson")
    line = shown(zones_of(layer)).proposal
    assert line.name["en"] == "Line of contact, 31 March 2026"
    assert "DeepStateMap, by the daily mirror" in line.summary["en"]
    assert "DeepStateMap, за щоденною копією" in line.summary["uk"]

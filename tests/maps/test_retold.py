"""What is shared of a map, in every language, and the cities on which two proposals differ."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tests.shipped import CONFLICT, reader_of
from whoholds.desk import baseline_zones, cite, evaluate_proposal
from whoholds.figures.people import cities_differing, residents
from whoholds.maps.payload import Chosen, page_data
from whoholds.maps.told import MOST_CITIES
from whoholds.proposals.difference import difference

CHOSEN = Chosen("anchorage-aug-2025", "narrow", "putin-2024", "stated")


@pytest.fixture(scope="module")
def pages() -> dict[str, Any]:
    zones = baseline_zones()
    people = residents(zones).people
    return {
        language: page_data(
            CONFLICT.catalogue,
            zones,
            CHOSEN,
            language,
            people,
            cited=cite(CHOSEN.proposal, language=language),
        )
        for language in ("en", "uk")
    }


@pytest.mark.parametrize(("language", "other"), [("en", "uk"), ("uk", "en")])
def test_a_page_tells_in_another_language_what_a_page_in_that_language_tells(
    pages, language, other
):
    (told,) = pages[language]["retold"]
    own = pages[other]
    assert (told["language"], told["name"]) == (other, own["languageName"])
    assert told["finding"] == own["words"]["finding"]
    assert told["sourceLine"] == own["words"]["source_line"]
    assert told["differ"] == own["figures"]["differ"]
    assert list(told["proposals"]) == [one["id"] for one in own["proposals"]]
    for one in own["proposals"]:
        found = told["proposals"][one["id"]]
        for name in ("name", "ofLayer", "source"):
            assert found[name] == one[name]
        for reading, said in found["readings"].items():
            assert said == {name: one["readings"][reading][name] for name in said}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_source_and_the_citation_have_gaps_for_what_is_shown_alone(pages, language):
    words, reader = pages[language]["words"], reader_of(language)
    assert "{sources}" in words["source_line"]
    assert reader.day(baseline_zones().control.date) in words["source_line"]
    said, shown = pages[language]["citing"], CONFLICT.catalogue[CHOSEN.proposal]
    name, reading = reader.text(shown.name), reader.text(shown.reading("narrow").name)
    title = said["reading"].format(name=name, reading=reading)
    expected = cite(CHOSEN.proposal, language=language).text(reader)
    assert said["text"].format(title=title, link=said["home"]) == expected


def test_cities_are_those_of_the_tables(pages):
    """What maps/web/towns.js names: the places of the zones that differ, with enough people."""
    page = pages["en"]
    cities = [one for one in page["places"] if one["population"] >= page["cityPeople"]]
    index = {zone: number for number, zone in enumerate(baseline_zones().frame.index)}
    names = ("anchorage-aug-2025", "putin-2024", "formula-2022", "us-28-nov-2025", "ru-feb-2026")
    found = 0
    for pair in combinations([evaluate_proposal(name) for name in names], 2):
        told = difference(*pair)
        differing = {index[zone] for zone in told.frame.index[told.frame["differs"] == "holder"]}
        expected = sorted(cities_differing(told)["name_en"])
        assert sorted(one["name"] for one in cities if one["zone"] in differing) == expected
        found += len(expected)
    assert found
    for key, row in page["figures"]["sums"].items():
        if "more" in row:
            named = [one for one in cities if one["zone"] >= 0 and int(key, 16) >> one["zone"] & 1]
            assert row["more"] == f"and {len(named) - MOST_CITIES} more"

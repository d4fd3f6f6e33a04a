"""The link from a published figure to the map of what it is about."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from whoholds.app.choice import linked_choice
from whoholds.app.claim_links import is_about_proposal, map_address
from whoholds.claims.checking import Checked, check_claims
from whoholds.desk import claim_layers, opened


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    results = check_claims(opened().claims, claim_layers())
    return {result.claim.claim: result for result in results}


def opens(result: Checked) -> dict[str, object]:
    """The choice that the address of a claim's map opens on."""
    catalogue, regions = opened().catalogue, opened().boundaries.regions.index
    address = map_address(result, catalogue, "en")
    layers = [day.isoformat() for day in opened().lines]
    choice, faults = linked_choice(dict(parse_qsl(address[3:])), catalogue, regions, layers)
    assert not faults
    return dict(choice)


def test_a_claim_about_a_region_opens_it_on_the_layer_of_its_day(checked):
    found = opens(checked["reuters-donetsk-75"])
    assert (found["proposal"], found["region"]) == (opened().catalogue.baseline, "UA-14")
    found = opens(checked["zelensky-2022-02-23"])
    assert (found["layer"], found["region"]) == ("2022-02-23", None)


def test_a_claim_on_land_that_proposals_name_opens_the_proposal_of_its_time(checked):
    claim = checked["reuters-sumy-kharkiv-440"]
    assert is_about_proposal(claim.claim)
    assert opens(claim)["proposal"] == "anchorage-aug-2025"


def test_only_what_was_checked_on_a_map_opens_one(checked):
    for result in checked.values():
        has_map = result.layer_date is not None or is_about_proposal(result.claim)
        assert bool(map_address(result, opened().catalogue, "en")) == has_map

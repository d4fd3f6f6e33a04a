"""The same laws over everything that is shipped: proposals x readings x control layers."""

import pytest

from tests.properties.laws import (
    check_evaluation,
    check_partition,
    check_people,
    check_places_and_lines,
)
from tests.shipped import LINES
from whoholds.desk import load_catalogue
from whoholds.geometry.cutting import SLIVER_KM2
from whoholds.ground.resources import seeds
from whoholds.proposals.evaluation import evaluate

LAYERS = pytest.mark.parametrize("day", list(LINES), ids=str)
PROPOSALS = sorted(path.stem for path in seeds("proposals").glob("*.toml"))


@LAYERS
def test_shipped_layers_make_a_partition(shipped_zones, day):
    check_partition(shipped_zones[day])


@LAYERS
def test_shipped_zones_are_no_specks(shipped_zones, day):
    frame = shipped_zones[day].frame
    assert frame.index[frame["area_km2"] < SLIVER_KM2].tolist() == []


@LAYERS
@pytest.mark.parametrize("proposal", PROPOSALS)
def test_shipped_readings_cover_every_zone_once(shipped_zones, day, proposal):
    catalogue = load_catalogue()
    for reading in catalogue[proposal].readings:
        evaluation = evaluate(catalogue, proposal, shipped_zones[day], reading.id)
        check_evaluation(evaluation)
        check_people(evaluation)
        check_places_and_lines(evaluation)


def test_the_line_proposals_change_nothing_on_their_own_day(shipped_zones):
    catalogue = load_catalogue()
    for proposal in catalogue.proposals.values():
        if proposal.kind == "line":
            frame = evaluate(catalogue, proposal.id, shipped_zones[proposal.date]).frame
            assert set(frame["change"]) == {"ua_keeps", "ru_keeps"}

"""Strips between held land and the border: found, told from pockets and corridors, counted."""

import dataclasses

import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from tests.drawn import boundaries_of, control_of
from tests.shipped import BASELINE, LINES
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.slivers import SLIVER_WIDTH_KM, find_slivers
from whoholds.zones.partition import partition
from whoholds.zones.slivers import Slivers, fit, sliver_km2

UKRAINE = box(30, 46, 34, 50)
EAST = box(33, 46, 34, 50)
REGIONS = {"UA-01": box(30, 46, 34, 48), "UA-02": box(30, 48, 34, 50)}


def cut(*holes):
    held = EAST
    for hole in holes:
        held = held.difference(hole)
    return held


STRIPS = {
    "closed": box(33.99, 47, 34, 47.5),
    "as long as the border": box(33.994, 46.5, 34, 49.9),
    "open at one end": box(33, 49.99, 34, 50),
    "five kilometres wide": box(33, 49.955, 34, 50),
    "around a corner": box(33.95, 49, 34, 50) | box(33, 49.97, 34, 50),
}


@pytest.mark.parametrize("strip", STRIPS.values(), ids=STRIPS)
def test_a_thin_strip_at_the_border_is_a_sliver(strip):
    found = find_slivers(cut(strip), UKRAINE)
    # At an open end a corner is left, or one of free land comes along.
    assert geodesic_km2([strip.difference(found)])[0] < 4
    assert geodesic_km2([found.difference(strip)])[0] < 4


POCKETS = {
    "inland": box(33.4, 47, 33.41, 47.5),
    "wide": box(33.8, 47, 34, 47.2),
    "touches in a point": Polygon([(33.9, 47), (34, 47.2), (33.9, 47.4), (33.8, 47.2)]),
    "wider than two drawings differ": box(33, 49.93, 34, 50),
    "as deep as it is wide": box(33.9, 47, 34, 47.05),
}


@pytest.mark.parametrize("pocket", POCKETS.values(), ids=POCKETS)
def test_other_pockets_are_not(pocket):
    assert find_slivers(cut(pocket), UKRAINE).is_empty


CORRIDORS = {
    "between a pocket and the border": box(31, 49.6, 31.5, 49.97),
    "a narrower one": box(31, 49.6, 31.3, 49.98),
    "between two pockets at the border": box(31, 49.8, 31.2, 50) | box(31.25, 49.8, 31.45, 50),
    "a bay of free land at the coast": box(30, 46, 31, 46.4) | box(31.04, 46, 32, 46.4),
}


@pytest.mark.parametrize("held", CORRIDORS.values(), ids=CORRIDORS)
def test_a_free_corridor_along_a_border_stays_free(held):
    assert find_slivers(held, UKRAINE).is_empty


def test_the_shipped_pockets_and_what_lies_between_them_stay_as_they_are():
    """Sumy and the north of Kharkiv oblast: held pockets at the border, free land between."""
    layer = LINES[BASELINE]
    unknown = dataclasses.replace(layer, ground="")
    assert fit(unknown, load_boundaries()).held.equals(layer.held)


def test_an_island_that_touches_no_held_land_is_not():
    island = box(35, 47, 35.01, 47.1)
    assert find_slivers(EAST, MultiPolygon([UKRAINE, island])).is_empty


def test_several_strips_are_all_found():
    strips = [box(33.99, south, 34, south + 0.3) for south in (46.5, 47.5, 48.5)]
    found = find_slivers(cut(*strips), UKRAINE)
    assert geodesic_km2([found])[0] == pytest.approx(geodesic_km2(strips).sum(), rel=1e-4)


def test_nothing_held_and_all_held_have_none():
    assert find_slivers(Polygon(), UKRAINE).is_empty
    assert find_slivers(UKRAINE, UKRAINE).is_empty


def test_a_strip_counts_with_the_land_behind_and_has_no_zone_of_its_own():
    strip = box(33.99, 47.9, 34, 48.1)
    zones = partition(boundaries_of(REGIONS), control_of(cut(strip)))
    shapes = zones.frame.geometry
    assert shapes["UA-01/RU/"].equals(box(33, 46, 34, 48))
    assert shapes["UA-02/UA/"].equals(box(30, 48, 33, 50))
    assert zones.held_km2 == pytest.approx(geodesic_km2([EAST])[0])
    assert zones.line.equals(shapely.LineString([(33, 46), (33, 50)]))


def test_a_strip_is_left_where_that_is_asked_for():
    strip = box(33.99, 47.9, 34, 48.1)
    layer, regions = control_of(cut(strip)), boundaries_of(REGIONS)
    zones = partition(regions, layer.settled_with(regions))
    assert zones.held_km2 == pytest.approx(geodesic_km2([cut(strip)])[0])
    found = fit(layer, regions, Slivers.LEAVE)
    assert found.held is layer.held
    areas = sliver_km2(found.slivers, boundaries_of(REGIONS))
    assert areas == pytest.approx(
        {"UA-01": geodesic_km2([strip & REGIONS["UA-01"]])[0],
         "UA-02": geodesic_km2([strip & REGIONS["UA-02"]])[0]}
    )  # fmt: skip


def test_a_layer_drawn_on_these_very_boundaries_is_not_searched():
    regions = boundaries_of(REGIONS)
    strip = box(33.99, 47.9, 34, 48.1)
    layer = control_of(cut(strip)).settled_with(regions)
    assert fit(layer, regions).slivers.is_empty
    # The same boundaries read once more are the same ground.
    assert fit(layer, boundaries_of(REGIONS)).slivers.is_empty
    wider = {**REGIONS, "UA-02": box(30, 48, 34, 50.001)}
    assert not fit(layer, boundaries_of(wider)).slivers.is_empty


@pytest.mark.parametrize("width", [0.5, SLIVER_WIDTH_KM - 0.6])
def test_finding_again_finds_nothing_more(width):
    strip = box(33, 50 - width / 111.2, 34, 50)
    once = fit(control_of(cut(strip)), boundaries_of(REGIONS))
    assert fit(control_of(once.held), boundaries_of(REGIONS)).slivers.is_empty
    assert geodesic_km2([once.held])[0] == pytest.approx(geodesic_km2([EAST])[0], abs=4)

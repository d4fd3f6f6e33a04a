"""Strips between held land and the border: found, told from pockets, drawn with the land behind."""

import numpy as np
import pytest
from shapely import MultiPolygon, Polygon, box

from tests.drawn import boundaries_of, control_of
from whoholds.control import line_of_contact
from whoholds.crs import geodesic_km2
from whoholds.frontline import _edge, measure
from whoholds.slivers import SLIVER_AREA_KM2, drawn_line, drawn_shapes, find_slivers
from whoholds.zones import partition

UKRAINE = box(30, 46, 34, 50)
EAST = box(33, 46, 34, 50)


def cut(*holes):
    held = EAST
    for hole in holes:
        held = held.difference(hole)
    return held


def test_a_thin_strip_at_the_border_is_a_sliver():
    strip = box(33.99, 47, 34, 47.5)
    assert find_slivers(cut(strip), UKRAINE).equals(strip)


@pytest.mark.parametrize(
    "pocket",
    [
        box(33.4, 47, 33.41, 47.5),
        box(33.8, 47, 34, 47.2),
        box(33.994, 46.5, 34, 49.9),
        Polygon([(33.9, 47), (34, 47.2), (33.9, 47.4), (33.8, 47.2)]),
    ],
    ids=["inland", "wide", "too large", "touches in a point"],
)
def test_other_pockets_are_not(pocket):
    assert find_slivers(cut(pocket), UKRAINE).is_empty


def test_a_strip_that_is_reached_from_free_land_is_not():
    assert find_slivers(cut(box(33, 49.99, 34, 50)), UKRAINE).is_empty


def test_an_island_that_touches_no_held_land_is_not():
    island = box(35, 47, 35.01, 47.1)
    assert find_slivers(EAST, MultiPolygon([UKRAINE, island])).is_empty


def test_several_strips_are_all_found():
    strips = [box(33.99, south, 34, south + 0.3) for south in (46.5, 47.5, 48.5)]
    found = find_slivers(cut(*strips), UKRAINE)
    assert geodesic_km2([found])[0] == pytest.approx(geodesic_km2(strips).sum())
    assert geodesic_km2(strips).max() < SLIVER_AREA_KM2


def test_nothing_held_and_all_held_have_none():
    assert find_slivers(Polygon(), UKRAINE).is_empty
    assert find_slivers(UKRAINE, UKRAINE).is_empty


def test_strips_are_drawn_with_the_land_behind_and_areas_conserved():
    strip = box(33.99, 47.9, 34, 48.1)
    boundaries = boundaries_of({"UA-01": box(30, 46, 34, 48), "UA-02": box(30, 48, 34, 50)})
    zones = partition(boundaries, control_of(cut(strip)))
    drawn = drawn_shapes(zones)
    assert drawn["UA-01/RU/"].equals(box(33, 46, 34, 48))
    assert drawn["UA-02/UA/"].equals(box(30, 48, 33, 50))
    moved = geodesic_km2(drawn) - zones.frame["area_km2"]
    assert moved.sum() == pytest.approx(0, abs=1e-6)
    assert np.abs(moved).sum() / 2 == pytest.approx(geodesic_km2([strip])[0])
    assert drawn.is_valid.all()


def test_without_strips_the_zones_are_drawn_as_they_are(zones):
    assert drawn_shapes(zones).geom_equals(zones.frame.geometry).all()


def test_the_line_is_drawn_without_the_edge_of_a_strip():
    """A strip of 0.04 degrees is wider than what the line of contact passes over by itself."""
    strip = box(33.96, 47.9, 34, 48.1)
    zones = partition(boundaries_of({"UA-01": UKRAINE}), control_of(cut(strip)))
    whole = line_of_contact(zones.control, zones.boundaries)
    assert whole.bounds[2] > 33.95
    assert drawn_line(zones).equals(box(30, 46, 33, 50).boundary.intersection(EAST.boundary))


def test_the_edge_of_a_strip_does_not_make_the_line_longer():
    strip = box(33.96, 47.9, 34, 48.1)
    regions = boundaries_of({"UA-01": UKRAINE})
    with_strip = partition(regions, control_of(cut(strip)))
    without = partition(regions, control_of(EAST))
    assert edge_of_held(with_strip).km == pytest.approx(edge_of_held(without).km)
    # The strip's western edge, 22 km, would have come on top.
    whole = line_of_contact(with_strip.control, regions)
    assert measure(whole).km > edge_of_held(without).km + 20


def edge_of_held(zones):
    return measure(_edge(zones, (zones.frame["held_by"] == "RU").to_numpy()))

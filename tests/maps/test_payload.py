"""The data of the map page: drawn without strips along the border, counted with them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import shapely

from tests.drawn import HELD, control_of
from tests.mistakes import mistake
from tests.shipped import ENGLISH
from whoholds.desk import control_layer, shipped_zones, zones_of
from whoholds.geometry.slivers import find_slivers
from whoholds.ground.errors import UnknownNameError
from whoholds.maps.outlines import DECIMALS, edges, ground, zone_features
from whoholds.maps.payload import Chosen, page_data
from whoholds.zones.partition import partition

CHOSEN = Chosen("swap", "narrow", "swap", "narrow")

# Wider than two drawings of one border differ, so that only the rule of the strips removes it.
STRIP = shapely.box(33.97, 48.5, 34, 49)
ROUNDING = 2 * 10**-DECIMALS


def shape_of(collection) -> shapely.Geometry:
    """All features of a GeoJSON collection as one geometry, what rounding crossed set right."""
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in collection["features"]]
    return shapely.union_all(shapely.make_valid(shapes))


def held_in(collection) -> shapely.Geometry:
    """What the features of a page draw as held by Russia."""
    held = [one for one in collection["features"] if one["properties"]["heldBy"] == "RU"]
    return shape_of({"features": held})


@pytest.fixture
def striped(grid, country):
    """The drawn world, whose layer stops 2 km short of a piece of the eastern border."""
    return partition(grid, control_of(HELD.difference(STRIP)), country)


def test_a_strip_is_drawn_and_counted_with_the_land_behind_it(striped):
    drawn = zone_features(striped, ENGLISH)
    assert held_in(drawn).buffer(ROUNDING).covers(STRIP)
    areas = striped.frame["area_km2"].to_list()
    for feature in drawn["features"]:
        properties = feature["properties"]
        assert properties["area"] == pytest.approx(areas[properties["index"]], abs=0.005)
    whole = partition(striped.boundaries, control_of(HELD), striped.country)
    assert areas == pytest.approx(whole.frame["area_km2"].to_list())


def test_the_line_leaves_out_the_edge_of_a_strip(striped):
    line = shape_of(edges(striped)["line"])
    assert shapely.distance(line, STRIP) > 0.1
    assert line.buffer(ROUNDING).covers(shapely.LineString([(33, 48.1), (33, 49.9)]))


@pytest.mark.parametrize("day", ["20240708", "20250816", "20260331"])
def test_a_layer_drawn_against_another_border_shows_no_specks(reference, day):
    file = reference / "deepstate" / f"deepstatemap_data_{day}.geojson"
    zones = zones_of(control_layer(file))
    left = control_layer(file, slivers="leave").held
    slivers = find_slivers(left, zones.boundaries.territory)
    assert len(shapely.get_parts(slivers)) > 50
    drawn = held_in(zone_features(zones, ENGLISH)).buffer(ROUNDING)
    assert shapely.area(slivers.difference(drawn)) / shapely.area(slivers) < 1e-3
    line = shape_of(edges(zones)["line"])
    inside = shapely.buffer(slivers, -ROUNDING)
    assert shapely.length(line.intersection(inside)) == 0
    assert shapely.length(line.intersection(shapely.buffer(slivers, ROUNDING))) < 0.05


def test_the_border_is_on_land_and_the_coast_is_not():
    drawn = edges(shipped_zones(dt.date(2025, 8, 16)))
    border, coast = shape_of(drawn["border"]), shape_of(drawn["coast"])
    west, crimea = shapely.box(22, 48, 25, 50), shapely.box(32.4, 44.3, 36.7, 45.6)
    assert border.intersects(west)
    assert not coast.intersects(west)
    assert coast.intersects(crimea)
    assert not border.intersects(crimea)


def test_the_kakhovka_reservoir_is_water_until_the_dam_broke():
    point = shapely.Point(34.3, 47.53)
    for day, is_water in ((dt.date(2022, 2, 23), True), (dt.date(2025, 8, 16), False)):
        drawn = ground(shipped_zones(day))
        assert shape_of(drawn["water"]).contains(point) == is_water
        assert bool(drawn["dry"]["features"]) != is_water


def test_a_language_that_the_interface_does_not_speak_is_refused(catalogue, zones):
    with mistake(UnknownNameError, "'de'", where="language", expected="en, uk", found="de"):
        page_data(catalogue, zones, CHOSEN, "de")


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_status_number_means_a_status(catalogue, zones, language):
    data = page_data(catalogue, zones, CHOSEN, language)
    assert json.loads(json.dumps(data)) == data
    for proposal in data["proposals"]:
        for reading in proposal["readings"].values():
            assert len(reading["statuses"]) == len(zones.frame)
            for number in reading["statuses"]:
                assert set(data["statuses"][number]["sources"]) <= set(data["sources"])

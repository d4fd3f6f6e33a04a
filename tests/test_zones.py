"""The partition of the hand-drawn grid, where every area is known beforehand."""

import dataclasses
import gc
import weakref

import pytest
import shapely

from tests.drawn import HELD, SQUARES, boundaries_of, control_of
from tests.mistakes import mistake
from tests.shipped import BASELINE, LINES
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer, line_of_contact
from whoholds.zones.partition import Zones, partition


def areas(zones: Zones) -> dict[str, float]:
    frame = zones.frame
    names = frame["region"] + " " + frame["held_by"] + " " + frame["part"]
    return dict(zip(names.str.strip(), frame["official_km2"], strict=True))


def test_zones_are_region_by_holder_by_part(zones):
    assert areas(zones) == pytest.approx(
        {
            "UA-01 UA": 1000,
            "UA-02 RU": 500,
            "UA-02 RU east": 500,
            "UA-02 UA": 1000,
            "UA-03 RU pocket": 1000,
            "UA-03 UA": 3000,
            "UA-04 RU": 8000,
        }
    )
    held = zones.frame["held_by"] == "RU"
    assert zones.frame.loc[held, "official_km2"].sum() == pytest.approx(10_000)
    assert zones.held_km2 == pytest.approx(zones.frame.loc[held, "area_km2"].sum())


def test_without_parts_a_region_has_at_most_two_zones(grid, control):
    zones = partition(grid, control)
    assert areas(zones)["UA-02 RU"] == pytest.approx(1000)
    assert set(zones.frame["part"]) == {""}


def test_headline_area_is_the_share_of_the_polygon_times_the_official_area(zones):
    row = zones.frame.set_index(["region", "held_by"]).loc[("UA-03", "UA")]
    assert row["share_of_region"] == pytest.approx(0.75)
    assert row["area_km2"] == pytest.approx(0.75 * geodesic_km2([SQUARES["UA-03"]])[0])


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (shapely.box(29, 45, 35, 51), {"RU"}),
        (shapely.box(35, 46, 36, 50), {"UA"}),
        (shapely.box(34, 46, 36, 50), {"UA"}),
        (shapely.Polygon(), {"UA"}),
    ],
    ids=["covers everything", "far away", "only touches", "empty"],
)
def test_a_region_held_by_one_side_has_one_zone(grid, held, expected):
    zones = partition(grid, control_of(held))
    assert set(zones.frame["held_by"]) == expected
    assert list(zones.frame["region"]) == list(SQUARES)


def test_a_hole_in_held_territory_is_a_zone_of_the_other_side(grid):
    ring = shapely.box(30.1, 46.1, 31.9, 47.9).difference(shapely.box(30.5, 46.5, 31.5, 47.5))
    zones = partition(grid, control_of(ring))
    held = zones.frame.set_index(["region", "held_by"]).loc[("UA-03", "RU")]
    assert held["area_km2"] == pytest.approx(geodesic_km2([ring])[0])


def test_held_territory_outside_every_region_makes_no_zone(grid, control):
    inside = partition(grid, control_of(HELD.intersection(grid.territory)))
    assert areas(inside) == pytest.approx(areas(partition(grid, control)))


def test_overlapping_regions_are_found_by_the_preflight_overlap():
    layer = boundaries_of(
        {"UA-01": shapely.box(30, 46, 32, 48), "UA-02": shapely.box(31, 46, 33, 48)}
    )
    assert layer.regions["area_km2"].sum() > 1.2 * geodesic_km2([layer.territory])[0]


def test_a_self_crossing_layer_is_no_partition(grid: BoundaryLayer):
    bow = shapely.Polygon([(30.5, 46.5), (31.5, 47.5), (31.5, 46.5), (30.5, 47.5)])
    twice = shapely.MultiPolygon([SQUARES["UA-03"], SQUARES["UA-03"]])
    for held in (bow, twice):
        with mistake(GeometryError, "not a valid", where="of 2025-08-16", found="elf-intersection"):
            partition(grid, control_of(held))


def test_zones_that_do_not_add_up_are_refused(grid: BoundaryLayer, control: ControlLayer):
    """As after an overlay that went wrong: here the region is said to be a millionth larger."""
    larger = grid.regions.assign(area_km2=grid.regions["area_km2"] * [1, 1, 1 + 1e-6, 1])
    with mistake(GeometryError, "do not add up", where="region UA-03", found="1e-06"):
        partition(type(grid)(larger, grid.about, "drawn"), control)


def test_line_of_contact_is_the_edge_inside_the_country(grid: BoundaryLayer, control: ControlLayer):
    line = line_of_contact(control, grid)
    drawn = shapely.LineString([(33, 50), (33, 48), (31.5, 48), (31.5, 46)])
    assert line.length == pytest.approx(drawn.length)
    assert drawn.buffer(1e-9).covers(line)


def test_a_sliver_along_the_border_is_no_line_of_contact(grid: BoundaryLayer):
    """Held territory drawn against another border, 0.01 degrees off: 700 m."""
    line = line_of_contact(control_of(shapely.box(33, 46, 33.99, 50)), grid)
    assert shapely.box(32.99, 46, 33.01, 50).covers(line)
    assert line.length == pytest.approx(4)


@pytest.mark.parametrize("day", list(LINES), ids=str)
def test_a_shipped_line_of_contact_does_not_run_along_the_border(day):
    """Rounding where a line meets the border once made 25 km of border a line; ends may stay."""
    border = load_boundaries().territory.boundary.buffer(1e-6)
    line = line_of_contact(LINES[day], load_boundaries())
    assert line.length > 3
    assert line.intersection(border).length < 0.05


def test_no_line_of_contact_where_one_side_holds_all(grid: BoundaryLayer):
    assert line_of_contact(control_of(shapely.box(29, 45, 35, 51)), grid).is_empty


def test_zones_know_their_line_of_contact(zones: Zones):
    """Zones with another layer put in its place have a line of their own."""
    assert zones.line.equals(line_of_contact(zones.control, zones.boundaries))
    other = control_of(shapely.box(33, 46, 35, 50))
    moved = dataclasses.replace(zones, control=other)
    assert moved.line.equals(line_of_contact(other, zones.boundaries))
    assert not moved.line.equals(zones.line)


def test_what_was_made_of_zones_goes_with_them():
    from whoholds.desk import evaluate_on, load_catalogue, zones_of
    from whoholds.figures.places import places_under
    from whoholds.figures.report import report
    from whoholds.maps.files import map_file
    from whoholds.spread.measured import measure

    zones = zones_of(LINES[BASELINE])
    evaluation = evaluate_on(zones, "putin-2024")
    places_under(evaluation)
    report(evaluation)
    measure(zones, evaluation, people=True)
    for form in ("svg", "html"):
        assert map_file(evaluation, load_catalogue(), form, "en", "light")
    assert len(zones._derived) >= 5
    alive = weakref.ref(zones)
    del zones, evaluation
    gc.collect()
    assert alive() is None

"""The measures of benchmarks/accuracy.py on shapes whose answers are known."""

import pandas as pd
import pytest
import shapely
from benchmarks.accuracy import Country, Towns, distances, flat, overlap, stretches

from tests.drawn import boundaries_of
from whoholds.geometry.areas import geodesic_km2

TOWNS = Towns(
    pd.DataFrame(
        {
            "name_en": ["West", "East", "Hamlet", "Quarter"],
            "lon": [35.2, 36.8, 36.0, 36.0],
            "lat": [48.0, 48.0, 48.0, 48.0],
            "population": [9_000, 9_000, 100, 9_000],
            "section_of": [None, None, None, "East"],
        }
    )
)


def dense(*bounds):
    """A box whose edges stay where they are when it is laid on the plane."""
    return shapely.segmentize(shapely.box(*bounds), 0.01)


@pytest.fixture(scope="module")
def country():
    return Country(boundaries_of({"UA-14": shapely.box(35, 47, 37, 49)}))


def test_overlap_of_halves():
    assert overlap(shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)) == pytest.approx(1 / 3)


def test_distances_between_parallel_lines():
    one = shapely.LineString([(0, 0), (0, 10)])
    other = shapely.LineString([(3, -5), (3, 15)])
    found = distances(one, other, TOWNS)
    assert (found.mean, found.median, found.p95, found.largest) == pytest.approx((3, 3, 3, 3))
    assert found.largest_near in ("West", "East")


def test_the_plane_keeps_areas():
    box = dense(33, 45, 40, 51)
    assert flat(box).area == pytest.approx(geodesic_km2([box])[0], rel=1e-6)


def test_a_strip_along_the_border_is_closed_and_the_rest_is_not(country):
    """Held from 36 east, 2 km short of the border on three sides."""
    short = shapely.box(36, 47.018, 36.973, 48.982)
    closed = country.closed(flat(short))
    whole = flat(dense(36, 47, 37, 49))
    assert overlap(closed, whole) > 0.995
    assert overlap(flat(short), whole) < 0.97


def test_land_wider_than_a_strip_stays_open(country):
    held = flat(shapely.box(36, 47.1, 36.9, 48.9))
    assert country.closed(held).area == pytest.approx(held.area, rel=1e-3)


def test_a_thin_strip_that_does_not_touch_held_land_stays_open(country):
    held = flat(shapely.box(36, 47.5, 36.3, 48.5))
    assert country.closed(held).area == pytest.approx(held.area, rel=1e-6)


def test_the_line_leaves_out_border_crumbs_and_islands(country):
    held = shapely.box(36, 46, 38, 50) | shapely.Point(35.5, 48).buffer(0.003)
    line = country.contact(flat(held.intersection(shapely.box(35, 47, 37, 49))))
    assert line.length == pytest.approx(222.3 - 8, rel=0.01)


def test_differences_are_given_to_the_nearest_town():
    ours, theirs = dense(35.2, 48, 36.6, 48.1), dense(35.4, 48, 36.8, 48.1)
    table = stretches(flat(ours), flat(theirs), TOWNS)
    assert set(table.index) == {"West", "East"}
    assert table.loc["West", "only_theirs"] == pytest.approx(0, abs=0.01)
    assert table.loc["West", "only_ours"] == pytest.approx(flat(ours - theirs).area, rel=1e-6)
    assert table.loc["East", "only_theirs"] == pytest.approx(flat(theirs - ours).area, rel=1e-6)

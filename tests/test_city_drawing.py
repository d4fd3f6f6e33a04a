"""How the build draws a city anew: drawn worlds in which every vertex is known."""

import itertools

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tools.geodata.steps.errors import BuildError
from tools.geodata.steps.limits import redraw_cities

from whoholds.layers.city_limits import WINDS

HEADER = "region,sequence,kind,place,side,km,towards,precision_km,source,note"
PLACES = [
    {"geonames_id": 1, "lon": 31.0, "lat": 49.0},
    {"geonames_id": 2, "lon": 31.6, "lat": 49.0},
    {"geonames_id": 3, "lon": 32.0, "lat": 49.3},
    {"geonames_id": 4, "lon": 32.0, "lat": 48.7},
    {"geonames_id": 5, "lon": 31.7, "lat": 49.3},
    {"geonames_id": 6, "lon": 31.7, "lat": 48.7},
]
INLAND = shapely.box(30.8, 48.8, 31.2, 49.2)
OBLAST = shapely.box(30, 48, 32, 50)
COAST = shapely.Polygon([(31.5, 48), (32, 48), (32, 48.7), (32, 49.3), (32, 50), (31.5, 50)])
SEASIDE = shapely.Polygon([(32, 48.7), (31.8, 49), (32, 49.3)])
BESIDE = shapely.box(28, 48, 30, 50)


def world(city, around):
    """A neighbour, a region and the city in it, as a coverage."""
    shapes = {"UA-01": BESIDE, "UA-02": around.difference(city), "UA-03": city}
    if not around.intersects(BESIDE):
        shapes["UA-01"] = shapely.box(28, 48, 31.5, 50)
    return gpd.GeoDataFrame({"region": list(shapes)}, geometry=list(shapes.values()), crs=4326)


def ring(km, winds=WINDS):
    return [f"UA-03,{n},limit,1,in,{km},{wind},1,," for n, wind in enumerate(winds, start=1)]


ASHORE = [
    "UA-03,1,coast,3,out,0.6,SW,1,,",
    "UA-03,2,limit,5,out,0.5,S,1,,",
    "UA-03,3,limit,2,in,2.5,W,1,,",
    "UA-03,4,limit,6,out,0.5,N,1,,",
    "UA-03,5,coast,4,out,0.6,NW,1,,",
]


@pytest.fixture
def draw(tmp_path):
    def drawn(regions, rows):
        path = tmp_path / "city_limits.csv"
        path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        return redraw_cities(regions, path, PLACES).set_index("region").geometry

    return drawn


def edges(shape):
    rings = shapely.get_rings(shapely.get_parts(shape))
    points = [shapely.get_coordinates(one).tolist() for one in rings]
    return {
        tuple(sorted((tuple(a), tuple(b)))) for one in points for a, b in itertools.pairwise(one)
    }


def holds(before, after):
    """What must hold whatever was drawn: the laws of the redrawing."""
    old, new = before.geometry.array, after.array
    assert shapely.coverage_is_valid(new)
    assert shapely.area(new).sum() == pytest.approx(shapely.area(old).sum(), rel=1e-12)
    assert edges(shapely.coverage_union_all(new)) == edges(shapely.coverage_union_all(old))
    assert edges(after["UA-01"]) == edges(before.geometry.iloc[0])


def test_a_city_inland_becomes_a_hole_with_the_waypoints_as_its_corners(draw):
    before = world(INLAND, OBLAST)
    after = draw(before, ring(8))
    holds(before, after)
    (oblast,), (city,) = (shapely.get_parts(after[code]) for code in ("UA-02", "UA-03"))
    assert shapely.get_num_coordinates(city) == len(WINDS) + 1
    assert shapely.Polygon(oblast.interiors[0]).equals(city)


def test_a_city_by_the_sea_ends_at_vertices_of_the_coast(draw):
    before = world(SEASIDE, COAST)
    after = draw(before, ASHORE)
    holds(before, after)
    coast = {(32.0, 48.7), (32.0, 49.3)}
    assert coast < set(map(tuple, shapely.get_coordinates(after["UA-03"])))
    assert after["UA-03"].contains(shapely.Point(31.6, 49))
    assert after["UA-03"].area > SEASIDE.area


@given(st.lists(st.integers(min_value=20, max_value=90), min_size=16, max_size=16))
def test_whatever_the_waypoints_the_rest_stays_as_it_is(tmp_path_factory, tenths):
    path = tmp_path_factory.mktemp("limits") / "city_limits.csv"
    rows = [
        f"UA-03,{n},limit,1,in,{far / 10},{wind},1,,"
        for n, (far, wind) in enumerate(zip(tenths, WINDS, strict=True), start=1)
    ]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    before = world(INLAND, OBLAST)
    holds(before, redraw_cities(before, path, PLACES).set_index("region").geometry)


@pytest.mark.parametrize(
    ("rows", "what", "found"),
    [
        (ring(5, WINDS[::2] + WINDS[1::2]), "does not part it from UA-02", "pieces"),
        ([row.replace(",1,in,", ",2,out,") for row in ring(5)], "does not part it", "in 0"),
        ([row.replace("UA-03", "UA-09") for row in ring(5)], "no region UA-09", "UA-09"),
        ([row.replace("UA-03", "UA-02") for row in ring(5)], "within one region", "UA-01, UA-03"),
        ([row.replace(",limit,1,", ",limit,9,") for row in ring(5)], "cannot be drawn", "place 9"),
        (["UA-03,1,limit,1,in,far,N,1,,"], "cannot be drawn", "line 2, column km"),
    ],
    ids=["crosses itself", "around others", "no region", "two neighbours", "no place", "no number"],
)
def test_a_limit_that_cannot_be_drawn_is_refused(draw, rows, what, found):
    with pytest.raises(BuildError, match=what) as caught:
        draw(world(INLAND, OBLAST), rows)
    assert found in str(caught.value)
    assert "to mend" in str(caught.value)


def test_a_limit_that_ends_before_the_coast_is_refused(draw):
    rows = [ASHORE[0].replace(",0.6,", ",4,"), *ASHORE[1:]]
    with pytest.raises(BuildError, match="does not reach the coast"):
        draw(world(SEASIDE, COAST), rows)


def test_a_limit_across_the_border_is_refused(draw):
    """A waypoint out at sea would cut the region around the city in two."""
    sea = "UA-03,2,limit,3,out,9,E,1,,"
    rows = [ASHORE[0], sea, *(f"UA-03,{n},{ASHORE[n - 2][8:]}" for n in (3, 4, 5, 6))]
    with pytest.raises(BuildError, match="does not part it"):
        draw(world(SEASIDE, COAST), rows)

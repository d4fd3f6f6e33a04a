import itertools

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.drawn import SQUARES, TERRITORY
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError, UnknownNameError
from whoholds.ground.resources import geodata
from whoholds.layers.rings import contact_legs, held_territory
from whoholds.layers.waypoints import read_line

HEADER = "segment,sequence,kind,lon,lat,place,side,precision_km,source\n"


def waypoints(*rows, segment="main"):
    """CSV lines from (kind, lon, lat)."""
    lines = [f"{segment},{n},{kind},{x},{y},,,,\n" for n, (kind, x, y) in enumerate(rows, 1)]
    return "".join(lines)


@pytest.fixture
def held(tmp_path, grid):
    def build(text):
        path = tmp_path / "2025-08-16.csv"
        path.write_text(HEADER + text, encoding="utf-8")
        return held_territory(read_line(path, TERRITORY), grid, COUNTRY.rivers, where=str(path))

    return build


BOX = [("contact", 33, 47), ("contact", 33, 49), ("closure", 36, 49), ("closure", 36, 47)]


def test_a_ring_is_cut_to_the_country(held):
    assert held(waypoints(*BOX)).equals(shapely.box(33, 47, 34, 49))


def test_segments_are_united(held):
    second = [("contact", 30.5, 46.5), ("contact", 30.5, 47), ("contact", 31, 47)]
    both = held(waypoints(*BOX) + waypoints(*second, segment="pocket"))
    triangle = shapely.Polygon([(30.5, 46.5), (30.5, 47), (31, 47)])
    assert both.equals(shapely.union(shapely.box(33, 47, 34, 49), triangle))


def test_segments_may_overlap_without_counting_twice(held):
    assert held(waypoints(*BOX) + waypoints(*BOX, segment="again")).equals(held(waypoints(*BOX)))


MIDDLES = [(32, 47), (31, 48), (30, 47), (31, 46)]
CORNERS = [(32, 48), (30, 48), (30, 46), (32, 46)]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("quarter", range(4))
def test_along_a_boundary_goes_the_shorter_way_round(held, quarter, backwards):
    """From the middle of a side of UA-03 to the next, over the corner between them."""
    start, end = MIDDLES[quarter], MIDDLES[(quarter + 1) % 4]
    if backwards:
        start, end = end, start
    rows = [("contact", 31, 47), ("contact", *start), ("region:UA-03", *end)]
    corner = shapely.box(31, 47, *CORNERS[quarter])
    assert held(waypoints(*rows)).equals(corner)


def test_along_a_boundary_takes_the_ring_that_is_near(tmp_path, grid):
    """A region of two islands: the line follows the one where it starts."""
    islands = shapely.union(SQUARES["UA-03"], shapely.box(34, 46, 36, 48))
    layer = type(grid)(
        grid.regions.assign(geometry=[*list(SQUARES.values())[:3], islands]), grid.about, "drawn"
    )
    path = tmp_path / "line.csv"
    rows = [("contact", 35, 47), ("contact", 36, 47), ("region:UA-04", 35, 48)]
    path.write_text(HEADER + waypoints(*rows), encoding="utf-8")
    rows = read_line(path, TERRITORY)
    assert held_territory(rows, layer, {}, "line").equals(shapely.box(35, 47, 36, 48))


@pytest.mark.parametrize("backwards", [False, True])
def test_along_a_river_takes_its_bends(held, backwards):
    upstream, downstream = (32.1, 49.4), (33.4, 48.95)
    ends = (downstream, upstream) if backwards else (upstream, downstream)
    south = [("contact", ends[1][0], 48.2), ("contact", ends[0][0], 48.2)]
    territory = held(waypoints(("contact", *ends[0]), ("river:dnipro", *ends[1]), *south))
    rivers = gpd.read_file(geodata("rivers.geojson")).set_index("river")
    bends = shapely.get_coordinates(rivers.geometry["dnipro"])
    between = [(x, y) for x, y in bends if 32.2 < x < 33.3 and y > 48.9]
    assert len(between) > 5
    assert shapely.distance(shapely.points(between), territory.boundary).max() < 1e-9


def test_a_shipped_river_is_one_line_without_gaps():
    rivers = gpd.read_file(geodata("rivers.geojson"))
    assert set(rivers.geom_type) == {"LineString"}
    assert rivers["river"].is_unique


@pytest.mark.parametrize(
    ("rows", "kind", "match", "where", "expected", "found"),
    [
        (
            [
                ("contact", 31, 46.5),
                ("contact", 31.5, 47.5),
                ("contact", 31.5, 46.5),
                ("contact", 31, 47.5),
            ],
            GeometryError,
            "the line crosses itself",
            "segment main",
            "nowhere crosses",
            "Self-intersection",
        ),
        (
            [("contact", 20, 46), ("contact", 21, 46), ("contact", 21, 47)],
            GeometryError,
            "outside the country",
            "segment main",
            "longitude, then latitude",
            "bounds 20.00 46.00",
        ),
        (
            [*BOX, ("river:nile", 33, 46.8)],
            UnknownNameError,
            "unknown river 'nile'",
            "line 6, column kind",
            "dnipro, dnister, donets",
            "nile",
        ),
        (
            [*BOX, ("region:UA-99", 33, 46.8)],
            UnknownNameError,
            "unknown region 'UA-99'",
            "line 6, column kind",
            "UA-01, UA-02",
            "UA-99",
        ),
        (
            [("river:dnipro", 33, 47), *BOX[1:]],
            InputError,
            "first waypoint",
            "line 2, column kind",
            "contact or closure",
            "river:dnipro",
        ),
        (BOX[:2], InputError, "not in order", "2025-08-16.csv", "at least three", "1 2"),
        (
            [("border", 33, 47), *BOX[1:]],
            InputError,
            "'kind'",
            "line 2, column kind",
            "river:NAME",
            "'border'",
        ),
        (
            [(kind, y, x) for kind, x, y in BOX],
            InputError,
            r"'lat' .*one of 4",
            "line 2, column lat",
            "40 to 60",
            "33.0",
        ),
    ],
    ids=[
        "crosses itself",
        "outside the country",
        "unknown river",
        "unknown region",
        "first row follows",
        "two rows",
        "unknown kind",
        "swapped",
    ],
)
def test_a_bad_line_is_refused(held, tmp_path, rows, kind, match, where, expected, found):
    with mistake(kind, match, where=where, expected=expected, found=found):
        held(waypoints(*rows))


@pytest.mark.parametrize(
    ("text", "match", "where", "found"),
    [
        (waypoints(*BOX).replace("main,3", "main,5"), "not in order", "2025-08-16.csv", "1 2 5 4"),
        (waypoints(*BOX).replace("main,3", "main,2"), "same key", "line 4", "main, 2"),
        (waypoints(*BOX).replace("49,,,,", "49,1,,,", 1), "go together", "line 3", "side ''"),
        (waypoints(*BOX).replace("49,,,,", "49,,UA,,", 1), "go together", "line 3", "side 'UA'"),
        (waypoints(*BOX).replace("49,,,,", "49,1,PL,,", 1), "'side'", "line 3", "'PL'"),
        (waypoints(*BOX).replace("49,,,,", "49,,,near,", 1), "'precision_km'", "line 3", "'near'"),
    ],
    ids=["gap", "twice", "place alone", "side alone", "unknown side", "precision"],
)
def test_a_bad_row_of_a_line_is_named(held, text, match, where, found):
    with mistake(InputError, match, where=where, found=found):
        held(text)


def test_legs_have_the_precision_of_their_worse_end(tmp_path, grid):
    path = tmp_path / "2025-08-16.csv"
    rows = [
        "main,1,contact,31,47,,,1,",
        "main,2,contact,31.5,47,,,3,",
        "main,3,region:UA-04,33,48,,,2,",
        "main,4,contact,35,48,,,1,",
        "main,5,closure,35,45,,,,",
    ]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    legs = contact_legs(read_line(path, TERRITORY), grid, {}, where=str(path))
    assert list(legs["precision_km"]) == [3, 3, 2]
    assert legs.geometry.iloc[0].equals(shapely.LineString([(31, 47), (31.5, 47)]))
    corner = shapely.Point(32, 48)
    assert legs.geometry.iloc[1].distance(corner) == 0, "along the boundary, over its corner"
    assert legs.geometry.iloc[2].equals(shapely.LineString([(33, 48), (34, 48)])), (
        "cut at the border"
    )


def test_every_order_of_segments_gives_the_same_territory(grid):
    segments = [BOX, [("contact", 30.5, 46.5), ("contact", 30.5, 47), ("contact", 31, 47)]]
    frames = [
        pd.DataFrame(
            [(name, n, *row) for n, row in enumerate(rows, 1)],
            columns=["segment", "sequence", "kind", "lon", "lat"],
        )
        for name, rows in zip("ab", segments, strict=True)
    ]
    orders = [pd.concat(order, ignore_index=True) for order in itertools.permutations(frames)]
    areas = [geodesic_km2([held_territory(rows, grid, {}, "drawn")])[0] for rows in orders]
    assert areas[0] == pytest.approx(areas[1], rel=1e-12)

import itertools

import pandas as pd
import pytest
import shapely

from tests.drawn import HELD, PARTS_CSV, SQUARES, boundaries_of, control_of, edit
from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds.country.parts import read_parts
from whoholds.geometry.areas import geodesic_km, geodesic_km2
from whoholds.ground.errors import InputError
from whoholds.zones.partition import partition

COLUMNS = PARTS_CSV.splitlines()[0].split(",")
ENERHODAR = "709276"


def table(*rows):
    """The shipped country with other parts, from (part, region, held_by, rule, value)."""
    parts = pd.DataFrame([(*row, row[0], row[0], "") for row in rows], columns=COLUMNS)
    return COUNTRY.but(parts=parts)


def zone(zones, region, held_by, part):
    frame = zones.frame.set_index(["region", "held_by", "part"])
    return frame.geometry[region, held_by, part] if (region, held_by, part) in frame.index else None


@pytest.mark.parametrize(
    ("rule", "value", "inside"),
    [
        ("held", "", shapely.box(33, 48, 34, 50)),
        ("held-east-of", "33.5", shapely.box(33.5, 48, 34, 50)),
        ("held-west-of", "33.5", shapely.box(33, 48, 33.5, 50)),
        ("held-west-of", "34.5", shapely.box(33, 48, 34, 50)),
        ("held-east-of", "34.5", None),
        ("held-north-of", "49", shapely.box(33, 49, 34, 50)),
        ("held-south-of", "49", shapely.box(33, 48, 34, 49)),
        ("held-north-of", "51", None),
    ],
)
def test_rules_on_held_territory(grid, control, rule, value, inside):
    zones = partition(grid, control, table(("p", "UA-02", "RU", rule, value)))
    found, rest = zone(zones, "UA-02", "RU", "p"), zone(zones, "UA-02", "RU", "")
    assert found is None if inside is None else found.equals(inside)
    assert shapely.union_all([found, rest]).equals(shapely.box(33, 48, 34, 50))
    assert zone(zones, "UA-02", "UA", "p") is None


def test_near_is_a_disc_around_the_settlement():
    town = COUNTRY.points[ENERHODAR]
    region = town.buffer(1, cap_style="square")
    layer = boundaries_of({"UA-23": region})
    zones = partition(
        layer, control_of(region), table(("p", "UA-23", "RU", "near", f"{ENERHODAR}:8"))
    )
    disc = zone(zones, "UA-23", "RU", "p")
    assert disc.covers(town)
    assert geodesic_km2([disc])[0] == pytest.approx(3.14159 * 64, rel=2e-3)


@pytest.mark.parametrize("side", ["UA", "RU"])
def test_strips_lie_at_their_distance_on_either_side_of_the_line(side):
    layer = boundaries_of({"UA-14": shapely.box(36, 47, 39, 49)})
    control = control_of(shapely.box(37.5, 46, 40, 50))
    strips = table(("near", "UA-14", side, "strip", "0-5"), ("far", "UA-14", side, "strip", "5-20"))
    zones = partition(layer, control, strips)
    line = shapely.LineString([(37.5, 47), (37.5, 49)])
    for part, nearest, furthest in (("near", 0, 5), ("far", 5, 20)):
        strip = zone(zones, "UA-14", side, part)
        assert geodesic_km2([strip])[0] == pytest.approx(
            geodesic_km([line])[0] * (furthest - nearest), rel=2e-3
        )
        west, _, east, _ = strip.bounds
        edges = sorted(abs(x - 37.5) for x in (west, east))
        km = [geodesic_km([shapely.LineString([(37.5, 48), (37.5 + x, 48)])])[0] for x in edges]
        assert km == pytest.approx([nearest, furthest], abs=0.02 * furthest)


def test_neighbouring_strips_leave_nothing_between_them_and_do_not_overlap():
    layer = boundaries_of({"UA-14": shapely.box(36, 47, 39, 49)})
    bent = shapely.Polygon([(37.1, 46), (37.6, 47.6), (37.2, 48.1), (38, 50), (40, 50), (40, 46)])
    cuts = ["0-5", "5-10", "10-40"]
    rows = [
        (f"s{n}", "UA-14", side, "strip", cut)
        for n, cut in enumerate(cuts)
        for side in ("UA", "RU")
    ]
    zones = partition(layer, control_of(bent), table(*rows))
    assert set(zones.frame["part"]) == {"", "s0", "s1", "s2"}


def test_a_strip_where_there_is_no_line_is_empty(grid):
    zones = partition(
        grid, control_of(SQUARES["UA-04"]), table(("p", "UA-01", "UA", "strip", "0-5"))
    )
    far = boundaries_of({**SQUARES, "UA-09": shapely.box(20, 46, 22, 48)})
    alone = partition(
        far, control_of(SQUARES["UA-04"]), table(("p", "UA-09", "UA", "strip", "0-5"))
    )
    assert zone(zones, "UA-01", "UA", "p") is not None, "UA-04 meets UA-01 in a corner"
    assert zone(alone, "UA-09", "UA", "p") is None


def test_layer_is_what_was_held_on_another_day():
    layer = boundaries_of({"UA-14": shapely.box(36, 47, 40, 49)})
    then = LINES[BASELINE].held.intersection(shapely.box(36, 47, 40, 49))
    zones = partition(
        layer,
        control_of(shapely.box(36, 46, 41, 50)),
        table(("p", "UA-14", "RU", "layer", "2025-08-16")),
    )
    assert geodesic_km2([zone(zones, "UA-14", "RU", "p")])[0] == pytest.approx(
        geodesic_km2([then])[0]
    )


def test_overlapping_parts_make_a_zone_of_both(grid, control):
    rows = [
        ("west", "UA-02", "RU", "held-west-of", "33.6"),
        ("east", "UA-02", "RU", "held-east-of", "33.4"),
    ]
    for order in itertools.permutations(rows):
        zones = partition(grid, control, table(*order))
        assert zone(zones, "UA-02", "RU", "east+west").equals(shapely.box(33.4, 48, 33.6, 50))
        assert zone(zones, "UA-02", "RU", "west").equals(shapely.box(33, 48, 33.4, 50))
        assert zone(zones, "UA-02", "RU", "east").equals(shapely.box(33.6, 48, 34, 50))
        assert zone(zones, "UA-02", "RU", "") is None


@pytest.mark.parametrize(("meridian", "part"), [("30.009995", "p"), ("30.000005", "")])
def test_a_sliver_stays_with_the_piece_that_it_came_from(meridian, part):
    """The cut leaves 40 cm of a region of 1 km: 400 m2 that are neither lost nor a zone."""
    field = shapely.box(30, 46, 30.01, 46.01)
    cut = table(("p", "UA-01", "RU", "held-west-of", meridian))
    zones = partition(boundaries_of({"UA-01": field}), control_of(field), cut)
    assert list(zones.frame["part"]) == [part]
    assert zones.frame["area_km2"].iloc[0] == pytest.approx(geodesic_km2([field])[0], rel=1e-12)


def test_a_part_of_one_region_leaves_the_others_alone(grid, control):
    zones = partition(grid, control, table(("p", "UA-02", "RU", "held", "")))
    assert list(zones.frame.query("part == 'p'")["region"]) == ["UA-02"]


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ("held", "all", "nothing"),
        ("held-west-of", "", "a longitude"),
        ("held-east-of", "east", "a longitude"),
        ("held-north-of", "", "a latitude"),
        ("held-south-of", "south", "a latitude"),
        ("near", "1:8", "GEONAMES_ID:KM"),
        ("near", ENERHODAR, "GEONAMES_ID:KM"),
        ("near", f"{ENERHODAR}:-8", "GEONAMES_ID:KM"),
        ("strip", "5", "FROM-TO"),
        ("strip", "10-5", "FROM-TO"),
        ("strip", "0-500", "FROM-TO"),
        ("layer", "yesterday", "the date"),
        ("layer", "2020-01-01", "the date"),
    ],
)
def test_a_value_that_its_rule_cannot_read_is_refused(seeds, rule, value, expected):
    path = edit(seeds / "parts.csv", "UA-03,RU,held,,", f"UA-03,RU,{rule},{value},")
    with mistake(
        InputError,
        f"rule '{rule}'",
        where=f"{path}, line 3, column value",
        expected=expected,
        found=value,
    ):
        read_parts(path, COUNTRY)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("pocket,UA-03,RU,held", "pocket,UA-03,RU,south", "rule"),
        ("pocket,UA-03,RU,held", "pocket,UA-03,DMZ,held", "held_by"),
        ("pocket,UA-03,RU,held", "a+b,UA-03,RU,held", "part"),
        ("pocket,UA-03,RU,held,", "east,UA-02,RU,held,", "part, region, held_by"),
        ("Pocket,", ",", "name_en"),
    ],
)
def test_a_bad_row_of_parts_csv_is_named(seeds, old, new, column):
    path = edit(seeds / "parts.csv", old, new)
    with mistake(InputError, r"a cell of|same key", where=f"{path}, line 3, column {column}"):
        read_parts(path, COUNTRY)


def test_shipped_parts_exist_in_the_baseline(shipped_zones):
    frame = shipped_zones[BASELINE].frame
    found = {
        (region, held_by, name)
        for region, held_by, names in frame[["region", "held_by", "part"]].itertuples(index=False)
        for name in names.split("+")
    }
    parts = COUNTRY.parts
    listed = set(parts[["region", "held_by", "part"]].itertuples(index=False, name=None))
    assert listed <= found, "a part that is nowhere would make its rows idle"


def test_held_is_drawn_as_the_picture_says():
    assert HELD.equals(shapely.box(33, 48, 35, 50) | shapely.box(31.5, 46, 35, 48))

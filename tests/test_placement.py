import pandas as pd
import pytest
import shapely

from tests.drawn import boundaries_of
from tests.mistakes import mistake
from tests.shipped import CONFLICT, COUNTRY
from whoholds.checks.named_places import check_sources, misplaced
from whoholds.ground.errors import UnknownNameError

CHERKASY, ENERHODAR = "710791", "709276"
WEST = shapely.box(30, 46, 33, 51)
WHOLE = boundaries_of({"UA-01": shapely.box(30, 46, 36, 51)})


def rows(*places):
    return pd.DataFrame(places, columns=["place", "side"])


def test_the_two_towns_are_where_the_table_below_needs_them():
    points = COUNTRY.points
    assert WEST.contains(points[CHERKASY])
    assert not WEST.contains(points[ENERHODAR])


@pytest.mark.parametrize(
    ("cherkasy", "enerhodar", "wrong"),
    [("RU", "UA", []), ("UA", "UA", [0]), ("RU", "RU", [1]), ("UA", "RU", [0, 1])],
)
def test_places_on_the_other_side_than_stated(cherkasy, enerhodar, wrong):
    table = rows((CHERKASY, cherkasy), (ENERHODAR, enerhodar), ("", ""))
    assert list(misplaced(table, WEST, WHOLE, COUNTRY.points, "drawn").index) == wrong


@pytest.mark.parametrize(("side", "wrong"), [("RU", []), ("UA", [0])])
def test_a_place_outside_the_drawn_country_counts_for_the_nearer_side(side, wrong):
    held = shapely.box(32.2, 46, 33, 51)
    country = boundaries_of({"UA-01": shapely.box(32.2, 46, 36, 51)})
    table = rows((CHERKASY, side), (ENERHODAR, "UA"))
    assert list(misplaced(table, held, country, COUNTRY.points, "drawn").index) == wrong


def test_a_waypoint_of_the_line_must_name_a_known_source():
    known = next(iter(CONFLICT.sources))
    table = pd.DataFrame({"kind": ["closure", "contact", "contact"], "source": ["", known, ""]})
    with mistake(UnknownNameError, "no source", where="a.csv, line 4, column source"):
        check_sources(table, CONFLICT.sources, "a.csv")
    with mistake(UnknownNameError, "'rumour'", where="a.csv, line 4", found="rumour"):
        check_sources(table.replace({"source": {"": "rumour"}}), CONFLICT.sources, "a.csv")
    check_sources(table.iloc[:2], CONFLICT.sources, "a.csv")


def test_an_unknown_place_is_named_with_its_line():
    table = rows((CHERKASY, "RU"), ("1", "UA"))
    with mistake(
        UnknownNameError, "unknown place 1", where="a.csv, line 3, column place", found="1"
    ):
        misplaced(table, WEST, WHOLE, COUNTRY.points, "a.csv")

"""Two layers of the hand-drawn world whose common land is known."""

import pandas as pd
import pytest
import shapely

from tests.drawn import HELD, control_of
from whoholds.geometry.areas import geodesic_km2
from whoholds.spread.likeness import intersection_over_union, likeness
from whoholds.zones.partition import partition

LESS = shapely.union_all([shapely.box(33.5, 48, 35, 50), shapely.box(32, 46, 34, 48)])
"""Of UA-02 the last quarter, which is half of what the drawn layer holds; UA-04; no UA-03."""

POCKET = shapely.box(30, 48, 30.5, 50)
"""The first quarter of UA-01, of which the drawn layer holds nothing."""


@pytest.fixture
def layer(grid, country):
    return lambda held: partition(grid, control_of(held), country)


def test_each_region_has_what_both_hold_and_what_one_does(layer):
    table = likeness(layer(HELD), layer(LESS)).set_index("region")
    assert list(table.index) == ["", "UA-02", "UA-03", "UA-04"]
    assert table["overlap"].to_dict() == pytest.approx(
        {"": 13_200 / 18_500, "UA-02": 0.5, "UA-03": 0.0, "UA-04": 1.0}, abs=0.02
    )
    east, pocket = geodesic_km2([shapely.box(33, 48, 33.5, 50), shapely.box(31.5, 46, 32, 48)])
    assert table["only_first_km2"].to_dict() == pytest.approx(
        {"": east + pocket, "UA-02": east, "UA-03": pocket, "UA-04": 0.0}, abs=1e-6
    )
    assert table["only_second_km2"].tolist() == pytest.approx([0.0] * 4, abs=1e-6)


def test_the_other_way_round_it_is_the_same_but_for_the_names(layer):
    names = {"only_first_km2": "only_second_km2", "only_second_km2": "only_first_km2"}
    there = likeness(layer(HELD), layer(shapely.union(LESS, POCKET)))
    back = likeness(layer(shapely.union(LESS, POCKET)), layer(HELD)).rename(columns=names)
    pd.testing.assert_frame_equal(there, back[there.columns])


def test_layers_without_common_land_and_without_any(layer):
    apart = likeness(layer(POCKET), layer(LESS)).set_index("region")
    assert apart["overlap"].tolist() == [0.0] * 4
    assert apart["common_km2"].tolist() == [0.0] * 4
    nothing = likeness(layer(shapely.Polygon()), layer(shapely.Polygon()))
    assert nothing[["region", "overlap"]].values.tolist() == [["", 1.0]]


@pytest.mark.parametrize(
    ("areas", "share"), [((0, 3, 4), 0.0), ((2, 3, 3), 0.5), ((3, 3, 3), 1.0), ((0, 0, 0), 1.0)]
)
def test_intersection_over_union(areas, share):
    assert intersection_over_union(*areas) == share

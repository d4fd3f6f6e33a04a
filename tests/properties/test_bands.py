"""The laws of bands over random worlds: they are a norm of what zones are put together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.worlds import layers, parted, worlds
from whoholds.zones.bands import bands, bands_of_sets
from whoholds.zones.partition import partition

ROUNDING = 1e-6


def known_to(world, precision):
    """The zones of a world whose layer is known to so many kilometres."""
    shapes, held, parts = world
    boundaries, control = layers(shapes, held)
    return partition(boundaries, control.telling(precision_km=precision), parted(parts))


def band_of(zones, members, **options):
    return bands(zones, pd.Series(np.where(members, "in", ""), index=zones.table.index), **options)[
        "in"
    ]


@given(worlds(), st.data())
def test_a_union_is_no_less_sure_than_its_parts_together(world, data):
    zones = known_to(world, 2.0)
    part = st.sampled_from(["one", "other", "neither"])
    groups = data.draw(st.lists(part, min_size=len(zones.table), max_size=len(zones.table)))
    one, other = (np.array(groups) == name for name in ("one", "other"))
    if one.any() and other.any():
        together = band_of(zones, one | other)
        assert together <= band_of(zones, one) + band_of(zones, other) + ROUNDING


@given(worlds())
def test_every_zone_is_bounded_and_so_has_a_band(world):
    zones = known_to(world, 2.0)
    found = bands(zones, pd.Series(zones.table.index, index=zones.table.index))
    assert min(found.values()) > 0


@given(worlds(), st.floats(0.1, 10), st.floats(1, 10))
def test_a_coarser_line_is_never_surer(world, precision, times):
    sure, unsure = known_to(world, precision), known_to(world, precision * times)
    held = sure.table["held_by"] == "RU"
    if held.any() and not held.all():
        fine, coarse = (band_of(zones, held, outline=False) for zones in (sure, unsure))
        assert coarse <= fine * times + ROUNDING
        assert coarse >= fine - ROUNDING


@given(worlds())
def test_what_one_side_may_hold_more_the_other_holds_less(world):
    zones = known_to(world, 2.0)
    found = bands(zones, zones.table["held_by"], outline=False)
    if len(found) == 2:
        assert abs(found["RU"] - found["UA"]) < ROUNDING


@given(worlds(), st.data())
def test_a_band_is_the_same_to_the_last_digit_whatever_is_measured_beside_it(world, data):
    zones = known_to(world, 2.0)
    count = len(zones.table)
    sets = data.draw(st.lists(st.lists(st.booleans(), min_size=count, max_size=count), min_size=1))
    members = np.array(sets)
    assert bands_of_sets(zones, members) == [
        band for row in members for band in bands_of_sets(zones, row[None])
    ]

"""The laws of the spread over random worlds and random days."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import boundaries_of, control_of
from tests.properties.worlds import cells, regions, territories
from tests.shipped import COUNTRY
from whoholds.ground.errors import InputError
from whoholds.spread.groups import NEAR_DAYS, spread
from whoholds.spread.measured import measure
from whoholds.zones.partition import partition


@st.composite
def measured(draw):
    """Two to four layers of days within a month, on one grid of regions."""
    quads = draw(cells())
    boundaries = boundaries_of(draw(regions(quads)))
    days = draw(st.lists(st.integers(1, 3 * NEAR_DAYS), min_size=2, max_size=4))
    layers = []
    for source, day in zip("ABCD", days, strict=False):
        date = dt.date(2025, 1, 1) + dt.timedelta(days=day)
        control = control_of(draw(territories(quads))).telling(source={"en": source}, as_of=date)
        layers.append(measure(partition(boundaries, control, COUNTRY)))
    return layers


def found(layers):
    """The spread of layers; None where no two can be compared."""
    near = any(
        abs(first - second) <= NEAR_DAYS
        for n, first in enumerate(ordinals(layers))
        for second in ordinals(layers)[:n]
    )
    if near:
        return spread(layers)
    with pytest.raises(InputError, match="no two of the maps"):
        spread(layers)
    return None


def ordinals(layers):
    return [layer.name[0].toordinal() for layer in layers]


def spreads(group):
    return group.table.set_index(["quantity", "region", "unit"])["spread"]


@given(measured(), st.randoms(use_true_random=False))
def test_the_order_of_the_layers_does_not_matter(layers, random):
    there, back = found(layers), found(random.sample(layers, len(layers)))
    if there is None or back is None:
        assert there is back
        return
    assert [one.layer.name for one in there.apart] == [one.layer.name for one in back.apart]
    for first, second in zip(there.groups, back.groups, strict=True):
        pd.testing.assert_frame_equal(first.table, second.table)
        pd.testing.assert_frame_equal(first.pairs, second.pairs)


@given(measured())
def test_groups_are_near_and_every_layer_is_somewhere(layers):
    result = found(layers)
    if result is None:
        return
    for group in result.groups:
        days = ordinals(group.layers)
        assert max(days) - min(days) <= NEAR_DAYS
        assert (spreads(group) >= 0).all()
        assert group.pairs["overlap"].between(0, 1 + 1e-9).all()
    together = {
        frozenset((first.name, second.name))
        for group in result.groups
        for first in group.layers
        for second in group.layers
    }
    for n, first in enumerate(layers):
        for second in layers[:n]:
            near = abs(first.name[0] - second.name[0]).days <= NEAR_DAYS
            assert (frozenset((first.name, second.name)) in together) is near
    assert [one.name for one in result.layers] == sorted(one.name for one in layers)


@given(measured())
def test_a_further_layer_never_narrows_the_spread(layers):
    fewer, more = found(layers[:-1]) if len(layers) > 2 else None, found(layers)
    if fewer is None:
        return
    for group in fewer.groups:
        wider = next(one for one in more.groups if set(group.layers) <= set(one.layers))
        before, after = spreads(group), spreads(wider)
        assert set(before.index) <= set(after.index)
        assert (after.loc[before.index] >= before).all()

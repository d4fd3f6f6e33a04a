"""A layer that stops short all along coast and border, by up to 5 km, moves no proposal.

A single bite of 5 km out of a layer that meets the border everywhere else is no such strip: its
ends are open to free land where a held pocket is narrow (`whoholds.geometry.slivers.OPEN_SHARE`).
"""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.ops import substring

from tests.shipped import BASELINE, LINES
from whoholds.desk import baseline_zones, evaluate_on, load_boundaries, zones_of
from whoholds.figures.sides import balance
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.layers.control import ControlLayer

SCALE = 111.2 * np.array([np.cos(np.radians(48)), 1.0])

PIECE_KM = 60.0

LEFT_KM2 = {"anchorage-aug-2025": 1.0, "us-28-nov-2025": 1.0, "putin-2024": 150.0}
"""What may move: for the terms of 2024 Tendra and Dzharylhach, islands of 82 and 48 km2 that such a
layer does not have, and the mouth of the Dnipro, where it is open to free land."""


def pieces():
    """The outer border in pieces on a plane of kilometres."""
    flat = shapely.transform(load_boundaries().territory.boundary, lambda at: at * SCALE)
    for ring in shapely.get_parts(flat):
        count = max(1, int(ring.length / PIECE_KM))
        for n in range(count):
            yield substring(ring, n / count, (n + 1) / count, normalized=True)


PIECES = list(pieces())


def short_of_the_border(widths):
    """The shipped layer without what lies nearer to each piece of the border than its width."""
    strips = [
        shapely.buffer(line, width, quad_segs=2)
        for line, width in zip(PIECES, widths, strict=True)
        if width > 0
    ]
    away = shapely.transform(shapely.union_all(strips), lambda at: at / SCALE)
    return polygons_of(LINES[BASELINE].held.difference(away))


OURS = {name: balance(evaluate_on(baseline_zones(), name)).leaves_km2 for name in LEFT_KM2}


@settings(max_examples=10)
@given(
    st.one_of(
        st.floats(0.05, 5.0).map(lambda width: [width] * len(PIECES)),
        st.randoms(use_true_random=False).map(
            lambda random: [random.uniform(0.5, 5.0) for _ in PIECES]
        ),
    )
)
def test_no_proposal_moves_more_than_slivers_may(widths):
    layer = LINES[BASELINE]
    held = short_of_the_border(widths)
    short = ControlLayer(held, None, layer.provenance)
    zones = zones_of(short)
    for proposal, most in LEFT_KM2.items():
        found = balance(evaluate_on(zones, proposal)).leaves_km2
        assert found == pytest.approx(OURS[proposal], abs=most)
    lost = geodesic_km2([polygons_of(layer.held.difference(held))])[0]
    assert zones.held_km2 >= baseline_zones().held_km2 - min(lost, 500.0)

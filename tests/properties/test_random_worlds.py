"""The laws of partition and evaluation over random worlds."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import boundaries_of, control_of
from tests.properties.laws import check_evaluation, check_partition
from tests.properties.worlds import catalogues, layers, parted, worlds
from whoholds.geometry.cutting import SLIVER_KM2
from whoholds.proposals.evaluation import evaluate
from whoholds.zones.partition import partition


@given(worlds())
def test_zones_are_a_partition(world):
    shapes, held, parts = world
    check_partition(partition(*layers(shapes, held), parted(parts)))


@given(worlds())
def test_layers_clipped_beforehand_give_the_same_zones(world):
    shapes, held, _ = world
    boundaries = boundaries_of(shapes)
    clipped = shapely.intersection(held, boundaries.territory)
    same_areas(*(partition(*layers(shapes, drawn)) for drawn in (held, clipped)))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(world, random):
    shapes, held, parts = world
    names = random.sample(list(shapes), len(shapes))
    shuffled = {name: redrawn(shapes[name], random) for name in names}
    official = boundaries_of(shapes).regions["official_km2"]
    again = boundaries_of(shuffled)
    again.regions["official_km2"] = official
    there = partition(*layers(shapes, held), parted(parts))
    back = partition(
        again,
        control_of(redrawn(held, random)).settled_with(again),
        parted(shuffled_rows(parts, random)),
    )
    same_areas(there, back)


@given(worlds(), st.data())
def test_evaluations_cover_every_zone_once(world, data):
    shapes, held, parts = world
    catalogue = data.draw(catalogues(list(shapes)))
    zones = partition(*layers(shapes, held), parted(parts))
    for reading in ("narrow", "wide"):
        check_evaluation(evaluate(catalogue, "random", zones, reading))


def redrawn(geometry, random):
    """The same territory: parts in another order, rings turned and begun elsewhere."""
    parts = list(shapely.get_parts(geometry))
    random.shuffle(parts)
    drawn = [
        shapely.Polygon(turned(part.exterior, random), [turned(r, random) for r in part.interiors])
        for part in parts
    ]
    return shapely.MultiPolygon(drawn)


def turned(ring, random):
    points = list(ring.coords)[:-1]
    start = random.randrange(len(points)) if points else 0
    points = points[start:] + points[:start]
    return points[::-1] if random.random() < 0.5 else points


def shuffled_rows(table: pd.DataFrame, random) -> pd.DataFrame:
    return table.iloc[random.sample(range(len(table)), len(table))]


def same_areas(one, other):
    """The same zones of the same size; a zone below a sliver may be missing on one side."""
    names = one.frame.index.union(other.frame.index)
    left, right = (zones.frame["area_km2"].reindex(names, fill_value=0.0) for zones in (one, other))
    missing = (left == 0) | (right == 0)
    assert (left[missing] + right[missing] < SLIVER_KM2).all()
    assert left.tolist() == pytest.approx(right.tolist(), rel=1e-9, abs=SLIVER_KM2)

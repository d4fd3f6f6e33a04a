"""What must hold of every partition and of every evaluation, random or shipped."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from whoholds.figures.areas import by_change, by_holder, by_region, by_zone
from whoholds.figures.lengths import line_lengths
from whoholds.figures.people import cities_changing, people_by_change, people_by_holder, residents
from whoholds.figures.places import ON_LINE, places_under
from whoholds.figures.sides import balance, by_recognition, by_side
from whoholds.geometry.areas import geodesic_km2
from whoholds.proposals.catalogue import STATUS
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.zones.partition import Zones

TOLERANCE = 1e-9


def check_partition(zones: Zones) -> None:
    """Zones do not overlap, cover every region and conserve its area."""
    regions, frame = zones.boundaries.regions, zones.frame
    largest = regions["area_km2"].max()
    assert frame.index.is_unique
    assert not frame.duplicated(["region", "held_by", "part"]).any()
    assert set(frame["region"]) == set(regions.index)
    assert shapely.is_valid(frame.geometry.to_numpy()).all()
    assert overlap_km2(frame.geometry.to_numpy()) <= TOLERANCE * largest
    for region, group in frame.groupby("region"):
        shape, official = regions.geometry[region], regions["official_km2"][region]
        gaps = shape.symmetric_difference(shapely.union_all(group.geometry.to_numpy()))
        polygon = regions["area_km2"][region]
        assert geodesic_km2([gaps])[0] <= TOLERANCE * polygon
        assert group["area_km2"].sum() == pytest.approx(polygon, rel=TOLERANCE)
        assert group["official_km2"].sum() == pytest.approx(official, rel=TOLERANCE)
        assert group["share_of_region"].sum() == pytest.approx(1, rel=TOLERANCE)
        held = group.loc[group["held_by"] == "RU", "area_km2"].sum()
        drawn = geodesic_km2([shape.intersection(zones.control.held)])[0]
        assert held == pytest.approx(drawn, abs=TOLERANCE * polygon)


def overlap_km2(shapes: np.ndarray) -> float:
    """The area that two of the shapes, or more, have in common."""
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    return float(
        geodesic_km2(shapely.intersection(shapes[first[once]], shapes[second[once]])).sum()
    )


def check_evaluation(evaluation: Evaluation) -> None:
    """Every zone once; what a side holds is what becomes of it; holders make the country."""
    frame, zones = evaluation.frame, evaluation.zones
    assert list(frame.index) == list(zones.frame.index)
    assert frame[["holder", "change", "recognition", "basis", "source"]].notna().all(axis=None)
    country = zones.boundaries.regions["area_km2"].sum()
    changes = by_change(evaluation).set_index("change")["area_km2"]
    for side, keeps, gives in (("UA", "ua_keeps", "ua_cedes"), ("RU", "ru_keeps", "ru_returns")):
        mine = frame[frame["held_by"] == side]
        others = mine[mine["holder"].isin(["DMZ", "INT", "OPEN"])]["area_km2"].sum()
        becomes = changes.get(keeps, 0.0) + changes.get(gives, 0.0) + others
        held = zones.frame.loc[zones.frame["held_by"] == side, "area_km2"].sum()
        assert becomes == pytest.approx(held, rel=TOLERANCE)
    assert changes.sum() == pytest.approx(country, rel=TOLERANCE)
    assert by_holder(evaluation)["area_km2"].sum() == pytest.approx(country, rel=TOLERANCE)
    told = by_zone(evaluation)
    assert told["area_km2"].sum() == pytest.approx(country, rel=TOLERANCE)
    assert not told.duplicated(["region", "held_by", "part"]).any()
    assert not told.duplicated(["region", "held_by", *STATUS]).any()
    rows = by_region(evaluation)
    holders = rows[["ua_km2", "ru_km2", "dmz_km2", "int_km2", "open_km2"]].sum(axis="columns")
    assert holders.tolist() == pytest.approx(rows["area_km2"].tolist(), rel=TOLERANCE)
    assert rows["ceded_km2"].sum() == pytest.approx(changes.get("ua_cedes", 0.0), rel=TOLERANCE)
    assert rows["returned_km2"].sum() == pytest.approx(
        changes.get("ru_returns", 0.0), rel=TOLERANCE
    )
    assert rows["held_km2"].sum() == pytest.approx(zones.held_km2, rel=TOLERANCE)
    check_sides(evaluation)


def check_sides(evaluation: Evaluation) -> None:
    """A side has after what it held, less what it gives and loses, plus what it is given."""
    sides = by_side(evaluation).set_index("side")
    given = sides["gives_km2"].iloc[::-1].to_numpy()
    after = sides["held_km2"] - sides["gives_km2"] - sides["other_km2"] + given
    assert sides["after_km2"].tolist() == pytest.approx(after.tolist(), rel=TOLERANCE, abs=1e-6)
    leaves = sides["gives_km2"] + sides["demilitarised_km2"]
    assert sides["leaves_km2"].tolist() == pytest.approx(leaves.tolist(), rel=TOLERANCE, abs=1e-6)
    assert sides.loc["UA", "leaves_km2"] == sides.loc["RU", "gains_km2"]
    assert sides.loc["RU", "leaves_km2"] == sides.loc["UA", "gains_km2"]
    net = balance(evaluation)
    assert net.net_km2 == net.leaves_km2 - net.returned_km2
    for side in ("UA", "RU"):
        row = sides.loc[side]
        open_km2 = row["left_open_km2"] + row["not_mentioned_km2"]
        assert (row["change_km2"] is None) == (open_km2 >= SMALLEST_KM2)
        assert row["at_most_km2"] == pytest.approx(row["counted_km2"] + open_km2, rel=TOLERANCE)
    recognised = by_recognition(evaluation)["area_km2"].sum()
    assert recognised == pytest.approx(sides.loc["RU", "after_km2"], rel=TOLERANCE)


def check_people(evaluation: Evaluation) -> None:
    """Nobody is lost or counted twice; what moves by name moves by number."""
    whole = residents(evaluation.zones).people.sum()
    changes = people_by_change(evaluation).set_index("change")
    assert changes["people"].sum() == pytest.approx(whole, rel=TOLERANCE)
    assert people_by_holder(evaluation)["people"].sum() == pytest.approx(whole, rel=TOLERANCE)
    assert (changes["people"] >= 0).all()
    told = changes.dropna(subset="band_people")
    assert ((told["band_people"] > 0) & (told["band_people"] < told["people"])).all()
    unsure = changes.dropna(subset="fewer_than")
    assert (unsure["fewer_than"] >= unsure["people"]).all()
    cities = cities_changing(evaluation).groupby("change")["population"].sum()
    for change, people in cities.items():
        assert people <= changes.loc[change, "people"] * (1 + TOLERANCE)


def check_places_and_lines(evaluation: Evaluation) -> None:
    """Every place has a holder that its zones have; lines are as long as both sides say."""
    table = places_under(evaluation)
    assert set(table["holder"]) <= {*evaluation.frame["holder"], ON_LINE}
    assert set(table["held_by"]) <= {*evaluation.frame["held_by"], ON_LINE}
    lines = line_lengths(evaluation)
    assert lines.held.km > 0
    for line in (lines.holding, lines.recognised):
        assert 0 <= line.coarse_km <= line.km * (1 + TOLERANCE)
    if set(evaluation.frame["holder"]) <= {"UA", "RU"}:
        assert lines.holding.km == pytest.approx(lines.recognised.km, rel=0.01)

"""What must hold of every partition and of every evaluation, random or shipped."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from whoholds.crs import geodesic_km2
from whoholds.evaluation import Evaluation
from whoholds.statistics import by_change, by_holder, by_region, by_zone
from whoholds.zones import Zones

TOLERANCE = 1e-9


def check_partition(zones: Zones) -> None:
    """Zones do not overlap, cover every region and conserve its area."""
    regions, frame = zones.boundaries.regions, zones.frame
    largest = regions["geodesic_km2"].max()
    assert frame.index.is_unique
    assert not frame.duplicated(["region", "held_by", "part"]).any()
    assert set(frame["region"]) == set(regions.index)
    assert shapely.is_valid(frame.geometry.to_numpy()).all()
    assert overlap_km2(frame.geometry.to_numpy()) <= TOLERANCE * largest
    for region, group in frame.groupby("region"):
        shape, official = regions.geometry[region], regions["area_km2"][region]
        gaps = shape.symmetric_difference(shapely.union_all(group.geometry.to_numpy()))
        polygon = regions["geodesic_km2"][region]
        assert geodesic_km2([gaps])[0] <= TOLERANCE * polygon
        assert group["geodesic_km2"].sum() == pytest.approx(polygon, rel=TOLERANCE)
        assert group["area_km2"].sum() == pytest.approx(official, rel=TOLERANCE)
        assert group["share_of_region"].sum() == pytest.approx(1, rel=TOLERANCE)
        held = group.loc[group["held_by"] == "RU", "geodesic_km2"].sum()
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
        today = zones.frame.loc[zones.frame["held_by"] == side, "area_km2"].sum()
        assert becomes == pytest.approx(today, rel=TOLERANCE)
    assert changes.sum() == pytest.approx(country, rel=TOLERANCE)
    assert by_holder(evaluation)["area_km2"].sum() == pytest.approx(country, rel=TOLERANCE)
    assert by_zone(evaluation)["area_km2"].sum() == pytest.approx(country, rel=TOLERANCE)
    rows = by_region(evaluation)
    holders = rows[["ua_km2", "ru_km2", "dmz_km2", "int_km2", "open_km2"]].sum(axis="columns")
    assert holders.tolist() == pytest.approx(rows["official_km2"].tolist(), rel=TOLERANCE)
    assert rows["ceded_km2"].sum() == pytest.approx(changes.get("ua_cedes", 0.0), rel=TOLERANCE)
    assert rows["returned_km2"].sum() == pytest.approx(
        changes.get("ru_returns", 0.0), rel=TOLERANCE
    )
    assert rows["ru_today_km2"].sum() == pytest.approx(zones.held_km2, rel=TOLERANCE)

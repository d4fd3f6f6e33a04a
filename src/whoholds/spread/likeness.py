"""How alike two control layers are: what both hold and what only one does, region by region."""

from __future__ import annotations

import pandas as pd
import shapely

from whoholds.geometry.polygons import polygons_of
from whoholds.zones.partition import Zones, held_by_region


def intersection_over_union(common: float, first: float, second: float) -> float:
    """Return how much of what either holds is held by both.

    Parameters
    ----------
    common
        Area that both hold.
    first, second
        Area that each holds, in the same unit.

    Returns
    -------
    float
        0 where they have nothing in common, 1 where they are the same; 1 too where neither
        holds anything.

    Examples
    --------
    >>> intersection_over_union(2.0, 3.0, 3.0)
    0.5
    """
    union = first + second - common
    return common / union if union > 0 else 1.0


def likeness(first: Zones, second: Zones) -> pd.DataFrame:
    """Compare what two layers hold.

    Parameters
    ----------
    first, second
        Partitions of the same boundary layer.

    Returns
    -------
    pandas.DataFrame
        A row for the country, whose region is "", and one for each region where either holds
        something, by code. Columns region, overlap (intersection over union), common_km2,
        only_first_km2, only_second_km2: geodesic km2, so that the difference of the two is the
        difference of the polygons.

    Examples
    --------
    >>> from whoholds.desk import opened, shipped_zones
    >>> before, after = (shipped_zones(day) for day in opened().country.lines)
    >>> country = likeness(before, after).iloc[0]
    >>> f"{country['overlap']:.2f}", bool(country["only_first_km2"] < 50)
    ('0.39', True)
    """
    areas = pd.DataFrame(
        {
            "common": _common(first, second),
            "first": _held(first),
            "second": _held(second),
        }
    ).fillna(0.0)
    areas = pd.concat([areas.sum().to_frame("").T, areas]).rename_axis("region")
    rows = [
        {
            "region": region,
            "overlap": intersection_over_union(common, one, other),
            "common_km2": common,
            # Both are parts of the whole; what is below it is rounding.
            "only_first_km2": max(one - common, 0.0),
            "only_second_km2": max(other - common, 0.0),
        }
        for region, common, one, other in areas.itertuples(name=None)
    ]
    return pd.DataFrame(rows)


def _held(zones: Zones) -> pd.Series:
    held = zones.table[zones.is_held]
    return held.groupby("region")["area_km2"].sum()


def _common(first: Zones, second: Zones) -> pd.Series:
    """The area of what both layers hold, by region."""
    both = polygons_of(shapely.intersection(first.held, second.held))
    return held_by_region(both, first.boundaries).set_index("region")["area_km2"]

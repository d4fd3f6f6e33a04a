"""What may make the figures of an imported layer wrong, so that it is said louder than a note."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.importers.remarks import Remark
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer

LARGE_KM2 = 100.0
"""What is left out and larger than this is a warning."""

MISSING_SHARE = 0.1
"""Of what was held before 24 February 2022, so much may be missing before it is a warning."""


def dropped_warnings(dropped: list[Remark]) -> list[str]:
    """Warn of what was left out for one reason and is large together.

    Examples
    --------
    >>> dropped_warnings([Remark(2, "liberated: held by Ukraine", 1234.5)])
    ['left out: 1,234.5 km2 in 1 features, liberated: held by Ukraine']
    """
    sizes: dict[str, float] = defaultdict(float)
    counts = Counter(one.reason for one in dropped if one.km2)
    for one in dropped:
        sizes[one.reason] += one.km2 or 0.0
    return [
        f"left out: {km2:,.1f} km2 in {counts[reason]:,} features, {reason}"
        for reason, km2 in sorted(sizes.items(), key=lambda item: -item[1])
        if km2 > LARGE_KM2 and not reason.startswith("of another day: ")
    ]


def missing_warnings(
    held: BaseGeometry, boundaries: BoundaryLayer, date: dt.date, before: ControlLayer | None
) -> list[str]:
    """Warn where much of what was held before 24 February 2022 is not in a later layer.

    Parameters
    ----------
    held
        Held territory inside `boundaries`, in EPSG:4326.
    boundaries
        The regions that it was clipped to.
    date
        The layer's day.
    before
        What was held at the beginning; None where that is not known.
    """
    if before is None or date <= before.date:
        return []
    earlier = polygons_of(before.held.intersection(boundaries.territory))
    missing = polygons_of(earlier.difference(held))
    earlier_km2, missing_km2 = geodesic_km2([earlier, missing])
    if earlier_km2 <= LARGE_KM2 or missing_km2 <= MISSING_SHARE * earlier_km2:
        return []
    return [
        f"{missing_km2:,.0f} of the {earlier_km2:,.0f} km2 that were held before 24 February 2022 "
        "are not in the layer: it may show only what was taken since"
    ]

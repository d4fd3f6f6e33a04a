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
from whoholds.words.saying import Note

LARGE_KM2 = 100.0
"""What is left out and larger than this is a warning."""

MISSING_SHARE = 0.1
"""Of what was held before 24 February 2022, so much may be missing before it is a warning."""


def dropped_warnings(dropped: list[Remark]) -> list[Note]:
    """Warn of what was left out for one reason and is large together.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> (warning,) = dropped_warnings([Remark(2, Note.of("remark.liberated"), 1234.5)])
    >>> reader_of("en").note(warning)
    'left out: 1,234.5 km2 in 1 feature, liberated: held by Ukraine'
    """
    sizes: dict[Note, float] = defaultdict(float)
    counts = Counter(one.reason for one in dropped if one.km2)
    for one in dropped:
        sizes[one.reason] += one.km2 or 0.0
    return [
        Note.of("remark.left_out", km2=km2, count=counts[reason], reason=reason)
        for reason, km2 in sorted(sizes.items(), key=lambda item: -item[1])
        if km2 > LARGE_KM2 and reason.key != "remark.other_day"
    ]


def missing_warnings(
    held: BaseGeometry, boundaries: BoundaryLayer, date: dt.date, before: ControlLayer | None
) -> list[Note]:
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
        Note.of("remark.missing_before", missing=float(missing_km2), earlier=float(earlier_km2))
    ]

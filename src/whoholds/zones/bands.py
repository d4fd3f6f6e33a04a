"""How far the areas may be off: the model of the bands.

A band is two standard deviations: the true area lies within it in about 95 of 100 cases. It
counts four errors, each independent of the others:

- every piece of the line of contact lies off by its own error, of 1.1 times the line's precision
  there; errors are alike over a few kilometres (exponentially, 4 km) and independent beyond, so
  that they cancel along a long line;
- the whole line leans to one side by a common error;
- the far edge of a strip along the line depends on how many bends the line is drawn with;
- the outline of a region is drawn to some hundred metres.

`docs/assumptions.md` says what the constants were measured on and how often the bands cover.
Where a group of zones has the line on both of its sides (a strip on both), moving the line moves
nothing in or out. All four are quadratic forms of the zones that a group is made of, so that a
band never grows faster than its parts: that of a union is at most the sum.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from whoholds.geometry.areas import geodesic_km
from whoholds.ground.derived import derived
from whoholds.zones.edges import Edges, contact_edges, line_legs, outline_edges, strip_edges
from whoholds.zones.partition import Zones

SIGMAS = 2.0
"""A band is so many standard deviations."""

SPREAD = 1.1
"""Standard deviation of the line where it is looked at, in units of its stated precision."""

CORRELATION_KM = 4.0
"""Distance over which the line's errors are alike: about that between two waypoints."""

LEAN = 0.12
"""Standard deviation of the whole line's common error, in units of its stated precision."""

STRIP_EDGE_KM = 1.0
"""Standard deviation of the far edge of a strip: what bends between two waypoints add to it."""

OUTLINE_KM = 0.35
"""Standard deviation of the outline of a region, over the same distance."""

CELL_KM = CORRELATION_KM / 2
"""Pieces between the same zones that lie in one cell of this width are put together."""

Floats = NDArray[np.float64]


@derived
def line_errors(zones: Zones) -> Floats | None:
    """Return the covariance of the zones' areas that comes from the line of contact.

    Returns
    -------
    numpy.ndarray or None
        Array of shape (n, n) for n zones in their order, km4; None where nothing says how precise
        the line is.
    """
    legs = line_legs(zones)
    if legs is None:
        return None
    found = contact_edges(zones, legs)
    weight = found.length_km * legs["precision_km"].to_numpy()[found.leg]
    count = len(zones.frame)
    lean = _moved(found, weight, count)
    edge = strip_edges(zones)
    strips = _moved(edge, edge.length_km, count)
    return (
        SPREAD**2 * _along(found, weight, count, _meridian_of(zones))
        + LEAN**2 * np.outer(lean, lean)
        + STRIP_EDGE_KM**2 * np.outer(strips, strips)
    )


@derived
def outline_errors(zones: Zones) -> Floats:
    """Return the covariance of the zones' areas that comes from the regions' outlines; km4."""
    found = outline_edges(zones)
    alike = 2 * CORRELATION_KM
    result = np.zeros((len(zones.frame),) * 2)
    pairs, which = np.unique(
        np.column_stack([found.gains, found.loses]), axis=0, return_inverse=True
    )
    lengths = np.bincount(which.ravel(), found.length_km, minlength=len(pairs))
    for pair, length in zip(pairs, lengths, strict=True):
        signs = _signs(pair[:1], pair[1:], len(result))[0]
        result += OUTLINE_KM**2 * length * min(length, alike) * np.outer(signs, signs)
    return result


def _signs(gains: NDArray[np.int64], loses: NDArray[np.int64], count: int) -> Floats:
    """One row a piece: 1 for the zone that gains, -1 for the one that loses."""
    result = np.zeros((len(gains), count + 1))
    result[np.arange(len(gains)), gains] += 1.0
    result[np.arange(len(loses)), loses] -= 1.0
    return result[:, :count]


def _moved(found: Edges, weight: Floats, count: int) -> Floats:
    """What each zone gains when all pieces move outward by as much as they weigh, km2."""
    moved: Floats = np.zeros(count + 1)
    np.add.at(moved, found.gains, weight)
    np.subtract.at(moved, found.loses, weight)
    return moved[:count]


def _along(found: Edges, weight: Floats, count: int, meridian: float) -> Floats:
    """The covariance of what zones gain from errors that are alike over the correlation length."""
    if not len(weight):
        return np.zeros((count, count))
    spots = _plane(found.middle, meridian)
    cells = np.floor(spots / CELL_KM).astype(np.int64)
    keys, which = np.unique(
        np.column_stack([found.gains, found.loses, cells]), axis=0, return_inverse=True
    )
    weights = np.bincount(which.ravel(), weight)
    spots = np.column_stack(
        [np.bincount(which.ravel(), weight * axis) / weights for axis in spots.T]
    )
    signed = _signs(keys[:, 0], keys[:, 1], count) * weights[:, None]
    result = np.zeros((count, count))
    for rows in np.array_split(np.arange(len(keys)), len(keys) // 1000 + 1):
        away = np.hypot(*(spots[rows, None] - spots[None]).transpose(2, 0, 1))
        result += signed[rows].T @ (np.exp(-away / CORRELATION_KM) @ signed)
    return result


def _meridian_of(zones: Zones) -> float:
    """A meridian near the middle of the bounds, in fives: bounds may move without the figures."""
    bounds = zones.boundaries.about.bounds
    return 5.0 * np.floor((bounds.west + bounds.east) / 10 + 0.5)


def _plane(points: Floats, meridian: float) -> Floats:
    """Degrees as kilometres on a plane whose distances are true near a meridian."""
    latitude = np.radians(points[:, 1])
    east = (points[:, 0] - meridian) * np.cos(latitude)
    return np.column_stack([east, points[:, 1]]) * 111.3


def bands(zones: Zones, groups: pd.Series, *, outline: bool = True) -> dict[str, float | None]:
    """Return the band of the area of every group of zones.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    groups
        The group of each zone, in the order of the zones.
    outline
        Whether the regions' outlines count: not for shares, of which they change both sides.

    Returns
    -------
    dict
        By group, plus or minus so many km2; None throughout where nothing says how precise the
        line of contact is. It may exceed the area, which is then said as "less than".

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> zones = baseline_zones()
    >>> found = bands(zones, zones.table["held_by"])
    >>> round(found["RU"], -2)
    500.0
    """
    names = list(dict.fromkeys(groups))
    members = np.asarray(groups)[None, :] == np.array(names, dtype=object)[:, None]
    return dict(zip(names, bands_of_sets(zones, members, outline=outline), strict=True))


def bands_of_sets(
    zones: Zones, members: NDArray[np.bool_], *, outline: bool = True
) -> list[float | None]:
    """Return the band of the area of every set of zones; sets may have zones in common.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    members
        One row a set, in it one truth value a zone, in their order.
    outline
        As for `bands`.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> zones = baseline_zones()
    >>> (band,) = bands_of_sets(zones, (zones.table["held_by"] == "RU").to_numpy()[None])
    >>> round(band, -2)
    500.0
    """
    line = line_errors(zones)
    if line is None:
        return [None] * len(members)
    errors = line + outline_errors(zones) if outline else line
    weights = members.astype(float)
    # Not optimised: that would add in an order that depends on how many sets there are.
    variance = np.einsum("gi,ij,gj->g", weights, errors, weights)
    found: list[float | None] = (SIGMAS * np.sqrt(np.maximum(variance, 0.0))).tolist()
    return found


def band_of(zones: Zones, weights: pd.Series, *, outline: bool = True) -> float | None:
    """Return the band of the area that some zones make up together, or of a balance of areas.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    weights
        One value a zone, in their order: whether it counts, or 1 for what is added and -1 for
        what is taken off.
    outline
        As for `bands`.

    Returns
    -------
    float or None
        Plus or minus so many km2; None where nothing says how precise the line of contact is.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> zones = baseline_zones()
    >>> band_of(zones, zones.table["part"] == "sumy-pocket") < 60
    True
    """
    line = line_errors(zones)
    if line is None:
        return None
    weighted = weights.to_numpy(dtype=float)
    errors = line + outline_errors(zones) if outline else line
    return float(SIGMAS * np.sqrt(max(weighted @ errors @ weighted, 0.0)))


def told(
    table: pd.DataFrame,
    area: str = "area_km2",
    band: str = "band_km2",
    below: str = "less_than_km2",
) -> pd.DataFrame:
    """Return a table in which no band exceeds its area: such an area is only below a number.

    Parameters
    ----------
    table
        Rows with an area and its band, in the same unit.
    area, band
        Their columns.
    below
        The new column after `band`: area and band together where the band exceeds the area, and
        the band is then None; None elsewhere.

    Examples
    --------
    >>> rows = pd.DataFrame({"area_km2": [4.0, 149.0], "band_km2": [18.0, 48.0]})
    >>> told(rows).to_numpy().tolist()
    [[4.0, None, 22.0], [149.0, 48.0, None]]
    """
    rows = list(zip(table[area], table[band], strict=True))
    exceeds = [wide is not None and wide >= much > 0 for much, wide in rows]
    known = [None if most else wide for most, (_, wide) in zip(exceeds, rows, strict=True)]
    least = [sum(row) if most else None for most, row in zip(exceeds, rows, strict=True)]
    position = list(table.columns).index(band)
    result = table.drop(columns=band)
    for name, values in ((below, least), (band, known)):
        result.insert(position, name, pd.Series(values, index=table.index, dtype=object))
    return result


def near_line(zones: Zones, points: Floats) -> NDArray[np.bool_]:
    """Say which points the line of contact comes so near that their side is uncertain.

    Parameters
    ----------
    zones
        Zones whose control layer says how precise its line is; else no point is near.
    points
        Array of shape (n, 2): longitude and latitude in degrees.

    Returns
    -------
    numpy.ndarray
        n truth values: whether the nearest piece of the line is within its own precision.
    """
    legs = line_legs(zones)
    if legs is None or not len(legs) or not len(points):
        return np.zeros(len(points), dtype=bool)
    spots, lines = shapely.points(points), legs.geometry.to_numpy()
    nearest = shapely.STRtree(lines).nearest(spots)
    away = geodesic_km(shapely.shortest_line(spots, lines[nearest]))
    return away <= legs["precision_km"].to_numpy()[nearest]

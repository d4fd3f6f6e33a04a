"""How far the areas may be off because the line of contact is known only to some kilometres.

The band of an area is the length of the line along it times the line's precision there: what the
area would change by if the whole line lay off by its precision, all to one side. It is an upper
bound of the line's own share of the error; errors to both sides cancel in part. Where an area has
the line on both of its sides (a strip to be demilitarised on both), moving the line moves nothing
in or out, and the two sides cancel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from whoholds.crs import geodesic_km
from whoholds.zones import Zones

STEP_DEGREES = 0.01
"""Pieces of the line, below 1.2 km, that are given to the zones on their two sides."""

OFFSET_DEGREES = 0.002
"""How far from the line, about 0.2 km, its neighbours are looked for."""


@dataclass(frozen=True)
class Contacts:
    """Short pieces of the line of contact with what is known of each.

    Attributes
    ----------
    length_km, precision_km
        One value a piece, n pieces.
    neighbours
        Array of shape (n, 2) with the row numbers of the zones on its left and right; -1 where
        no zone is.
    """

    length_km: NDArray[np.float64]
    precision_km: NDArray[np.float64]
    neighbours: NDArray[np.int64]


@lru_cache(maxsize=16)
def contacts(zones: Zones) -> Contacts | None:
    """Find the zones on either side of every piece of the line of contact.

    Returns
    -------
    Contacts or None
        None where the control layer does not say how precise its line is.
    """
    legs = zones.control.legs
    if legs is None:
        return None
    starts, ends, leg = _pieces(legs)
    middle = (starts + ends) / 2
    along = ends - starts
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    normal *= OFFSET_DEGREES / np.maximum(np.hypot(*normal.T), 1e-12)[:, None]
    neighbours = np.column_stack(
        [_zone_at(zones, middle + normal), _zone_at(zones, middle - normal)]
    )
    lines = shapely.linestrings(np.stack([starts, ends], axis=1))
    return Contacts(geodesic_km(lines), legs["precision_km"].to_numpy()[leg], neighbours)


def _pieces(
    legs: gpd.GeoDataFrame,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Starts and ends of short pieces, and the leg that each is of."""
    short = shapely.segmentize(legs.geometry.to_numpy(), STEP_DEGREES)
    points, leg = shapely.get_coordinates(short, return_index=True)
    same = leg[1:] == leg[:-1]
    return points[:-1][same], points[1:][same], leg[1:][same]


def _zone_at(zones: Zones, points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Row number of the zone at each point, -1 outside Ukraine."""
    found = np.full(len(points), -1, dtype=np.int64)
    point, zone = zones.frame.sindex.query(shapely.points(points), predicate="intersects")
    found[point] = zone
    return found


def near_line(zones: Zones, points: NDArray[np.float64]) -> NDArray[np.bool_]:
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
    legs = zones.control.legs
    if legs is None or not len(points):
        return np.zeros(len(points), dtype=bool)
    spots, lines = shapely.points(points), legs.geometry.to_numpy()
    nearest = shapely.STRtree(lines).nearest(spots)
    away = geodesic_km(shapely.shortest_line(spots, lines[nearest]))
    return away <= legs["precision_km"].to_numpy()[nearest]


def band_km2(found: Contacts, members: NDArray[np.bool_]) -> float:
    """Return the band of the area that some zones make up together.

    Parameters
    ----------
    found
        From `contacts`.
    members
        One truth value a zone.

    Returns
    -------
    float
        Plus or minus so many km2.
    """
    # A piece with no zone, or the same kind of zone, on both sides bounds nothing.
    inside = np.r_[members, False][found.neighbours]
    bounds = inside[:, 0] != inside[:, 1]
    return float((found.length_km * found.precision_km)[bounds].sum())


def band_of(zones: Zones, members: pd.Series) -> float | None:
    """Return the band of the area that some zones make up together.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition`.
    members
        One truth value a zone, in their order.

    Returns
    -------
    float or None
        Plus or minus so many km2; None where the line's precision is not known.
    """
    names = pd.Series(members.map({True: "counted", False: ""}), index=members.index)
    return bands(contacts(zones), names).get("counted", 0.0)


def bands(found: Contacts | None, groups: pd.Series) -> dict[str, float | None]:
    """Return the band of every group of zones.

    Parameters
    ----------
    found
        From `contacts`; None where the line's precision is not known.
    groups
        The group of each zone, in the order of the zones.

    Returns
    -------
    dict
        By group, km2, or None throughout where the precision is not known.
    """
    names = list(dict.fromkeys(groups))
    if found is None:
        return dict.fromkeys(names)
    return {name: band_km2(found, (groups == name).to_numpy()) for name in names}

"""Places that decide negotiations: who holds each, and who would under a proposal.

A place is a point with a reach: how far it extends around the point, or how far the point may be
off. It takes the holder of the larger part of the land within that reach. Where the line of contact
runs through the reach and leaves a fifth of it or more to the other side, neither is chosen: the
place is on the line. The edge of a layer along a coast is no line of contact, so a strip that two
drawings of one coast leave between them decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely

from whoholds.geometry.areas import buffer_km, geodesic_km2
from whoholds.ground.derived import derived
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.text import columns
from whoholds.zones.bands import near_line
from whoholds.zones.partition import Zones

ON_LINE = "line"
"""Holder or change of a place that a line divides, so that it cannot be told."""

COMPARABLE = 0.2
"""Share of the land within a place's reach from which the smaller part leaves it untold."""

POINT_KM = 0.05
"""Reach of a place that is given as a point: whether it lies on a line has to be asked of land."""


def places_under(evaluation: Evaluation, places: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say who holds each place, and who would hold it.

    Parameters
    ----------
    evaluation
        From `whoholds.proposals.evaluation.evaluate`.
    places
        Rows of seeds/places.csv; None for those of the zones' country.

    Returns
    -------
    pandas.DataFrame
        One row a place in a region of the boundary layer: place, kind, region, name_en, name_uk,
        exact, held_by, holder, change, close. Where the line of contact divides the place, held_by
        is "line" (`ON_LINE`); where a line that the proposal would draw does, holder and change
        are. `close` says that the line of contact runs so near that the side is uncertain.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> found = places_under(evaluate_proposal("putin-2024")).set_index("place")
    >>> found.loc["kakhovka-dam", ["held_by", "holder", "change"]].tolist()
    ['line', 'RU', 'line']
    """
    zones = evaluation.zones
    table, sites = _known_sites(zones) if places is None else _sites(zones, places)
    table = table.assign(held_by=[site.held_by for site in sites])
    for column in ("holder", "change"):
        value = evaluation.frame[column]
        table[column] = [_told(site.area_km2.groupby(value).sum()) for site in sites]
    first = ["place", "kind", "region", *columns("name"), "exact"]
    return table[[*first, "held_by", "holder", "change", "close"]]


@dataclass(frozen=True)
class _Site:
    """Who holds a place, and the land within its reach by zone: of that side, or of both."""

    held_by: str
    area_km2: pd.Series


@derived
def _known_sites(zones: Zones) -> tuple[pd.DataFrame, list[_Site]]:
    return _sites(zones, zones.known.places)


def _sites(zones: Zones, places: pd.DataFrame) -> tuple[pd.DataFrame, list[_Site]]:
    """The places of the layer's regions, with whether the line is close, and their land."""
    mine = places[places["region"].isin(zones.boundaries.regions.index)].reset_index(drop=True)
    table = mine.assign(close=near_line(zones, mine[["lon", "lat"]].to_numpy()))
    return table, [_site(zones, row) for row in mine.itertuples(index=False)]


def _site(zones: Zones, place: Any) -> _Site:
    """The land within a place's reach; the nearest zone of its region where that has none."""
    point = shapely.Point(place.lon, place.lat)
    reach = buffer_km(point, place.reach_km or POINT_KM)
    near = zones.frame.iloc[zones.frame.sindex.query(reach, predicate="intersects")]
    # Piece by piece: a hair of a polygon in a zone makes the overlay of the whole zone go wrong.
    pieces, of_zone = shapely.get_parts(near.geometry.to_numpy(), return_index=True)
    areas = pd.Series(geodesic_km2(shapely.intersection(pieces, reach)))
    land = areas.groupby(near.index.to_numpy()[of_zone]).sum()
    if not land.sum():
        mine = zones.frame[zones.frame["region"] == place.region]
        nearest = mine.index[int(shapely.distance(mine.geometry.to_numpy(), point).argmin())]
        return _Site(zones.keys[nearest][1], pd.Series(1.0, index=[nearest]))
    sides = land.groupby(zones.table["held_by"]).sum()
    side = _told(sides) if shapely.intersects(zones.line, reach) else str(sides.idxmax())
    if side != ON_LINE:
        land = land[[zones.keys[zone][1] == side for zone in land.index]]
    return _Site(side, land)


def _told(areas: pd.Series) -> str:
    """Whose the larger part is, or that a line divides the land."""
    ordered = areas.sort_values(ascending=False)
    is_divided = len(ordered) > 1 and ordered.iloc[1] >= COMPARABLE * ordered.sum()
    return ON_LINE if is_divided else str(ordered.index[0])

"""Places that decide negotiations: who holds each, and who would under a proposal.

A place is a point with a reach: how far it extends around the point, or how far the point may be
off. Where the land within that reach has more than one holder, all are given and none is chosen.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import shapely

from whoholds.crs import buffer_km
from whoholds.evaluation import Evaluation
from whoholds.resources import seeds
from whoholds.tables import read_table
from whoholds.uncertainty import near_line
from whoholds.zones import Zones

KINDS = [
    *("nuclear_plant", "dam", "canal", "bridge", "port", "rail_hub", "naval_base", "isthmus"),
    *("capital", "fortress_belt", "city", "town", "spit", "deposit"),
]

BETWEEN = "+"
"""Between the holders or changes of a place that lies on a line."""

PLACES_SCHEMA = pa.DataFrameSchema(
    {
        "place": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$")),
        "kind": pa.Column(str, pa.Check.isin(KINDS), description="one of " + ", ".join(KINDS)),
        "region": pa.Column(
            str, pa.Check.str_matches(r"^UA-\d\d$"), description="ISO 3166-2 code such as UA-14"
        ),
        "lon": pa.Column(float, pa.Check.in_range(20, 42), description="degrees east, 20 to 42"),
        "lat": pa.Column(float, pa.Check.in_range(43, 53), description="degrees north, 43 to 53"),
        "exact": pa.Column(
            str, pa.Check.isin(["yes", "approximate"]), description="yes or approximate"
        ),
        "reach_km": pa.Column(float, pa.Check.in_range(0, 50), description="km, 0 to 50"),
        "name_en": pa.Column(str, pa.Check.str_length(min_value=1)),
        "name_uk": pa.Column(str, pa.Check.str_length(min_value=1)),
        "why_en": pa.Column(str, pa.Check.str_length(min_value=1)),
        "why_uk": pa.Column(str, pa.Check.str_length(min_value=1)),
        "source": pa.Column(
            str, pa.Check.str_length(min_value=1), description="ids of seeds/sources.toml"
        ),
    },
    checks=pa.Check(
        lambda table: (table["exact"] != "approximate") | (table["reach_km"] > 0),
        name="approximate_places_have_a_reach",
        error="an approximate place has a reach above 0",
    ),
    unique=["place"],
    coerce=True,
    strict=True,
)


def read_places(path: Path) -> pd.DataFrame:
    """Read a table of places.

    Raises
    ------
    InputError
        When a row is malformed, or an approximate place has no reach.
    """
    return read_table(path, PLACES_SCHEMA)


@cache
def load_places() -> pd.DataFrame:
    """Load the shipped places.

    Examples
    --------
    >>> set(load_places()["exact"]) == {"yes", "approximate"}
    True
    """
    return read_places(seeds("places.csv"))


def places_under(evaluation: Evaluation, places: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say who holds each place, and who would hold it.

    Parameters
    ----------
    evaluation
        From `whoholds.evaluation.evaluate`.
    places
        Rows of seeds/places.csv; None for the shipped ones.

    Returns
    -------
    pandas.DataFrame
        One row a place in a region of the boundary layer: place, kind, region, name_en, name_uk,
        exact, held_by, holder, change, close. A place that lies on a line has several values of
        held_by, holder and change, joined by "+". `close` says that the line of contact runs so
        near that the side is uncertain.
    """
    zones = evaluation.zones
    table, touched = _shipped_sites(zones) if places is None else _sites(zones, places)
    table = table.copy()
    for column in ("held_by", "holder", "change"):
        value = evaluation.frame[column].to_dict()
        table[column] = [BETWEEN.join(sorted({value[name] for name in names})) for names in touched]
    first = ["place", "kind", "region", "name_en", "name_uk", "exact"]
    return table[[*first, "held_by", "holder", "change", "close"]]


@lru_cache(maxsize=16)
def _shipped_sites(zones: Zones) -> tuple[pd.DataFrame, list[list[str]]]:
    return _sites(zones, load_places())


def _sites(zones: Zones, places: pd.DataFrame) -> tuple[pd.DataFrame, list[list[str]]]:
    """The places of the layer's regions, whether the line is close, and the zones of each."""
    mine = places[places["region"].isin(zones.boundaries.regions.index)].reset_index(drop=True)
    table = mine.assign(close=near_line(zones, mine[["lon", "lat"]].to_numpy()))
    return table, [_zones_touched(zones, row) for row in mine.itertuples(index=False)]


def _zones_touched(zones: Zones, place: Any) -> list[str]:
    """The zones within a place's reach; the nearest of its region where that touches none."""
    point = shapely.Point(place.lon, place.lat)
    area = buffer_km(point, place.reach_km) if place.reach_km else point
    touched = zones.frame.sindex.query(area, predicate="intersects")
    if len(touched):
        return list(zones.frame.index[touched])
    mine = zones.frame[zones.frame["region"] == place.region]
    return [mine.index[int(shapely.distance(mine.geometry.to_numpy(), point).argmin())]]

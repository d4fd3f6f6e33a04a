"""What lies around and under the zones: land, water, rivers, seas and places to name.

The page and the printed map draw the same ground; each file of geodata/ is read once.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import geopandas as gpd
import pandas as pd

from whoholds.ground.intact import intact
from whoholds.ground.tables import filled_texts
from whoholds.words.text import columns

FILES = {"land": "neighbours", "water": "reservoirs", "rivers": "rivers"}
"""The layers of the ground and the files of geodata/ that they come from."""

KAKHOVKA_BREACH = dt.date(2023, 6, 6)
"""The day the dam broke: before it, its reservoir is water; from it on, an outline."""


@cache
def backdrop_frames() -> dict[str, gpd.GeoDataFrame]:
    """Return the ground of the maps: "land" (the neighbours), "water" (reservoirs), "rivers".

    Returns
    -------
    dict
        Each with the columns of its file and geometry in EPSG:4326. The same objects at each
        call: treat them as read-only.

    Examples
    --------
    >>> frames = backdrop_frames()
    >>> list(frames), "reservoir" in frames["water"]
    (['land', 'water', 'rivers'], True)
    """
    return {layer: gpd.read_file(intact(f"{name}.geojson")) for layer, name in FILES.items()}


@cache
def seas_frame() -> gpd.GeoDataFrame:
    """Return the seas with name_en, name_uk and the geometry in EPSG:4326 that carries the name.

    Examples
    --------
    >>> sorted(seas_frame()["name_en"])
    ['Black Sea', 'Sea of Azov']
    """
    return gpd.read_file(intact("seas.geojson"))


@cache
def named_places(least: int) -> pd.DataFrame:
    """Return the settlements that a map may name, largest first.

    Parameters
    ----------
    least
        Residents from which a settlement is named.

    Returns
    -------
    pandas.DataFrame
        geonames_id, name_en, name_uk, population, lon and lat (degrees, EPSG:4326). The districts
        of a city are not places of their own; a name that is not known in Ukrainian is given in
        English.

    Examples
    --------
    >>> named_places(2_000_000)["name_en"].to_list()
    ['Kyiv']
    """
    table = pd.read_csv(intact("settlements.csv"), keep_default_na=False)
    places = table[(table["population"] >= least) & (table["section_of"] == "")]
    places = places.sort_values(["population", "geonames_id"], ascending=[False, True])
    named = ["geonames_id", *columns("name"), "population", "lon", "lat"]
    return filled_texts(places[named], "name").reset_index(drop=True)


def dry_reservoirs(day: dt.date) -> gpd.GeoDataFrame:
    """Return the reservoirs that a day finds without water: drawn as an outline, not as water.

    Examples
    --------
    >>> dry_reservoirs(dt.date(2022, 2, 23)).empty
    True
    >>> dry_reservoirs(dt.date(2025, 8, 16))["name_en"].to_list()
    ['Kakhovka Reservoir']
    """
    water = backdrop_frames()["water"]
    return water[(water["reservoir"] == "kakhovka") & (day >= KAKHOVKA_BREACH)]

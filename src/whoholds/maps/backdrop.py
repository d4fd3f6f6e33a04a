"""What lies around and under the zones: land, water, rivers, seas and places to name.

The page and the printed map draw the same ground; each file of geodata/ is read once.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from whoholds.country.country import Country
from whoholds.ground.derived import derived
from whoholds.ground.tables import filled_texts, rows_of
from whoholds.words.reader import Reader
from whoholds.words.saying import Note
from whoholds.words.text import columns

FILES = {"land": "neighbours", "water": "reservoirs", "rivers": "rivers"}
"""The layers of the ground and the files of geodata/ that they come from."""


def backdrop_frames(country: Country) -> dict[str, gpd.GeoDataFrame]:
    """Return the ground of the maps: "land" (the neighbours), "water" (reservoirs), "rivers".

    Returns
    -------
    dict
        Each with the columns of its file and geometry in EPSG:4326. The same objects at each
        call: treat them as read-only.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> frames = backdrop_frames(opened().country)
    >>> list(frames), "reservoir" in frames["water"]
    (['land', 'water', 'rivers'], True)
    """
    return {layer: country.shapes(name) for layer, name in FILES.items()}


def seas_frame(country: Country) -> gpd.GeoDataFrame:
    """Return the seas with name_en, name_uk and the geometry in EPSG:4326 that carries the name.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> sorted(seas_frame(opened().country)["name_en"])
    ['Black Sea', 'Sea of Azov']
    """
    return country.shapes("seas")


@derived
def named_places(country: Country, least: int) -> pd.DataFrame:
    """Return the settlements that a map may name, largest first.

    Parameters
    ----------
    country
        Whose settlements.
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
    >>> from whoholds.desk import opened
    >>> named_places(opened().country, 2_000_000)["name_en"].to_list()
    ['Kyiv']
    """
    table = country.gazetteer
    places = table[(table["population"] >= least) & table["section_of"].isna()]
    places = filled_texts(places, "name").assign(geonames_id=places["geonames_id"].astype(int))
    places = places.sort_values(["population", "geonames_id"], ascending=[False, True])
    named = ["geonames_id", *columns("name"), "population", "lon", "lat"]
    return places[named].reset_index(drop=True)


def dry_reservoirs(country: Country, day: dt.date) -> gpd.GeoDataFrame:
    """Return the reservoirs that a day finds without water: drawn as an outline, not as water.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> dry_reservoirs(opened().country, dt.date(2022, 2, 23)).empty
    True
    >>> dry_reservoirs(opened().country, dt.date(2025, 8, 16))["name_en"].to_list()
    ['Kakhovka Reservoir']
    """
    water, drained = backdrop_frames(country)["water"], country.territory.drained
    return water[water["reservoir"].isin([name for name, since in drained.items() if day >= since])]


def dry_in_words(country: Country, day: dt.date, reader: Reader) -> list[str]:
    """Name the reservoirs that a day finds without water, each with the month since when.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> dry_in_words(opened().country, dt.date(2025, 8, 16), opened().reader("en"))
    ['Kakhovka Reservoir, drained since June 2023']
    """
    since = country.territory.drained
    return [
        reader.note(
            Note.of(
                "map.drained",
                name=getattr(row, reader.column("name")),
                since=since[row.reservoir],
            )
        )
        for row in rows_of(dry_reservoirs(country, day))
    ]

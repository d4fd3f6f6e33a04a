"""A country: what is known of the ground, whoever holds it, each piece read once."""

from __future__ import annotations

import itertools
import os
import weakref
from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Self, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.comparators import Comparators, read_comparators
from whoholds.country.own_words import read_words
from whoholds.country.parts import parts_schema, read_parts, rule_faults
from whoholds.country.places import places_schema, read_places
from whoholds.country.settlements import (
    POPULATIONS_SCHEMA,
    placement_error,
    read_gazetteer,
    settlements_of,
)
from whoholds.country.spellings import read_spellings
from whoholds.geometry.shapes import read_shapes
from whoholds.ground.derived import derived
from whoholds.ground.errors import require_one_of
from whoholds.ground.intact import Geodata
from whoholds.ground.tables import check_rows, in_each_language, laid_over, read_table
from whoholds.layers.boundaries import BoundaryLayer, read_boundaries, regions_schema
from whoholds.layers.lines import Lines
from whoholds.layers.official_areas import read_reasons
from whoholds.layers.rings import read_rivers
from whoholds.vocabulary.territory import Territory, read_territory
from whoholds.words.reader import COMMAND, LANGUAGES, Reader, Words
from whoholds.words.saying import Value
from whoholds.words.text import Text, said_in_each

Read = TypeVar("Read")


def _piece(read: Callable[[Country], Read]) -> cached_property[Read]:
    """A piece that is read once, also where it is that of several countries (`Country.but`)."""

    def found(country: Country) -> Read:
        if country._base is None or read.__name__ in country._anew:
            return read(country)
        shared: Read = getattr(country._base, read.__name__)
        return shared

    return cached_property(wraps(read)(found))


class Country:
    """Regions, rivers, lines, settlements, parts, places and areas to compare with.

    Each is read from its file when it is first asked for, and kept: treat them as read-only.

    Parameters
    ----------
    seeds
        A folder of the form of seeds/: the tables that people edit.
    geodata
        A folder of the form of geodata/.
    guarded
        Whether its files have to be those that were built (`whoholds.ground.intact`).

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> country = opened().country
    >>> len(country.boundaries.regions), "kinburn" in set(country.parts["part"])
    (27, True)
    >>> without = country.but(parts=country.parts.iloc[:0])
    >>> len(without.parts), without.boundaries is country.boundaries
    (0, True)
    """

    def __init__(self, seeds: Path, geodata: Path, *, guarded: bool = False) -> None:
        self.seeds, self.geodata = seeds, Geodata(geodata, is_guarded=guarded)
        self.own: dict[str, Any] = {}
        self.token = f"{os.getpid()}-{next(_NUMBERS)}"
        self._base: Country | None = None
        self._anew: set[str] = set()
        self._derived: dict[Any, Any] = {}
        self._shapes: dict[str, gpd.GeoDataFrame] = {}
        _ALIVE[self.token] = self

    def but(self, **pieces: Any) -> Self:
        """Return the same country with other pieces: parts, places, settlements ...

        Parameters
        ----------
        **pieces
            One of `PIECES`, by the names of the properties below. What was read already is shared.
        """
        unknown = [name for name in pieces if name not in PIECES]
        if unknown:
            raise TypeError(f"a country has no {unknown[0]!r}")
        other = type(self)(self.seeds, self.geodata.folder)
        other.geodata, other._shapes, other._base = self.geodata, self._shapes, self
        other.own = self.own | pieces
        other._anew = {one for name in pieces for one in (name, *_MADE_OF.get(name, ()))}
        vars(other).update(pieces)
        return other

    def with_parts(self, parts: pd.DataFrame) -> Self:
        """Return the country with more parts, or others of the same key.

        Parameters
        ----------
        parts
            Rows of the form of seeds/parts.csv.

        Raises
        ------
        InputError
            When a row is malformed, or the value of its rule cannot be read.
        """
        rows = check_rows(parts, parts_schema(self.territory), "parts")
        for fault in rule_faults(rows, self, "parts"):
            raise fault
        return self.but(parts=laid_over(self.parts, rows, ["part", "region", "held_by"]))

    def with_places(self, places: pd.DataFrame) -> Self:
        """Return the country with more places, or others of the same id.

        Parameters
        ----------
        places
            Rows of the form of seeds/places.csv.

        Raises
        ------
        InputError
            When a row is malformed.
        """
        rows = check_rows(places, places_schema(self.territory), "places")
        return self.but(places=laid_over(self.places, rows, ["place"]))

    # The ground

    @_piece
    def territory(self) -> Territory:
        """What the conflict is about, and its sides: seeds/conflict.toml."""
        return read_territory(self.seeds / "conflict.toml")

    @_piece
    def facts(self) -> pd.DataFrame:
        """The table of regions, seeds/regions.csv."""
        return read_table(self.seeds / "regions.csv", regions_schema(self.territory))

    @_piece
    def spellings(self) -> pd.DataFrame:
        """How files from elsewhere name the regions, seeds/spellings.csv."""
        return read_spellings(self.seeds / "spellings.csv", self.territory)

    @_piece
    def codes(self) -> list[str]:
        """The codes of the regions."""
        return sorted(self.facts["region"])

    @_piece
    def boundaries(self) -> BoundaryLayer:
        """The regions with their polygons."""
        return read_boundaries(self.geodata, self.facts, self.territory)

    @_piece
    def reasons(self) -> dict[str, Text]:
        """Why official areas differ from what maps show, by region."""
        return read_reasons(self.seeds / "area_reasons.csv", self.territory)

    @_piece
    def rivers(self) -> dict[str, shapely.LineString]:
        """The rivers that a line of contact may follow."""
        return read_rivers(self.geodata.intact("rivers.geojson"))

    @_piece
    def neighbours(self) -> BaseGeometry:
        """The land of other countries."""
        return shapely.union_all(self.shapes("neighbours").geometry.to_numpy())

    def shapes(self, name: str) -> gpd.GeoDataFrame:
        """Return a layer of geodata: neighbours, reservoirs, rivers or seas; read once."""
        if name not in self._shapes:
            shapes = read_shapes(self.geodata.intact(f"{name}.geojson"), BACKDROP[name])
            self._shapes[name] = in_each_language(shapes, "name") if "name_en" in shapes else shapes
        return self._shapes[name]

    # Who held it

    @_piece
    def lines(self) -> Lines:
        """The control layers of seeds/lines/, by their day."""
        return Lines(self.seeds / "lines", lambda: self.boundaries, lambda: self.rivers)

    @_piece
    def parts(self) -> pd.DataFrame:
        """The named parts of regions, seeds/parts.csv."""
        return read_parts(self.seeds / "parts.csv", self)

    # Who lived where

    @_piece
    def gazetteer(self) -> pd.DataFrame:
        """Every mapped settlement, with the districts of cities."""
        return read_gazetteer(self.geodata.intact("settlements.csv"))

    @_piece
    def points(self) -> Mapping[str, shapely.Point]:
        """The point of every mapped settlement by its GeoNames id, in EPSG:4326."""
        table = self.gazetteer
        points = np.asarray(shapely.points(table["lon"], table["lat"]))
        return dict(zip(table["geonames_id"], points, strict=True))

    @_piece
    def settlements(self) -> pd.DataFrame:
        """The settlements with their pre-war populations."""
        path = self.seeds / "populations.csv"
        return settlements_of(self.gazetteer, read_table(path, POPULATIONS_SCHEMA))

    @_piece
    def placement_error(self) -> float:
        """The relative error with which people are placed in parts of regions."""
        return placement_error(self.settlements, self.boundaries)

    # What it is told by

    @_piece
    def places(self) -> pd.DataFrame:
        """The places that decide negotiations, seeds/places.csv."""
        return read_places(self.seeds / "places.csv", self.territory)

    @_piece
    def comparators(self) -> Comparators:
        """The areas to compare with, geodata/comparators.csv."""
        return read_comparators(self.geodata.intact("comparators.csv"))

    @_piece
    def words(self) -> Words:
        """What only this conflict says, seeds/words.csv, laid over the words of the interface."""
        return read_words(self.seeds / "words.csv", self.territory.sides)

    def reader(self, language: str, door: str = COMMAND) -> Reader:
        """Return somebody who reads of this country, in a language and at a door.

        Raises
        ------
        UnknownNameError
            When the interface does not speak the language.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> country = opened().country
        >>> country.reader("uk").word("holder.UA"), country.reader("uk") is country.reader("uk")
        ('Україна', True)
        """
        require_one_of(language, LANGUAGES, "language")
        return self._reader(language, door)

    def said_in_each(self, said: Value) -> Text:
        """Return a note in each language, as a text of the data; see `words.text.said_in_each`.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> from whoholds.words.saying import Note
        >>> opened().country.said_in_each(Note.of("place.line", value=3))["uk"]
        'рядок 3'
        """
        return said_in_each(said, self.reader)

    @derived
    def _reader(self, language: str, door: str) -> Reader:
        return Reader(language, door, self.words)


BACKDROP = {
    "neighbours": ("name_en",),
    "seas": ("name_en",),
    "rivers": ("river",),
    "reservoirs": ("reservoir",),
}
"""The layers of shapes that lie around and on the regions, with the columns that each must have."""

PIECES = (
    *("facts", "codes", "boundaries", "reasons", "parts", "gazetteer", "settlements", "places"),
    "comparators",
)
"""What of a country can be another: see `Country.but`."""

_MADE_OF = {
    "facts": ("codes", "boundaries", "placement_error"),
    "boundaries": ("placement_error",),
    "gazetteer": ("points", "settlements", "placement_error"),
    "settlements": ("placement_error",),
}
"""What is made of a piece, and has to be made anew where that is another."""

_NUMBERS = itertools.count()
_ALIVE: weakref.WeakValueDictionary[str, Country] = weakref.WeakValueDictionary()


def alive(token: str) -> Country | None:
    """Return the country that had a token in this process, or in the one it was forked from."""
    return _ALIVE.get(token)

"""What the importers have in common: a file's features in, a verdict on each out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import geopandas as gpd

from whoholds.country.country import Country
from whoholds.importers.land.dates import Said
from whoholds.importers.open.raw import Raw
from whoholds.importers.regions.matching import Naming, naming_by, naming_of
from whoholds.importers.verdict import Verdict
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Wanted:
    """What the caller asks of an importer.

    Attributes
    ----------
    boundaries
        The regions that settlements belong to.
    date
        The day that was named, None where none was.
    held_field, held_values
        Which column, and which values in it, mean held by the holding side.
    country
        Has the points of settlements, for files without coordinates; None where it is not known.
    """

    boundaries: BoundaryLayer
    date: dt.date | None = None
    held_field: str | None = None
    held_values: tuple[str, ...] = ()
    country: Country | None = None

    @property
    def naming(self) -> Naming:
        """How files name the regions."""
        return naming_of(self.country) if self.country else naming_by(self.boundaries)


@dataclass(frozen=True)
class Selection:
    """The features of a file with a verdict on each.

    Attributes
    ----------
    frame
        n features, index 0..n-1.
    verdicts
        n verdicts, one a feature.
    source
        Where the layer is from: a note, or the file's own text.
    kind
        As in `whoholds.layers.control.ControlLayer`.
    said
        What the data say about their day.
    notes
        What the reader of the report should know.
    is_whole
        Whether the whole file counts as held because nothing in it says what is.
    stated_km2
        The area that the file itself gives for what is held, None where it does not.
    """

    frame: gpd.GeoDataFrame
    verdicts: list[Verdict]
    source: Note | str
    kind: str = "assessed"
    said: list[Said] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    is_whole: bool = False
    stated_km2: float | None = None


@dataclass(frozen=True)
class Form:
    """One form of data: how it is recognised and how it is read.

    Attributes
    ----------
    name
        As people name it.
    recognises, select
        Whether a file is of it; its features, with a verdict on each.
    precision_km
        How precise its line is taken to be where nobody says: a standard error, nearly
        (`whoholds.zones.bands.SPREAD`). No source that is read here publishes it; the defaults
        are what the differences between sources of one time make plausible (docs/assumptions.md).
    has_polygons
        Whether its features are drawn; else they are a table of places.
    """

    name: DataForm
    recognises: Callable[[Raw], bool]
    select: Callable[[Raw, Wanted], Selection]
    precision_km: float
    has_polygons: bool = True

"""A file as it was read, before anything is decided, and what of it was asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd

from whoholds.geometry.areas import WGS84
from whoholds.importers.remarks import Remark
from whoholds.words.saying import Note, Place


@dataclass(frozen=True)
class Raw:
    """A file as it was read, before anything is decided.

    Attributes
    ----------
    place
        The file, for messages.
    frame
        Its features, index 0..n-1; without rows where the file is a table or a JSON that is no
        GeoJSON.
    name
        Name that the file gives its layer, "" where none.
    file_names
        Names of the file and, for an archive, of the member, without suffix.
    document
        The JSON, where it is one.
    table
        The rows of a CSV, as text.
    line
        The line of contact that a file of our own has beside its features.
    dropped, repaired, notes
        What reading alone already left out, mended or noticed.
    """

    place: Place
    frame: gpd.GeoDataFrame
    name: str = ""
    file_names: tuple[str, ...] = ()
    document: Any = None
    table: pd.DataFrame | None = None
    line: gpd.GeoDataFrame | None = None
    dropped: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """Which layer of a file is asked for: by its name, or by the day that was named."""

    layer: str | None = None
    date: dt.date | None = None


def no_frame() -> gpd.GeoDataFrame:
    """A table without features."""
    return gpd.GeoDataFrame(geometry=[], crs=WGS84)

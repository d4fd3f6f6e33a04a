"""What GDAL reads: one layer of a file, with what it warns of, and no attribute in mojibake."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from whoholds.ground.errors import CRSError, InputError
from whoholds.importers.open.choosing import choose
from whoholds.importers.open.limits import MAX_COLUMNS, MAX_FEATURES, refuse_more_than
from whoholds.importers.open.raw import Asked, Raw, no_frame
from whoholds.importers.open.sniffing import unreadable
from whoholds.importers.remarks import Remark, library_said, plain
from whoholds.words.saying import Note, Place

DRIVERS = ("GeoJSON", "GPKG", "ESRI Shapefile", "KML", "LIBKML")
"""The drivers of GDAL by which a layer may be read."""


def list_layers(source: Path | bytes, place: Place) -> list[str]:
    """Name the layers of a file.

    Raises
    ------
    InputError
        When GDAL cannot read it, or it has none.
    """
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(source)]
    except (RuntimeError, ValueError, OSError) as error:
        raise unreadable(place, error) from error
    if not names:
        raise InputError.of("no_layers", place)
    return names


def read_gdal(source: Path | bytes, place: Place, asked: Asked, **options: Any) -> Raw:
    """Read a layer through GDAL; what it warns of becomes a note.

    Raises
    ------
    InputError
        When it cannot be read, is or nothing says which layer is meant.
    """
    with warnings.catch_warnings(record=True, action="always") as said:
        chosen, notes = choose(list_layers(source, place), asked.layer, asked.date, place)
        _check(source, chosen, place)
        read = lambda rule: pyogrio.read_dataframe(  # noqa: E731
            source, layer=chosen, datetime_as_string=True, on_invalid=rule, **options
        )
        try:
            frame, repaired = _close_rings(read)
        except (RuntimeError, ValueError, OSError, shapely.errors.ShapelyError) as error:
            raise unreadable(place, error) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        frame = no_frame()
    warned = sorted({str(one.message).strip() for one in said} - {""})
    notes = [*notes, *(library_said(text, 200) for text in warned)]
    return Raw(place, _told_apart(frame, notes), name=chosen, repaired=repaired, notes=notes)


def _check(source: Path | bytes, layer: str, place: Place) -> None:
    """Raise unless one of the few drivers reads the layer, and it is of a common size."""
    try:
        about = pyogrio.read_info(source, layer=layer)
    except (RuntimeError, ValueError, OSError) as error:
        raise unreadable(place, error) from error
    except UnboundLocalError as error:  # pyogrio's own, where the text is not in UTF-8
        raise CRSError.of("crs_unreadable", place) from error
    if about["driver"] not in DRIVERS:
        found = str(about["driver"])
        raise InputError.of("another_driver", place, drivers=DRIVERS, found=found)
    refuse_more_than(MAX_COLUMNS, len(about["fields"]), "columns", place)
    refuse_more_than(MAX_FEATURES, about["features"], "features", place)


def _close_rings(read: Callable[[str], gpd.GeoDataFrame]) -> tuple[gpd.GeoDataFrame, list[Remark]]:
    """Read once; where geometries were lost, once more with open rings closed."""
    frame = read("ignore")
    if not isinstance(frame, gpd.GeoDataFrame) or not frame.geometry.isna().any():
        return frame, []
    mended = read("fix")
    closed = np.flatnonzero(frame.geometry.isna() & mended.geometry.notna())
    return mended, [Remark(int(row) + 1, Note.of("remark.open_ring")) for row in closed]


def _told_apart(frame: gpd.GeoDataFrame, notes: list[Note]) -> gpd.GeoDataFrame:
    """Give columns of the same name, which a table of a shapefile can have, a number each."""
    names: list[str] = []
    for name in map(str, frame.columns):
        numbered = (f"{name} ({number})" for number in count(2))
        names.append(name if name not in names else next(n for n in numbered if n not in names))
    if names == list(map(str, frame.columns)):
        return frame
    repeated = sorted({plain(name) for name in frame.columns[frame.columns.duplicated()]})
    notes.append(Note.of("remark.same_names", names=tuple(repeated)))
    return frame.set_axis(names, axis="columns")

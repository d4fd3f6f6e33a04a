"""What a file that whoholds wrote says beside its features, looked at like any other file's.

Its shape is taken to the last vertex where nothing had to be done to it, its line of contact where
it runs along that shape. What it says of its licence is what a file says of itself.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.receipts import Receipt
from whoholds.importers.land.placing import are_degrees
from whoholds.importers.land.precision import LARGEST_KM
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import is_empty, plain
from whoholds.layers.layer_file import CLOCKWISE, WRITTEN_BY
from whoholds.layers.provenance import By, Licence
from whoholds.words.reader import LANGUAGES
from whoholds.words.saying import Note

ASTRAY_DEGREES = 1e-4
"""A line within some 10 m of the edge of held land runs along it."""

ALONG = 0.99
"""As much of the line's length as has to run along the edge of held land."""

ROUNDING_KM2 = 1e-6
"""What clipping takes from a shape that lies inside already."""

ASTRAY = Note.of("remark.line_astray")
"""The line of the file is not that of its shape, and is left out."""


def is_own(frame: gpd.GeoDataFrame) -> bool:
    """Whether whoholds wrote the features, as far as they say so."""
    return len(frame) == 1 and said(frame, "written_by") == WRITTEN_BY


def said(frame: pd.DataFrame, column: str, length: int = 300) -> str:
    """What a column says first, in one line; "" where there is none or it says nothing."""
    if column not in frame.columns:
        return ""
    return next((plain(value, length) for value in frame[column].array if not is_empty(value)), "")


def own_shape(
    frame: gpd.GeoDataFrame, placed: BaseGeometry, outside_km2: float
) -> BaseGeometry | None:
    """Return the shape as it was written; None where something had to be done to it.

    Parameters
    ----------
    frame
        The one feature, in EPSG:4326.
    placed
        What cleaning and clipping made of it.
    outside_km2
        What clipping took.
    """
    shape = frame.geometry.iloc[0]
    if shape is None or not shape.is_valid or outside_km2 > ROUNDING_KM2:
        return None
    away = float(geodesic_km2([shapely.symmetric_difference(shape, placed)])[0])
    if away > ROUNDING_KM2 or shape.geom_type not in ("Polygon", "MultiPolygon") or shape.has_z:
        return None
    clockwise = said(frame, "shells") == CLOCKWISE
    return shapely.orient_polygons(shape, exterior_cw=True) if clockwise else shape


def legs_of(raw: Raw, held: BaseGeometry) -> tuple[gpd.GeoDataFrame | None, list[Note]]:
    """Return the line of contact that a file has beside its shape, and notes on it.

    Parameters
    ----------
    raw
        The file.
    held
        Its shape.

    Returns
    -------
    tuple
        Column precision_km and lines in EPSG:4326; None where the file has no line, or one that
        cannot be that of its shape.
    """
    if raw.line is None:
        return None, []
    lines, precision = raw.line.geometry.to_numpy(), _precision(raw.line)
    if not (_are_lines(lines) and precision is not None and _runs_along(lines, held)):
        return None, [ASTRAY]
    return gpd.GeoDataFrame({"precision_km": precision}, geometry=lines, crs=raw.frame.crs), []


def _precision(line: gpd.GeoDataFrame) -> Any:
    if "precision_km" not in line.columns:
        return None
    found = pd.to_numeric(line["precision_km"], errors="coerce").to_numpy(dtype=float)
    return found if len(found) and ((found > 0) & (found <= LARGEST_KM)).all() else None


def _are_lines(lines: Any) -> bool:
    kinds = np.isin(shapely.get_type_id(lines), [1, 5])
    flat = kinds & ~shapely.is_empty(lines) & ~shapely.has_z(lines)
    return bool(flat.all()) and bool(are_degrees(lines).all())


def _runs_along(lines: Any, held: BaseGeometry) -> bool:
    near = shapely.buffer(held.boundary, ASTRAY_DEGREES, quad_segs=1)
    shapely.prepare(near)
    along = shapely.length(shapely.intersection(lines, near)).sum()
    return bool(along >= ALONG * shapely.length(lines).sum())


def sources_of(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the source in the languages that the file says it in, beside English."""
    said_in = {name: said(frame, f"source_{name}") for name in LANGUAGES if name != "en"}
    return {name: text for name, text in said_in.items() if text}


def licence_of(
    frame: gpd.GeoDataFrame, given: str | None, receipt: Receipt | None
) -> Licence | None:
    """Return the licence of a file and who says so; None where nobody does.

    Parameters
    ----------
    frame
        Its features; a column `licence` or `license` may say it.
    given
        What whoever brought the file says, which goes before what the file says.
    receipt
        The note of its download, which has the last word.
    """
    in_file = next(filter(None, (said(frame, name) for name in ("licence", "license"))), "")
    words = {
        By.CALLER: plain(given or "", 300),
        By.FILE: in_file,
        By.DOWNLOAD: plain(receipt.licence, 300) if receipt else "",
    }
    return next((Licence(text, by) for by, text in words.items() if text), None)


def retrieved_of(frame: gpd.GeoDataFrame) -> dt.datetime | None:
    """Return when the file says that its own origin was downloaded."""
    try:
        return dt.datetime.fromisoformat(said(frame, "retrieved"))
    except ValueError:
        return None

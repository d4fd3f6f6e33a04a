"""The steps between drawn features and held territory: clean, dissolve, clip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.errors import GeometryError, WhoholdsError
from whoholds.importers.land.cleaning import Cleaned, clean, dissolve
from whoholds.importers.land.measures import km2_of
from whoholds.importers.land.placing import (
    are_degrees,
    bounds_of,
    check_size,
    coordinate_faults,
)
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import Remark
from whoholds.importers.verdict import CONTESTED, HELD, Verdict
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note, Place

SHOWN = 5
"""Features that a refusal lists with the reason why each does not count."""


@dataclass(frozen=True)
class Pieces:
    """What a file draws, cleaned and dissolved, wherever it lies."""

    held: BaseGeometry
    contested: BaseGeometry
    overlap_km2: float
    repaired: list[Remark]
    dropped: list[Remark]
    notes: list[Note]


@dataclass(frozen=True)
class Placed:
    """Held territory inside the country, and what was left out of it."""

    held: BaseGeometry
    outside_km2: float
    contested_km2: float


def misplaced(
    frame: gpd.GeoDataFrame, verdicts: list[Verdict], boundaries: BoundaryLayer, place: Place
) -> list[WhoholdsError]:
    """Say which coordinates of the features that count cannot be right; see `gather`."""
    drawn, _ = _used(frame, verdicts)
    return coordinate_faults(drawn, boundaries.territory.bounds, place)


def _used(
    frame: gpd.GeoDataFrame, verdicts: list[Verdict]
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The geometries, None for those that do not count, and which ones count."""
    used = np.array([one.counts for one in verdicts], dtype=bool)
    drawn = frame.geometry.to_numpy().copy()
    drawn[~used] = None
    return drawn, used


def gather(raw: Raw, frame: gpd.GeoDataFrame, verdicts: list[Verdict]) -> Pieces:
    """Clean the features that count and join them.

    Parameters
    ----------
    raw
        The file, for what reading already dropped and repaired.
    frame
        n features in EPSG:4326 with coordinates that `misplaced` has nothing to say about.
    verdicts
        n verdicts, as in `whoholds.importers.forms.form.Selection`.

    Raises
    ------
    GeometryError
        When nothing held is left.
    """
    drawn, used = _used(frame, verdicts)
    cleaned = clean(drawn[used], raw.place, np.flatnonzero(used) + 1)
    left_out = _left_out(frame.geometry.to_numpy(), verdicts)
    dropped = _in_order([*raw.dropped, *left_out, *cleaned.dropped])
    is_held = np.array([one == HELD for one in verdicts if one.counts], dtype=bool)
    held, overlap_km2 = dissolve(cleaned.shapes[is_held])
    if held.is_empty:
        raise _nothing(verdicts, dropped, raw.place)
    return Pieces(
        held=held,
        contested=dissolve(cleaned.shapes[~is_held])[0],
        overlap_km2=overlap_km2,
        repaired=_in_order([*raw.repaired, *cleaned.repaired]),
        dropped=dropped,
        notes=_notes(cleaned, is_geojson=raw.document is not None),
    )


def clip(pieces: Pieces, boundaries: BoundaryLayer, place: Place) -> Placed:
    """Clip what is held to the country and measure what that leaves out.

    Raises
    ------
    GeometryError
        When it is far larger than the country, or nothing of it lies there.
    """
    territory = boundaries.territory
    check_size(pieces.held, territory, place)
    inside = polygons_of(pieces.held.intersection(territory))
    if inside.is_empty:
        raise GeometryError.of("nothing_of_country", place, bounds=bounds_of(pieces.held))
    grey = polygons_of(pieces.contested.intersection(territory).difference(inside))
    return Placed(
        held=shapely.orient_polygons(inside),
        outside_km2=km2_of(polygons_of(pieces.held.difference(territory))),
        contested_km2=km2_of(grey),
    )


def _in_order(remarks: list[Remark]) -> list[Remark]:
    return sorted(remarks, key=lambda one: one.feature)


def _notes(cleaned: Cleaned, *, is_geojson: bool) -> list[Note]:
    """Heights, and rings that are wound against the rule of GeoJSON, which other formats lack."""
    notes = []
    if cleaned.heights:
        notes.append(Note.of("remark.heights", count=cleaned.heights))
    if cleaned.rewound and is_geojson:
        notes.append(Note.of("remark.clockwise", count=cleaned.rewound))
    return notes


def _left_out(drawn: NDArray[Any], verdicts: list[Verdict]) -> list[Remark]:
    """Why features do not count, and what each covers as far as that is known."""
    reasons = {n: one.reason for n, one in enumerate(verdicts) if one.reason is not None}
    shapes = drawn[list(reasons)]
    shapes[~are_degrees(shapes)] = None
    sizes = geodesic_km2(shapes)
    return [
        Remark(n + 1, reason, float(km2) if km2 > 0 else None)
        for (n, reason), km2 in zip(reasons.items(), sizes, strict=True)
    ]


def _nothing(verdicts: list[Verdict], dropped: list[Remark], place: Place) -> GeometryError:
    contested = verdicts.count(CONTESTED)
    parts = [Note.of("amount.contested", count=contested)] if contested else []
    parts += [one.note for one in dropped[:SHOWN]]
    found = tuple(parts) or (Note.of("amount.no_features"),)
    if contested:
        return GeometryError.of("only_contested", place, found=found)
    if verdicts:
        return GeometryError.of("no_held", place, found=found)
    return GeometryError.of("no_features", place, found=found)

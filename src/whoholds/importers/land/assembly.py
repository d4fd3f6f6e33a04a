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
from whoholds.importers.forms.form import CONTESTED, HELD
from whoholds.importers.land.cleaning import Cleaned, clean, dissolve
from whoholds.importers.land.measures import km2_of
from whoholds.importers.land.placing import are_degrees, check_size, coordinate_faults
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import Remark
from whoholds.layers.boundaries import BoundaryLayer


@dataclass(frozen=True)
class Pieces:
    """What a file draws, cleaned and dissolved, wherever it lies."""

    held: BaseGeometry
    contested: BaseGeometry
    overlap_km2: float
    repaired: list[Remark]
    dropped: list[Remark]
    notes: list[str]


@dataclass(frozen=True)
class Placed:
    """Held territory inside Ukraine, and what was left out of it."""

    held: BaseGeometry
    outside_km2: float
    contested_km2: float


def misplaced(
    frame: gpd.GeoDataFrame, verdicts: list[str], boundaries: BoundaryLayer, where: str
) -> list[WhoholdsError]:
    """Say which coordinates of the features that count cannot be right; see `gather`."""
    drawn, _ = _used(frame, np.array(verdicts, dtype=object))
    return coordinate_faults(drawn, boundaries.territory.bounds, where)


def _used(frame: gpd.GeoDataFrame, verdict: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The geometries, None for those that do not count, and which ones count."""
    used = np.isin(verdict, [HELD, CONTESTED])
    drawn = frame.geometry.to_numpy().copy()
    drawn[~used] = None
    return drawn, used


def gather(raw: Raw, frame: gpd.GeoDataFrame, verdicts: list[str]) -> Pieces:
    """Clean the features that count and join them.

    Parameters
    ----------
    raw
        The file, for what reading already dropped and repaired.
    frame
        n features in EPSG:4326 with coordinates that `misplaced` has nothing to say about.
    verdicts
        n texts, as in `whoholds.importers.forms.form.Selection`.

    Raises
    ------
    GeometryError
        When nothing held is left.
    """
    verdict = np.array(verdicts, dtype=object)
    drawn, used = _used(frame, verdict)
    cleaned = clean(drawn[used], np.flatnonzero(used) + 1)
    left_out = _left_out(frame.geometry.to_numpy(), verdict, np.flatnonzero(~used))
    dropped = _in_order([*raw.dropped, *left_out, *cleaned.dropped])
    held, overlap_km2 = dissolve(cleaned.shapes[verdict[used] == HELD])
    if held.is_empty:
        raise _nothing(verdict, dropped, raw.where)
    return Pieces(
        held=held,
        contested=dissolve(cleaned.shapes[verdict[used] == CONTESTED])[0],
        overlap_km2=overlap_km2,
        repaired=_in_order([*raw.repaired, *cleaned.repaired]),
        dropped=dropped,
        notes=_notes(cleaned, is_geojson=raw.document is not None),
    )


def place(pieces: Pieces, boundaries: BoundaryLayer, where: str) -> Placed:
    """Clip what is held to Ukraine and measure what that leaves out.

    Raises
    ------
    GeometryError
        When it is far larger than Ukraine, or nothing of it lies in Ukraine.
    """
    territory = boundaries.territory
    check_size(pieces.held, territory, where)
    inside = polygons_of(pieces.held.intersection(territory))
    if inside.is_empty:
        raise GeometryError(
            "the layer holds nothing of Ukraine",
            where=where,
            expected="polygons in degrees, longitude before latitude, inside Ukraine",
            found="bounds " + " ".join(f"{value:.2f}" for value in pieces.held.bounds),
            remedy="check the order of the coordinates and the reference system",
        )
    grey = polygons_of(pieces.contested.intersection(territory).difference(inside))
    return Placed(
        held=shapely.orient_polygons(inside),
        outside_km2=km2_of(polygons_of(pieces.held.difference(territory))),
        contested_km2=km2_of(grey),
    )


def _in_order(remarks: list[Remark]) -> list[Remark]:
    return sorted(remarks, key=lambda one: one.feature)


def _notes(cleaned: Cleaned, *, is_geojson: bool) -> list[str]:
    """Heights, and rings that are wound against the rule of GeoJSON, which other formats lack."""
    notes = {
        "features had heights, which are left out": cleaned.heights,
        "features had a shell wound clockwise, against RFC 7946; turned": cleaned.rewound
        if is_geojson
        else 0,
    }
    return [f"{count:,} {what}" for what, count in notes.items() if count]


def _left_out(drawn: NDArray[Any], verdict: NDArray[Any], at: NDArray[np.int64]) -> list[Remark]:
    """Why each of these features does not count, and what it covers as far as that is known."""
    shapes = drawn[at]
    shapes[~are_degrees(shapes)] = None
    sizes = geodesic_km2(shapes)
    return [
        Remark(int(n) + 1, verdict[n], float(km2) if km2 > 0 else None)
        for n, km2 in zip(at, sizes, strict=True)
    ]


def _nothing(verdict: NDArray[Any], dropped: list[Remark], where: str) -> GeometryError:
    contested = int((verdict == CONTESTED).sum())
    grey = [f"{contested} contested"] if contested else []
    reasons = [f"feature {one.feature}: {one.reason}" for one in dropped[:5]]
    return GeometryError(
        "the layer has no polygon of held territory"
        if len(verdict)
        else "the layer has no features",
        where=where,
        expected="at least one polygon with an area, held by Russia",
        found="; ".join([*grey, *reasons]) or "no features",
        remedy="take the layer of what is held"
        if contested
        else "export the layer again, with its polygons",
    )

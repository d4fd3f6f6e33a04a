"""Polygons out of whatever was drawn, with a remark for each feature that is changed or left out.

Broken polygons are repaired by make_valid with method "structure": what a ring goes around is
inside. The other method, "linework", takes every crossing of a line for a change of side, so it
would turn the overlap of two polygons of one feature into a hole, land held twice into land not
held. Neither loses the second shell that some files pack into a polygon as its hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.importers.land.crossings import refuse_scribble
from whoholds.importers.remarks import Remark, library_said
from whoholds.words.saying import Note, Place

POLYGONS = ("Polygon", "MultiPolygon")

_REASONS = {
    "Self-intersection": "crossing",
    "Ring Self-intersection": "ring_crossing",
    "Too few points in geometry component": "few_points",
    "Hole lies outside shell": "hole_outside",
    "Holes are nested": "nested_holes",
    "Nested shells": "nested_shells",
    "Interior is disconnected": "disconnected",
}
"""Why GEOS finds a polygon invalid, as it says it, and the row `remark.KEY` of words.csv."""


@dataclass(frozen=True)
class Cleaned:
    """Valid polygons, one a feature; an empty one where nothing was left.

    Attributes
    ----------
    shapes
        n valid polygons or multipolygons in two dimensions.
    repaired, dropped
        Remarks, at most one of each kind a feature.
    rewound
        How many features had a shell wound clockwise, against RFC 7946.
    heights
        How many features had a third dimension, which is left out.
    """

    shapes: NDArray[Any]
    repaired: list[Remark]
    dropped: list[Remark]
    rewound: int
    heights: int


def clean(drawn: NDArray[Any], place: Place, features: NDArray[np.int64] | None = None) -> Cleaned:
    """Make valid polygons of drawn geometries.

    Parameters
    ----------
    drawn
        n geometries of any kind, in EPSG:4326 with finite coordinates, or None.
    place
        The file, for errors.
    features
        The position in the file of each, counted from 1; by default 1..n.

    Examples
    --------
    >>> bow = shapely.from_wkt("POLYGON ((30 47, 32 49, 32 47, 30 49, 30 47))")
    >>> result = clean(np.array([bow, shapely.Point(30, 50)]), Place("bow.geojson"))
    >>> result.repaired[0].reason, result.dropped[0].reason.key
    (Note(key='remark.crossing', values={'at': '31 48'}), 'remark.not_polygon')
    """
    positions = np.arange(1, len(drawn) + 1) if features is None else features
    flat = shapely.force_2d(drawn)
    shapes = flat.copy()
    repaired: list[Remark] = []
    dropped: list[Remark] = []
    for n in np.flatnonzero(~_sound(flat)):
        position, shape = int(positions[n]), flat[n]
        shapes[n], mended, lost = _clean_one(shape, place.at(feature=position))
        if mended:
            before, after = np.abs(geodesic_km2([shape, shapes[n]]))
            repaired.append(Remark(position, mended, float(after - before)))
        if lost:
            dropped.append(Remark(position, lost))
    return Cleaned(
        shapes,
        repaired,
        dropped,
        rewound=int(_wound_clockwise(flat).sum()),
        heights=int(shapely.has_z(drawn).sum()),
    )


def _sound(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Which geometries are valid polygons as they are, with an area to count."""
    areal = np.isin(shapely.get_type_id(shapes), [GeometryType.POLYGON, GeometryType.MULTIPOLYGON])
    return areal & ~shapely.is_empty(shapes) & shapely.is_valid(shapes)


def _clean_one(
    shape: BaseGeometry | None, place: Place
) -> tuple[BaseGeometry, Note | None, Note | None]:
    """The polygons of one feature, what was mended in it, and what was left out."""
    nothing = shapely.Polygon()
    if shape is None or shape.is_empty:
        return nothing, None, Note.of("remark.no_geometry")
    lost = None
    if shape.geom_type not in POLYGONS:
        others = sorted({part.geom_type for part in shapely.get_parts(shape)} - set(POLYGONS))
        kinds = tuple(Note.of("remark.shape", kind=one) for one in others)
        shape = shapely.union_all([one for one in _polygons_in(shape, place) if one.is_valid])
        if shape.is_empty:
            return nothing, None, Note.of("remark.not_polygon", kinds=kinds)
        if others:
            lost = Note.of("remark.beside", kinds=kinds)
    if shape.is_valid:
        return shape, None, lost
    refuse_scribble(shape, place)
    empty_rings = _rings_without_area(shape)
    reason = _reason(shape)
    if empty_rings:
        reason = Note.of("remark.flat_rings", reason=reason, count=empty_rings)
    mended = polygons_of(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    if mended.is_empty:
        return nothing, None, Note.of("remark.no_area", reason=reason)
    return mended, reason, lost


def _reason(shape: BaseGeometry) -> Note:
    """Why a shape is invalid: GEOS says it, and in brackets where."""
    said = shapely.is_valid_reason(shape)
    what, _, at = said.removesuffix("]").partition("[")
    return Note.of(f"remark.{_REASONS[what]}", at=at) if what in _REASONS else library_said(said)


def _polygons_in(shape: BaseGeometry, place: Place) -> list[BaseGeometry]:
    """The polygons of a geometry collection, repaired one by one."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in POLYGONS]
    for part in parts:
        refuse_scribble(part, place)
    return [
        polygons_of(shapely.make_valid(part, method="structure", keep_collapsed=False))
        for part in parts
    ]


def _rings_without_area(shape: BaseGeometry) -> int:
    alone = shapely.polygons(shapely.get_rings(shapely.get_parts(shape)))
    filled = shapely.make_valid(alone, method="structure", keep_collapsed=False)
    return int((shapely.area(filled) == 0).sum())


def _wound_clockwise(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a polygon of each feature has a clockwise shell."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    shells = shapely.get_exterior_ring(parts)
    wrong = ~shapely.is_ccw(shells) & ~shapely.is_missing(shells) & ~shapely.is_empty(shells)
    return np.bincount(owner[wrong], minlength=len(shapes)) > 0


def dissolve(shapes: NDArray[Any]) -> tuple[BaseGeometry, float]:
    """Join polygons into one geometry, and say what they cover more than once.

    Returns
    -------
    geometry
        Polygon or multipolygon, shells wound as RFC 7946 asks.
    float
        Geodesic km2 by which the sum of the areas is more than the whole.

    Examples
    --------
    >>> twins = np.array([shapely.box(30, 48, 32, 49), shapely.box(31, 48, 33, 49)])
    >>> whole, overlap = dissolve(twins)
    >>> whole.bounds, round(overlap)
    ((30.0, 48.0, 33.0, 49.0), 8218)
    """
    whole = polygons_of(shapely.union_all(shapes))
    parts = float(geodesic_km2(shapes).sum()) if len(shapes) else 0.0
    overlap = max(parts - float(geodesic_km2([whole])[0]), 0.0)
    return shapely.orient_polygons(whole), overlap

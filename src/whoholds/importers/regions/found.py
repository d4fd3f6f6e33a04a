"""The polygon of each region, as far as a file of boundaries has them, and every fault of it.

Each polygon is matched to one of the regions; broken rings are repaired, rings wound either way
are taken. A city that is a region of its own may be left inside the region around it, as Kyiv is
in Kyiv oblast in some files. Its polygon then comes from the shipped boundaries and is cut out of
the region around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.errors import GeometryError, InputError, WhoholdsError
from whoholds.importers.land.cleaning import clean
from whoholds.importers.land.measures import km2_of
from whoholds.importers.land.placing import coordinate_faults
from whoholds.importers.regions.folders import Feature, salvage_features
from whoholds.importers.regions.matching import naming_of
from whoholds.importers.regions.sea import cut_sea_off, sea_notes
from whoholds.importers.remarks import Remark
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note, Place

MOST_PIECES = 10
"""Of more parts of regions a file is one of parts, and not of regions with a few drawn twice."""

SHOWN = 8
"""Features without a region that a refusal lists."""

SAME_KM2 = 0.01
"""Two drawings of a region that differ by less are the same one."""

Shapes = dict[str, BaseGeometry]


@dataclass
class Salvage:
    """What could be read of a file of boundaries, and everything that is wrong with it.

    Attributes
    ----------
    shapes
        A valid polygon of each region that was found, by its code.
    read, matched, repaired, dropped, added, sea_km2, notes
        As in `whoholds.importers.regions.layer.BoundaryReport`.
    faults
        One error a fault; without any, the shapes are those of all regions.
    """

    shapes: Shapes = field(default_factory=dict)
    read: int = 0
    matched: dict[str, Note | str] = field(default_factory=dict)
    repaired: list[Remark] = field(default_factory=list)
    dropped: list[Remark] = field(default_factory=list)
    added: dict[str, Note] = field(default_factory=dict)
    sea_km2: dict[str, float] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    faults: list[WhoholdsError] = field(default_factory=list)


def salvage_boundaries(path: Path, country: Country) -> Salvage:
    """Read boundaries as far as they can be read, and say everything that is wrong with them.

    Parameters
    ----------
    path, country
        As for `whoholds.importers.regions.layer.import_boundaries`.
    """
    place, shipped = Place(str(path)), country.boundaries
    naming = naming_of(country)
    features, faults, notes = salvage_features(path, naming)
    drawn = np.array([one.shape for one in features], dtype=object)
    misplaced = coordinate_faults(drawn, shipped.territory.bounds, place)
    found = Salvage(read=len(features), notes=notes, faults=[*faults, *misplaced])
    broken = np.array([not _is_finite(shape) for shape in drawn], dtype=bool)
    if len(misplaced) > broken.sum():
        return found  # the whole file lies elsewhere: nothing can be measured
    drawn[broken] = None
    cleaned = clean(drawn, place)
    found.repaired = cleaned.repaired
    met = _match(features, cleaned.shapes, place, found)
    if districts := _districts(features, cleaned.shapes, place, len(shipped.regions)):
        found.faults = [*faults, *misplaced, districts]
        return found
    found.shapes, found.sea_km2 = cut_sea_off(found.shapes, country)
    found.dropped = sorted([*found.dropped, *cleaned.dropped], key=lambda one: one.feature)
    try:
        found.added = _add_cities(found.shapes, shipped, naming.inside)
    except GeometryError as error:
        found.faults.append(error)
    # A region that a broken feature or file is about is not missing as well.
    missing = sorted(set(shipped.regions.index) - set(found.shapes) - met)
    if missing and not faults:
        example = shipped.about.example
        found.faults.append(_missing(missing, found.dropped, place, example))
    return found


def _is_finite(shape: BaseGeometry | None) -> bool:
    return shape is None or bool(np.isfinite(shapely.get_coordinates(shape)).all())


def _match(features: list[Feature], shapes: Any, place: Place, found: Salvage) -> set[str]:
    """Find the polygon of each region; return the regions of which a feature has a fault."""
    first: dict[str, Feature] = {}
    faulty: set[str] = set()
    for n, (feature, shape) in enumerate(zip(features, shapes, strict=True), start=1):
        try:
            region, by = feature.match()
        except InputError as error:
            found.faults.append(error)
            faulty |= feature.candidates()
            continue
        if not region:
            reason = Note.of("remark.no_region", said=by)
            found.dropped.append(Remark(n, reason, km2_of(shape)))
        elif shape.is_empty:
            if not _is_finite(feature.shape):
                faulty.add(region)
        elif region not in first:
            found.shapes[region], first[region], found.matched[region] = shape, feature, by
        elif km2_of(polygons_of(found.shapes[region].symmetric_difference(shape))) < SAME_KM2:
            same = Note.of("remark.again", region=region, file=first[region].file)
            found.dropped.append(Remark(n, same))
        else:
            both = (first[region].place, feature.place)
            found.faults.append(InputError.of("two_ways", place, region=region, found=both))
    return faulty


def _districts(features: list[Feature], shapes: Any, place: Place, count: int) -> InputError | None:
    """Say so where a file draws parts of regions and not regions."""
    named = sum(1 for feature in features if feature.is_district())
    pieces = _pieces(features, shapes)
    in_pieces = sum(len(mine) - 1 for mine in pieces.values())
    unmatched = len(features) - sum(1 for feature in features if _region_of(feature))
    polygons = int((shapely.area(shapes) > 0).sum())
    if max(named, in_pieces) <= MOST_PIECES and not (polygons > 2 * count and unmatched > count):
        return None
    told = [Note.of("found.polygons", count=polygons)]
    if named:
        told.append(Note.of("found.of_parts", count=named))
    if in_pieces:
        drawn = in_pieces + len(pieces)
        told.append(Note.of("found.for_regions", count=drawn, regions=len(pieces)))
    return InputError.of("parts_of_regions", place, found=tuple(told))


def _pieces(features: list[Feature], shapes: Any) -> dict[str, list[Any]]:
    """The polygons that are named after each region, those that lie on another one left out."""
    pieces: dict[str, list[Any]] = {}
    for feature, shape in zip(features, shapes, strict=True):
        region = _region_of(feature)
        if region and not shape.is_empty:
            others = pieces.setdefault(region, [])
            if not any(_lie_on_each_other(shape, one) for one in others):
                others.append(shape)
    return pieces


def _lie_on_each_other(one: BaseGeometry, other: BaseGeometry) -> bool:
    common = one.intersection(other).area
    return bool(common > min(one.area, other.area) / 2)


def _region_of(feature: Feature) -> str:
    try:
        return feature.match()[0]
    except InputError:
        return ""


def _add_cities(
    shapes: Shapes, shipped: BoundaryLayer, surroundings: Mapping[str, str]
) -> dict[str, Note]:
    """Cut a missing city out of the region around it, as the shipped boundaries draw it."""
    added: dict[str, Note] = {}
    for city, around in surroundings.items():
        if city in shapes or around not in shapes or city not in shipped.regions.index:
            continue
        known = shipped.regions.geometry[city]
        inside = polygons_of(known.intersection(shapes[around]))
        inside_km2, known_km2 = geodesic_km2([inside, known])
        if inside_km2 < known_km2 / 2:
            continue
        rest = polygons_of(shapes[around].difference(inside))
        if rest.is_empty:
            raise GeometryError.of("nothing_left", region=around, city=city)
        shapes[city], shapes[around] = inside, rest
        added[city] = Note.of("boundaries.cut", km2=float(inside_km2), region=around)
    return added


def _missing(missing: list[str], unused: list[Remark], place: Place, example: str) -> InputError:
    regions = tuple(missing)
    found = Note.of("found.no_polygon", regions=regions)
    if unused:
        reasons = tuple(one.note for one in unused[:SHOWN])
        found = Note.of("found.not_matched", regions=regions, reasons=reasons)
    return InputError.of("regions_missing", place, found=found, example=example)


def notes_of(
    repaired: list[Remark],
    dropped: list[Remark],
    added: dict[str, Note],
    sea_km2: dict[str, float],
) -> list[Note]:
    """Say what was done to features and regions; the arguments are those of `Salvage`."""
    mended = ((one.feature, one.reason) for one in repaired)
    unused = ((one.feature, one.reason) for one in dropped)
    return [
        *(Note.of("boundaries.repaired", feature=n, reason=why) for n, why in mended),
        *(Note.of("boundaries.unused", feature=n, reason=why) for n, why in unused),
        *(Note.of("boundaries.added", region=region, how=how) for region, how in added.items()),
        *sea_notes(sea_km2),
    ]

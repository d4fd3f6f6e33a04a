"""The polygon of each region, as far as a file of boundaries has them, and every fault of it.

Each polygon is matched to one of the 27 regions; broken rings are repaired, rings wound either
way are taken. Two cities are regions of their own that some files leave inside the region around
them: Kyiv in Kyiv oblast and Sevastopol in Crimea. Their polygons then come from the shipped
boundaries and are cut out of the region around them.
"""

from __future__ import annotations

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
from whoholds.importers.regions.sea import cut_sea_off
from whoholds.importers.remarks import Remark, plain
from whoholds.layers.boundaries import BoundaryLayer

INSIDE = {"UA-30": "UA-32", "UA-40": "UA-43"}
"""Cities that some files leave inside the region around them, and that region."""

COUNT = 27
"""Regions of Ukraine."""

MOST_PIECES = 10
"""Of more parts of regions a file is one of parts, and not of regions with a few drawn twice."""

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
        One error a fault; without any, the shapes are those of all 27 regions.
    """

    shapes: Shapes = field(default_factory=dict)
    read: int = 0
    matched: dict[str, str] = field(default_factory=dict)
    repaired: list[Remark] = field(default_factory=list)
    dropped: list[Remark] = field(default_factory=list)
    added: dict[str, str] = field(default_factory=dict)
    sea_km2: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[WhoholdsError] = field(default_factory=list)


def salvage_boundaries(path: Path, country: Country) -> Salvage:
    """Read boundaries as far as they can be read, and say everything that is wrong with them.

    Parameters
    ----------
    path, country
        As for `whoholds.importers.regions.layer.import_boundaries`.
    """
    shipped = country.boundaries
    features, faults, notes = salvage_features(path)
    drawn = np.array([one.shape for one in features], dtype=object)
    misplaced = coordinate_faults(drawn, shipped.territory.bounds, str(path))
    found = Salvage(read=len(features), notes=notes, faults=[*faults, *misplaced])
    broken = np.array([not _is_finite(shape) for shape in drawn], dtype=bool)
    if len(misplaced) > broken.sum():
        return found  # the whole file lies elsewhere: nothing can be measured
    drawn[broken] = None
    cleaned = clean(drawn)
    found.repaired = cleaned.repaired
    met = _match(features, cleaned.shapes, str(path), found)
    if districts := _districts(features, cleaned.shapes, str(path)):
        found.faults = [*faults, *misplaced, districts]
        return found
    found.shapes, found.sea_km2 = cut_sea_off(found.shapes, country)
    found.dropped = sorted([*found.dropped, *cleaned.dropped], key=lambda one: one.feature)
    try:
        found.added = _add_cities(found.shapes, shipped)
    except GeometryError as error:
        found.faults.append(error)
    # A region that a broken feature or file is about is not missing as well.
    missing = sorted(set(shipped.regions.index) - set(found.shapes) - met)
    if missing and not faults:
        found.faults.append(_missing(missing, found.dropped, str(path)))
    return found


def _is_finite(shape: BaseGeometry | None) -> bool:
    return shape is None or bool(np.isfinite(shapely.get_coordinates(shape)).all())


def _match(features: list[Feature], shapes: Any, where: str, found: Salvage) -> set[str]:
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
            found.dropped.append(Remark(n, f"no region of Ukraine: {by}", km2_of(shape)))
        elif shape.is_empty:
            if not _is_finite(feature.shape):
                faulty.add(region)
        elif region not in first:
            found.shapes[region], first[region], found.matched[region] = shape, feature, by
        elif km2_of(polygons_of(found.shapes[region].symmetric_difference(shape))) < SAME_KM2:
            same = f"{region} again, drawn the same as in {first[region].file}"
            found.dropped.append(Remark(n, same))
        else:
            found.faults.append(_two_ways(region, first[region], feature, where))
    return faulty


def _two_ways(region: str, first: Feature, second: Feature, where: str) -> InputError:
    return InputError(
        f"the region {region} is drawn in two ways",
        where=where,
        expected="one polygon a region",
        found=f"{first.label} and {second.label}",
        remedy="remove one of the two; parts of one region go into one feature",
    )


def _districts(features: list[Feature], shapes: Any, where: str) -> InputError | None:
    """Say so where a file draws parts of regions and not regions."""
    named = sum(1 for feature in features if feature.is_district())
    pieces = _pieces(features, shapes)
    in_pieces = sum(len(mine) - 1 for mine in pieces.values())
    unmatched = len(features) - sum(1 for feature in features if _region_of(feature))
    polygons = int((shapely.area(shapes) > 0).sum())
    if max(named, in_pieces) <= MOST_PIECES and not (polygons > 2 * COUNT and unmatched > COUNT):
        return None
    told = [
        f"{polygons} polygons",
        *([f"{named} with names or codes of raions or hromadas"] if named else []),
        *([f"{in_pieces + len(pieces)} for {len(pieces)} regions"] if in_pieces else []),
    ]
    return InputError(
        "these are parts of regions (raions or hromadas), not the 27 regions",
        where=where,
        expected="one polygon for each region: the oblasts, Crimea, Kyiv and Sevastopol",
        found=", ".join(told),
        remedy="take the file of the first level (ADM1), or join the parts of each oblast "
        "(QGIS: Dissolve, by the column of the oblast)",
    )


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


def _add_cities(shapes: Shapes, shipped: BoundaryLayer) -> dict[str, str]:
    """Cut a missing city out of the region around it, as the shipped boundaries draw it."""
    added: dict[str, str] = {}
    for city, around in INSIDE.items():
        if city in shapes or around not in shapes or city not in shipped.regions.index:
            continue
        known = shipped.regions.geometry[city]
        inside = polygons_of(known.intersection(shapes[around]))
        inside_km2, known_km2 = geodesic_km2([inside, known])
        if inside_km2 < known_km2 / 2:
            continue
        rest = polygons_of(shapes[around].difference(inside))
        if rest.is_empty:
            raise GeometryError(
                f"nothing is left of {around} without {city}",
                where=around,
                expected="a region around the city",
                found="only the city",
                remedy="give the two regions a polygon each",
            )
        shapes[city], shapes[around] = inside, rest
        added[city] = f"shipped boundaries, {inside_km2:,.0f} km2 cut out of {around}"
    return added


def _missing(missing: list[str], unused: list[Remark], where: str) -> InputError:
    reasons = "; ".join(f"feature {one.feature}: {one.reason}" for one in unused[:8])
    return InputError(
        "regions are missing from the boundaries",
        where=where,
        expected="each of the 27 regions once, known by code or name",
        found=f"no polygon for {', '.join(missing)}"
        + (f"; not matched: {plain(reasons, 400)}" if reasons else ""),
        remedy="add a column region with ISO 3166-2 codes such as UA-14",
    )

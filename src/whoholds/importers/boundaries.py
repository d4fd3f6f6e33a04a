"""Finer regions from a file or a folder of files: OCHA's COD-AB, geoBoundaries, OpenStreetMap.

Each polygon is matched to one of the 27 regions; broken rings are repaired, rings wound either
way are taken. Two cities are regions of their own that some files leave inside the region around
them: Kyiv in Kyiv oblast and Sevastopol in Crimea. Their polygons then come from the shipped
boundaries and are cut out of the region around them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from whoholds.boundaries import REGIONS_SCHEMA, BoundaryLayer, load_boundaries, make_boundaries
from whoholds.crs import WGS84, geodesic_km2
from whoholds.errors import GeometryError, InputError
from whoholds.importers.cleaning import clean, dissolve
from whoholds.importers.folders import Feature, read_features
from whoholds.importers.measures import km2_of
from whoholds.importers.placing import check_coordinates
from whoholds.importers.remarks import Remark, plain
from whoholds.lines import polygons_of
from whoholds.resources import seeds
from whoholds.tables import read_table

INSIDE = {"UA-30": "UA-32", "UA-40": "UA-43"}
"""Cities that some files leave inside the region around them, and that region."""

SAME_KM2 = 0.01
"""Two drawings of a region that differ by less are the same one."""


@dataclass(frozen=True)
class BoundaryReport:
    """What an import of boundaries did.

    Attributes
    ----------
    file
        The file or folder.
    read, matched
        How many features it has, and how each region was matched, by its code.
    repaired, dropped
        Remarks on features, with the reasons.
    added
        Regions taken from the shipped boundaries, and out of which region they were cut.
    overlap_km2
        What the regions cover more than once.
    regions
        One row a region: region, name_en, geodesic_km2, area_km2 (official).
    """

    file: str
    read: int
    matched: dict[str, str]
    repaired: list[Remark]
    dropped: list[Remark]
    added: dict[str, str]
    overlap_km2: float
    regions: pd.DataFrame = field(repr=False)

    def lines(self) -> list[str]:
        """Return the report in sentences, for the terminal."""
        repairs = [f"feature {one.feature} repaired: {one.reason}" for one in self.repaired]
        unused = [f"feature {one.feature} not used: {one.reason}" for one in self.dropped]
        cities = [f"{region} from the {how}" for region, how in self.added.items()]
        found = f"{self.file}: {len(self.matched)} regions found by code or name"
        overlap = f"regions overlap by {self.overlap_km2:,.1f} km2"
        return [found, *repairs, *unused, *cities, *([overlap] if self.overlap_km2 > 0.05 else [])]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as numbers, texts, lists and dictionaries, ready for JSON."""
        return {
            **vars(self),
            "repaired": [asdict(remark) for remark in self.repaired],
            "dropped": [asdict(remark) for remark in self.dropped],
            "regions": self.regions.to_dict("records"),
        }


@dataclass(frozen=True)
class BoundaryImport:
    """A boundary layer and the report of its import."""

    layer: BoundaryLayer
    report: BoundaryReport


def import_boundaries(path: str | Path, shipped: BoundaryLayer | None = None) -> BoundaryImport:
    """Read the 27 regions from a file or a folder of files.

    Parameters
    ----------
    path
        A vector file with a polygon a region, or a folder with one or more such files. A folder
        may draw a region twice if both drawings are the same.
    shipped
        Where a city that is missing is taken from; None for the shipped boundaries.

    Raises
    ------
    InputError
        When a region is missing, is drawn in two ways, or its code and its name disagree.
    GeometryError, CRSError
        When polygons are in the wrong place or in another reference system.
    """
    path, shipped = Path(path), shipped or load_boundaries()
    features = read_features(path)
    drawn = np.array([one.shape for one in features], dtype=object)
    check_coordinates(drawn, shipped.territory.bounds, str(path))
    cleaned = clean(drawn)
    shapes, matched, unused = _by_region(features, cleaned.shapes, str(path))
    added = _add_cities(shapes, shipped)
    missing = sorted(set(shipped.regions.index) - set(shapes))
    if missing:
        raise _missing(missing, unused, str(path))
    layer = make_boundaries(
        gpd.GeoDataFrame({"region": list(shapes)}, geometry=list(shapes.values()), crs=WGS84),
        read_table(seeds("regions.csv"), REGIONS_SCHEMA),
        source=f"{path.name}, boundaries of the user's own",
        licence="as its publisher says",
        point_of_view="Ukraine within its internationally recognised border",
    )
    columns = ["name_en", "geodesic_km2", "area_km2"]
    report = BoundaryReport(
        file=path.name,
        read=len(features),
        matched=matched,
        repaired=cleaned.repaired,
        dropped=sorted([*unused, *cleaned.dropped], key=lambda one: one.feature),
        added=added,
        overlap_km2=dissolve(layer.regions.geometry.to_numpy())[1],
        regions=pd.DataFrame(layer.regions[columns]).reset_index(),
    )
    return BoundaryImport(layer, report)


Shapes = dict[str, shapely.Geometry]


def _by_region(
    features: list[Feature], shapes: Any, where: str
) -> tuple[Shapes, dict[str, str], list[Remark]]:
    """The polygon of each region, how it was matched, and the features that are of no use."""
    found: Shapes = {}
    first: dict[str, Feature] = {}
    unused: list[Remark] = []
    for n, (feature, shape) in enumerate(zip(features, shapes, strict=True), start=1):
        region, by = feature.match()
        if not region:
            unused.append(Remark(n, f"no region of Ukraine: {by}", km2_of(shape)))
        elif shape.is_empty:
            continue
        elif region not in found:
            found[region], first[region] = shape, feature
        elif km2_of(polygons_of(found[region].symmetric_difference(shape))) < SAME_KM2:
            unused.append(Remark(n, f"{region} again, drawn the same as in {first[region].file}"))
        else:
            raise InputError(
                f"the region {region} is drawn in two ways",
                where=where,
                expected="one polygon a region",
                found=f"{first[region].label} and {feature.label}",
                remedy="remove one of the two; parts of one region go into one feature",
            )
    return found, {region: one.match()[1] for region, one in first.items()}, unused


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

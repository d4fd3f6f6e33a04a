"""Finer regions from a file or a folder of files: OCHA's COD-AB, geoBoundaries, OpenStreetMap."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from whoholds.country.country import Country
from whoholds.geometry.areas import WGS84
from whoholds.ground.tables import rows_of
from whoholds.importers.land.cleaning import dissolve
from whoholds.importers.regions.found import notes_of, salvage_boundaries
from whoholds.importers.regions.soundness import Drawn
from whoholds.importers.remarks import Remark
from whoholds.layers.boundaries import BoundaryLayer, make_boundaries
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.saying import Note

OFF_SHARE = 0.1
"""A polygon that differs by more than this from its official area is named."""


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
    sea_km2
        How much sea was cut off each region where the file takes it in, at the shipped coast.
    notes
        What reading alone noticed.
    overlap_km2
        What the regions cover more than once.
    regions
        One row a region: region, name_en, area_km2 (of the polygon), official_km2.
    """

    file: str
    read: int
    matched: dict[str, Note | str]
    repaired: list[Remark]
    dropped: list[Remark]
    added: dict[str, Note]
    sea_km2: dict[str, float]
    notes: list[Note]
    overlap_km2: float
    regions: pd.DataFrame = field(repr=False)

    def noted(self) -> list[Note]:
        """Return the report as notes."""
        told = Note.of("boundaries.found", file=self.file, count=len(self.matched))
        notes = [told, *notes_of(self.repaired, self.dropped, self.added, self.sea_km2)]
        for row in rows_of(self.regions):
            off = row.area_km2 / row.official_km2 - 1
            if abs(off) > OFF_SHARE:
                notes.append(
                    Note.of(
                        "boundaries.off",
                        region=row.region,
                        name=row.name_en,
                        km2=row.area_km2,
                        official=row.official_km2,
                        off=off,
                    )
                )
        if self.overlap_km2 > SMALLEST_KM2:
            notes.append(Note.of("boundaries.overlap", km2=self.overlap_km2))
        return [*notes, *self.notes]


@dataclass(frozen=True)
class BoundaryImport:
    """A boundary layer and the report of its import."""

    layer: BoundaryLayer
    report: BoundaryReport


def import_boundaries(path: str | Path, country: Country) -> BoundaryImport:
    """Read the 27 regions from a file or a folder of files.

    Parameters
    ----------
    path
        A vector file with a polygon a region, or a folder with one or more such files. A folder
        may draw a region twice if both drawings are the same.
    country
        Whose regions they are: a city that is missing is taken from its boundaries.

    Raises
    ------
    InputError
        When a region is missing, is drawn in two ways, or its code and its name disagree.
    GeometryError, CRSError
        When polygons are in the wrong place or in another reference system, are not of the
        region that they are named after, overlap or leave gaps.
    """
    path = Path(path)
    found = salvage_boundaries(path, country)
    if found.faults:
        raise found.faults[0]
    Drawn(path, found.shapes, country).refuse_unsound()
    layer = make_boundaries(
        gpd.GeoDataFrame(
            {"region": list(found.shapes)}, geometry=list(found.shapes.values()), crs=WGS84
        ),
        country.facts,
        country.territory,
        source=f"{path.name}, boundaries of the user's own",
        licence="as its publisher says",
        point_of_view="the country within its internationally recognised border",
    )
    columns = ["name_en", "area_km2", "official_km2"]
    report = BoundaryReport(
        file=path.name,
        read=found.read,
        matched=found.matched,
        repaired=found.repaired,
        dropped=found.dropped,
        added=found.added,
        sea_km2=found.sea_km2,
        notes=found.notes,
        overlap_km2=dissolve(layer.regions.geometry.to_numpy())[1],
        regions=pd.DataFrame(layer.regions[columns]).reset_index(),
    )
    return BoundaryImport(layer, report)

"""Whether boundaries can be used: areas beside official ones, overlaps and gaps."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.errors import GeometryError, WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.layers.official_areas import compare_areas, summary
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.saying import Note, Value
from whoholds.words.text import columns

SAME_PLACE = 0.5
"""Of the smaller of two drawings of a region at least so much lies in the other."""

SEAM_SHARE = 0.01
"""Two regions may overlap, or leave a gap, by so much of the smaller before it is a fault."""


@dataclass(frozen=True)
class Seam:
    """Where two regions overlap or leave a gap, its km2, and those of the smaller region."""

    regions: tuple[str, ...]
    is_gap: bool
    km2: float
    smaller_km2: float

    @property
    def allowed_km2(self) -> float:
        """What may be put down to the drawing."""
        return SEAM_SHARE * self.smaller_km2

    def fault(self, where: Path) -> WhoholdsError:
        """The seam as an error."""
        if self.is_gap:
            return GeometryError.of("gap", str(where), **self._values)
        return GeometryError.of("overlap", str(where), **self._values)

    @property
    def _values(self) -> dict[str, Value]:
        return {
            "regions": self.regions,
            "km2": self.km2,
            "allowed": self.allowed_km2,
            "share": SEAM_SHARE,
        }

    @property
    def note(self) -> Note:
        """Where it is and how large."""
        key = "gap" if self.is_gap else "overlap"
        return Note(f"seam.{key}", self._values)


SIZED = [*columns("name"), "area_km2", "official_km2"]
"""What is taken of the shipped regions."""


class Drawn:
    """The regions of a file, measured.

    Parameters
    ----------
    file
        A file or folder of boundaries, for messages.
    shapes
        A valid polygon of each region that it has, by the region's code.
    country
        What they are measured against.
    """

    def __init__(self, file: Path, shapes: Mapping[str, BaseGeometry], country: Country) -> None:
        self.file, self.shapes, self.country = file, shapes, country

    @cached_property
    def _measured(self) -> pd.DataFrame:
        """Area of each region found, officially and in the shipped drawing, and what they share."""
        shipped = self.country.boundaries.regions
        shapes = self.shapes
        table = pd.DataFrame(shipped.loc[sorted(shapes), SIZED])
        drawn = np.array([shapes[region] for region in table.index], dtype=object)
        known = np.asarray(shipped.geometry.loc[table.index])
        table["drawn_km2"] = geodesic_km2(drawn)
        shared = geodesic_km2(shapely.intersection(drawn, known))
        table["same_place"] = shared / table[["drawn_km2", "area_km2"]].min(axis="columns")
        return table

    def refuse_unsound(self) -> None:
        """Raise the first fault of the areas and the seams.

        Raises
        ------
        GeometryError
            When a polygon is not its region's, or regions overlap or leave gaps.
        """
        for finding in (self.areas(), self.seams()):
            for fault in finding.faults:
                raise fault

    def areas(self) -> Finding:
        """Each polygon against the region's official area and its shipped drawing."""
        table = self._measured
        elsewhere = table["same_place"] < SAME_PLACE
        faults = [self._another_region(str(region), table) for region in table.index[elsewhere]]
        notes, too_far = compare_areas(table[~elsewhere], self.country.reasons, str(self.file))
        return Finding(summary(table), [*faults, *too_far], notes)

    def _another_region(self, region: str, table: pd.DataFrame) -> WhoholdsError:
        row: dict[Hashable, Any] = table.loc[region].to_dict()
        return GeometryError.of(
            "another_region",
            region=region,
            file=str(self.file),
            share=SAME_PLACE,
            name=str(row["name_en"]),
            drawn=float(row["drawn_km2"]),
            official=float(row["official_km2"]),
            common=float(row["same_place"]),
        )

    def seams(self) -> Finding:
        """Where regions overlap or leave gaps, and how the country's border differs from ours."""
        shapes = np.array([self.shapes[name] for name in self._measured.index], dtype=object)
        is_whole = len(shapes) == len(self.country.boundaries.regions)
        # Where a region is missing, every border of it would be a gap.
        overlaps, gaps = list(self._overlaps(shapes)), list(self._gaps(shapes)) if is_whole else []
        whole, shipped = shapely.union_all(shapes), self.country.boundaries.territory
        less, more = geodesic_km2(
            [polygons_of(shipped.difference(whole)), polygons_of(whole.difference(shipped))]
        )
        detail = Note.of(
            "seam.all",
            overlaps=sum(seam.km2 for seam in overlaps),
            gaps=sum(seam.km2 for seam in gaps),
        )
        border = Note.of("seam.border", less=float(less), more=float(more))
        notes = [*(seam.note for seam in (*overlaps, *gaps)), border]
        too_wide = [seam for seam in (*overlaps, *gaps) if seam.km2 > seam.allowed_km2]
        return Finding(detail, [seam.fault(self.file) for seam in too_wide], notes)

    def _overlaps(self, shapes: NDArray[Any]) -> Iterator[Seam]:
        names, sizes = self._measured.index, self._measured["drawn_km2"].to_numpy()
        one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        for first, second in zip(one[one < other], other[one < other], strict=True):
            common = polygons_of(shapes[first].intersection(shapes[second]))
            km2 = float(geodesic_km2([common])[0])
            if km2 >= SMALLEST_KM2:
                smaller = float(min(sizes[first], sizes[second]))
                yield Seam((str(names[first]), str(names[second])), False, km2, smaller)

    def _gaps(self, shapes: NDArray[Any]) -> Iterator[Seam]:
        """The holes between regions; a country has none, as a rule."""
        names, sizes = self._measured.index, self._measured["drawn_km2"].to_numpy()
        whole = shapely.get_parts(shapely.union_all(shapes))
        holes = [shapely.Polygon(ring) for part in whole for ring in part.interiors]
        for hole, km2 in zip(holes, geodesic_km2(holes), strict=True):
            if km2 >= SMALLEST_KM2:
                around = shapely.intersects(shapes, hole)
                between = tuple(map(str, names[around]))
                yield Seam(between, True, float(km2), float(sizes[around].min()))

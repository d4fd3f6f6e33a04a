"""Whether boundaries can be used: areas beside official ones, overlaps and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

SAME_PLACE = 0.5
"""Of the smaller of two drawings of a region at least so much lies in the other."""

SEAM_SHARE = 0.01
"""Two regions may overlap, or leave a gap, by so much of the smaller before it is a fault."""


@dataclass(frozen=True)
class Seam:
    """Where two regions overlap or leave a gap: in words, its km2, and those of the smaller."""

    what: str
    km2: float
    smaller_km2: float

    @property
    def allowed_km2(self) -> float:
        """What may be put down to the drawing."""
        return SEAM_SHARE * self.smaller_km2

    def fault(self, where: Path) -> WhoholdsError:
        """The seam as an error."""
        return GeometryError(
            self.what,
            where=str(where),
            expected=f"at most {self.allowed_km2:,.1f} km2, {SEAM_SHARE:.0%} of the smaller region",
            found=f"{self.km2:,.1f} km2",
            remedy="repair the boundaries (QGIS: Topology checker), or take others",
        )


SIZED = ["name_en", "name_uk", "area_km2", "official_km2"]
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
        known = shipped.geometry.loc[table.index].to_numpy()
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
        row = table.loc[region]
        return GeometryError(
            f"the polygon of {region} is not that region's",
            where=f"{self.file}, {region}",
            expected=f"{SAME_PLACE:.0%} of the smaller drawing in common with the shipped one",
            found=f"{row['name_en']}: polygon {row['drawn_km2']:,.0f} km2, official "
            f"{row['official_km2']:,.0f} km2, {row['same_place']:.0%} in common",
            remedy="check that the codes or names are beside the right polygons",
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
        detail = (
            f"regions overlap by {sum(seam.km2 for seam in overlaps):,.1f} km2, gaps between them "
            f"{sum(seam.km2 for seam in gaps):,.1f} km2"
        )
        notes = [
            *(f"{seam.what}: {seam.km2:,.1f} km2" for seam in (*overlaps, *gaps)),
            f"{less:,.0f} km2 of the shipped territory lie outside, {more:,.0f} km2 lie beyond it",
        ]
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
                yield Seam(f"{names[first]} and {names[second]} overlap", km2, smaller)

    def _gaps(self, shapes: NDArray[Any]) -> Iterator[Seam]:
        """The holes between regions; Ukraine has none."""
        names, sizes = self._measured.index, self._measured["drawn_km2"].to_numpy()
        whole = shapely.get_parts(shapely.union_all(shapes))
        holes = [shapely.Polygon(ring) for part in whole for ring in part.interiors]
        for hole, km2 in zip(holes, geodesic_km2(holes), strict=True):
            if km2 >= SMALLEST_KM2:
                around = shapely.intersects(shapes, hole)
                between = " and ".join(names[around])
                yield Seam(f"there is a gap at {between}", float(km2), float(sizes[around].min()))

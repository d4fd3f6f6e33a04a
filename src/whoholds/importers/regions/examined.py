"""A user's own boundaries for the preflight report: what was found, and whether it can be used."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from whoholds.country.country import Country
from whoholds.ground.finding import Finding
from whoholds.importers.regions.found import Salvage, notes_of, salvage_boundaries
from whoholds.importers.regions.layer import import_boundaries
from whoholds.importers.regions.soundness import Drawn
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note


def examine_regions(
    file: Path, country: Country
) -> tuple[list[tuple[str, Finding]], BoundaryLayer | None]:
    """Make every check of boundaries that can be made.

    Parameters
    ----------
    file
        A file or folder of boundaries.
    country
        Whose regions they are.

    Returns
    -------
    tuple
        Name and outcome of each check; and the boundaries where they can be used, else None.
    """
    own = OwnRegions(file, country)
    found = [("your regions", own.regions())]
    if own.found.shapes:
        found += [("your areas", own.drawn.areas()), ("your seams", own.drawn.seams())]
    faulty = any(finding.faults for _, finding in found)
    return found, None if faulty else import_boundaries(file, country).layer


class OwnRegions:
    """The regions of a file as far as they can be read.

    Parameters
    ----------
    file
        A file or folder of boundaries.
    country
        Whose regions they are.
    """

    def __init__(self, file: Path, country: Country) -> None:
        self.file, self.country = file, country

    @cached_property
    def found(self) -> Salvage:
        """What the file has."""
        return salvage_boundaries(self.file, self.country)

    @cached_property
    def drawn(self) -> Drawn:
        """Its polygons, measured."""
        return Drawn(self.file, self.found.shapes, self.country)

    def regions(self) -> Finding:
        """Which regions the file has, and what was done to its features."""
        found, regions = self.found, self.country.boundaries.regions
        matched = {
            how: tuple(sorted(region for region, way in found.matched.items() if way == how))
            for how in sorted(set(found.matched.values()), key=_order)
        }
        notes = [
            *(Note.of("matched.by", how=how, regions=mine) for how, mine in matched.items()),
            *notes_of(found.repaired, found.dropped, found.added, found.sea_km2),
            *found.notes,
        ]
        detail = Note.of(
            "matched.all", count=len(found.shapes), of=len(regions), features=found.read
        )
        return Finding(detail, found.faults, notes)


def _order(how: Note | str) -> str:
    return how.key if isinstance(how, Note) else how

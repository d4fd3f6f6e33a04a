"""A user's own boundaries and control layer, examined fault by fault for the preflight report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from whoholds.checks.tables import Tables
from whoholds.door.importing import examine_regions, salvage_layer
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.importers.layer import Options
from whoholds.importers.report import ImportReport
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note
from whoholds.zones.partition import PART_SEPARATOR, Zones, partition


class OwnFiles:
    """The files of a user, as far as they can be read.

    Parameters
    ----------
    tables
        The edited tables, for parts and proposals.
    boundaries
        A file or folder of boundaries; None for the shipped ones.
    control
        A control layer; None for none.
    date
        The layer's day, where its data do not say it.
    """

    def __init__(
        self,
        tables: Tables,
        boundaries: Path | None = None,
        control: Path | None = None,
        date: dt.date | None = None,
    ) -> None:
        self._tables, self._control_file, self._date = tables, control, date
        self._regions_file, self._country = boundaries, tables.country

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Yield the name and outcome of every check that can be made."""
        yield from self._regions[0]
        if self._control_file is not None:
            layer, faults = salvage_layer(
                self._control_file, self._ground, self._country, Options(date=self._date)
            )
            if layer is None:
                yield "your control layer", Finding(None, faults)
                return
            yield "your control layer", self._control(layer.report)
            try:
                zones = partition(self._ground, layer.layer, self._tables.whole)
            except WhoholdsError as error:
                yield "your zones", Finding(None, [error])
                return
            yield "your zones", self._zones(zones)
            yield "your proposals", self._tables.evaluated([zones])

    @cached_property
    def _regions(self) -> tuple[list[tuple[str, Finding]], BoundaryLayer | None]:
        """What is found of the user's boundaries, and they themselves if they can be used."""
        if self._regions_file is None:
            return [], None
        try:
            return examine_regions(self._regions_file, self._country)
        except WhoholdsError as error:
            return [("your regions", Finding(None, [error]))], None

    @cached_property
    def _ground(self) -> BoundaryLayer:
        """The user's boundaries if they can be used, else the shipped ones."""
        return self._regions[1] or self._country.boundaries

    def _control(self, report: ImportReport) -> Finding:
        """What the layer is and holds, and what its import did."""
        own = self._regions[1] is not None
        detail = Note.of(
            "check.control",
            day=report.date,
            kind=Note.of(f"check.kind.{report.kind}"),
            source=report.source,
            area_km2=report.area_km2,
            share=report.share,
            regions=Note.of("check.own_regions" if own else "check.shipped_regions"),
        )
        return Finding(detail, [], report.noted())

    def _zones(self, zones: Zones) -> Finding:
        """Whether the layer's zones add up, and which parts it does not have."""
        present = {
            (region, held_by, part)
            for region, held_by, names in zones.keys.values()
            for part in names.split(PART_SEPARATOR)
        }
        rows = self._tables.whole.parts[["region", "held_by", "part"]]
        notes = [
            Note.of("check.no_part", part=part, region=region, held_by=held_by)
            for region, held_by, part in rows.itertuples(index=False, name=None)
            if (region, held_by, part) not in present
        ]
        return Finding(Note.of("check.own_zones", count=len(zones.frame)), [], notes)

"""The edited tables of a folder, read file by file and row by row, with all that is wrong.

Where the other modules stop at the first fault, because nothing can be computed from a faulty
table, this one goes on: a person who mends tables wants the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from whoholds.boundaries import REGIONS_SCHEMA, load_boundaries
from whoholds.citations import Source, Sources, is_weak, source_faults
from whoholds.claim_table import CLAIMS_SCHEMA, claim_faults
from whoholds.control import embedded_dates, embedded_layer
from whoholds.errors import InputError, WhoholdsError
from whoholds.evaluation import empty_part_faults, evaluate, part_faults
from whoholds.parts import PARTS_SCHEMA, rule_faults
from whoholds.places import PLACES_SCHEMA
from whoholds.proposal_file import Proposal, salvage_proposal
from whoholds.proposals import STATUS_SCHEMA, Catalogue, rank, reading_faults, status_faults
from whoholds.resources import geodata
from whoholds.settlements import POPULATIONS_SCHEMA, read_settlements
from whoholds.tables import list_ids, read_toml, salvage_model, salvage_table
from whoholds.vocabulary import TermStatus
from whoholds.zones import Zones, partition


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    detail
        What was counted or measured.
    faults
        What is wrong; a check without any has passed.
    notes
        What a person should know and need not mend.
    """

    detail: str
    faults: list[WhoholdsError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Tables:
    """The tables of a folder as far as they can be read.

    Parameters
    ----------
    folder
        A folder of the form of seeds/.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # Sources

    @cached_property
    def _sources(self) -> tuple[Sources, list[WhoholdsError]]:
        path = self.folder / "sources.toml"
        try:
            entries = read_toml(path)
        except InputError as error:
            return {}, [error]
        sources: Sources = {}
        faults: list[WhoholdsError] = []
        for name, entry in entries.items():
            found = salvage_model(Source, entry, where=f"{path}, [{name}]")
            if isinstance(found, list):
                faults += found
                # The id is known all the same, so that rows which cite it are not reported too.
                found = Source(title=name, publisher=name, kind="summary", strength="weak")
            sources[name] = found
        return sources, faults

    @property
    def sources(self) -> Finding:
        """The list of sources."""
        sources, faults = self._sources
        return Finding(f"{len(sources)} sources", faults)

    # Proposals and their status

    @cached_property
    def _proposals(self) -> tuple[list[Proposal], list[WhoholdsError]]:
        proposals: list[Proposal] = []
        faults: list[WhoholdsError] = []
        for path in sorted(self.folder.glob("proposals/*.toml")):
            proposal, found = salvage_proposal(path, self._sources[0])
            faults += found
            proposals += [proposal] if proposal else []
        return sorted(proposals, key=rank), faults

    @cached_property
    def _status(self) -> tuple[pd.DataFrame, list[InputError]]:
        return salvage_table(self.folder / "control_status.csv", STATUS_SCHEMA)

    @cached_property
    def _parts(self) -> tuple[pd.DataFrame, list[WhoholdsError]]:
        path = self.folder / "parts.csv"
        table, faults = salvage_table(path, PARTS_SCHEMA)
        broken = list(rule_faults(table, str(path)))
        lines = [int(fault.where.split(", line ")[1].split(",")[0]) - 2 for fault in broken]
        return table.drop(index=lines), [*faults, *broken]

    @property
    def part_rows(self) -> pd.DataFrame:
        """The rows of the table of parts that could be read."""
        return self._parts[0]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The proposals and status rows that could be read."""
        proposals = {proposal.id: proposal for proposal in self._proposals[0]}
        return Catalogue(proposals, self._status[0], self._sources[0])

    @property
    def proposals(self) -> Finding:
        """The proposal files."""
        proposals, faults = self._proposals
        readings = sum(len(proposal.readings) for proposal in proposals)
        notes = [
            f"proposals/{proposal.id}.toml, term {term.term}: only weak sources"
            for proposal in proposals
            for term in proposal.terms
            if term.status is not TermStatus.NOT_STATED and is_weak(term.sources, self._sources[0])
        ]
        return Finding(f"{len(proposals)} proposals, {readings} readings", faults, notes)

    @property
    def status(self) -> Finding:
        """The control-status table, by itself and against proposals, sources, parts and layers."""
        table, faults = self._status
        path = str(self.folder / "control_status.csv")
        broken = {path.stem for path in self.folder.glob("proposals/*.toml")}
        broken -= set(self.catalogue.proposals)
        found = [
            *faults,
            *(
                fault
                for fault in status_faults(self.catalogue, path)
                # A proposal whose file has faults is not an unknown one.
                if fault.found not in broken
            ),
            *reading_faults(self.catalogue, "control_status.csv"),
            *part_faults(self.catalogue, self._parts[0]),
            *self._empty_parts(),
        ]
        rows = zip(table.index, table["source"], strict=True)
        notes = [
            f"control_status.csv, line {position + 2}: only weak sources"
            for position, ids in rows
            if is_weak(list_ids(ids), self._sources[0])
        ]
        return Finding(f"{len(table)} rows of control status", found, notes)

    def _empty_parts(self) -> Iterator[WhoholdsError]:
        defined = set(
            self._parts[0][["region", "held_by", "part"]].itertuples(index=False, name=None)
        )
        for fault in empty_part_faults(self.catalogue, self._zones[0]):
            part, _, rest = fault.found.partition(" in ")
            region, _, side = rest.partition(" held by ")
            # A part that is not defined is reported as such.
            if (region, side, part) in defined:
                yield fault

    @property
    def parts(self) -> Finding:
        """The table of parts."""
        table, faults = self._parts
        return Finding(f"{table['part'].nunique()} parts", faults)

    # Other tables

    @property
    def regions(self) -> Finding:
        """The table of regions."""
        table, faults = salvage_table(self.folder / "regions.csv", REGIONS_SCHEMA)
        return Finding(f"{len(table)} regions with areas and populations", list(faults))

    @property
    def claims(self) -> Finding:
        """The published figures."""
        path = self.folder / "claims.csv"
        table, faults = salvage_table(path, CLAIMS_SCHEMA)
        found = [*faults, *claim_faults(table, self._sources[0], str(path))]
        notes = [
            f"claims.csv, claim {name}: only weak sources"
            for name, ids in zip(table["claim"], table["source"], strict=True)
            if is_weak(list_ids(ids), self._sources[0])
        ]
        return Finding(f"{len(table)} published figures", found, notes)

    @property
    def places(self) -> Finding:
        """The places that decide negotiations."""
        path = self.folder / "places.csv"
        table, faults = salvage_table(path, PLACES_SCHEMA)
        found: list[WhoholdsError] = [*faults, *self._cited(table, path)]
        for position, region in table["region"].items():
            try:
                load_boundaries().require_region(region, f"{path}, line {position + 2}")
            except WhoholdsError as error:
                found.append(error)
        rough = (table["exact"] == "approximate").sum()
        return Finding(f"{len(table)} places, {rough} of them approximate", found)

    @property
    def populations(self) -> Finding:
        """The corrections to the populations of settlements."""
        path = self.folder / "populations.csv"
        table, faults = salvage_table(path, POPULATIONS_SCHEMA)
        found: list[WhoholdsError] = [*faults, *self._cited(table, path)]
        try:
            read_settlements(geodata("settlements.csv"), table)
        except WhoholdsError as error:
            found.append(error)
        return Finding(f"{len(table)} populations corrected", found)

    def _cited(self, table: pd.DataFrame, path: Path) -> Iterator[WhoholdsError]:
        for position, ids in table["source"].items():
            line = f"{path}, line {position + 2}, column source"
            yield from source_faults(list_ids(ids), self._sources[0], line)

    # The tables together

    @cached_property
    def _zones(self) -> tuple[list[Zones], list[WhoholdsError]]:
        zones, faults = [], []
        for date in embedded_dates():
            try:
                zones.append(partition(load_boundaries(), embedded_layer(date), self._parts[0]))
            except WhoholdsError as error:
                faults.append(error)
        return zones, faults

    @property
    def partition(self) -> Finding:
        """The partition of every shipped layer by the parts."""
        zones, faults = self._zones
        counts = [f"{item.control.date}: {len(item.frame)} zones" for item in zones]
        return Finding("zones add up to their regions; " + ", ".join(counts), faults)

    @property
    def coverage(self) -> Finding:
        """Every proposal and reading on every shipped layer."""
        return self.evaluated(self._zones[0])

    def evaluated(self, layers: list[Zones]) -> Finding:
        """Every proposal and reading on the zones of some layers."""
        count, faults = 0, {}
        for zones in layers:
            for proposal in self.catalogue.proposals.values():
                for reading in proposal.readings:
                    try:
                        evaluate(self.catalogue, proposal.id, zones, reading.id)
                        count += 1
                    except WhoholdsError as error:
                        faults[str(error)] = error
        text = f"every zone has one status in {count} evaluations (proposal x reading x layer)"
        return Finding(text, list(faults.values()))

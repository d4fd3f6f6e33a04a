"""What is wrong with the edited tables of a folder, file by file and row by row.

Where the other modules stop at the first fault, because nothing can be computed from a faulty
table, this one goes on: a person who mends tables wants the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from whoholds.checks.salvage import Salvaged
from whoholds.claims.table import claim_faults, claims_schema
from whoholds.country.country import Country
from whoholds.country.places import places_schema
from whoholds.country.settlements import POPULATIONS_SCHEMA, settlements_of
from whoholds.country.spellings import spellings_schema
from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.ground.tables import list_ids, salvage_table
from whoholds.layers.boundaries import regions_schema, unknown_region
from whoholds.proposals.catalogue import earlier_faults, first_faults, reading_faults, status_faults
from whoholds.proposals.citations import Sources, is_weak, source_faults, unnamed_sources
from whoholds.proposals.evaluation import empty_part_faults, evaluate, part_faults
from whoholds.proposals.reactions import REACTIONS_SCHEMA, reaction_faults
from whoholds.vocabulary.closed import TermStatus
from whoholds.words.saying import Note, Place
from whoholds.zones.partition import Zones


class Tables:
    """What is found in the tables of a folder.

    Parameters
    ----------
    country
        Its tables are read anew, whatever was read of it.

    Attributes
    ----------
    read
        The tables as far as they can be read.
    """

    def __init__(self, country: Country) -> None:
        self.country, self.folder = country, country.seeds
        self.read = Salvaged(country)

    # Sources

    @property
    def sources(self) -> Finding:
        """The list of sources."""
        sources, faults = self.read.sources
        unnamed = unnamed_sources(self.folder)
        notes = [
            Note.of("check.unnamed_source", place=Place("sources.toml").at(entry=name))
            for name in unnamed
        ]
        return Finding(Note.of("check.sources", count=len(sources)), faults, notes)

    @property
    def known_sources(self) -> Sources:
        """The sources that could be read."""
        return self.read.sources[0]

    # Proposals and their status

    @property
    def whole(self) -> Country:
        """The country with the parts that could be read."""
        return self.read.whole

    @property
    def proposals(self) -> Finding:
        """The proposal files."""
        proposals, faults = self.read.proposals
        readings = sum(len(proposal.readings) for proposal in proposals)
        notes = [
            _weak(Place(f"proposals/{proposal.id}.toml").at(term=term.term))
            for proposal in proposals
            for term in proposal.terms
            if term.status is not TermStatus.NOT_STATED and self._is_weak(term.sources)
        ]
        broken = self._broken_proposals()
        if not any(self.folder.glob("proposals/*.toml")):
            faults = [InputError.of("proposals.none", str(self.folder / "proposals"))]
        found = [
            *faults,
            *(
                fault
                for fault in (
                    *earlier_faults(self.read.catalogue),
                    *first_faults(self.read.catalogue, self.country.territory),
                )
                # A proposal whose file has faults is not an unknown one.
                if fault.fault.values.get("name") not in broken
            ),
        ]
        detail = Note.of("check.proposals", count=len(proposals), readings=readings)
        return Finding(detail, found, notes)

    def _broken_proposals(self) -> set[str]:
        """Ids of the proposals whose files have faults, so that they could not be read."""
        files = {path.stem for path in self.folder.glob("proposals/*.toml")}
        return files - set(self.read.catalogue.proposals)

    @property
    def status(self) -> Finding:
        """The control-status table, by itself and against proposals, sources, parts and layers."""
        table, faults = self.read.status
        path = str(self.folder / "control_status.csv")
        broken = self._broken_proposals()
        found = [
            *faults,
            *(
                fault
                for fault in status_faults(self.read.catalogue, path)
                # A proposal whose file has faults is not an unknown one.
                if fault.fault.values.get("name") not in broken
            ),
            *reading_faults(self.read.catalogue, "control_status.csv"),
            *self._of_no_region(table, self.folder / "control_status.csv"),
            *part_faults(self.read.catalogue, self.read.parts[0]),
            *self._empty_parts(),
        ]
        rows = zip(table.index, table["source"], strict=True)
        notes = [
            _weak(Place("control_status.csv", line=position + 2))
            for position, ids in rows
            if self._is_weak(list_ids(ids))
        ]
        return Finding(Note.of("check.status", count=len(table)), found, notes)

    def _empty_parts(self) -> Iterator[WhoholdsError]:
        defined = set(
            self.read.parts[0][["region", "held_by", "part"]].itertuples(index=False, name=None)
        )
        zones, broken = self.read.zones
        # Where there is no line, or one could not be cut, nobody knows what it lacks.
        known = zones and not broken
        for fault in empty_part_faults(self.read.catalogue, zones) if known else ():
            named = fault.fault.values
            # A part that is not defined is reported as such.
            if (named["region"], named["held_by"], named["part"]) in defined:
                yield fault

    @property
    def parts(self) -> Finding:
        """The table of parts."""
        table, faults = self.read.parts
        found = [*faults, *self._of_no_region(table, self.folder / "parts.csv")]
        return Finding(Note.of("check.parts", count=table["part"].nunique()), found)

    # Other tables

    @property
    def reactions(self) -> Finding:
        """What was said of the proposals."""
        path = self.folder / "reactions.csv"
        table, faults = salvage_table(path, REACTIONS_SCHEMA)
        known = {*self.read.catalogue.proposals, *self._broken_proposals()}
        found = [*faults, *reaction_faults(table, known, self.read.sources[0], str(path))]
        rows = zip(table.index, table["source"], strict=True)
        notes = [
            _weak(Place("reactions.csv", line=position + 2))
            for position, ids in rows
            if self._is_weak(list_ids(ids))
        ]
        return Finding(Note.of("check.reactions", count=len(table)), found, notes)

    @property
    def regions(self) -> Finding:
        """The table of regions."""
        table, faults = salvage_table(
            self.folder / "regions.csv", regions_schema(self.country.territory)
        )
        return Finding(Note.of("check.regions", count=len(table)), list(faults))

    @property
    def spellings(self) -> Finding:
        """How files from elsewhere name the regions."""
        path = self.folder / "spellings.csv"
        table, faults = salvage_table(path, spellings_schema(self.country.territory))
        around = table[["inside"]].rename(columns={"inside": "region"})
        found = [
            *faults,
            *self._of_no_region(table, path),
            *self._of_no_region(around[around["region"] != ""], path, "inside"),
        ]
        return Finding(Note.of("check.spellings", count=len(table)), found)

    @property
    def claims(self) -> Finding:
        """The published figures."""
        path = self.folder / "claims.csv"
        table, faults = salvage_table(path, claims_schema(self.country.territory))
        found = [*faults, *claim_faults(table, self.read.sources[0], self.whole, str(path))]
        notes = [
            _weak(Place("claims.csv").at(claim=name))
            for name, ids in zip(table["claim"], table["source"], strict=True)
            if self._is_weak(list_ids(ids))
        ]
        return Finding(Note.of("check.claims", count=len(table)), found, notes)

    @property
    def places(self) -> Finding:
        """The places that decide negotiations."""
        path = self.folder / "places.csv"
        table, faults = salvage_table(path, places_schema(self.country.territory))
        found = [*faults, *self.cited(table, path), *self._of_no_region(table, path)]
        rough = (table["exact"] == "approximate").sum()
        return Finding(Note.of("check.places", count=len(table), rough=int(rough)), found)

    @property
    def settlements(self) -> Finding:
        """The settlements, each in a region."""
        table = self.country.gazetteer
        # What lies in no region has none there, such as a town of a neighbour.
        inside = table[table["region"].fillna("") != ""]
        found = self._of_no_region(inside, self.country.geodata.folder / "settlements.csv")
        return Finding(Note.of("check.settlements", count=len(table)), list(found))

    @property
    def populations(self) -> Finding:
        """The corrections to the populations of settlements."""
        path = self.folder / "populations.csv"
        table, faults = salvage_table(path, POPULATIONS_SCHEMA)
        found: list[WhoholdsError] = [*faults, *self.cited(table, path)]
        try:
            settlements_of(self.country.gazetteer, table)
        except WhoholdsError as error:
            found.append(error)
        return Finding(Note.of("check.populations", count=len(table)), found)

    def cited(self, table: pd.DataFrame, path: Path) -> Iterator[WhoholdsError]:
        """Yield an error for every source that a table names in its column and does not exist."""
        for position, ids in zip(table.index, table["source"], strict=True):
            line = Place(str(path), line=position + 2, column="source")
            yield from source_faults(list_ids(ids), self.read.sources[0], line)

    def _of_no_region(
        self, table: pd.DataFrame, path: Path, column: str = "region"
    ) -> Iterator[WhoholdsError]:
        """Yield an error for every row for a region that the table of regions does not have."""
        codes = self.whole.codes
        for position, region in zip(table.index, table["region"], strict=True):
            if codes and region not in codes:
                place = Place(str(path), line=position + 2, column=column)
                yield unknown_region(region, codes, place)

    def _is_weak(self, ids: list[str]) -> bool:
        return is_weak(ids, self.read.sources[0])

    # The tables together

    @property
    def partition(self) -> Finding:
        """The partition of every shipped layer by the parts."""
        zones, faults = self.read.zones
        counts = [
            Note.of("check.zones", day=item.control.date, count=len(item.frame)) for item in zones
        ]
        return Finding(Note.of("check.partition", counts=tuple(counts)), faults)

    @property
    def coverage(self) -> Finding:
        """Every proposal and reading on every shipped layer."""
        return self.evaluated(self.read.zones[0])

    def evaluated(self, layers: list[Zones]) -> Finding:
        """Every proposal and reading on the zones of some layers."""
        count, faults = 0, {}
        for zones in layers:
            for proposal in self.read.catalogue.proposals.values():
                for reading in proposal.readings:
                    try:
                        evaluate(self.read.catalogue, proposal.id, zones, reading.id)
                        count += 1
                    except WhoholdsError as error:
                        faults[str(error)] = error
        return Finding(Note.of("check.coverage", count=count), list(faults.values()))


def _weak(place: Place) -> Note:
    return Note.of("check.weak", place=place)

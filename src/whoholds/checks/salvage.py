"""The edited tables of a folder, read as far as they can be, each with its faults beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from whoholds.country.country import Country
from whoholds.country.parts import parts_schema, rule_faults
from whoholds.ground.entries import salvage_model
from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.ground.tables import salvage_table
from whoholds.ground.texts import read_toml
from whoholds.proposals.catalogue import Catalogue, rank, status_schema
from whoholds.proposals.citations import Source, Sources
from whoholds.proposals.file import Proposal, salvage_proposal
from whoholds.vocabulary.known import Known
from whoholds.vocabulary.terms import TermEntry, Terms
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Place
from whoholds.zones.partition import Zones, partition


class Salvaged:
    """The tables of a folder as far as they can be read.

    Parameters
    ----------
    country
        Its tables are read anew, whatever was read of it.
    """

    def __init__(self, country: Country) -> None:
        self.country, self.folder = country, country.seeds

    @cached_property
    def sources(self) -> tuple[Sources, list[WhoholdsError]]:
        """The list of sources, and its faults."""
        path = self.folder / "sources.toml"
        try:
            entries = read_toml(path)
        except InputError as error:
            return {}, [error]
        sources: Sources = {}
        faults: list[WhoholdsError] = []
        for name, entry in entries.items():
            found = salvage_model(Source, entry, Place(str(path)).at(entry=name))
            if isinstance(found, list):
                faults += found
                # The id is known all the same, so that rows which cite it are not reported too.
                found = Source.model_validate(
                    {"title": name, "publisher": name, "kind": "summary", "strength": "weak"}
                )
            sources[name] = found
        return sources, faults

    @cached_property
    def territory(self) -> tuple[Territory | None, list[WhoholdsError]]:
        """What the conflict is about, and everything that is wrong with its file."""
        path = self.folder / "conflict.toml"
        try:
            found = salvage_model(Territory, read_toml(path), Place(str(path)))
        except InputError as error:
            return None, [error]
        return (None, [*found]) if isinstance(found, list) else (found, [])

    @cached_property
    def terms(self) -> tuple[Mapping[str, TermEntry], list[WhoholdsError]]:
        """The terms beside territory, and everything that is wrong with their file."""
        path = self.folder / "terms.toml"
        try:
            found = salvage_model(Terms, read_toml(path), Place(str(path)))
        except InputError as error:
            return {}, [error]
        return ({}, [*found]) if isinstance(found, list) else (found.by_id, [])

    @cached_property
    def named(self) -> set[str]:
        """Who holds land, as the tables have it, also where they have faults."""
        codes: set[str] = set()
        for name in ("control_status", "parts"):
            try:
                path = self.folder / f"{name}.csv"
                codes |= set(pd.read_csv(path, dtype=str, usecols=["held_by"])["held_by"].dropna())
            except (OSError, ValueError):
                continue
        for path in self.folder.glob("proposals/*.toml"):
            try:
                codes |= {str(code) for code in read_toml(path).get("elsewhere", ())}
            except (InputError, TypeError):
                continue
        return codes

    @property
    def known(self) -> Known:
        """The sides, and the terms that could be read."""
        return Known(self.country.territory.sides, self.terms[0])

    @cached_property
    def proposals(self) -> tuple[list[Proposal], list[WhoholdsError]]:
        """The proposals, oldest first, and the faults of their files."""
        proposals: list[Proposal] = []
        faults: list[WhoholdsError] = []
        for path in sorted(self.folder.glob("proposals/*.toml")):
            proposal, found = salvage_proposal(path, self.sources[0], self.known)
            faults += found
            proposals += [proposal] if proposal else []
        return sorted(proposals, key=rank), faults

    @cached_property
    def status(self) -> tuple[pd.DataFrame, list[InputError]]:
        """The rows of the control-status table, and its faults."""
        return salvage_table(
            self.folder / "control_status.csv", status_schema(self.country.territory)
        )

    @cached_property
    def parts(self) -> tuple[pd.DataFrame, list[WhoholdsError]]:
        """The rows of the table of parts, and its faults."""
        path = self.folder / "parts.csv"
        table, faults = salvage_table(path, parts_schema(self.country.territory))
        broken = list(rule_faults(table, self.country, str(path)))
        lines = [fault.fault.place.line for fault in broken]
        rows = [line - 2 for line in lines if line is not None]
        return table.drop(index=rows), [*faults, *broken]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The proposals and status rows that could be read."""
        proposals = {proposal.id: proposal for proposal in self.proposals[0]}
        return Catalogue(proposals, self.status[0], self.sources[0], self.known)

    @cached_property
    def whole(self) -> Country:
        """The country with the parts and the codes of regions that could be read."""
        return self.country.but(parts=self.parts[0], codes=self.codes)

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the regions, also of those whose rows have faults; none without a table."""
        try:
            table = pd.read_csv(self.folder / "regions.csv", dtype=str, usecols=["region"])
        except (OSError, ValueError):
            return []
        return sorted(table["region"].dropna())

    @cached_property
    def zones(self) -> tuple[list[Zones], list[WhoholdsError]]:
        """The partition of every line by the parts, and what could not be cut."""
        zones, faults = [], []
        for date in self.country.lines:
            try:
                layer = self.country.lines[date]
                zones.append(partition(self.country.boundaries, layer, self.whole))
            except WhoholdsError as error:
                faults.append(error)
        return zones, faults

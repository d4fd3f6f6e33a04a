"""The edited tables of a folder, read as far as they can be, each with its faults beside it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from whoholds.ground.entries import salvage_model
from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.ground.tables import salvage_table
from whoholds.ground.texts import read_toml
from whoholds.layers.boundaries import load_boundaries
from whoholds.layers.control import embedded_dates, embedded_layer
from whoholds.proposals.catalogue import STATUS_SCHEMA, Catalogue, rank
from whoholds.proposals.citations import Source, Sources
from whoholds.proposals.file import Proposal, salvage_proposal
from whoholds.words.saying import Place
from whoholds.zones.partition import Zones, partition
from whoholds.zones.parts import PARTS_SCHEMA, rule_faults


class Salvaged:
    """The tables of a folder as far as they can be read.

    Parameters
    ----------
    folder
        A folder of the form of seeds/.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
                found = Source(title=name, publisher=name, kind="summary", strength="weak")
            sources[name] = found
        return sources, faults

    @cached_property
    def proposals(self) -> tuple[list[Proposal], list[WhoholdsError]]:
        """The proposals, oldest first, and the faults of their files."""
        proposals: list[Proposal] = []
        faults: list[WhoholdsError] = []
        for path in sorted(self.folder.glob("proposals/*.toml")):
            proposal, found = salvage_proposal(path, self.sources[0])
            faults += found
            proposals += [proposal] if proposal else []
        return sorted(proposals, key=rank), faults

    @cached_property
    def status(self) -> tuple[pd.DataFrame, list[InputError]]:
        """The rows of the control-status table, and its faults."""
        return salvage_table(self.folder / "control_status.csv", STATUS_SCHEMA)

    @cached_property
    def parts(self) -> tuple[pd.DataFrame, list[WhoholdsError]]:
        """The rows of the table of parts, and its faults."""
        path = self.folder / "parts.csv"
        table, faults = salvage_table(path, PARTS_SCHEMA)
        broken = list(rule_faults(table, str(path)))
        lines = [fault.fault.place.line for fault in broken]
        rows = [line - 2 for line in lines if line is not None]
        return table.drop(index=rows), [*faults, *broken]

    @cached_property
    def catalogue(self) -> Catalogue:
        """The proposals and status rows that could be read."""
        proposals = {proposal.id: proposal for proposal in self.proposals[0]}
        return Catalogue(proposals, self.status[0], self.sources[0])

    @cached_property
    def zones(self) -> tuple[list[Zones], list[WhoholdsError]]:
        """The partition of every shipped layer by the parts, and what could not be cut."""
        zones, faults = [], []
        for date in embedded_dates():
            try:
                zones.append(partition(load_boundaries(), embedded_layer(date), self.parts[0]))
            except WhoholdsError as error:
                faults.append(error)
        return zones, faults

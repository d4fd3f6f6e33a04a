"""The catalogue of proposals: who would hold what, in which reading, says who.

The catalogue joins proposals/*.toml (names, sources, terms, readings) with control_status.csv
(territory). It is checked as a whole when it is loaded: a row for a proposal that does not
exist is an error, not a row without effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import InputError, UnknownNameError, WhoholdsError
from whoholds.ground.tables import list_ids, read_table, rows_of
from whoholds.proposals.citations import Sources, source_faults
from whoholds.proposals.file import Proposal, clause_fault, read_proposal
from whoholds.proposals.reactions import no_reactions
from whoholds.vocabulary.closed import Basis, Recognition
from whoholds.vocabulary.columns import region_column, side_column
from whoholds.vocabulary.known import Known
from whoholds.vocabulary.terms import read_terms
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Note, Place

STATUS = ["holder", "administration", "counted_for", "recognition", "basis", "source", "note"]

Key = tuple[str, str, str]
Status = tuple[str, ...]

STATUS_KEY = ["proposal", "reading", "region", "held_by", "part"]


def status_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the control-status table must be."""
    return pa.DataFrameSchema(
        {
            "proposal": pa.Column(
                str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"
            ),
            "reading": pa.Column(
                str, pa.Check.str_matches(r"^[a-z0-9-]*$"), description="form.id_or_nothing"
            ),
            "region": region_column(territory),
            "held_by": side_column(territory),
            "part": pa.Column(
                str, pa.Check.str_matches(r"^[a-z0-9-]*$"), description="form.id_or_nothing"
            ),
            "holder": pa.Column(str, pa.Check.isin(list(territory.sides.holders))),
            "administration": pa.Column(str, pa.Check.isin(list(territory.sides.administrations))),
            "counted_for": side_column(territory, ""),
            "recognition": pa.Column(str, pa.Check.isin(list(Recognition))),
            "basis": pa.Column(str, pa.Check.isin(list(Basis))),
            "source": pa.Column(str, pa.Check.str_length(min_value=1), description="form.sources"),
            "note": pa.Column(str),
        },
        unique=STATUS_KEY,
        coerce=True,
        strict=True,
    )


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All proposals with their control-status table.

    Attributes
    ----------
    proposals
        By id: the lines, newest first, then the proposals, oldest first.
    status
        The control-status table (`status_schema`).
    sources
        What the ids in both refer to.
    known
        The sides and terms that both may name.
    reactions
        What was said of the proposals (`whoholds.proposals.reactions`).
    """

    proposals: dict[str, Proposal]
    status: pd.DataFrame
    sources: Sources
    known: Known
    reactions: pd.DataFrame = field(default_factory=no_reactions)

    @cached_property
    def rows(self) -> dict[tuple[str, str], dict[Key, Status]]:
        """The table by proposal and reading, then by region, who holds it and part."""
        rows: dict[tuple[str, str], dict[Key, Status]] = {}
        for row in self.status[[*STATUS_KEY, *STATUS]].itertuples(index=False, name=None):
            rows.setdefault((row[0], row[1]), {})[row[2:5]] = row[5:]
        return rows

    @property
    def baseline(self) -> str:
        """Id of what is shown where nothing is asked for: the newest line."""
        return next(iter(self.proposals))

    def rival_of(self, name: str) -> str:
        """Id of what a proposal is first compared with: the earlier one that it names, or the line.

        The line itself is compared with the last of the proposals.

        Examples
        --------
        >>> from whoholds.desk import load_catalogue
        >>> known = load_catalogue()
        >>> known.rival_of("anchorage-aug-2025"), known.rival_of("formula-2022")
        ('putin-2024', 'line-2025-08-16')
        """
        last = next(reversed(self.proposals))
        return self[name].earlier or (self.baseline if name != self.baseline else last)

    def __getitem__(self, name: str) -> Proposal:
        if name not in self.proposals:
            known = tuple(self.proposals)
            raise UnknownNameError.of("proposal.unknown", name=name, known=known)
        return self.proposals[name]


def read_catalogue(folder: Path, sources: Sources, territory: Territory) -> Catalogue:
    """Read and cross-check a folder with terms.toml, proposals/*.toml and control_status.csv.

    Raises
    ------
    InputError
        When a file is malformed.
    UnknownNameError
        When a row or key names a proposal, reading or source that does not exist.
    """
    known = Known(territory.sides, read_terms(folder / "terms.toml"))
    files = sorted(folder.glob("proposals/*.toml"))
    proposals = [read_proposal(path, sources, known) for path in files]
    proposals.sort(key=rank)
    if not proposals:
        raise InputError.of("proposals.none", str(folder / "proposals"))
    path = folder / "control_status.csv"
    catalogue = Catalogue(
        {proposal.id: proposal for proposal in proposals},
        read_table(path, status_schema(territory)),
        sources,
        known,
    )
    check_catalogue(catalogue, str(path))
    return catalogue


def check_catalogue(catalogue: Catalogue, where: str) -> None:
    """Raise unless every row and every key of a catalogue refers to things that exist.

    Parameters
    ----------
    catalogue
        Proposals and their control-status table.
    where
        Where the table comes from, for messages.
    """
    check_status(catalogue, where)
    for fault in earlier_faults(catalogue):
        raise fault


def rank(proposal: Proposal) -> tuple[bool, int, str]:
    """Lines before proposals; the newest line first, the oldest proposal first."""
    is_line = proposal.kind == "line"
    day = proposal.date.toordinal()
    return not is_line, -day if is_line else day, proposal.id


def check_status(catalogue: Catalogue, where: str) -> None:
    """Raise unless every row of the control-status table refers to things that exist."""
    for fault in status_faults(catalogue, where):
        raise fault


def status_faults(catalogue: Catalogue, where: str) -> Iterator[WhoholdsError]:
    """Yield an error for every row whose cells refer to nothing or do not fit together."""
    sides, rows = catalogue.known.sides, rows_of(catalogue.status)
    for position, row in zip(catalogue.status.index, rows, strict=True):
        line = Place(where, line=position + 2)
        proposal = catalogue.proposals.get(row.proposal)
        if proposal is None:
            place, known = line.at(column="proposal"), tuple(catalogue.proposals)
            yield UnknownNameError.of("status.proposal", place, name=row.proposal, known=known)
        elif row.reading:
            try:
                proposal.reading(row.reading, line.at(column="reading"))
            except UnknownNameError as error:
                yield error
        yield from source_faults(list_ids(row.source), catalogue.sources, line.at(column="source"))
        fault = clause_fault(row.holder, row.administration, row.counted_for, row.basis, sides)
        if fault:
            yield InputError.of(
                "status.cells",
                line.at(column=fault.column),
                expected=fault.expected,
                holder=row.holder,
                column=fault.column,
                cell=getattr(row, fault.column),
            )


def earlier_faults(catalogue: Catalogue) -> Iterator[WhoholdsError]:
    """Yield an error for every proposal whose earlier one does not exist or is not earlier."""
    for proposal in catalogue.proposals.values():
        earlier = catalogue.proposals.get(proposal.earlier)
        if proposal.earlier and (earlier is None or earlier.date >= proposal.date):
            yield UnknownNameError.of(
                "proposal.earlier",
                Place(f"proposals/{proposal.id}.toml", key="earlier"),
                name=proposal.earlier,
                day=proposal.date,
                found=Note.of("proposal.dated", name=earlier.id, day=earlier.date)
                if earlier
                else proposal.earlier,
            )


def first_faults(catalogue: Catalogue, territory: Territory) -> Iterator[WhoholdsError]:
    """Yield an error where the proposal that is to be shown first does not exist."""
    name = territory.shown_first
    if name and name not in catalogue.proposals:
        known = tuple(catalogue.proposals)
        place = Place("conflict.toml", key="shown_first")
        yield UnknownNameError.of("proposal.first", place, name=name, known=known)


def reading_faults(catalogue: Catalogue, where: str) -> Iterator[WhoholdsError]:
    """Yield an error for every reading beside the default one that no row uses.

    Without a row of its own such a reading says the same as the rows for all readings.
    """
    used = set(zip(catalogue.status["proposal"], catalogue.status["reading"], strict=True))
    for proposal in catalogue.proposals.values():
        for reading in proposal.readings:
            if not reading.default and (proposal.id, reading.id) not in used:
                file = f"proposals/{proposal.id}.toml"
                place = Place(file, key=f"readings.{reading.id}")
                yield UnknownNameError.of("reading.idle", place, name=reading.id, table=where)

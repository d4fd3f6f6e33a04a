"""Proposals and the control-status table: who would hold what, in which reading, says who.

The catalogue joins proposals/*.toml (names, sources, terms, readings) with control_status.csv
(territory). It is checked as a whole when it is loaded: a row for a proposal that does not
exist is an error, not a row without effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

import pandas as pd
import pandera.pandas as pa
import pydantic

from whoholds.citations import Sources, load_sources, source_faults
from whoholds.errors import InputError, UnknownNameError, WhoholdsError
from whoholds.resources import seeds
from whoholds.tables import list_ids, read_table, read_toml, salvage_model, validate_model
from whoholds.vocabulary import Basis, HeldBy, Holder, Recognition, TermName, TermStatus

STATUS = ["holder", "administration", "recognition", "basis", "source", "note"]

Key = tuple[str, str, str]
Status = tuple[str, ...]

STATUS_KEY = ["proposal", "reading", "region", "held_by", "part"]

STATUS_SCHEMA = pa.DataFrameSchema(
    {
        "proposal": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$")),
        "reading": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]*$")),
        "region": pa.Column(
            str, pa.Check.str_matches(r"^UA-\d\d$"), description="ISO 3166-2 code such as UA-14"
        ),
        "held_by": pa.Column(str, pa.Check.isin(list(HeldBy)), description="UA or RU"),
        "part": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]*$")),
        "holder": pa.Column(
            str, pa.Check.isin(list(Holder)), description="one of " + ", ".join(Holder)
        ),
        "administration": pa.Column(str, pa.Check.isin(["", "UA", "RU", "INT"])),
        "recognition": pa.Column(
            str, pa.Check.isin(list(Recognition)), description="one of " + ", ".join(Recognition)
        ),
        "basis": pa.Column(str, pa.Check.isin(list(Basis)), description="reported or inferred"),
        "source": pa.Column(
            str, pa.Check.str_length(min_value=1), description="ids of seeds/sources.toml"
        ),
        "note": pa.Column(str),
    },
    unique=STATUS_KEY,
    coerce=True,
    strict=True,
)


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """A text in both languages of the interface."""

    en: str = pydantic.Field(min_length=1)
    uk: str = pydantic.Field(min_length=1)


class Clause(_Strict):
    """What happens to zones: holder after, recognition, basis and source."""

    holder: Holder
    administration: Literal["", "UA", "RU", "INT"] = ""
    recognition: Recognition
    basis: Basis
    source: str = pydantic.Field(min_length=1)
    note: str = ""

    @pydantic.model_validator(mode="after")
    def _administration_is_named(self) -> Self:
        if (self.holder in (Holder.DMZ, Holder.INT)) != bool(self.administration):
            raise ValueError("administration is named for the holders DMZ and INT, and only there")
        return self


class Elsewhere(_Strict):
    """The clauses for zones that no row of the control-status table names, by holder today."""

    UA: Clause
    RU: Clause


class Reading(_Strict):
    """One of several ways to understand a proposal."""

    id: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")
    default: bool = False
    name: Text
    reason: Text


class Term(_Strict):
    """A non-territorial term as the sources have it."""

    term: TermName
    status: TermStatus
    value: Text | None = None
    sources: list[str] = []

    @pydantic.model_validator(mode="after")
    def _value_goes_with_status(self) -> Self:
        silent = self.status is TermStatus.NOT_STATED
        if silent == (self.value is not None) or silent == bool(self.sources):
            raise ValueError("value and sources are given unless the status is not_stated")
        return self


class Proposal(_Strict):
    """A dated set of territorial clauses and non-territorial terms, with sources."""

    id: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")
    kind: Literal["proposal", "line"]
    date: dt.date
    name: Text
    proposer: Text
    standing: Text
    summary: Text
    sources: list[str] = pydantic.Field(min_length=1)
    elsewhere: Elsewhere
    readings: list[Reading] = pydantic.Field(min_length=1)
    terms: list[Term]

    @pydantic.model_validator(mode="after")
    def _lists_are_complete(self) -> Self:
        ids = [reading.id for reading in self.readings]
        if len(set(ids)) != len(ids) or sum(reading.default for reading in self.readings) != 1:
            raise ValueError("reading ids differ, and just one reading has default = true")
        named = [term.term for term in self.terms]
        if len(set(named)) != len(named) or set(named) != set(TermName):
            missing = sorted(set(TermName) - set(named))
            raise ValueError("each term stands once; missing: " + (", ".join(missing) or "none"))
        return self

    @property
    def default_reading(self) -> Reading:
        """The reading that figures use unless another is asked for."""
        return next(reading for reading in self.readings if reading.default)

    def reading(self, name: str | None, where: str = "") -> Reading:
        """Return a reading by id, the default one for None.

        Parameters
        ----------
        name
            Id of a reading.
        where
            Who asks for it, for the message; the proposal itself if left out.

        Raises
        ------
        UnknownNameError
            Listing the readings there are.
        """
        for reading in self.readings:
            if reading.id == name:
                return reading
        if name is None:
            return self.default_reading
        raise UnknownNameError(
            f"unknown reading {name!r}",
            where=where or f"proposal {self.id}",
            expected=", ".join(reading.id for reading in self.readings),
            found=name,
            remedy="use one of these",
        )


@dataclass(frozen=True)
class Catalogue:
    """All proposals with their control-status table.

    Attributes
    ----------
    proposals
        By id: the lines, newest first, then the proposals, oldest first.
    status
        The control-status table (`STATUS_SCHEMA`).
    sources
        What the ids in both refer to.
    """

    proposals: dict[str, Proposal]
    status: pd.DataFrame
    sources: Sources

    @cached_property
    def rows(self) -> dict[tuple[str, str], dict[Key, Status]]:
        """The table by proposal and reading, then by region, holder today and part."""
        rows: dict[tuple[str, str], dict[Key, Status]] = {}
        for row in self.status[[*STATUS_KEY, *STATUS]].itertuples(index=False, name=None):
            rows.setdefault((row[0], row[1]), {})[row[2:5]] = row[5:]
        return rows

    def __getitem__(self, name: str) -> Proposal:
        if name not in self.proposals:
            raise UnknownNameError(
                f"unknown proposal {name!r}",
                where="the catalogue of proposals",
                expected=", ".join(self.proposals),
                found=name,
                remedy="use one of these ids; `whoholds proposals` lists them",
            )
        return self.proposals[name]


def read_catalogue(folder: Path, sources: Sources) -> Catalogue:
    """Read and cross-check a folder with proposals/*.toml and control_status.csv.

    Raises
    ------
    InputError
        When a file is malformed.
    UnknownNameError
        When a row or key names a proposal, reading or source that does not exist.
    """
    proposals = [read_proposal(path, sources) for path in sorted(folder.glob("proposals/*.toml"))]
    proposals.sort(key=rank)
    if not proposals:
        raise InputError(
            "there are no proposals",
            where=str(folder / "proposals"),
            expected="at least one TOML file",
            remedy="restore the folder from a release",
        )
    path = folder / "control_status.csv"
    catalogue = Catalogue(
        {proposal.id: proposal for proposal in proposals},
        read_table(path, STATUS_SCHEMA),
        sources,
    )
    check_status(catalogue, str(path))
    return catalogue


def rank(proposal: Proposal) -> tuple[bool, int, str]:
    """Lines before proposals; the newest line first, the oldest proposal first."""
    is_line = proposal.kind == "line"
    day = proposal.date.toordinal()
    return not is_line, -day if is_line else day, proposal.id


def read_proposal(path: Path, sources: Sources) -> Proposal:
    """Read one proposal file and check its sources."""
    proposal = validate_model(Proposal, read_toml(path), where=str(path))
    for fault in proposal_faults(proposal, path, sources):
        raise fault
    return proposal


def salvage_proposal(path: Path, sources: Sources) -> tuple[Proposal | None, list[WhoholdsError]]:
    """Read one proposal file as far as it can be read, and say everything that is wrong with it.

    Returns
    -------
    tuple
        The proposal, or None where its keys are wrong; and an error for every fault.
    """
    try:
        found = salvage_model(Proposal, read_toml(path), where=str(path))
    except InputError as error:
        return None, [error]
    if isinstance(found, list):
        return None, list(found)
    return found, list(proposal_faults(found, path, sources))


def proposal_faults(proposal: Proposal, path: Path, sources: Sources) -> Iterator[WhoholdsError]:
    """Yield an error where a proposal's id is not its file's name, or a source is unknown."""
    if proposal.id != path.stem:
        yield InputError(
            "the id is not the file's name",
            where=f"{path}, key id",
            expected=path.stem,
            found=proposal.id,
            remedy="rename the file or mend the id",
        )
    yield from source_faults(proposal.sources, sources, f"{path}, key sources")
    for side in ("UA", "RU"):
        ids = list_ids(getattr(proposal.elsewhere, side).source)
        yield from source_faults(ids, sources, f"{path}, key elsewhere.{side}.source")
    for term in proposal.terms:
        if term.status is not TermStatus.NOT_STATED:
            yield from source_faults(term.sources, sources, f"{path}, term {term.term}")


def check_status(catalogue: Catalogue, where: str) -> None:
    """Raise unless every row of the control-status table refers to things that exist."""
    for fault in status_faults(catalogue, where):
        raise fault


def status_faults(catalogue: Catalogue, where: str) -> Iterator[WhoholdsError]:
    """Yield an error for every row whose cells refer to nothing or do not fit together."""
    rows = catalogue.status.itertuples(index=False)
    for position, row in zip(catalogue.status.index, rows, strict=True):
        line = f"{where}, line {position + 2}"
        proposal = catalogue.proposals.get(row.proposal)
        if proposal is None:
            yield UnknownNameError(
                f"unknown proposal {row.proposal!r}",
                where=line + ", column proposal",
                expected=", ".join(catalogue.proposals),
                found=row.proposal,
                remedy="add proposals/<id>.toml or mend the id",
            )
        elif row.reading:
            try:
                proposal.reading(row.reading, line + ", column reading")
            except UnknownNameError as error:
                yield error
        yield from source_faults(list_ids(row.source), catalogue.sources, line + ", column source")
        if (row.holder in (Holder.DMZ, Holder.INT)) != bool(row.administration):
            yield InputError(
                "the administering side is missing, or named where there is none",
                where=line + ", column administration",
                expected="UA, RU or INT for the holders DMZ and INT, empty for the others",
                found=f"holder {row.holder}, administration {row.administration!r}",
                remedy="fill in or empty the cell",
            )


def reading_faults(catalogue: Catalogue, where: str) -> Iterator[WhoholdsError]:
    """Yield an error for every reading beside the default one that no row uses.

    Without a row of its own such a reading says the same as the rows for all readings.
    """
    used = set(zip(catalogue.status["proposal"], catalogue.status["reading"], strict=True))
    for proposal in catalogue.proposals.values():
        for reading in proposal.readings:
            if not reading.default and (proposal.id, reading.id) not in used:
                yield UnknownNameError(
                    f"no row uses the reading {reading.id!r}",
                    where=f"proposals/{proposal.id}.toml, key readings, id {reading.id}",
                    expected=f"at least one row of {where} with this proposal and reading",
                    found="none",
                    remedy="add the rows in which it differs, or remove the reading",
                )


@cache
def load_catalogue() -> Catalogue:
    """Load the shipped catalogue. The same object at each call: treat it as read-only.

    Examples
    --------
    >>> catalogue = load_catalogue()
    >>> catalogue["putin-2024"].date.isoformat()
    '2024-06-14'
    """
    return read_catalogue(seeds(), load_sources())

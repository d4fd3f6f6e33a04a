"""One proposal: what a file of seeds/proposals/ says, and the faults that it can have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

import pydantic
from pydantic_core import InitErrorDetails

from whoholds.ground.entries import salvage_model, validate_model
from whoholds.ground.errors import InputError, UnknownNameError, WhoholdsError
from whoholds.ground.forms import unfit
from whoholds.ground.tables import list_ids
from whoholds.ground.texts import read_toml
from whoholds.proposals.citations import Sources, source_faults
from whoholds.vocabulary.closed import Basis, Holder, Recognition, TermMark, TermStatus
from whoholds.vocabulary.known import Known, choice
from whoholds.vocabulary.sides import Sides
from whoholds.words.saying import Note, Place
from whoholds.words.text import Text


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class CellFault(NamedTuple):
    """A cell of a clause that does not fit the others."""

    column: str
    expected: Note


def clause_fault(
    holder: str, administration: str, counted_for: str, basis: str, sides: Sides
) -> CellFault | None:
    """Say which cell of a clause does not fit its holder; None where all do.

    Who stations no troops in a zone, who runs it and whom it is counted for are three things: a
    demilitarised zone is counted for a side, and may leave open who administers it.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> sides = opened().country.territory.sides
    >>> clause_fault("DMZ", "", "RU", "reported", sides) is None
    True
    >>> clause_fault("OPEN", "", "RU", "reported", sides).column
    'counted_for'
    """
    if administration and holder not in (Holder.DMZ, Holder.INT):
        return CellFault("administration", Note.of("clause.no_administration"))
    if holder == Holder.INT and not administration:
        return CellFault("administration", Note.of("clause.administration", names=sides.codes))
    if bool(counted_for) != (holder == Holder.DMZ):
        return CellFault("counted_for", Note.of("clause.counted_for", names=sides.codes))
    if basis == Basis.SILENT and holder != Holder.OPEN:
        return CellFault("basis", Note.of("clause.silent"))
    return None


class Clause(_Strict):
    """What happens to zones: holder after, recognition, basis and source."""

    holder: Annotated[str, choice(lambda known: known.sides.holders)]
    administration: Annotated[str, choice(lambda known: known.sides.administrations)] = ""
    counted_for: Annotated[str, choice(lambda known: ("", *known.sides.codes))] = ""
    recognition: Recognition
    basis: Basis
    source: str = pydantic.Field(min_length=1)
    note: str = ""

    @pydantic.model_validator(mode="after")
    def _cells_fit(self, info: pydantic.ValidationInfo) -> Self:
        cells = (self.holder, self.administration, self.counted_for, self.basis)
        fault = clause_fault(*cells, info.context.sides) if info.context else None
        if fault:
            raise unfit(Note.of("clause.cell", column=fault.column, expected=fault.expected))
        return self


def _one_a_side(clauses: Any, info: pydantic.ValidationInfo) -> Any:
    """The clauses, if each side has one and nobody else has."""
    if not isinstance(clauses, dict) or not info.context:
        return clauses
    odd = {
        **{code: "missing" for code in info.context.sides.codes if code not in clauses},
        **{code: "extra_forbidden" for code in clauses if code not in info.context.sides.codes},
    }
    if odd:
        details = [
            InitErrorDetails(type=kind, loc=(code,), input=clauses.get(code))
            for code, kind in odd.items()
        ]
        raise pydantic.ValidationError.from_exception_data("elsewhere", details)
    return clauses


Elsewhere = Annotated[dict[str, Clause], pydantic.BeforeValidator(_one_a_side)]
"""The clauses for zones that no row of the control-status table names, by who holds them."""


class Reading(_Strict):
    """One of several ways to understand a proposal."""

    id: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")
    default: bool = False
    name: Text
    reason: Text


class Term(_Strict):
    """A non-territorial term as the sources have it.

    `mark` is the answer to the term's question in one word, where the text gives one.
    """

    term: Annotated[str, choice(lambda known: tuple(known.terms))]
    status: TermStatus
    mark: TermMark | None = None
    value: Text | None = None
    sources: list[str] = []

    @pydantic.model_validator(mode="after")
    def _value_goes_with_status(self) -> Self:
        silent = self.status is TermStatus.NOT_STATED
        if silent == (self.value is not None) or silent == bool(self.sources):
            raise unfit(Note.of("proposal.term_silent"))
        if silent and self.mark:
            raise unfit(Note.of("proposal.term_mark"))
        return self


class Proposal(_Strict):
    """A dated set of territorial clauses and non-territorial terms, with sources.

    A term that the file does not list is one on which the sources are silent. `earlier` is the id
    of the earlier proposal that it changes or answers; "" for none. `under` is how a sentence
    begins that says what the proposal would bring: "Under the US 28-point plan". A line
    `of_layer` is the line of contact of whatever layer is shown: `proposals.layer_line` gives it
    that layer's day and figures, and its own date and sources are those of the shipped layer.
    """

    id: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")
    kind: Literal["proposal", "line"]
    date: dt.date
    of_layer: bool = False
    earlier: str = pydantic.Field(default="", pattern=r"^[a-z0-9-]*$")
    name: Text
    under: Text | None = None
    proposer: Text
    standing: Text
    summary: Text
    sources: list[str] = pydantic.Field(min_length=1)
    elsewhere: Elsewhere
    readings: list[Reading] = pydantic.Field(min_length=1)
    terms: list[Term] = pydantic.Field(default=[], validate_default=True)

    @pydantic.field_validator("terms")
    @classmethod
    def _each_once(cls, terms: list[Term], info: pydantic.ValidationInfo) -> list[Term]:
        named = [term.term for term in terms]
        if len(set(named)) != len(named):
            raise unfit(Note.of("proposal.terms"))
        known = info.context.terms if info.context else {}
        silent = [Term(term=name, status=TermStatus.NOT_STATED) for name in known]
        return [*terms, *(term for term in silent if term.term not in named)]

    @pydantic.model_validator(mode="after")
    def _lists_are_complete(self) -> Self:
        ids = [reading.id for reading in self.readings]
        if len(set(ids)) != len(ids) or sum(reading.default for reading in self.readings) != 1:
            raise unfit(Note.of("proposal.readings"))
        if self.of_layer and self.kind != "line":
            raise unfit(Note.of("proposal.of_layer"))
        return self

    @property
    def default_reading(self) -> Reading:
        """The reading that figures use unless another is asked for."""
        return next(reading for reading in self.readings if reading.default)

    def other_reading(self, name: str) -> Reading:
        """Return the reading after one, the first after the last: what it is compared with."""
        ids = [reading.id for reading in self.readings]
        return self.readings[(ids.index(name) + 1) % len(ids)]

    def reading(self, name: str | None, where: Place | None = None) -> Reading:
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
        known = tuple(reading.id for reading in self.readings)
        place = where or Place().at(proposal=self.id)
        raise UnknownNameError.of("reading.unknown", place, name=name, known=known)


def read_proposal(path: Path, sources: Sources, known: Known) -> Proposal:
    """Read one proposal file and check its sources."""
    proposal = validate_model(Proposal, read_toml(path), where=str(path), context=known)
    for fault in proposal_faults(proposal, path, sources):
        raise fault
    return proposal


def salvage_proposal(
    path: Path, sources: Sources, known: Known
) -> tuple[Proposal | None, list[WhoholdsError]]:
    """Read one proposal file as far as it can be read, and say everything that is wrong with it.

    Returns
    -------
    tuple
        The proposal, or None where its keys are wrong; and an error for every fault.
    """
    try:
        found = salvage_model(Proposal, read_toml(path), where=str(path), context=known)
    except InputError as error:
        return None, [error]
    if isinstance(found, list):
        return None, list(found)
    return found, list(proposal_faults(found, path, sources))


def proposal_faults(proposal: Proposal, path: Path, sources: Sources) -> Iterator[WhoholdsError]:
    """Yield an error where a proposal's id is not its file's name, or a source is unknown."""
    if proposal.id != path.stem:
        place = Place(str(path), key="id")
        yield InputError.of("proposal.id", place, stem=path.stem, found=proposal.id)
    yield from source_faults(proposal.sources, sources, Place(str(path), key="sources"))
    for side, clause in proposal.elsewhere.items():
        ids = list_ids(clause.source)
        yield from source_faults(ids, sources, Place(str(path), key=f"elsewhere.{side}.source"))
    for term in proposal.terms:
        if term.status is not TermStatus.NOT_STATED:
            yield from source_faults(term.sources, sources, Place(str(path)).at(term=term.term))

"""The closed vocabularies: holders, recognition, basis, changes, terms.

One meaning each, as in docs/architecture.md. The change that a proposal brings to a zone is
derived here, in one place, and never typed into a table.
"""

from __future__ import annotations

from enum import StrEnum


class HeldBy(StrEnum):
    """Who holds a zone on the date of the control layer."""

    UA = "UA"
    RU = "RU"


class Holder(StrEnum):
    """Who would hold a zone after a proposal."""

    UA = "UA"
    RU = "RU"
    DMZ = "DMZ"
    INT = "INT"
    OPEN = "OPEN"


class Recognition(StrEnum):
    """What legal standing a proposal gives to the holder after."""

    NONE = "none"
    DE_FACTO = "de_facto"
    DE_JURE = "de_jure"
    NEGOTIATED = "negotiated"
    UNCLEAR = "unclear"


class Basis(StrEnum):
    """Whether the sources say it, the project reads it into them, or nothing is said of it."""

    REPORTED = "reported"
    INFERRED = "inferred"
    SILENT = "silent"


class Change(StrEnum):
    """What a proposal does to a zone; derived from the holder before and after, and the basis."""

    UA_KEEPS = "ua_keeps"
    RU_KEEPS = "ru_keeps"
    UA_CEDES = "ua_cedes"
    RU_RETURNS = "ru_returns"
    DEMILITARISED = "demilitarised"
    INTERNATIONAL = "international"
    LEFT_OPEN = "left_open"
    NOT_MENTIONED = "not_mentioned"


class TermName(StrEnum):
    """The non-territorial terms that every proposal answers, or is shown not to answer."""

    NATO = "nato"
    NEUTRALITY = "neutrality"
    FORCES = "forces"
    FOREIGN_TROOPS = "foreign_troops"
    GUARANTEES = "guarantees"
    RECOGNITION = "recognition"
    NUCLEAR_PLANT = "nuclear_plant"
    DNIPRO_PASSAGE = "dnipro_passage"
    SANCTIONS = "sanctions"
    FROZEN_ASSETS = "frozen_assets"
    LANGUAGE_CHURCH = "language_church"
    ELECTIONS = "elections"
    PRISONERS = "prisoners"


class TermStatus(StrEnum):
    """How a term stands in the sources."""

    STATED = "stated"
    REPORTED = "reported"
    NOT_STATED = "not_stated"
    DISPUTED = "disputed"


_CHANGES = {
    (HeldBy.UA, Holder.UA): Change.UA_KEEPS,
    (HeldBy.UA, Holder.RU): Change.UA_CEDES,
    (HeldBy.RU, Holder.RU): Change.RU_KEEPS,
    (HeldBy.RU, Holder.UA): Change.RU_RETURNS,
}
_CHANGES_OF_ANY = {
    Holder.DMZ: Change.DEMILITARISED,
    Holder.INT: Change.INTERNATIONAL,
    Holder.OPEN: Change.LEFT_OPEN,
}


def change_of(held_by: str, holder: str, basis: str = Basis.REPORTED) -> Change:
    """Return what happens to a zone held by one side that a proposal gives to `holder`.

    Parameters
    ----------
    held_by, holder
        Who holds it, and who would.
    basis
        With the basis `silent` the text does not mention the zone: nothing is given up and
        nothing is kept by it.

    Raises
    ------
    ValueError
        When a word is not in the vocabulary.

    Examples
    --------
    >>> change_of("UA", "RU").value
    'ua_cedes'
    >>> change_of("RU", "OPEN").value, change_of("RU", "OPEN", "silent").value
    ('left_open', 'not_mentioned')
    """
    before, after = HeldBy(held_by), Holder(holder)
    if Basis(basis) is Basis.SILENT:
        return Change.NOT_MENTIONED
    return _CHANGES_OF_ANY.get(after) or _CHANGES[before, after]

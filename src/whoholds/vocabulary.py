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
    """Whether the sources say it, or the project reads it into them."""

    REPORTED = "reported"
    INFERRED = "inferred"


class Change(StrEnum):
    """What a proposal does to a zone; derived from holder today and holder after."""

    UA_KEEPS = "ua_keeps"
    RU_KEEPS = "ru_keeps"
    UA_CEDES = "ua_cedes"
    RU_RETURNS = "ru_returns"
    DEMILITARISED = "demilitarised"
    INTERNATIONAL = "international"
    LEFT_OPEN = "left_open"


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


def change_of(held_by: str, holder: str) -> Change:
    """Return what happens to a zone held by `held_by` today and by `holder` after.

    Raises
    ------
    ValueError
        When either is not in the vocabulary.

    Examples
    --------
    >>> change_of("UA", "RU").value
    'ua_cedes'
    >>> change_of("RU", "OPEN").value
    'left_open'
    """
    today, after = HeldBy(held_by), Holder(holder)
    return _CHANGES_OF_ANY.get(after) or _CHANGES[today, after]

"""The words that are the same in every conflict: holders that are no side, recognition, basis ...

One meaning each, as in docs/architecture.md. What names a side is derived from its code, in
`whoholds.vocabulary.sides`.
"""

from __future__ import annotations

from enum import StrEnum


class Holder(StrEnum):
    """Who would hold a zone after a proposal, where it is neither side."""

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


class DataForm(StrEnum):
    """Forms of data that control layers come in; each is read by its module of importers/forms."""

    DEEPSTATE = "deepstate"
    ISW = "isw"
    VIINA = "viina"
    GENERIC = "generic"


class Change(StrEnum):
    """What a proposal does to a zone that it gives to neither side."""

    DEMILITARISED = "demilitarised"
    INTERNATIONAL = "international"
    LEFT_OPEN = "left_open"
    NOT_MENTIONED = "not_mentioned"


class TermStatus(StrEnum):
    """How a term stands in the sources."""

    STATED = "stated"
    REPORTED = "reported"
    NOT_STATED = "not_stated"
    DISPUTED = "disputed"


class TermMark(StrEnum):
    """What a proposal answers to the question of a term, in one word.

    Limited is a yes in part or on conditions; unclear is what a text leaves open, or what
    the sources tell differently.
    """

    YES = "yes"
    NO = "no"
    LIMITED = "limited"
    UNCLEAR = "unclear"


class Colours(StrEnum):
    """The two families of colours that were measured for a map of two sides."""

    WATER = "water"
    EARTH = "earth"

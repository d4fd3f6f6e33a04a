"""Where a layer is from: whose it is, what it allows, of which day, and how precise.

It goes with a layer from the file it was read from to every figure, page, picture and file that is
made of it. What nobody said stays unsaid: a licence is never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

DIGITS = 12
"""Digits of a SHA-256 that are told where there is little room."""


KINDS = ("assessed", "claimed", "settlement")
"""What sort of control a layer may draw, what is assessed first."""


class By(StrEnum):
    """Who says which licence something has."""

    PROJECT = "project"
    DOWNLOAD = "download"
    FILE = "file"
    CALLER = "caller"


@dataclass(frozen=True)
class Licence:
    """What somebody says that a licence is.

    Attributes
    ----------
    text
        As it was said.
    by
        Who said it: the project of its own layers, the note of a download, the file of itself, or
        whoever brought it.
    """

    text: str
    by: By


@dataclass(frozen=True)
class Provenance:
    """Where a layer is from.

    Attributes
    ----------
    source
        One sentence for captions, by language; English is always there.
    as_of
        The day that the layer describes, from its source and never from the clock.
    licence
        None where nobody says it.
    retrieved
        When its file was downloaded; None where that is not known.
    sha256
        Of the file that the layer was made from, in hexadecimal; "" where there is none.
    kind
        "assessed"; "claimed" where a side's claims are drawn; "settlement" where the polygons
        are made from the control of settlements.
    precision_km
        How precise the line of contact is taken to be, everywhere; None where its legs say it, or
        nobody does.

    Examples
    --------
    >>> unknown = Provenance({"en": "A map"}, dt.date(2025, 8, 16))
    >>> unknown.licence is None, unknown.is_shipped
    (True, False)
    """

    source: Mapping[str, str] = field(hash=False)
    as_of: dt.date
    licence: Licence | None = None
    retrieved: dt.datetime | None = None
    sha256: str = ""
    kind: str = "assessed"
    precision_km: float | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether it is of a layer that the project itself ships."""
        return self.licence is not None and self.licence.by is By.PROJECT

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON says of a layer beside its source, None for what nobody said.

        Returns
        -------
        dict
            Keys date, source (in English), kind, licence, licence_by (`By`), retrieved (UTC),
            sha256.
        """
        licence = self.licence
        return {
            "date": self.as_of.isoformat(),
            "source": self.source["en"],
            "kind": self.kind,
            "licence": licence.text if licence else None,
            "licence_by": licence.by.value if licence else None,
            "retrieved": self.retrieved.isoformat() if self.retrieved else None,
            "sha256": self.sha256 or None,
        }

"""How much time and memory the reading of one file may take."""

from __future__ import annotations

import os
from dataclasses import dataclass

from whoholds.ground.errors import InputError
from whoholds.words.saying import Note

IMPORT_SECONDS = 20
"""Seconds of processor time for one file; `SECONDS_VARIABLE` in the environment sets another."""

IMPORT_MB = 1_000
"""Megabytes of memory for one file, beside the libraries; `MB_VARIABLE` sets another."""

PATIENCE = 1.3
"""How many times its processor time a reader may take by the clock."""

MAX_OPEN_FILES = 64
"""Most files that a reader has open at a time."""

SECONDS_VARIABLE, MB_VARIABLE = "WHOHOLDS_IMPORT_SECONDS", "WHOHOLDS_IMPORT_MB"


@dataclass(frozen=True)
class Allowance:
    """What one reading may take.

    Attributes
    ----------
    seconds
        Processor time in seconds.
    megabytes
        Memory, beside that of the libraries.

    Examples
    --------
    >>> Allowance().patience
    26.0
    """

    seconds: int = IMPORT_SECONDS
    megabytes: int = IMPORT_MB

    @property
    def bytes(self) -> int:
        """The memory in bytes."""
        return self.megabytes * 1_000_000

    @property
    def patience(self) -> float:
        """Seconds by the clock after which the reading is ended."""
        return self.seconds * PATIENCE

    @property
    def note(self) -> Note:
        """What it allows, to be said."""
        return Note.of("amount.allowance", seconds=self.seconds, megabytes=self.megabytes)


def allowance() -> Allowance:
    """Return what the environment allows.

    Raises
    ------
    InputError
        When a variable is no whole number above 0.
    """
    return Allowance(
        _number(SECONDS_VARIABLE, IMPORT_SECONDS),
        _number(MB_VARIABLE, IMPORT_MB),
    )


def _number(variable: str, usual: int) -> int:
    text = os.environ.get(variable, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise InputError.of("no_limit", variable=variable, usual=str(usual), found=text[:40])
    return int(text)

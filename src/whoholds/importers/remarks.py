"""What an import says about single features, in words that are safe to print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from whoholds.words.marks import visible
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Remark:
    """A feature that was repaired or dropped.

    Attributes
    ----------
    feature
        Its position in the file, counted from 1.
    reason
        Why.
    km2
        By how much its area changed, or what it covered; None where that cannot be said.
    """

    feature: int
    reason: Note
    km2: float | None = None

    @property
    def note(self) -> Note:
        """The feature and the reason."""
        return Note.of("import.feature", feature=self.feature, reason=self.reason)


def plain(text: Any, length: int = 200) -> str:
    r"""One line of printable text out of whatever a file says.

    Control characters could steer a terminal and become spaces; other marks that one does not see
    are shown by their number; markup is kept as it is, for whoever shows the
    text to escape.

    Examples
    --------
    >>> plain("<b>Occupied</b>\n\x1b[31m red")
    '<b>Occupied</b> [31m red'
    """
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", str(text))
    words = visible(" ".join(words.split()))
    return words if len(words) <= length else words[: length - 3] + "..."


def library_said(error: Exception | str, length: int = 300) -> Note:
    """Note the first line of what a library says, without its stack."""
    lines = (str(error).strip() or type(error).__name__).splitlines()
    return Note.of("library.said", text=lines[0][:length])


def cell_text(value: Any) -> str:
    """What a cell of a table says, as a person names it.

    Examples
    --------
    >>> cell_text(None), cell_text(1.0), cell_text(" held ")
    ('(empty)', '1', 'held')
    """
    if is_empty(value):
        return "(empty)"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(value, 60)


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing: None, or what pandas and numpy have in its place."""
    if isinstance(value, float):
        return value != value
    return value is None or value is pd.NA or value is pd.NaT

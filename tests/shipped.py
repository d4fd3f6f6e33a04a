"""The shipped conflict, as tests look at it: opened once, and read-only."""

from __future__ import annotations

from whoholds.desk import opened
from whoholds.words.reader import Reader

CONFLICT = opened()
COUNTRY = CONFLICT.country
LINES = COUNTRY.lines
BASELINE = LINES.newest
ENGLISH = COUNTRY.reader("en")


def reader_of(language: str, door: str = "command") -> Reader:
    """Who reads of the shipped conflict."""
    return COUNTRY.reader(language, door)

"""The words of the interface, in English and Ukrainian; one row of words.csv a meaning."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from whoholds.ground.errors import require_one_of

LANGUAGES = {"en": "English", "uk": "Українська"}

LOCALES = {"en": "en_GB", "uk": "uk_UA"}
"""Whose forms of numbers and dates each language takes."""


@cache
def _words() -> dict[str, dict[str, str]]:
    """Every word of words.csv, by key and language."""
    text = files("whoholds.words").joinpath("words.csv").read_text("utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


def word(key: str, language: str = "en") -> str:
    """Return a word of the interface.

    Examples
    --------
    >>> word("change.ua_cedes"), word("holder.UA", "uk")
    ('Ukraine would cede', 'Україна')
    """
    require_language(language)
    return _words()[key][language]


def words(prefix: str, language: str = "en") -> dict[str, str]:
    """Return the words under a prefix, by the rest of their key.

    Examples
    --------
    >>> words("basis")
    {'reported': 'reported', 'inferred': 'inferred', 'silent': 'not mentioned'}
    """
    start = prefix + "."
    return {
        key.removeprefix(start): word(key, language) for key in _words() if key.startswith(start)
    }


def require_language(language: str) -> None:
    """Raise `UnknownNameError` unless the interface speaks `language`."""
    require_one_of(language, LANGUAGES, "language")

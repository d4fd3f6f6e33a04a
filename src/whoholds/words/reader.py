"""The reader: in whose language keys become words; one row of words.csv a meaning.

What names a side, the country or what it is compared with are words of the conflict, laid over
those of the interface.

A language is a column of words.csv: its name, the locale of its numbers, and its quotation marks
are rows like all others.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from whoholds.words.numbers import Numbers
from whoholds.words.saying import Area, Fault, Note, Place, Share, Value
from whoholds.words.template import Template

FIELDS = ("what", "where", "expected", "found", "remedy")
"""What a fault says, in reading order."""


@cache
def _words() -> dict[str, dict[str, str]]:
    """Every word of words.csv, by key and language."""
    text = files("whoholds.words").joinpath("words.csv").read_text("utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


Rows = Mapping[str, Mapping[str, str]]


def _grouped(rows: Rows) -> dict[str, dict[str, Mapping[str, str]]]:
    """The words under each prefix, by the rest of their key."""
    groups: dict[str, dict[str, Mapping[str, str]]] = {}
    for key, row in rows.items():
        names = key.split(".")
        for end in range(1, len(names)):
            groups.setdefault(".".join(names[:end]), {})[".".join(names[end:])] = row
    return groups


@cache
def _groups() -> dict[str, dict[str, Mapping[str, str]]]:
    return _grouped(_words())


class Words:
    """The words of the interface with those of a conflict laid over them, by key and language.

    Parameters
    ----------
    own
        The words that a conflict brings.

    Examples
    --------
    >>> own = Words({"holder.AV": {"en": "Avenmark", "uk": "Авенмарк"}})
    >>> Reader("uk", own=own).words("holder")["AV"]
    'Авенмарк'
    """

    def __init__(self, own: Mapping[str, Mapping[str, str]]) -> None:
        self.own = own
        self.rows: Rows = {**_words(), **own}

    @cached_property
    def groups(self) -> dict[str, dict[str, Mapping[str, str]]]:
        """The words under each prefix, by the rest of their key."""
        return _grouped(self.rows)


LANGUAGES = {
    language: name for language, name in _words()["language.name"].items() if language != "key"
}
"""The languages that the interface speaks, by code, as each calls itself."""

SOURCE = "en"
"""The language that every text of the data has, and that stands in where another is wanting."""

COMMAND, PAGE = "command", "page"
"""Doors that a reader stands at: the command line, and a page of the dashboard."""

LOCALES = {language: _words()["language.locale"][language] for language in LANGUAGES}
"""Whose forms of numbers and dates each language takes."""


@dataclass(frozen=True)
class Reader(Numbers):
    """Somebody who reads a language.

    Parameters
    ----------
    language
        A code of `LANGUAGES`.
    door
        Where they read: at "command", the command line, or on a "page" of the dashboard. Where
        both do not say the same, a row `KEY.DOOR` of words.csv stands in place of the row `KEY`.
    own
        The words of the conflict that is spoken of; None where none is.

    Examples
    --------
    >>> Reader("uk").word("map.reading"), reader_of("en").text({"en": "line", "uk": "лінія"})
    ('Тлумачення', 'line')
    """

    language: str
    door: str = COMMAND
    own: Words | None = None

    @property
    def keys(self) -> Collection[str]:
        """Every key that there are words for."""
        return self._rows.keys()

    @property
    def gaps(self) -> tuple[str, ...]:
        """The keys that have no word in the language."""
        return tuple(key for key, row in self._rows.items() if not row.get(self.language))

    @property
    def _rows(self) -> Rows:
        return self.own.rows if self.own else _words()

    @property
    def locale(self) -> str:
        """Whose forms of numbers and dates the language takes."""
        return LOCALES[self.language]

    @cached_property
    def _template(self) -> Template:
        return Template(self.locale, self.word("language.quotes"), self._say)

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        return self._rows[key][self.language]

    def words(self, prefix: str) -> dict[str, str]:
        """Return the words under a prefix, by the rest of their key."""
        groups = self.own.groups if self.own else _groups()
        return {rest: row[self.language] for rest, row in groups.get(prefix, {}).items()}

    def text(self, text: Mapping[str, str]) -> str:
        """Return a text of the data in the language, in English where it has none."""
        return text.get(self.language) or text[SOURCE]

    def column(self, name: str) -> str:
        """Return the column of a table that has a text in the reader's language.

        Examples
        --------
        >>> reader_of("uk").column("name")
        'name_uk'
        """
        return f"{name}_{self.language}"

    def note(self, note: Note) -> str:
        """Say a note.

        Examples
        --------
        >>> reader_of("en").note(Note.of("place.line", value=3))
        'line 3'
        """
        return self._template.fill(self._sentence(note.key), note.values)

    def _say(self, what: Area | Share | Note | Place | Mapping[str, str]) -> str:
        if isinstance(what, Area):
            return self.area(what.km2, what.band)
        if isinstance(what, Share):
            return self.share(what.share)
        if isinstance(what, Place):
            return self.place(what)
        return self.note(what) if isinstance(what, Note) else self.text(what)

    def said(self, text: Value) -> str:
        """Say what may stand in a gap: a note in words, a text of another's as it is.

        Examples
        --------
        >>> reader_of("en").said(Note.of("place.line", value=3)), reader_of("uk").said("a.kml")
        ('line 3', 'a.kml')
        """
        return self._template.format_field(text, "")

    def _sentence(self, key: str) -> str:
        own = f"{key}.{self.door}"
        return self.word(own if own in self._rows else key)

    def place(self, place: Place) -> str:
        """Say where something is.

        Examples
        --------
        >>> reader_of("en").place(Place("parts.csv", line=3, column="rule"))
        'parts.csv, line 3, column rule'
        """
        steps = {
            **place.within,
            "line": place.line,
            "column": place.column,
            "key": place.key,
            "feature": place.feature,
        }
        said = [
            self.note(Note.of(f"place.{kind}", value=value))
            for kind, value in steps.items()
            if value is not None and value != ""
        ]
        return ", ".join([place.file, *said] if place.file else said)

    def fault(self, fault: Fault) -> dict[str, str]:
        """Say what is wrong: the five fields, those that are not filled as empty texts.

        Examples
        --------
        >>> found = reader_of("en").fault(Fault("no_file", Place("own.csv")))
        >>> found["what"], found["where"], found["expected"]
        ('the file does not exist', 'own.csv', '')
        """
        said = {}
        for name in FIELDS:
            key = f"fault.{fault.key}.{name}"
            if name in fault.instead:
                said[name] = self.note(fault.instead[name])
            elif key in self._rows or f"{key}.{self.door}" in self._rows:
                said[name] = self.note(Note(key, fault.values))
            else:
                said[name] = self.place(fault.place) if name == "where" else ""
        if fault.among:
            said["what"] += f" ({self.note(fault.among)})"
        return said


@cache
def reader_of(language: str, door: str = COMMAND) -> Reader:
    """Return the reader of a language at a door."""
    return Reader(language, door)


ENGLISH = reader_of("en")
"""Who reads what says nothing of its reader, such as a printed error."""

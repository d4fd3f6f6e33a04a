"""What the core says, as data: a key of words.csv, and the values that stand in its gaps.

A sentence is made where it is read, in the reader's language; nothing is parsed out of one.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, TypeAlias

Value: TypeAlias = (
    """str | int | float | dt.date | Area | Share | Note | Place | Mapping[str, str]"""
    """ | tuple[Value, ...]"""
)
"""What may stand in a gap: a text of another's, a number, a day, an area, a share, something said,
a place, a text of the data by language, or several of these."""


@dataclass(frozen=True)
class Area:
    """An area in km2, with plus or minus where it is known: a reader says both, with the unit."""

    km2: float
    band: float | None = None


@dataclass(frozen=True)
class Share:
    """A fraction of a whole: a reader says it in per cent."""

    share: float


@dataclass(frozen=True)
class Note:
    """Something to know.

    Attributes
    ----------
    key
        The row of words.csv.
    values
        What stands in the gaps of its sentence, by name.

    Examples
    --------
    >>> Note.of("fault.no_file.what") == Note("fault.no_file.what", {})
    True
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, /, **values: Value) -> Self:
        """Make a note of a key and the values of its gaps."""
        return cls(key, values)

    def __hash__(self) -> int:
        return hash((self.key, *sorted(self.values)))


@dataclass(frozen=True)
class Place:
    """Where something was found.

    Attributes
    ----------
    file
        The file, address or table, as the person names it.
    line, column
        Line of a table, counted from 1, the header included; name of its column.
    feature
        Position in a file of features, counted from 1.
    key
        The way to an entry of a TOML or JSON file.
    within
        Any other step on the way there, by the name of its kind (a row `place.KIND` of words.csv).

    Examples
    --------
    >>> Place("parts.csv", line=3).at(column="rule")
    Place(file='parts.csv', line=3, column='rule', feature=None, key='', within={})
    """

    file: str = ""
    line: int | None = None
    column: str = ""
    feature: int | None = None
    key: str = ""
    within: Mapping[str, Value] = field(default_factory=dict)

    def at(
        self,
        *,
        line: int | None = None,
        column: str | None = None,
        feature: int | None = None,
        key: str | None = None,
        **within: Value,
    ) -> Place:
        """Return a place inside this one."""
        given = {"line": line, "column": column, "feature": feature, "key": key}
        changes = {name: value for name, value in given.items() if value is not None}
        return dataclasses.replace(self, **changes, within={**self.within, **within})  # type: ignore[arg-type]


def placed(where: Place | str) -> Place:
    """Return a place; a text is the file, address or table."""
    return where if isinstance(where, Place) else Place(where)


@dataclass(frozen=True)
class Fault:
    """Something that is wrong, and that a person can mend.

    Attributes
    ----------
    key
        Its rows of words.csv are `fault.KEY.what`, and where there is something to say
        `.expected`, `.found`, `.remedy`, and `.where` in place of the place's own words.
    place
        Where it was found.
    values
        What stands in the gaps of its sentences, by name.
    among
        How many others there are beside it, said after what is wrong; None where it is alone.
    instead
        What is said in place of one of the five fields, by its name.
    """

    key: str
    place: Place = field(default_factory=Place)
    values: Mapping[str, Value] = field(default_factory=dict)
    among: Note | None = None
    instead: Mapping[str, Note] = field(default_factory=dict)

    def note(self, name: str) -> Note:
        """Return what the fault says in one of the five fields, but for its place.

        Examples
        --------
        >>> Fault("no_file").note("remedy").key
        'fault.no_file.remedy'
        """
        return self.instead.get(name) or Note(f"fault.{self.key}.{name}", self.values)

    def saying(self, **instead: Note) -> Fault:
        """Return the fault with other sentences in some of the five fields.

        Examples
        --------
        >>> Fault("no_file").saying(remedy=Note.of("later")).note("remedy").key
        'later'
        """
        return dataclasses.replace(self, instead={**self.instead, **instead})

    def without(self, text: str) -> Fault:
        """Return the fault without a text, such as a folder's path, wherever it stands.

        Examples
        --------
        >>> Fault("no_file", Place("folder/own.csv")).without("folder/").place.file
        'own.csv'
        """
        place = dataclasses.replace(
            self.place,
            file=self.place.file.replace(text, ""),
            within=_without(self.place.within, text),
        )
        values = _without(self.values, text)
        return dataclasses.replace(self, place=place, values=values)


def _without(values: Mapping[str, Value], text: str) -> dict[str, Value]:
    return {name: _cut(value, text) for name, value in values.items()}


def _cut(value: Value, text: str) -> Value:
    if isinstance(value, str):
        return value.replace(text, "")
    if isinstance(value, tuple):
        return tuple(_cut(one, text) for one in value)
    return Note(value.key, _without(value.values, text)) if isinstance(value, Note) else value

"""The typed family of errors: what, where, expected, found, and how to mend it.

Each is made of a fault, which is data; its words are of the language it is told in.

Each class has the exit code that the command line returns for it, so that a script can tell a
mistyped name from a broken file without reading the text.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import ClassVar, Self

from whoholds.words.marks import visible
from whoholds.words.reader import ENGLISH, FIELDS, LANGUAGES, Reader, reader_of
from whoholds.words.saying import Fault, Note, Place, Value, placed


class WhoholdsError(Exception):
    """Base of all errors that a user can cause and mend.

    It is made of a fault, and can be told in any language of the interface; printed, it is
    English.

    Parameters
    ----------
    fault
        What is wrong, where, and what stands in the gaps of its sentences.

    Attributes
    ----------
    what
        What went wrong, in one sentence without a full stop.
    where
        File, line or key at which it was found.
    expected, found
        The accepted values or form, and what stood there instead.
    remedy
        The next step for the person who reads it.

    Examples
    --------
    >>> error = InputError.of("no_file", Place("regions.csv"))
    >>> print(error)
    the file does not exist
      where:    regions.csv
      remedy:   check the name and the folder
    >>> error.told(Reader("uk"))["what"], error.exit_code
    ('такого файлу немає', 3)
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    @classmethod
    def of(cls, key: str, place: Place | str = "", /, **values: Value) -> Self:
        """Make an error of a fault's key, its place (a text is a file) and its values."""
        return cls(Fault(key, placed(place), values))

    def told(self, reader: Reader = ENGLISH) -> dict[str, str]:
        """Return all five fields in a reader's words, those that are not filled as empty texts."""
        return reader.fault(self.fault)

    @property
    def what(self) -> str:
        """What went wrong, in English."""
        return self.told()["what"]

    @property
    def where(self) -> str:
        """Where it was found, in English."""
        return self.told()["where"]

    @property
    def expected(self) -> str:
        """What is accepted, in English."""
        return self.told()["expected"]

    @property
    def found(self) -> str:
        """What stood there instead, in English."""
        return self.told()["found"]

    @property
    def remedy(self) -> str:
        """The next step, in English."""
        return self.told()["remedy"]

    def details(self, reader: Reader = ENGLISH) -> dict[str, str]:
        """Return the filled fields beside `what`, in reading order."""
        return {name: text for name, text in self.told(reader).items() if name != "what" and text}

    def to_dict(self, reader: Reader = ENGLISH) -> dict[str, str]:
        """Return all five fields, those that are not filled as empty texts."""
        return {name: visible(text) for name, text in self.told(reader).items()}

    def text(self, reader: Reader = ENGLISH) -> str:
        """Return the fields as lines, `what` first, the others with their names."""
        labels = {name: f"{reader.word(f'field.{name}')}:" for name in FIELDS[1:]}
        width = max(map(len, labels.values()))
        lines = [f"  {labels[one]:<{width}} {said}" for one, said in self.details(reader).items()]
        return visible("\n".join([self.told(reader)["what"], *lines]))

    def __str__(self) -> str:
        return self.text()


class InputError(WhoholdsError):
    """A file that people edit cannot be read as what it should be."""

    exit_code = 3


class TooFarApartError(InputError):
    """No two control layers are of near days; nobody's mistake where all were asked for."""


class UnknownNameError(WhoholdsError):
    """A proposal, reading, region, part, date or source that does not exist."""

    exit_code = 4


class GeometryError(WhoholdsError):
    """A geometry that is empty, invalid or in the wrong place."""

    exit_code = 5


class CRSError(GeometryError):
    """Two geometries would meet in different coordinate reference systems."""


class CoverageError(WhoholdsError):
    """A zone without a status, or with more than one: the tables do not fit together."""

    exit_code = 6


class CheckFailedError(WhoholdsError):
    """The preflight report has at least one failed check."""

    exit_code = 7


class MissingToolError(WhoholdsError):
    """Something outside the package is needed and not there, or is busy."""

    exit_code = 8


class DownloadError(WhoholdsError):
    """A file did not come from its source, or what came is not that file."""

    exit_code = 9


def first_of(errors: Sequence[InputError], among: Note) -> InputError:
    """Return the first of some errors, which says how many there are where it is not alone."""
    first = errors[0]
    if len(errors) == 1:
        return first
    return type(first)(dataclasses.replace(first.fault, among=among))


def require_one_of(found: str, known: Iterable[str], kind: str) -> None:
    """Raise `UnknownNameError` unless a name is one of those known.

    Parameters
    ----------
    found
        The name.
    known
        The names there are, as the error lists them.
    kind
        What they are names of: a row `kind.KIND` of words.csv.

    Examples
    --------
    >>> require_one_of("uk", ["en", "uk"], "language")
    """
    known = tuple(known)
    if found not in known:
        said = Note.of(f"kind.{kind}")
        raise UnknownNameError.of("unknown_name", kind=said, name=found, known=known)


def reader_for(language: str, door: str = "command") -> Reader:
    """Return the reader of a language that a person named.

    Raises
    ------
    UnknownNameError
        When there is no such language.
    InputError
        When words of it are missing, naming them all.

    Examples
    --------
    >>> reader_for("uk").word("page.language")
    'Мова'
    """
    require_one_of(language, LANGUAGES, "language")
    reader = reader_of(language, door)
    if gaps := reader.gaps:
        place = Place("words.csv", column=language)
        raise InputError.of("words.gaps", place, count=len(gaps), keys=gaps)
    return reader

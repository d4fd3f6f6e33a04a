"""The typed family of errors: what, where, expected, found, and how to mend it.

Each class has the exit code that the command line returns for it, so that a script can tell a
mistyped name from a broken file without reading the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from whoholds.ground.marks import visible

FIELDS = ("what", "where", "expected", "found", "remedy")
"""What an error says, in reading order."""


class WhoholdsError(Exception):
    """Base of all errors that a user can cause and mend.

    Parameters
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
    >>> error = InputError("no such column", where="regions.csv", expected="region",
    ...                    found="oblast", remedy="rename the column")
    >>> print(error)
    no such column
      where:    regions.csv
      expected: region
      found:    oblast
      remedy:   rename the column
    >>> error.exit_code
    3
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        expected: str = "",
        found: str = "",
        remedy: str = "",
    ) -> None:
        self.what, self.where = what, where
        self.expected, self.found, self.remedy = expected, found, remedy
        super().__init__(what)

    def details(self) -> dict[str, str]:
        """Return the filled fields beside `what`, in reading order."""
        return {name: text for name in FIELDS[1:] if (text := getattr(self, name))}

    def to_dict(self) -> dict[str, str]:
        """Return all five fields, those that are not filled as empty texts."""
        return {name: visible(getattr(self, name)) for name in FIELDS}

    def __str__(self) -> str:
        lines = [f"  {name + ':':<9} {text}" for name, text in self.details().items()]
        return visible("\n".join([self.what, *lines]))


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


def require_one_of(found: str, known: Iterable[str], what: str) -> None:
    """Raise `UnknownNameError` unless a name is one of those known.

    Parameters
    ----------
    found
        The name.
    known
        The names there are, as the error lists them.
    what
        What they are names of, in one word.

    Examples
    --------
    >>> require_one_of("uk", ["en", "uk"], "language")
    """
    known = list(known)
    if found not in known:
        raise UnknownNameError(
            f"unknown {what} {found!r}",
            where=what,
            expected=", ".join(known),
            found=found,
            remedy="use one of these",
        )

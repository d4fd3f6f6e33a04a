"""The versions of a conflict's data: what changed when, and which files a version is of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.forms import unfit
from whoholds.ground.texts import read_toml
from whoholds.vocabulary.sides import Strict
from whoholds.words.saying import Note
from whoholds.words.text import Text

FILE = "versions.toml"
"""The file of seeds/ that has them. It is part of no version itself."""


class Version(Strict):
    """A version of the data.

    Attributes
    ----------
    id
        Year, month and a running number within the month.
    date
        The day of it.
    sha256
        Of the tables and geodata, as `fingerprint` takes it.
    changes
        What is new in it, sentence by sentence.
    """

    id: Annotated[str, pydantic.Field(pattern=r"^\d{4}\.(1[0-2]|[1-9])\.\d+$")]
    date: dt.date
    sha256: Annotated[str, pydantic.Field(pattern=r"^[0-9a-f]{64}$")]
    changes: Annotated[list[Text], pydantic.Field(min_length=1)]


class Versions(Strict):
    """The file of versions, the newest first."""

    versions: Annotated[list[Version], pydantic.Field(min_length=1)]

    @pydantic.model_validator(mode="after")
    def _newest_first(self) -> Self:
        for newer, older in zip(self.versions, self.versions[1:], strict=False):
            if _rank(newer) <= _rank(older):
                raise unfit(Note.of("conflict.versions", newer=newer.id, older=older.id))
        return self


def _rank(version: Version) -> tuple[dt.date, tuple[int, ...]]:
    return version.date, tuple(int(part) for part in version.id.split("."))


def read_versions(path: Path) -> list[Version]:
    """Read the versions of a conflict's data, the newest first.

    Parameters
    ----------
    path
        seeds/versions.toml, or a file of its form. A conflict of one's own may be without.

    Raises
    ------
    InputError
        When a key is missing, unknown or wrong, or the versions are not in their order.

    Examples
    --------
    >>> from whoholds.ground.resources import seeds
    >>> read_versions(seeds("versions.toml"))[0].date.year >= 2026
    True
    """
    if not path.exists():
        return []
    return validate_model(Versions, read_toml(path), str(path)).versions


def fingerprint(folders: Iterable[Path]) -> str:
    r"""Take one SHA-256 over all files of folders: their names, and what is in them.

    The file of versions itself is left out, and so is what a system lays down beside the files
    (names that begin with a dot).

    Parameters
    ----------
    folders
        seeds/ and geodata/.

    Returns
    -------
    str
        64 hexadecimal digits. Line ends of text files do not matter: a checkout may turn them.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "a.csv").write_bytes(b"a,b\r\n")
    ...     first = fingerprint([Path(name)])
    ...     _ = Path(name, "a.csv").write_bytes(b"a,b\n")
    ...     first == fingerprint([Path(name)])
    True
    """
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
            name = path.relative_to(folder)
            hidden = any(part.startswith((".", "__")) for part in name.parts)
            if hidden or name.name == FILE or not path.is_file():
                continue
            content = path.read_bytes().replace(b"\r\n", b"\n")
            whole.update(f"{folder.name}/{name.as_posix()}\0{len(content)}\0".encode())
            whole.update(content)
    return whole.hexdigest()

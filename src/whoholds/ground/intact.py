"""The shipped geodata, by name, each file only if it is the one that was built.

Figures rest on these files, and a polygon that was moved by hand would move them without a word.
The tables in seeds/ are meant to be edited; their readers check every row instead.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.ground.resources import geodata
from whoholds.ground.texts import read_toml
from whoholds.words.saying import Note


def intact(name: str) -> Path:
    """Return the path of a file in geodata/ after a look at its SHA-256, taken once a process.

    Parameters
    ----------
    name
        A file that geodata/provenance.toml has.

    Raises
    ------
    InputError
        When it is missing, or not the one that was built.

    Examples
    --------
    >>> intact("regions.geojson").name
    'regions.geojson'
    """
    path = geodata(name)
    fault = fault_of(path, recorded().get(name, {}).get("sha256", Note.of("geodata.no_entry")))
    if fault:
        raise fault
    return path


def faults() -> list[InputError]:
    """Return an error for every file of geodata/ that is not the one that was built."""
    found = [fault_of(geodata(name), entry["sha256"]) for name, entry in recorded().items()]
    return [fault for fault in found if fault]


@cache
def recorded() -> dict[str, dict[str, str]]:
    """Return what geodata/provenance.toml says of each file: source, licence, SHA-256.

    Raises
    ------
    InputError
        When it says that of no file, or not all of it.
    """
    path = geodata("provenance.toml")
    found = read_toml(path)
    if not found or not all(isinstance(one, dict) and "sha256" in one for one in found.values()):
        raise InputError.of("geodata.no_record", str(path), count=len(found))
    return found


def fault_of(path: Path, expected: str | Note) -> InputError | None:
    """Say what is wrong with a file that should have a SHA-256; None where it has it."""
    try:
        about = path.stat()
        found: str | Note = _sha256(path, about.st_size, about.st_mtime_ns)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        found = Note.of("geodata.no_file") if missing else str(error.strerror)
    if found == expected:
        return None
    return InputError.of("geodata.altered", str(path), sha256=expected, found=found)


@cache
def _sha256(path: Path, _size: int, _changed: int) -> str:
    """Take the hash of a file; anew only where its size or time of change is another."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

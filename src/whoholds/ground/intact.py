"""A folder of geodata, by name, each file only if it is the one that was built.

Figures rest on these files, and a polygon that was moved by hand would move them without a word.
The tables in seeds/ are meant to be edited; their readers check every row instead.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.ground.texts import read_toml
from whoholds.words.saying import Note

RECORD = "provenance.toml"
"""The file of such a folder that says where the others come from."""


class Geodata:
    """A folder of geodata.

    Parameters
    ----------
    folder
        With a provenance.toml, which has the SHA-256 of every other file.
    is_guarded
        Whether it has to have one; a folder of a person's own may be without, and is then taken
        as it is.
    """

    def __init__(self, folder: Path, *, is_guarded: bool = False) -> None:
        self.folder = folder
        self.is_guarded = is_guarded or (folder / RECORD).is_file()

    def intact(self, name: str) -> Path:
        """Return the path of a file after a look at its SHA-256, taken once a process.

        Parameters
        ----------
        name
            A file that provenance.toml has.

        Raises
        ------
        InputError
            When it is missing, or not the one that was built.

        Examples
        --------
        >>> from whoholds.ground.resources import geodata
        >>> Geodata(geodata(), is_guarded=True).intact("regions.geojson").name
        'regions.geojson'
        """
        path = self.folder / name
        if self.is_guarded:
            known = self.recorded.get(name, {}).get("sha256", Note.of("geodata.no_entry"))
            fault = fault_of(path, known)
            if fault:
                raise fault
        return path

    def faults(self) -> list[InputError]:
        """Return an error for every file that is not the one that was built."""
        recorded = self.recorded.items()
        found = [fault_of(self.folder / name, entry["sha256"]) for name, entry in recorded]
        return [fault for fault in found if fault]

    @cached_property
    def recorded(self) -> dict[str, dict[str, str]]:
        """What provenance.toml says of each file: source, licence, SHA-256; nothing without one.

        Raises
        ------
        InputError
            When it says that of no file, or not all of it.
        """
        if not self.is_guarded:
            return {}
        path = self.folder / RECORD
        found = read_toml(path)
        whole = all(isinstance(one, dict) and "sha256" in one for one in found.values())
        if not found or not whole:
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

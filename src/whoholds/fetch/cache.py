"""Where downloads are kept: each file with a note of where it came from beside it.

A file counts only with a note whose SHA-256 is its own, so whatever interrupts the writing of the
two leaves at worst a file that is fetched again.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from whoholds.ground.errors import InputError
from whoholds.ground.outputs import replacing
from whoholds.ground.receipts import SUFFIX, Receipt, note_of, receipt_of

VARIABLE = "WHOHOLDS_CACHE"


def place_of(name: str) -> Path:
    """Return the folder for the files of an entry, which may not be there yet.

    It is in the folder that WHOHOLDS_CACHE names, or else where the system keeps such things.
    """
    return Path(os.environ.get(VARIABLE) or platformdirs.user_cache_dir("whoholds")) / name


def make_place(name: str) -> Path:
    """Make the folder for the files of an entry and return it."""
    path = place_of(name)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.of(
            "fetch.no_folder", str(path), reason=reason, variable=VARIABLE
        ) from error
    return path


def kept(name: str) -> list[Receipt]:
    """List what is in the cache of an entry, the newest day last."""
    notes = [
        receipt_of(path.with_name(path.name.removesuffix(SUFFIX)))
        for path in sorted(place_of(name).glob(f"*{SUFFIX}"))
    ]
    whole = [note for note in notes if note is not None]
    return sorted(whole, key=lambda note: note.day or note.retrieved.date())


def keep(draft: Path, note: Receipt, path: Path) -> None:
    """Move a finished file to `path` and write its note; other processes do so before or after."""
    with _alone(path.parent), replacing(note_of(path)) as paper, replacing(path) as copy:
        paper.write_text(note.model_dump_json(indent=2) + "\n", encoding="utf-8")
        draft.replace(copy)


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Wait until no one else holds this folder. Windows has no such lock, and the hash to do."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(place, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks: the hash has to do
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

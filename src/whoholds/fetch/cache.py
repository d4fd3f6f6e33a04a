"""Where downloads are kept: each file with a note of where it came from beside it.

A file counts only with a note whose SHA-256 is its own, so whatever interrupts the writing of the
two leaves at worst a file that is fetched again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pydantic

from whoholds.ground.errors import InputError
from whoholds.ground.outputs import replacing

VARIABLE = "WHOHOLDS_CACHE"
SUFFIX = ".provenance.json"


class Provenance(pydantic.BaseModel):
    """Where a downloaded file came from.

    Attributes
    ----------
    id, title, licence
        Of the entry in the list of downloads.
    url, final_url
        Asked for, and the address that answered.
    retrieved
        When, by this machine's clock: it dates the retrieval, never the data.
    day, data_date
        The day asked for, and the one that the file gives itself.
    sha256, size
        Of the file; `size` in bytes.
    content_type, etag, last_modified
        As the server said.
    agent
        What asked.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    licence: str
    url: str
    final_url: str
    retrieved: dt.datetime
    day: dt.date | None
    data_date: dt.date | None
    sha256: str
    size: int
    content_type: str
    etag: str
    last_modified: str
    agent: str


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


def note_of(path: Path) -> Path:
    """Return the name of the note beside a file."""
    return path.with_name(path.name + SUFFIX)


def provenance_of(path: Path) -> Provenance | None:
    """Return where a file came from, None unless the note is there and is about this content."""
    try:
        note = Provenance.model_validate_json(note_of(path).read_bytes())
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, pydantic.ValidationError):
        return None
    return note if note.sha256 == found else None


def kept(name: str) -> list[Provenance]:
    """List what is in the cache of an entry, the newest day last."""
    notes = [
        provenance_of(path.with_name(path.name.removesuffix(SUFFIX)))
        for path in sorted(place_of(name).glob(f"*{SUFFIX}"))
    ]
    whole = [note for note in notes if note is not None]
    return sorted(whole, key=lambda note: note.day or note.retrieved.date())


def keep(draft: Path, note: Provenance, path: Path) -> None:
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

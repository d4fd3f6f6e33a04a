"""The note that stands beside a downloaded file: where it came from, under which licence, when.

A note counts only beside the file whose SHA-256 it has.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pydantic

SUFFIX = ".provenance.json"

MAX_BYTES = 100_000
"""A longer note is none of ours."""


class Receipt(pydantic.BaseModel):
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


def note_of(path: Path) -> Path:
    """Return the name of the note beside a file."""
    return path.with_name(path.name + SUFFIX)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def receipt_of(path: Path) -> Receipt | None:
    """Return where a file came from, None unless the note is there and is about this content."""
    paper = note_of(path)
    try:
        if not paper.is_file() or paper.stat().st_size > MAX_BYTES:
            return None
        note = Receipt.model_validate_json(paper.read_bytes())
        return note if note.sha256 == sha256_of(path) else None
    except (OSError, pydantic.ValidationError):
        return None

"""Fetch a file of the list of downloads into the cache, or leave all as it was and say why."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from whoholds.fetch.body import Received
from whoholds.fetch.cache import keep, make_place
from whoholds.fetch.content import check_content, own_day
from whoholds.fetch.downloads import Download
from whoholds.fetch.limits import Limits, Watcher
from whoholds.fetch.transfer import AGENT, download
from whoholds.ground.errors import DownloadError
from whoholds.ground.outputs import workshop
from whoholds.ground.receipts import Receipt, receipt_of
from whoholds.words.reader import SOURCE
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Fetched:
    """A file that is there.

    Attributes
    ----------
    path
        Where.
    receipt
        Where it came from.
    is_new
        Whether it came just now, and not earlier from the cache.
    """

    path: Path
    receipt: Receipt
    is_new: bool


def fetch(
    name: str,
    entry: Download,
    day: dt.date | None,
    *,
    output: Path | None = None,
    refresh: bool = False,
    limits: Limits | None = None,
    watcher: Watcher | None = None,
) -> Fetched:
    """Fetch the file of one day, into the cache and from there to `output`.

    Parameters
    ----------
    name, entry
        Id and entry in the list of downloads.
    day
        Which file; None where the source has one for all days.
    output
        Where to put a copy, with a note of its provenance beside it.
    refresh
        Whether to ask the source although a copy is in the cache. Sources that change what they
        have published are always asked.
    limits, watcher
        What it may cost, and who is told how it goes.

    Raises
    ------
    DownloadError
        When the file does not come, or is not what it should be. What was in its place before
        stays there.
    UnknownNameError
        When the source has no such day.
    InputError
        When the file cannot be written.
    """
    entry.require_day(day)
    path = make_place(name) / entry.name_for(day)
    known = None if refresh or entry.changes else _usable(path, entry, day)
    with contextlib.ExitStack() as stack:
        # Made before the download, so that a place that takes no file is found out first.
        place = stack.enter_context(workshop(output)) if output else None
        note = known or _renew(path, name, entry, day, limits or Limits(), watcher or Watcher())
        if output and place:
            keep(Path(shutil.copyfile(path, place / output.name)), note, output)
    return Fetched(output or path, note, is_new=known is None)


def _usable(path: Path, entry: Download, day: dt.date | None) -> Receipt | None:
    """Return the note of a cached copy that is whole, from this address and of the known hash."""
    note = receipt_of(path)
    right = note is not None and note.url == entry.url_for(day)
    hashed = entry.hash_for(day)
    return note if right and note and hashed in (None, note.sha256) else None


def _renew(
    path: Path, name: str, entry: Download, day: dt.date | None, limits: Limits, watcher: Watcher
) -> Receipt:
    """Download to `path`; when that fails, say what stands there now."""
    try:
        with workshop(path) as place:
            received, own = _download(place / path.name, entry, day, limits, watcher)
            note = Receipt(
                id=name,
                title=entry.title,
                licence=entry.licence[SOURCE],
                url=entry.url_for(day),
                final_url=received.url,
                retrieved=dt.datetime.now(dt.UTC).replace(microsecond=0),
                day=day,
                data_date=own,
                sha256=received.sha256,
                size=received.size,
                content_type=received.content_type,
                etag=received.etag,
                last_modified=received.last_modified,
                agent=AGENT,
            )
            keep(place / path.name, note, path)
    except DownloadError as error:
        fault, key = error.fault, "fetch.as_before" if path.is_file() else "fetch.nothing_written"
        state = Note.of(key, remedy=fault.note("remedy"), path=str(path))
        raise DownloadError(fault.saying(remedy=state)) from error
    return note


def _download(
    draft: Path, entry: Download, day: dt.date | None, limits: Limits, watcher: Watcher
) -> tuple[Received, dt.date | None]:
    """Write a checked file to `draft`; return what came and the day it gives itself."""
    url, hashed = entry.url_for(day), entry.hash_for(day)
    own: dt.date | None = None

    def check(received: Received) -> None:
        nonlocal own
        data = check_content(draft, entry.content, url, received.content_type)
        own = own_day(data, entry.form)

    received = download(url, draft, int(entry.max_mb * 1e6), check, limits, watcher)
    if hashed not in (None, received.sha256):
        raise DownloadError.of("fetch.other_hash", url, known=hashed or "", came=received.sha256)
    if day and own and own != day:
        raise DownloadError.of("fetch.other_day", url, day=day, own=own)
    return received, own

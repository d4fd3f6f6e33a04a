"""The newest day of a source, by its own list of files."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from whoholds.fetch.body import Received
from whoholds.fetch.content import check_content, names_in
from whoholds.fetch.downloads import Download
from whoholds.fetch.limits import Limits, Watcher
from whoholds.fetch.transfer import download
from whoholds.ground.errors import DownloadError
from whoholds.words.saying import Note

LISTING_BYTES = 20_000_000


def newest_day(
    entry: Download, *, limits: Limits | None = None, watcher: Watcher | None = None
) -> dt.date | None:
    """Ask the source's own list of files for its newest day; None where it has no days.

    A day after the server's own date is a misprint (one source has had a day in the year 2202)
    and does not count.

    Raises
    ------
    UnknownNameError
        When the source has days and no list of them: then a person must name one.
    DownloadError
        When the list does not come, is incomplete or names no file of the known form.
    """
    if not entry.is_dated or entry.listing is None:
        entry.require_day(None)
        return None
    listing = entry.listing
    data: Any = None
    with tempfile.TemporaryDirectory(prefix="whoholds-") as place:
        draft = Path(place) / "listing.json"

        def check(received: Received) -> None:
            nonlocal data
            data = check_content(draft, "json", listing.url, received.content_type)

        received = download(
            listing.url, draft, LISTING_BYTES, check, limits or Limits(), watcher or Watcher()
        )
    days = listing.days(names_in(data))
    past = [day for day in days if received.server_day is None or day <= received.server_day]
    is_cut = isinstance(data, dict) and data.get("truncated") is True
    if is_cut or not past:
        found = Note.of("fetch.cut_list") if is_cut else Note.of("fetch.names", count=len(days))
        raise DownloadError.of("fetch.no_newest", listing.url, entry=listing.entry, came=found)
    return past[-1]

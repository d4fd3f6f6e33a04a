"""Fetching a map of another project: on a click alone, and only for whoever sits at this machine.

The server would download what its visitors ask it to. So this is offered where it has no visitors
but its own machine's: without `--origin`, and not through a server that stands in front of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from whoholds.app.bringing import ask_for, bring_asked
from whoholds.app.faults import show_fault
from whoholds.app.markdown import plain
from whoholds.desk import opened
from whoholds.fetch.downloads import Download, chosen_downloads
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.extras import extras_named
from whoholds.ground.receipts import note_of
from whoholds.importers.layer import Options
from whoholds.words.reader import Reader

if TYPE_CHECKING:
    from whoholds.fetch.fetching import Fetched

PATIENCE_S = 120
"""For a file: a page that waits longer is thought broken, and the command has more patience."""

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via")
"""What a request has that another server passed on."""


@dataclass(frozen=True)
class _File:
    """A fetched file, as a file that was laid in."""

    file_id: str
    name: str
    content: bytes

    def getvalue(self) -> bytes:
        return self.content


def show_fetch(reader: Reader) -> None:
    """Offer to fetch a map, and fetch it when the button is pressed."""
    if not is_own_machine(st.get_option("server.corsAllowedOrigins"), st.context.headers):
        return
    try:
        downloads = chosen_downloads(None, opened().downloads)
    except WhoholdsError as error:
        show_fault(reader.word("layers.not_fetched"), error, reader)
        return
    if downloads:
        with st.expander(reader.word("layers.fetch"), key="fetch"):
            _show_choices(downloads, reader)


def is_own_machine(origins: Sequence[str], headers: Mapping[str, str]) -> bool:
    """Whether the reader sits at the machine of the server, so that it asks for nobody else.

    Parameters
    ----------
    origins
        That may embed the dashboard, or stand in front of it.
    headers
        Of the reader's request.

    Examples
    --------
    >>> is_own_machine([], {"Host": "127.0.0.1:8600"})
    True
    >>> is_own_machine(["https://news.example"], {}), is_own_machine([], {"Via": "1.1 front"})
    (False, False)
    """
    return not origins and not any(name in headers for name in FORWARDED)


def _show_choices(downloads: dict[str, Download], reader: Reader) -> None:
    source, day = st.columns(2)
    with source:
        name = st.selectbox(
            reader.word("layers.fetch_from"),
            list(downloads),
            format_func=lambda one: _maker(downloads[one]),
            key="fetch-from",
        )
    entry = downloads[name]
    with day:
        chosen = _ask_day(name, entry, reader)
    hosts = dict.fromkeys(_host(url) for url in _asked(entry, chosen))
    st.caption(
        plain(
            reader.word("layers.fetch_notice").format(
                hosts=", ".join(hosts), licence=reader.text(entry.licence)
            )
        )
    )
    label = reader.word("layers.fetch_button").format(_maker(entry))
    if st.button(plain(label), key="fetch-now", icon=":material/download:"):
        if entry.is_dated and chosen is None and entry.listing is None:
            st.warning(reader.word("layers.fetch_no_day"), icon=":material/info:")
            return
        _fetch(name, entry, chosen, reader)


def _ask_day(name: str, entry: Download, reader: Reader) -> dt.date | None:
    """The day that is wanted; none is the newest, where the source lists its days."""
    if not entry.is_dated:
        return None
    newest = "layers.fetch_day" if entry.listing else "layers.date_alone"
    return st.date_input(
        reader.word(newest),
        value=None,
        min_value=entry.first or "2014-01-01",
        max_value=dt.datetime.now(dt.UTC).date(),
        format=reader.word("language.day_field"),
        key=f"fetch-day-{name}",
    )


def _asked(entry: Download, day: dt.date | None) -> list[str]:
    """The addresses that a click asks."""
    return [entry.listing.url, entry.url] if entry.listing and day is None else [entry.url]


def _maker(entry: Download) -> str:
    """Whose map it is."""
    return entry.title.partition(":")[0]


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _fetch(name: str, entry: Download, day: dt.date | None, reader: Reader) -> None:
    """Ask the server, and lay what comes in as a file that its reader laid in."""
    try:
        asking = reader.word("layers.fetching").format(_host(entry.url))
        with st.spinner(plain(asking), show_time=True):
            fetched, day = _fetched(name, entry, day)
        path = fetched.path
        file = _File(fetched.receipt.sha256, path.name, path.read_bytes())
    except WhoholdsError as error:
        show_fault(reader.word("layers.not_fetched"), error, reader)
        return
    ask_for(file, Options(entry.form, day), receipt=note_of(path).read_bytes())
    bring_asked(reader)


def _fetched(name: str, entry: Download, day: dt.date | None) -> tuple[Fetched, dt.date | None]:
    with extras_named():
        from whoholds.fetch.fetching import fetch
        from whoholds.fetch.limits import Limits
        from whoholds.fetch.listing import newest_day

        limits = Limits(total_s=PATIENCE_S, retries=1)
        day = day or newest_day(entry, limits=limits)
        return fetch(name, entry, day, limits=limits), day

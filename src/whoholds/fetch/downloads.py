"""The list of files that can be downloaded: where they are, and what is known of them.

It is read here and fetched in `whoholds.fetch`, so that a person can check an edited list
without a network. URLs are templates with one kind of field, a date such as `{date:%Y%m%d}`.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import string
import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.forms import unfit
from whoholds.ground.texts import read_toml
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note, Place
from whoholds.words.text import Told

OVERRIDE = "WHOHOLDS_DOWNLOADS"
"""Environment variable with the name of a list that takes the place of the shipped one."""

Sha256 = Annotated[str, pydantic.Field(pattern=r"^[0-9a-f]{64}$")]


def _check_template(template: str) -> str:
    try:
        fields = [step[1:] for step in string.Formatter().parse(template) if step[1] is not None]
    except ValueError:  # a brace without its other
        raise unfit(Note.of("download.template")) from None
    if any(
        field != "date" or conversion or "%" not in (form or "")
        for field, form, conversion in fields
    ):
        raise unfit(Note.of("download.template"))
    return template


def _check_url(template: str) -> str:
    parts = urlsplit(template)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise unfit(Note.of("download.url"))
    return template


Template = Annotated[str, pydantic.AfterValidator(_check_template)]
Url = Annotated[str, pydantic.AfterValidator(_check_url)]


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Listing(_Strict):
    """A JSON document of the source that names its files, from which their days are read."""

    url: Url
    entry: Template

    def days(self, names: list[str]) -> list[dt.date]:
        """Read the days of those names that have the form of `entry`, oldest first.

        Examples
        --------
        >>> listing = Listing(url="https://example.org/days.json", entry="d/{date:%Y%m%d}.json")
        >>> [str(day) for day in listing.days(["d/20250816.json", "d/readme", "20250817.json"])]
        ['2025-08-16']
        """
        form = re.sub(r"\{date:([^}]*)\}", r"\1", self.entry)
        days = set()
        for name in names:
            try:
                day = dt.date(*time.strptime(name, form)[:3])
            except ValueError:
                continue
            if self.entry.format(date=day) == name:
                days.add(day)
        return sorted(days)


class Download(_Strict):
    """One file of a source, or one for each day.

    Attributes
    ----------
    title, licence, note
        For the person who decides whether to fetch it.
    url
        Address, or template of one.
    form
        The importer that reads it.
    content
        What the body must be before it replaces anything.
    max_mb
        Size limit, in megabytes of 10^6 bytes, of the decoded body.
    changes
        Whether the source changes files that it has published; then no cached copy stands in.
    first, last
        The first day there is, and the last that this project has seen there.
    missing
        Days between that the source does not have.
    sha256
        Known hashes: of the one file, or by day.
    listing
        Where the source names its files.
    """

    title: str = pydantic.Field(min_length=1)
    url: Annotated[Url, pydantic.AfterValidator(_check_template)]
    licence: Told
    form: DataForm
    content: Literal["geojson", "json", "zip"]
    max_mb: float = pydantic.Field(gt=0, le=10_000)
    changes: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    missing: list[dt.date] = []
    sha256: Sha256 | dict[dt.date, Sha256] = {}
    listing: Listing | None = None
    note: str = ""

    @pydantic.model_validator(mode="after")
    def _keys_fit_together(self) -> Self:
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", self.name_for(dt.date(2000, 1, 1))):
            raise unfit(Note.of("download.name"))
        dated = {"first", "last", "missing", "listing"} & self.model_fields_set
        if dated and not self.is_dated:
            raise unfit(Note.of("download.undated", keys=tuple(sorted(dated))))
        if self.sha256 and self.is_dated != isinstance(self.sha256, dict):
            raise unfit(Note.of("download.hashes"))
        if self.first and self.last and self.first > self.last:
            raise unfit(Note.of("download.order"))
        return self

    @property
    def is_dated(self) -> bool:
        """Whether there is a file for each of several days."""
        return "{date" in self.url

    @property
    def days(self) -> Note:
        """The days there are; there may be later ones than this list has seen."""
        if not self.is_dated:
            return Note.of("fetch.days.one_file")
        first = self.first or Note.of("fetch.days.some")
        if self.last:
            return Note.of("fetch.days.at_least", first=first, last=self.last)
        return Note.of("fetch.days.on", first=first)

    def url_for(self, day: dt.date | None) -> str:
        """Return the address of the file of `day`."""
        return self.url.format(date=day) if self.is_dated else self.url

    def name_for(self, day: dt.date | None) -> str:
        """Return the name of the file of `day`, without folders or query."""
        return urlsplit(self.url_for(day)).path.rpartition("/")[2]

    def hash_for(self, day: dt.date | None) -> str | None:
        """Return the known SHA-256 of the file of `day`, if there is one."""
        if isinstance(self.sha256, dict):
            return self.sha256.get(day) if day else None
        return self.sha256

    def require_day(self, day: dt.date | None) -> None:
        """Raise when the source is known to have no file of that day.

        A day after `last` may be asked for: a source that goes on has days that this list has
        not seen.

        Raises
        ------
        UnknownNameError
            Naming the days there are.
        """
        if day is None or not self.is_dated:
            if day is None and self.is_dated:
                raise UnknownNameError.of("fetch.which_day", self.title, days=self.days)
            if day is not None and not self.is_dated:
                raise UnknownNameError.of("fetch.no_days", self.title, days=self.days, day=day)
        elif day in self.missing or (self.first and day < self.first):
            days = self.days
            if self.missing:
                days = Note.of("fetch.days.without", days=days, missing=tuple(self.missing))
            raise UnknownNameError.of("fetch.no_such_day", self.title, days=days, day=day)


Downloads = dict[str, Download]


def read_downloads(path: Path) -> Downloads:
    """Read a list of downloads: one table for each id.

    Raises
    ------
    InputError
        When the file is no TOML, an id is no plain word or an entry breaks the form.
    """
    entries = read_toml(path)
    for name in entries:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
            raise InputError.of("fetch.no_id", Place(str(path)).at(entry=name), name=name)
    return {
        name: validate_model(Download, entry, where=f"{path}, [{name}]")
        for name, entry in entries.items()
    }


def chosen_downloads(path: Path | None, known: Path) -> Downloads:
    """Read the list at `path`, or the one that WHOHOLDS_DOWNLOADS names, or the known one.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> "deepstate" in chosen_downloads(None, opened().downloads)
    True
    """
    override = os.environ.get(OVERRIDE)
    return read_downloads(path or (Path(override) if override else known))


def require_download(name: str, downloads: Downloads) -> Download:
    """Return an entry by id.

    Raises
    ------
    UnknownNameError
        Listing the ids there are.
    """
    if name in downloads:
        return downloads[name]
    raise UnknownNameError.of("fetch.unknown", name=name, known=tuple(downloads))

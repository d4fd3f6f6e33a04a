"""The day that a layer describes: said by its data, never by the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable
from dataclasses import dataclass

import geopandas as gpd

from whoholds.importers.remarks import cell_text, plain
from whoholds.words.saying import Note

LAST_DAY = dt.date(2099, 12, 31)
"""A day after this one is a slip of the keyboard, such as 2202 for 2022."""

COLUMNS = ("date", "day", "as_of", "asof", "map_date", "snapshot_date", "datetime", "date_time")
"""Names of columns, in any case, that say the day."""

PUBLISHED_COLUMNS = ("pub_date", "pubdate", "publish_date", "published", "report_date")
"""Names of columns that say the day of publication: the day, where nothing else says one."""

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DIGITS = re.compile(r"(?<!\d)(\d{4})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})[-_ ]?({'|'.join(_MONTHS)})[A-Z]*[-_ ]?(\d{{4}})(?!\d)", re.I
)
_TIME = r"(?:[T ][0-9:.]+(?: ?[AP]M)?(?:Z|[+-][0-9:]+)?)?"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Said:
    """What one place of a file says about its day: the text as it stands there."""

    place: Note
    text: str


def parse_day(text: str) -> dt.date | None:
    """Read a day as data files write it; None when it is no day at all.

    Seconds and milliseconds since 1970 are a day in UTC. A day between slashes may have its month
    first and is none: `possible_days` has both.

    Examples
    --------
    >>> [str(parse_day(text)) for text in ("20250816", "2025-08-16T12:00:00Z", "2025-02-30")]
    ['2025-08-16', '2025-08-16', 'None']
    >>> [str(parse_day(text)) for text in ("1755302400000", "1755302400", "16.08.2025")]
    ['2025-08-16', '2025-08-16', '2025-08-16']
    """
    text = text.strip().removesuffix(".0")
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return day_of_epoch(int(text))
    if match := re.fullmatch(rf"(\d{{4}})([-/.]?)(\d{{2}})\2(\d{{2}}){_TIME}", text):
        return _day(match[1], match[3], match[4])
    if match := re.fullmatch(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_TIME}", text):
        return _day(match[3], match[2], match[1])
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_of_epoch(number: int) -> dt.date | None:
    """Return the day, UTC, of seconds or milliseconds since 1970.

    None for what is no such number, or of a day before September 2001 or after `LAST_DAY`.

    Examples
    --------
    >>> str(day_of_epoch(1754251105)), day_of_epoch(12)
    ('2025-08-03', None)
    """
    seconds = number // 1000 if number >= 10**11 else number
    if not 10**9 <= seconds < 5 * 10**9:
        return None
    day = (_EPOCH + dt.timedelta(seconds=seconds)).date()
    return day if day <= LAST_DAY else None


def possible_days(text: str) -> set[dt.date]:
    """Every day that a text may mean; two where day and month may stand either way.

    Examples
    --------
    >>> sorted(map(str, possible_days("8/6/2025"))), sorted(map(str, possible_days("8/16/2025")))
    (['2025-06-08', '2025-08-06'], ['2025-08-16'])
    """
    if (day := parse_day(text)) is not None:
        return {day}
    match = re.fullmatch(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}", text.strip())
    if match is None:
        return set()
    found = {_day(match[4], match[1], match[3]), _day(match[4], match[3], match[1])}
    return {day for day in found if day is not None}


def days_in_name(name: str) -> list[str]:
    """Find the days in the name of a file or layer.

    Examples
    --------
    >>> days_in_name("deepstatemap_data_20250816"), days_in_name("UkraineControlMapAO16AUG2025")
    (['2025-08-16'], ['2025-08-16'])
    """
    found = [f"{match[1]}-{match[3]}-{match[4]}" for match in _DIGITS.finditer(name)]
    for match in _WORDS.finditer(name):
        month = _MONTHS.index(match[2].upper()) + 1
        found.append(f"{match[3]}-{month:02d}-{int(match[1]):02d}")
    return sorted(set(found))


def days_in_columns(frame: gpd.GeoDataFrame) -> list[Said]:
    """What the columns of a table say about its day, each text once."""
    return [
        Said(Note.of("said_in.column", name=plain(name, 40)), text)
        for name in day_columns(frame)
        for text in sorted({cell_text(value) for value in frame[name].array})
    ]


def day_columns(frame: gpd.GeoDataFrame) -> list[Hashable]:
    """The columns that say the day; those of publication only where there are no others."""
    for wanted in (COLUMNS, PUBLISHED_COLUMNS):
        found: list[Hashable] = [name for name in frame.columns if str(name).lower() in wanted]
        if found:
            return found
    return []


def days_in_names(names: tuple[str, ...], what: str) -> list[Said]:
    """What names say about the day: `what` has them, "file_name" or "layer"."""
    return [
        Said(Note.of(f"said_in.{what}", name=plain(name, 60)), day)
        for name in names
        for day in days_in_name(name)
    ]

"""The day that a layer describes: said by its data, never by the clock.

Two statements of the data that differ are refused rather than chosen from, and so is a day named
by the user that contradicts them.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from whoholds.errors import InputError
from whoholds.importers.remarks import plain

FIRST_DAY = dt.date(2014, 2, 20)
"""The first day of Russia's occupation of Ukrainian territory, as Ukraine's law dates it."""

LAST_DAY = dt.date(2099, 12, 31)
"""A day after this one is a slip of the keyboard, such as 2202 for 2022."""

COLUMNS = ("date", "day", "as_of", "asof", "map_date", "snapshot_date")
"""Names of columns, in any case, that say the day."""

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DIGITS = re.compile(r"(?<!\d)(\d{4})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})[-_ ]?({'|'.join(_MONTHS)})[A-Z]*[-_ ]?(\d{{4}})(?!\d)", re.I
)


@dataclass(frozen=True)
class Said:
    """What one place of a file says about its day: the text as it stands there."""

    place: str
    text: str


def parse_day(text: str) -> dt.date | None:
    """Read a day as data files write it; None when it is no day at all.

    Examples
    --------
    >>> [parse_day(text) for text in ("20250816", "2025-08-16T12:00:00Z", "2025-02-30")]
    [datetime.date(2025, 8, 16), datetime.date(2025, 8, 16), None]
    """
    match = re.fullmatch(
        r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?(?:\.0)?", text.strip()
    )
    try:
        return dt.date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


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
        Said(f"column {plain(name, 40)}", text)
        for name in frame.columns
        if str(name).lower() in COLUMNS
        for text in sorted({"(empty)" if pd.isna(v) else str(v) for v in frame[name].array})
    ]


def days_in_names(names: tuple[str, ...], what: str) -> list[Said]:
    """What names of files or layers say about the day."""
    return [
        Said(f"{what} {plain(name, 60)!r}", day) for name in names for day in days_in_name(name)
    ]


def settle_day(inside: list[Said], names: list[Said], asked: dt.date | None, where: str) -> dt.date:
    """Decide on the day of a layer.

    Parameters
    ----------
    inside
        What the data say. Only where they say nothing, the file's name counts.
    names
        What the file's name says.
    asked
        The day that the user names; used where neither says one.
    where
        The file's name, for messages.

    Raises
    ------
    InputError
        When nothing says a day, a text is no day, a day is impossible, or two differ.

    Examples
    --------
    >>> settle_day([Said("column date", "2025-08-16")], [], None, "layer.gpkg").isoformat()
    '2025-08-16'
    """
    said = inside or names
    if not said and asked is None:
        raise InputError(
            "the layer does not say its date",
            where=where,
            expected="a column date such as 2025-08-16, the same in each row, or a day in the name",
            found="no date in columns or name",
            remedy="add the column, or name the day (--date, --control-date)",
        )
    days = {one: parse_day(one.text) for one in said}
    for one, day in days.items():
        if day is None:
            raise _no_day(one, where)
        _check_possible(day, f"{where}, {one.place}")
    if asked is not None:
        _check_possible(asked, "the date that was named")
        days[Said("the date that was named", asked.isoformat())] = asked
    if len(set(days.values())) > 1:
        raise InputError(
            "the layer has more than one date",
            where=where,
            expected="one day",
            found="; ".join(f"{one.place}: {plain(one.text, 40)}" for one in days)[:400],
            remedy="keep the features of one day, and name no other day than the data do",
        )
    return next(day for day in days.values() if day is not None)


def _no_day(said: Said, where: str) -> InputError:
    return InputError(
        "the layer does not say its date",
        where=f"{where}, {said.place}",
        expected="a day such as 2025-08-16, the same in each row",
        found=repr(plain(said.text, 60)),
        remedy="write the day so, or remove the column and name the day with --date",
    )


def _check_possible(day: dt.date, where: str) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InputError(
            "that date is impossible",
            where=where,
            expected=f"a day from {FIRST_DAY} to {LAST_DAY}",
            found=day.isoformat(),
            remedy="correct the date in the data",
        )

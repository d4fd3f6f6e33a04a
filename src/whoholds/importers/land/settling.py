"""One day out of everything that a file says of its day, and what the user names.

Two statements of the data that differ are refused rather than chosen from, and so is a day named
by the user that contradicts them.
"""

from __future__ import annotations

import datetime as dt

from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import FIRST_DAY, LAST_DAY, Said, parse_day, possible_days
from whoholds.importers.remarks import plain

FEW, MANY = 5, 40
"""Days of a column that are told each with its column; and those that are told at all."""


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
    days = {one: _settled(one, asked, where) for one in said}
    if asked is not None:
        _check_possible(asked, "the date that was named")
        days[Said("the date that was named", asked.isoformat())] = asked
    if len(set(days.values())) > 1:
        raise InputError(
            "the layer has more than one date",
            where=where,
            expected="one day",
            found=_listed(days),
            remedy="name one of the days with --date (--control-date), and its rows are read alone"
            if len(set(map(_place, said))) < len(said)
            else "keep the features of one day, and name no other day than the data do",
        )
    return next(iter(days.values()))


def _place(said: Said) -> str:
    return said.place


def _listed(days: dict[Said, dt.date]) -> str:
    """Every statement with its day; the days of a long column in one."""
    found = []
    for place in dict.fromkeys(one.place for one in days):
        mine = {one: day for one, day in days.items() if one.place == place}
        if len(mine) <= FEW:
            found += [f"{place}: {_both(one)}" for one in mine]
        else:
            ordered = sorted(set(map(str, mine.values())))
            found.append(f"{place}: {len(ordered):,} days, {', '.join(ordered[:MANY])}")
            found[-1] += " ..." if len(ordered) > MANY else ""
    return "; ".join(found)


def _settled(said: Said, asked: dt.date | None, where: str) -> dt.date:
    """The day that one statement means; where it may be either of two, the one asked for."""
    possible = possible_days(said.text)
    sure = parse_day(said.text)
    if sure is None and possible:
        if asked is None:
            raise _either(said, possible, where)
        sure = asked if asked in possible else min(possible)
    if sure is None:
        raise _no_day(said, where)
    _check_possible(sure, f"{where}, {said.place}")
    return sure


def _both(said: Said) -> str:
    """A statement as it stands in the file, with its day where it is spelt otherwise."""
    text, day = plain(said.text, 40), parse_day(said.text)
    return text if day is None or text.startswith(str(day)) else f"{text} ({day})"


def _either(said: Said, possible: set[dt.date], where: str) -> InputError:
    return InputError(
        "the layer's date may have its month first or its day",
        where=f"{where}, {said.place}",
        expected="a day such as 2025-08-16, or its --date beside it",
        found=plain(said.text, 40),
        remedy="name the day with --date: " + " or ".join(sorted(map(str, possible))),
    )


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

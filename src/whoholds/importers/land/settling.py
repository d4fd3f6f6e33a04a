"""One day out of everything that a file says of its day, and what the user names.

Two statements of the data that differ are refused rather than chosen from, and so is a day named
by the user that contradicts them.
"""

from __future__ import annotations

import datetime as dt

from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import LAST_DAY, Said, parse_day, possible_days
from whoholds.importers.remarks import plain
from whoholds.words.saying import Note, Place, Value

FEW, MANY = 5, 40
"""Days of a column that are told each with its column; and those that are told at all."""


def settle_day(
    inside: list[Said], names: list[Said], asked: dt.date | None, place: Place, first: dt.date
) -> dt.date:
    """Decide on the day of a layer.

    Parameters
    ----------
    inside
        What the data say. Only where they say nothing, the file's name counts.
    names
        What the file's name says.
    asked
        The day that the user names; used where neither says one.
    place
        The file, for messages.
    first
        The first day that a layer of the country can be of.

    Raises
    ------
    InputError
        When nothing says a day, a text is no day, a day is impossible, or two differ.

    Examples
    --------
    >>> said = Said(Note.of("said_in.column", name="date"), "2025-08-16")
    >>> settle_day([said], [], None, Place("layer.gpkg"), dt.date(2014, 2, 20)).isoformat()
    '2025-08-16'
    """
    said = inside or names
    if not said and asked is None:
        raise InputError.of("undated", place, choice=Note.of("choice.any_date"))
    days = {one: _settled(one, asked, place, first) for one in said}
    if asked is not None:
        named = Note.of("said_in.asked")
        _check_possible(asked, Place().at(inside=named), first)
        days[Said(named, asked.isoformat())] = asked
    if len(set(days.values())) > 1:
        if len(set(map(_place, said))) < len(said):
            choice = Note.of("choice.one_date")
            raise InputError.of("several_dates", place, days=_listed(days), choice=choice)
        raise InputError.of("dates_differ", place, days=_listed(days))
    return next(iter(days.values()))


def _place(said: Said) -> Note:
    return said.place


def _listed(days: dict[Said, dt.date]) -> Value:
    """Every statement with its day; the days of a long column in one."""
    found: list[Note] = []
    for place in dict.fromkeys(one.place for one in days):
        mine = {one: day for one, day in days.items() if one.place == place}
        if len(mine) <= FEW:
            found += [Note.of("days.one", place=place, text=_both(one)) for one in mine]
        else:
            ordered = sorted(set(mine.values()))
            shown, count = tuple(ordered[:MANY]), len(ordered)
            if count > MANY:
                found.append(Note.of("days.many", place=place, count=count, days=shown))
            else:
                found.append(Note.of("days.some", place=place, count=count, days=shown))
    return tuple(found)


def _settled(said: Said, asked: dt.date | None, place: Place, first: dt.date) -> dt.date:
    """The day that one statement means; where it may be either of two, the one asked for."""
    possible = possible_days(said.text)
    sure = parse_day(said.text)
    if sure is None and possible:
        if asked is None:
            raise _either(said, possible, place)
        sure = asked if asked in possible else min(possible)
    if sure is None:
        choice, text = Note.of("choice.date"), plain(said.text, 60)
        raise InputError.of("no_day", place.at(inside=said.place), text=text, choice=choice)
    _check_possible(sure, place.at(inside=said.place), first)
    return sure


def _both(said: Said) -> str:
    """A statement as it stands in the file, with its day where it is spelt otherwise."""
    text, day = plain(said.text, 40), parse_day(said.text)
    return text if day is None or text.startswith(str(day)) else f"{text} ({day})"


def _either(said: Said, possible: set[dt.date], place: Place) -> InputError:
    return InputError.of(
        "either_day",
        place.at(inside=said.place),
        text=plain(said.text, 40),
        days=tuple(sorted(possible)),
        field=Note.of("choice.date"),
        choice=Note.of("choice.date_beside"),
    )


def _check_possible(day: dt.date, place: Place, first: dt.date) -> None:
    if not first <= day <= LAST_DAY:
        raise InputError.of("impossible_date", place, first=first, last=LAST_DAY, day=day)

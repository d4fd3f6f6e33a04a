"""A layer of several days: the rows of the one that was asked for, or none at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence

import geopandas as gpd

from whoholds.importers.land.dates import (
    Said,
    day_columns,
    days_in_columns,
    parse_day,
    possible_days,
)
from whoholds.importers.remarks import cell_text, plain
from whoholds.importers.verdict import HELD, Verdict
from whoholds.words.saying import Note


def days_of(frame: gpd.GeoDataFrame) -> list[dt.date]:
    """Return the days that the rows of a table say, oldest first."""
    columns = day_columns(frame)
    texts = {cell_text(value) for name in columns[:1] for value in frame[name].array}
    return sorted({day for day in map(parse_day, texts) if day is not None})


def rows_of_day(
    frame: gpd.GeoDataFrame, verdicts: Sequence[Verdict], asked: dt.date | None
) -> tuple[list[Verdict], list[Said], list[Note]]:
    """Keep the rows of the day that was asked for, where what is held is of several.

    Parameters
    ----------
    frame
        n features.
    verdicts
        n verdicts, as in `whoholds.importers.forms.form.Selection`.
    asked
        The day that was named; None where none was.

    Returns
    -------
    tuple
        The verdicts, those of rows of other days replaced; what the rows that are kept say about
        their day, several where none of them was asked for; and a note where rows were left out.

    Examples
    --------
    >>> import shapely
    >>> days = gpd.GeoDataFrame({"date": ["2025-08-15", "2025-08-16"]}, geometry=[None, None])
    >>> [one.counts for one in rows_of_day(days, [HELD, HELD], dt.date(2025, 8, 16))[0]]
    [False, True]
    """
    verdicts = list(verdicts)
    held = frame[[one == HELD for one in verdicts]]
    held = held if len(held) else frame
    column = _column_of_days(held)
    if column is None:
        return verdicts, days_in_columns(held), []
    texts = [cell_text(value) for value in frame[column].array]
    meant = {text: possible_days(text) for text in texts}
    here = [asked in meant[text] for text in texts]
    if asked is None or not any(here):
        return verdicts, days_in_columns(held), []  # `settle_day` refuses them, and lists them
    for n, is_here in enumerate(here):
        if not is_here and verdicts[n].counts:
            verdicts[n] = Verdict.left_out(Note.of("remark.other_day", day=_named(texts[n])))
    note = Note.of(
        "remark.of_days",
        column=plain(column, 40),
        days=len(set().union(*meant.values())),
        read=sum(here),
        date=asked,
        others=len(frame) - sum(here),
    )
    return verdicts, days_in_columns(frame[here]), [note]


def _column_of_days(held: gpd.GeoDataFrame) -> Hashable | None:
    """The first column that says several days, and nothing that is no day."""
    for name in day_columns(held):
        meant = [possible_days(cell_text(value)) for value in held[name].array]
        if meant and all(meant) and not set.intersection(*meant):
            return name
    return None


def _named(text: str) -> str:
    day = parse_day(text)
    return text if day is None else day.isoformat()

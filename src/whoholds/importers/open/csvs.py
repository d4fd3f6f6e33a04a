"""Tables of text, with the separator told from their first line."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from whoholds.importers.open.encodings import decoded
from whoholds.importers.open.limits import MAX_TABLE_COLUMNS, MAX_TEXT_BYTES, refuse_more_than
from whoholds.importers.open.sniffing import unreadable
from whoholds.words.saying import Note, Place

SEPARATORS = (",", ";", "\t", "|")
"""What may stand between two columns."""


def separator_of(head: str) -> str:
    """Tell the separator of a table from its line of names.

    Examples
    --------
    >>> separator_of("geonameid;date;status"), separator_of("geonameid")
    (';', ',')
    """
    return max(SEPARATORS, key=head.count)


def read_csv(path: Path, place: Place) -> tuple[pd.DataFrame, list[Note]]:
    """Read a table as text, and say what separates its columns where that is no comma.

    Raises
    ------
    InputError
        When it is not in UTF-8, or its rows have more cells than its head.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(place, error) from error
    refuse_more_than(MAX_TEXT_BYTES, len(data), "csv_bytes", place)
    text = decoded(data, place, "CSV")
    head = text.partition("\n")[0]
    separator = separator_of(head)
    refuse_more_than(MAX_TABLE_COLUMNS, head.count(separator) + 1, "columns", place)
    try:
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, sep=separator)
    except ValueError as error:  # pandas' own parse errors are ValueErrors
        raise unreadable(place, error, "table") from error
    table = table.rename(columns=lambda name: str(name).strip())
    if separator == ",":
        return table, []
    written = separator.encode("unicode_escape").decode("ascii")  # a tab is not seen
    return table, [Note.of("remark.separated", separator=written)]

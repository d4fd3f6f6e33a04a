"""Tables of text, with the separator told from their first line."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from whoholds.importers.open.encodings import decoded
from whoholds.importers.open.limits import MAX_TABLE_COLUMNS, MAX_TEXT_BYTES, refuse_more_than
from whoholds.importers.open.sniffing import unreadable

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


def read_csv(path: Path, where: str) -> tuple[pd.DataFrame, list[str]]:
    """Read a table as text, and say what separates its columns where that is no comma.

    Raises
    ------
    InputError
        When it is not in UTF-8, or its rows have more cells than its head.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(where, error) from error
    refuse_more_than(MAX_TEXT_BYTES, len(data), "bytes of CSV", where)
    text = decoded(data, where, "CSV")
    head = text.partition("\n")[0]
    separator = separator_of(head)
    refuse_more_than(MAX_TABLE_COLUMNS, head.count(separator) + 1, "columns", where)
    try:
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, sep=separator)
    except ValueError as error:  # pandas' own parse errors are ValueErrors
        raise unreadable(where, error, "columns with one separator, in UTF-8") from error
    table = table.rename(columns=lambda name: str(name).strip())
    notes = [] if separator == "," else [f"columns are separated by {separator!r}"]
    return table, notes

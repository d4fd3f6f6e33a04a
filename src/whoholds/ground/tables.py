"""Tables that people edit: CSV, checked by pandera; what it complains of is worded as `InputError`.

Each error names the file, the line, what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.engines.pandas_engine import DateTime
from pandera.errors import SchemaErrors

from whoholds.ground.errors import InputError
from whoholds.ground.texts import read_text
from whoholds.words.reader import LANGUAGES

DAY = DateTime(to_datetime_kwargs={"format": "%Y-%m-%d"})
"""The type of a column of dates: year-month-day and no other spelling, so none is guessed."""


def list_ids(value: str) -> list[str]:
    """Split a cell that holds several ids, separated by spaces.

    Examples
    --------
    >>> list_ids("reuters-2025-08-17  liga-2025-08-17")
    ['reuters-2025-08-17', 'liga-2025-08-17']
    """
    return value.split()


def by_language(row: Mapping[Hashable, Any], column: str) -> dict[str, str]:
    """Pick a text in each language from a row with one column a language.

    Examples
    --------
    >>> by_language({"name_en": "Donetsk", "name_uk": "Донецька"}, "name")
    {'en': 'Donetsk', 'uk': 'Донецька'}
    """
    return {language: str(row[f"{column}_{language}"]) for language in LANGUAGES}


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Read a CSV file of text cells and validate it.

    Parameters
    ----------
    path
        UTF-8 file, first line the column names, comma separated.
    schema
        What the table must be; `coerce` turns the text into numbers and dates.

    Returns
    -------
    pandas.DataFrame
        The rows in the file's order, index 0..n-1; empty cells are empty strings.

    Raises
    ------
    InputError
        When the file is missing, is no table, or a row breaks the schema.
    """
    table, faults = salvage_table(path, schema)
    if faults:
        count = len({fault.where.rpartition(", column")[0] for fault in faults})
        first = faults[0]
        raise InputError(
            first.what + (f" (one of {count} faulty lines)" if count > 1 else ""),
            **first.details(),
        )
    return table


def salvage_table(path: Path, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[InputError]]:
    """Read a CSV file as far as it can be read, and say everything that is wrong with it.

    Parameters
    ----------
    path, schema
        As for `read_table`.

    Returns
    -------
    tuple
        The rows without a fault, indexed by their position in the file (line less two), and an
        error for every fault, in the order of the lines.
    """
    try:
        frame = _read_frame(path, schema)
    except InputError as error:
        return pd.DataFrame(columns=list(schema.columns)), [error]
    try:
        return schema.validate(frame, lazy=True), []
    except SchemaErrors as error:
        bad = error.failure_cases["index"].dropna().astype(int)
        faults = _table_errors(path, schema, error)
        return schema.validate(frame.drop(index=bad.unique()), lazy=True), faults


def _read_frame(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The text cells of a file whose columns are those of the schema."""
    try:
        header, *rows = _split_rows(read_text(path))
    except ValueError as error:
        raise InputError(
            "the file is not a table",
            where=str(path),
            expected="comma-separated columns: " + ", ".join(schema.columns),
            found=str(error),
            remedy="give every row one line, and quote cells that contain commas",
        ) from error
    check_columns(header, list(schema.columns), where=str(path))
    return pd.DataFrame(rows, columns=header, dtype=str)


def _split_rows(text: str) -> list[list[str]]:
    """Split a CSV text into rows of cells, the header first.

    One line a row, so that a row's position gives its line; as many cells as the header has, so
    that a forgotten comma is found and not read as an empty cell.
    """
    rows: list[list[str]] = []
    for line in text.rstrip("\n").split("\n"):
        here = f"line {len(rows) + 1}"
        try:
            rows.extend(csv.reader([line], strict=True))
        except csv.Error as error:
            raise ValueError(f"{here}: {error}") from error
        if not rows[0]:
            raise ValueError("an empty first line")
        if len(rows[-1]) != len(rows[0]):
            raise ValueError(f"{here}: {len(rows[-1])} cells, the header has {len(rows[0])}")
    return rows


def check_columns(header: list[str], expected: list[str], where: str) -> None:
    """Raise unless `header` names each expected column once and no other."""
    missing = [name for name in expected if name not in header]
    unknown = [name for name in header if name not in expected]
    doubled = [name for name in expected if header.count(name) > 1]
    for fault, names in {"missing": missing, "unknown": unknown, "doubled": doubled}.items():
        if names:
            raise InputError(
                f"{fault} columns: " + ", ".join(names),
                where=where,
                expected=", ".join(expected),
                found=", ".join(header),
                remedy="name the columns in the first line exactly so",
            )


def _table_errors(path: Path, schema: pa.DataFrameSchema, error: SchemaErrors) -> list[InputError]:
    """Word every fault of a table, one a line and column, in the order of the lines."""
    cases = error.failure_cases.dropna(subset="index").sort_values("index", kind="stable")
    faults: dict[tuple[int, str], InputError] = {}
    for case in cases.to_dict("records"):
        line = int(case["index"]) + 2
        if "unique" in str(case["check"]):
            doubled = _doubled_error(path, schema, error.data, int(case["index"]))
            faults |= {(line, "unique"): doubled} if doubled else {}
        elif case["schema_context"] == "Column":
            faults.setdefault((line, case["column"]), _cell_error(path, schema, case, line))
        else:
            faults.setdefault((line, "row"), _row_error(path, schema, case, line))
    return list(faults.values())


def _cell_error(
    path: Path, schema: pa.DataFrameSchema, case: dict[Any, Any], line: int
) -> InputError:
    column, found = case["column"], case["failure_case"]
    return InputError(
        f"a cell of column {column!r} is not what it should be",
        where=f"{path}, line {line}, column {column}",
        expected=schema.columns[column].description or str(case["check"]),
        found=repr(found) if isinstance(found, str) else str(found),
        remedy="mend that line; `whoholds check` reads every table again",
    )


def _row_error(
    path: Path, schema: pa.DataFrameSchema, case: dict[Any, Any], line: int
) -> InputError:
    return InputError(
        "the cells of a row do not fit together",
        where=f"{path}, line {line}",
        expected=str(case["check"]),
        found=f"columns {', '.join(schema.columns)}",
        remedy="mend that line; docs/data.md says what the columns mean",
    )


def _doubled_error(
    path: Path, schema: pa.DataFrameSchema, frame: pd.DataFrame, position: int
) -> InputError | None:
    """The fault of a row whose key stands in an earlier row; None for the earlier row itself."""
    key = list(schema.unique or [])
    second = frame.loc[position]
    first = frame[(frame[key] == second[key]).all(axis="columns")].index[0]
    if first == position:
        return None
    return InputError(
        "the same key stands in two rows",
        where=f"{path}, line {position + 2}, column {', '.join(key)}",
        expected="each key once",
        found=f"{', '.join(map(str, second[key]))}, also in line {first + 2}",
        remedy="remove or mend one of the two lines",
    )

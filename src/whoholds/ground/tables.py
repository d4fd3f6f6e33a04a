"""Tables that people edit: CSV, checked by pandera; what it complains of is worded as `InputError`.

Each error names the file, the line, what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pandera.pandas as pa
from pandera.engines.pandas_engine import DateTime
from pandera.errors import SchemaErrors

from whoholds.ground.errors import InputError, first_of
from whoholds.ground.forms import of_cell, shown
from whoholds.ground.texts import read_text
from whoholds.words.saying import Note, Place
from whoholds.words.text import columns

_FORMAT: dict[str, Any] = {"to_datetime_kwargs": {"format": "%Y-%m-%d"}}
DAY = DateTime(**_FORMAT)
"""The type of a column of dates: year-month-day and no other spelling, so none is guessed."""

Table = TypeVar("Table", bound=pd.DataFrame)

FILLED = "filled"
"""In a column's metadata: the column whose cells it has where a file lacks it."""


def list_ids(value: str) -> list[str]:
    """Split a cell that holds several ids, separated by spaces.

    Examples
    --------
    >>> list_ids("reuters-2025-08-17  liga-2025-08-17")
    ['reuters-2025-08-17', 'liga-2025-08-17']
    """
    return value.split()


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a table, whose cells are of the types that its schema says.

    What pandas says of its own tuples is that a cell may be anything that a cell can be.

    Examples
    --------
    >>> [(row.Index, row.region) for row in rows_of(pd.DataFrame({"region": ["UA-14"]}))]
    [(0, 'UA-14')]
    """
    return table.itertuples()


def text_columns(
    name: str, *, some: bool = True, bare: bool = False, description: str | None = None
) -> dict[str, pa.Column]:
    """Return the columns of a schema that hold a text in each language.

    A file may lack that of a language: `read_table` fills it with the English text.

    Parameters
    ----------
    name
        What the columns' names have before the language.
    some
        Whether the text must be there.
    bare
        Whether the column of the English text has no language in its name.
    description
        Of each column, a row of words.csv.

    Examples
    --------
    >>> list(text_columns("name"))
    ['name_en', 'name_uk']
    """
    checks = pa.Check.str_length(min_value=1) if some else None
    made = partial(pa.Column, str, checks, description=description)
    english, *others = columns(name, bare=bare)
    return {english: made(), **{one: made(metadata={FILLED: english}) for one in others}}


def filled_texts(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table with a text in English wherever a language has none.

    Examples
    --------
    >>> filled_texts(pd.DataFrame({"name_en": ["Kyiv"], "name_uk": [None]}), "name")["name_uk"][0]
    'Kyiv'
    """
    table, english = in_each_language(table, name), table[f"{name}_en"]
    filled = {one: table[one].replace("", None).fillna(english) for one in columns(name)}
    return table.assign(**filled)


def in_each_language(table: Table, name: str) -> Table:
    """Return a table with the English text as that of every language that it has no column of.

    Examples
    --------
    >>> list(in_each_language(pd.DataFrame({"name_en": ["Kyiv"]}), "name"))
    ['name_en', 'name_uk']
    """
    lacking = [one for one in columns(name) if one not in table]
    return table.assign(**dict.fromkeys(lacking, table[f"{name}_en"])) if lacking else table


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
        of_each_line = {error.fault.place.line: error for error in reversed(faults)}
        lines = list(reversed(of_each_line.values()))
        raise first_of(lines, Note.of("among.lines", count=len(lines)))
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


def check_rows(rows: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> pd.DataFrame:
    """Check rows that were made in a program as those of a file are.

    Parameters
    ----------
    rows
        A table; its index is of no account.
    schema
        What the rows must be.
    name
        What they are called in an error.

    Raises
    ------
    InputError
        When a column is missing, or a row breaks the schema.
    """
    header = [str(column) for column in rows.columns]
    lacking = _untold(header, schema)
    check_columns([*header, *lacking], list(schema.columns), where=name)
    filled = rows.assign(**{one: rows[english] for one, english in lacking.items()})
    try:
        return schema.validate(filled.reset_index(drop=True), lazy=True)
    except SchemaErrors as error:
        raise _table_errors(Path(name), schema, error)[0] from error


def laid_over(table: pd.DataFrame, rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return a table with further rows, which take the place of those with the same key.

    Examples
    --------
    >>> one = pd.DataFrame({"id": ["a", "b"], "n": [1, 2]})
    >>> laid_over(one, pd.DataFrame({"id": ["b", "c"], "n": [3, 4]}), ["id"])["n"].to_list()
    [1, 3, 4]
    """
    both = pd.concat([table, rows], ignore_index=True)
    return both.drop_duplicates(key, keep="last").reset_index(drop=True)


def _read_frame(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The text cells of a file whose columns are those of the schema."""
    try:
        header, *rows = _split_rows(read_text(path))
    except _NoRowError as error:
        columns = tuple(schema.columns)
        raise InputError.of("table", str(path), columns=columns, found=error.why) from error
    lacking = _untold(header, schema)
    check_columns([*header, *lacking], list(schema.columns), where=str(path))
    table = pd.DataFrame(rows, columns=header, dtype=str)
    return table.assign(**{one: table[english] for one, english in lacking.items()})


def _untold(header: list[str], schema: pa.DataFrameSchema) -> dict[str, str]:
    """The columns of texts that a file lacks, and those that stand in for them."""
    filled = {name: (column.metadata or {}).get(FILLED) for name, column in schema.columns.items()}
    return {
        name: english
        for name, english in filled.items()
        if english in header and name not in header
    }


class _NoRowError(Exception):
    """A line is no row of a table."""

    def __init__(self, why: Note) -> None:
        self.why = why


def _split_rows(text: str) -> list[list[str]]:
    """Split a CSV text into rows of cells, the header first.

    One line a row, so that a row's position gives its line; as many cells as the header has, so
    that a forgotten comma is found and not read as an empty cell.
    """
    rows: list[list[str]] = []
    for line in text.rstrip("\n").split("\n"):
        number = len(rows) + 1
        try:
            rows.extend(csv.reader([line], strict=True))
        except csv.Error as error:
            raise _NoRowError(Note.of("row.broken", line=number, reason=str(error))) from error
        if not rows[0]:
            raise _NoRowError(Note.of("row.no_header"))
        cells, columns = len(rows[-1]), len(rows[0])
        if cells != columns:
            raise _NoRowError(Note.of("row.cells", line=number, cells=cells, columns=columns))
    return rows


def check_columns(header: list[str], expected: list[str], where: Place | str) -> None:
    """Raise unless `header` names each expected column once and no other."""
    wrong = {
        "table.missing_columns": tuple(name for name in expected if name not in header),
        "table.unknown_columns": tuple(name for name in header if name not in expected),
        "table.doubled_columns": tuple(name for name in expected if header.count(name) > 1),
    }
    for key, names in wrong.items():
        if names:
            raise InputError.of(
                key, where, names=names, columns=tuple(expected), found=tuple(header)
            )


def _table_errors(path: Path, schema: pa.DataFrameSchema, error: SchemaErrors) -> list[InputError]:
    """Word every fault of a table, one a line and column, in the order of the lines."""
    cases = error.failure_cases.dropna(subset="index").sort_values("index", kind="stable")
    faults: dict[tuple[int, str], InputError] = {}
    for case in cases.to_dict("records"):
        line = int(case["index"]) + 2
        if case["check"] == "multiple_fields_uniqueness":
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
    column = case["column"]
    number = None if pd.isna(case["check_number"]) else int(case["check_number"])
    return InputError.of(
        "cell",
        Place(str(path), line=line, column=column),
        column=column,
        expected=of_cell(schema.columns[column], number),
        found=shown(case["failure_case"]),
    )


def _row_error(
    path: Path, schema: pa.DataFrameSchema, case: dict[Any, Any], line: int
) -> InputError:
    """The fault of a row; the error that its check says is a key of words.csv."""
    place = Place(str(path), line=line)
    expected = Note.of(str(case["check"]))
    return InputError.of("row", place, expected=expected, columns=tuple(schema.columns))


def _doubled_error(
    path: Path, schema: pa.DataFrameSchema, frame: pd.DataFrame, position: int
) -> InputError | None:
    """The fault of a row whose key stands in an earlier row; None for the earlier row itself."""
    key = list(schema.unique or [])
    second = frame.loc[position]
    first = frame[(frame[key] == second[key]).all(axis="columns")].index[0]
    if first == position:
        return None
    place = Place(str(path), line=position + 2, column=", ".join(key))
    cells = tuple(map(str, second[key]))
    return InputError.of("doubled_key", place, cells=cells, first=int(first) + 2)

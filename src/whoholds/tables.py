"""Readers of the files that people edit: CSV through pandera, TOML through pydantic.

Both turn the library's complaint into one `InputError` that names the file, the line or key,
what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pandera.pandas as pa
import pydantic
from pandera.engines.pandas_engine import DateTime
from pandera.errors import SchemaErrors

from whoholds.errors import InputError

Model = TypeVar("Model", bound=pydantic.BaseModel)

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
    frame = pd.DataFrame(rows, columns=header, dtype=str)
    try:
        return schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        raise _table_error(path, schema, error) from error


def _split_rows(text: str) -> list[list[str]]:
    """Split a CSV text into rows of cells, the header first.

    One line a row, so that a row's position gives its line; as many cells as the header has, so
    that a forgotten comma is found and not read as an empty cell.
    """
    rows: list[list[str]] = []
    for line in text.removeprefix("\ufeff").rstrip("\n").split("\n"):
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


def _table_error(path: Path, schema: pa.DataFrameSchema, error: SchemaErrors) -> InputError:
    """Word the first of a table's faults, and say how many lines have one."""
    cases = error.failure_cases.dropna(subset="index").sort_values("index", kind="stable")
    first, lines = cases.iloc[0], cases["index"].nunique()
    if "unique" in str(first["check"]):
        return _doubled_error(path, schema, error.data)
    column, found = first["column"], first["failure_case"]
    return InputError(
        f"a cell of column {column!r} is not what it should be"
        + (f" (one of {lines} faulty lines)" if lines > 1 else ""),
        where=f"{path}, line {int(first['index']) + 2}, column {column}",
        expected=schema.columns[column].description or str(first["check"]),
        found=repr(found) if isinstance(found, str) else str(found),
        remedy="mend that line; `whoholds check` reads every table again",
    )


def _doubled_error(path: Path, schema: pa.DataFrameSchema, frame: pd.DataFrame) -> InputError:
    key = list(schema.unique or [])
    second = frame[frame.duplicated(key)].iloc[0]
    first = frame[(frame[key] == second[key]).all(axis="columns")].index[0]
    return InputError(
        "the same key stands in two rows",
        where=f"{path}, line {second.name + 2}, column {', '.join(key)}",
        expected="each key once",
        found=f"{', '.join(map(str, second[key]))}, also in line {first + 2}",
        remedy="remove or mend one of the two lines",
    )


def read_text(path: Path) -> str:
    """Read a UTF-8 file, or say what is wrong with it."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError(
            "the file does not exist", where=str(path), remedy="check the name and the folder"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the file cannot be read as UTF-8 text",
            where=str(path),
            found=str(error),
            remedy="save it as UTF-8 and make it readable",
        ) from error


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file into a dictionary, or say where its syntax breaks."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            "the file is not valid TOML",
            where=str(path),
            found=str(error),
            remedy="mend the line named above; strings are quoted, tables are in [brackets]",
        ) from error


def validate_model(model: type[Model], data: dict[str, Any], where: str) -> Model:
    """Build `model` from `data`; word the first fault as an `InputError`."""
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in fault["loc"])
        count = error.error_count()
        context = fault.get("ctx", {})
        raise InputError(
            f"the key {key!r} is wrong" + (f" (one of {count} faults)" if count > 1 else ""),
            where=f"{where}, key {key}",
            expected=str(context.get("expected", "")) or fault["msg"],
            found="nothing" if fault["type"] == "missing" else repr(fault["input"]),
            remedy="mend the key; docs/data.md lists every key and its values",
        ) from error

"""Readers of the files that people edit: CSV through pandera, TOML through pydantic.

Both turn the library's complaint into one `InputError` that names the file, the line or key,
what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import copy
import csv
import tomllib
from collections.abc import Iterator
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
    found = salvage_model(model, data, where)
    if not isinstance(found, list):
        return found
    first = found[0]
    raise InputError(
        first.what + (f" (one of {len(found)} faults)" if len(found) > 1 else ""),
        **first.details(),
    )


def salvage_model(model: type[Model], data: dict[str, Any], where: str) -> Model | list[InputError]:
    """Build `model` from `data`, or return an error for every key that is wrong."""
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False)
        return [_key_error(fault, model, data, where) for fault in faults]


def _key_error(
    fault: Any, model: type[pydantic.BaseModel], data: dict[str, Any], where: str
) -> InputError:
    key = ".".join(_steps(fault["loc"], data))
    is_missing = fault["type"] == "missing"
    return InputError(
        f"the key {key!r} is wrong",
        where=f"{where}, key {key}",
        expected=_expected_at(fault["loc"], model, data) if is_missing else _expected(fault),
        found="nothing" if is_missing else repr(fault["input"]),
        remedy="mend the key; docs/data.md lists every key and its values",
    )


_KINDS = {
    "model_type": "a table of keys",
    "list_type": "a list",
    "string_type": "text",
    "float_type": "a number",
    "date_type": "a date",
}
"""What pydantic calls these, in words of the file."""


def _expected(fault: Any) -> str:
    choices = str(fault.get("ctx", {}).get("expected", ""))
    return choices or _KINDS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")


def _expected_at(
    path: tuple[int | str, ...], model: type[pydantic.BaseModel], data: dict[str, Any]
) -> str:
    """What a missing key should hold: what the model says of a wrong value in its place."""
    filled = copy.deepcopy(data)
    entry: Any = filled
    for step in path[:-1]:
        entry = entry[step]
    entry[path[-1]] = None
    try:
        model.model_validate(filled)
    except pydantic.ValidationError as error:
        here = (fault for fault in error.errors(include_url=False) if fault["loc"] == path)
        return next(map(_expected, here), "a value")
    return "a value"


def _steps(path: tuple[int | str, ...], data: Any) -> Iterator[str]:
    """The way to a key; an entry of a list goes by its id where it has one, else by its place."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        named = isinstance(step, int) and isinstance(data, dict)
        yield str((data.get("id") or data.get("term") or step) if named else step)

"""What a cell or a key should hold, said by the kind of check that it failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Union, get_args, get_origin

import pandas as pd
import pandera.pandas as pa
import pydantic
from pydantic_core import PydanticCustomError

from whoholds.words.saying import Note, Value

NOTHING = Note.of("form.nothing")
"""What is said of an empty cell, or of a key that is not there."""

LONGEST = 200
"""Characters that are shown of an entry."""

MANY = 3
"""Of more values than so many it is said that one of them is expected."""


def shown(value: object) -> Value:
    """Return a value as it is shown: a text in quotes, anything else as it is written.

    Of a whole entry of a file its beginning is shown.

    Examples
    --------
    >>> shown(True), shown("a")
    ('True', Note(key='form.quoted', values={'text': 'a'}))
    """
    if isinstance(value, str):
        return Note.of("form.quoted", text=value)
    if isinstance(value, dt.date):
        return value
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def one_of(names: Sequence[Value]) -> Note:
    """Say that one of these names is expected; an empty one allows for nothing.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> reader_of("en").said(one_of(["yes", "no"]))
    'yes or no'
    """
    named = tuple(name for name in names if name != "")
    if len(named) < len(names):
        return Note.of("form.either_or_nothing", names=named)
    return Note.of("form.one_of" if len(named) > MANY else "form.either", names=named)


def unfit(note: Note) -> PydanticCustomError:
    """Return what a validator of a model raises, with what it expects."""
    return PydanticCustomError("whoholds", "does not fit", {"note": note})


def of_cell(column: pa.Column, number: int | None) -> Note:
    """Say what a cell of a column should hold.

    Parameters
    ----------
    column
        Its description is a key of words.csv; what its checks allow, and its metadata, stand in
        the gaps. Without one the check says it.
    number
        Which of the column's checks the cell failed; None for its type.
    """
    if column.description:
        allowed = {name: value for one in column.checks for name, value in _limits(one).items()}
        return Note.of(column.description, **allowed, **(column.metadata or {}))
    if column.checks:
        return _of_check(column.checks[number or 0])
    return Note.of(f"form.type.{_type_of(column)}")


def _of_check(check: pa.Check) -> Note:
    limits = _limits(check)
    if check.name == "isin":
        return one_of(limits["allowed_values"])
    return Note.of(f"form.check.{check.name}", **limits)


def _limits(check: pa.Check) -> dict[str, Any]:
    """What a check allows, as values of a sentence's gaps."""
    found: dict[str, Any] = {}
    for name, value in (check.statistics or {}).items():
        if isinstance(value, (str, int, float)):
            found[name] = value
        elif isinstance(value, (list, tuple)):
            found[name] = tuple(map(str, value))
    return found


def _type_of(column: pa.Column) -> str:
    kind = column.dtype.type if column.dtype is not None else object
    if pd.api.types.is_datetime64_any_dtype(kind):
        return "date"
    if pd.api.types.is_integer_dtype(kind):
        return "whole_number"
    return "number" if pd.api.types.is_float_dtype(kind) else "text"


_KINDS = {
    "model": "table",
    "dict": "table",
    "list": "list",
    "string": "text",
    "float": "number",
    "finite": "number",
    "int": "whole_number",
    "bool": "truth",
    "date": "date",
    "datetime": "date",
}
"""How the kind of a complaint of pydantic begins, and what is expected."""

_LIMITS = {
    "string_pattern_mismatch": "pattern",
    "too_short": "min_length",
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}
"""Complaints that name a limit, and what pydantic calls it."""


def of_key(complaint: Mapping[str, Any], model: type[pydantic.BaseModel]) -> Note:
    """Say what a key of a TOML file should hold.

    Parameters
    ----------
    complaint
        One of the errors of a `pydantic.ValidationError`.
    model
        What was validated.
    """
    kind, limits = complaint["type"], complaint.get("ctx", {})
    if "note" in limits:
        note: Note = limits["note"]
        return note
    if kind in ("enum", "literal_error"):
        names = tuple(Note.of("form.quoted", text=name) for name in _names(complaint, model))
        return Note.of("form.either", names=names)
    if kind in _LIMITS:
        return Note.of(f"form.key.{kind}", limit=limits[_LIMITS[kind]])
    if kind in ("string_too_short", "extra_forbidden"):
        return Note.of(f"form.key.{kind}")
    return Note.of(f"form.type.{_KINDS.get(kind.partition('_')[0], 'value')}")


def _names(complaint: Mapping[str, Any], model: type[pydantic.BaseModel]) -> list[str]:
    """The names that a model allows at a place."""
    found: Any = model
    for step in complaint["loc"]:
        found = _below(found, step)
    kind = next((one for one in _kinds(found) if isinstance(one, type)), None)
    if kind and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [str(name) for name in get_args(found) if name != ""]


def _below(found: Any, step: str | int) -> Any:
    """The type of an entry of a model, list or dictionary."""
    for kind in _kinds(found):
        if isinstance(kind, type) and issubclass(kind, pydantic.BaseModel):
            return kind.model_fields[str(step)].annotation
        if get_origin(kind) in (list, tuple, dict):
            return get_args(kind)[-1]
    return found


def _kinds(found: Any) -> tuple[Any, ...]:
    """A type, or the several that a union allows."""
    return get_args(found) if get_origin(found) in (Union, type(int | str)) else (found,)

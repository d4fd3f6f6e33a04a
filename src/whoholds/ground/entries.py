"""Entries of TOML files, checked by pydantic; what it complains of is worded as `InputError`.

Each error names the key, what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, TypeVar

import pydantic

from whoholds.ground.errors import InputError

Model = TypeVar("Model", bound=pydantic.BaseModel)


def validate_model(
    model: type[Model], data: dict[str, Any], where: str, context: Any = None
) -> Model:
    """Build `model` from `data`; word the first fault as an `InputError`.

    `context` is what the validators of the model look at.
    """
    found = salvage_model(model, data, where, context)
    if not isinstance(found, list):
        return found
    first = found[0]
    raise InputError(
        first.what + (f" (one of {len(found)} faults)" if len(found) > 1 else ""),
        **first.details(),
    )


def salvage_model(
    model: type[Model], data: dict[str, Any], where: str, context: Any = None
) -> Model | list[InputError]:
    """Build `model` from `data`, or return an error for every key that is wrong."""
    try:
        return model.model_validate(data, context=context)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False)
        return [_key_error(fault, model, data, where, context) for fault in faults]


def _key_error(
    fault: Any, model: type[pydantic.BaseModel], data: dict[str, Any], where: str, context: Any
) -> InputError:
    key = ".".join(_steps(fault["loc"], data))
    is_missing = fault["type"] == "missing"
    return InputError(
        f"the key {key!r} is wrong",
        where=f"{where}, key {key}",
        expected=_expected_at(fault["loc"], model, data, context)
        if is_missing
        else _expected(fault),
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
    path: tuple[int | str, ...],
    model: type[pydantic.BaseModel],
    data: dict[str, Any],
    context: Any,
) -> str:
    """What a missing key should hold: what the model says of a wrong value in its place."""
    filled = copy.deepcopy(data)
    entry: Any = filled
    for step in path[:-1]:
        entry = entry[step]
    entry[path[-1]] = None
    try:
        model.model_validate(filled, context=context)
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

"""Entries of TOML files, checked by pydantic; what it complains of is worded as `InputError`.

Each error names the key, what was expected, what stood there and how to mend it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, TypeVar

import pydantic

from whoholds.ground.errors import InputError, first_of
from whoholds.ground.forms import NOTHING, of_key, shown
from whoholds.words.saying import Note, Place, placed

Model = TypeVar("Model", bound=pydantic.BaseModel)


def validate_model(
    model: type[Model], data: dict[str, Any], where: Place | str, context: Any = None
) -> Model:
    """Build `model` from `data`; word the first fault as an `InputError`.

    `context` is what the validators of the model look at.
    """
    found = salvage_model(model, data, where, context)
    if not isinstance(found, list):
        return found
    raise first_of(found, Note.of("among.keys", count=len(found)))


def salvage_model(
    model: type[Model], data: dict[str, Any], where: Place | str, context: Any = None
) -> Model | list[InputError]:
    """Build `model` from `data`, or return an error for every key that is wrong."""
    try:
        return model.model_validate(data, context=context)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False)
        return [_key_error(fault, model, data, placed(where), context) for fault in faults]


def _key_error(
    fault: Any, model: type[pydantic.BaseModel], data: dict[str, Any], place: Place, context: Any
) -> InputError:
    key = ".".join(_steps(fault["loc"], data))
    is_missing = fault["type"] == "missing"
    expected = (
        _expected_at(fault["loc"], model, data, context) if is_missing else of_key(fault, model)
    )
    found = NOTHING if is_missing else shown(fault["input"])
    if not key:
        return InputError.of("entry", place, expected=expected, found=found)
    return InputError.of("key", place.at(key=key), key=key, expected=expected, found=found)


def _expected_at(
    path: tuple[int | str, ...],
    model: type[pydantic.BaseModel],
    data: dict[str, Any],
    context: Any,
) -> Note:
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
        return next((of_key(fault, model) for fault in here), Note.of("form.type.value"))
    return Note.of("form.type.value")


def _steps(path: tuple[int | str, ...], data: Any) -> Iterator[str]:
    """The way to a key; an entry of a list goes by its id where it has one, else by its place."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        named = isinstance(step, int) and isinstance(data, dict)
        yield str((data.get("id") or data.get("term") or step) if named else step)

"""Values as data, on their way to a reader's process and back.

Pickle would run what a reader's process sends. Here only plain values, shapes, tables, and the
project's own records and errors come through; everything else raises.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import json
import struct
import sys
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pydantic
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country, alive
from whoholds.ground.errors import WhoholdsError
from whoholds.words.saying import Fault
from whoholds.words.text import Text

_HEADER, _COUNT = struct.Struct("<BII"), struct.Struct("<I")
_HAS_HEIGHTS = 0x80000000
"""How WKB begins: byte order, kind, and of all kinds but the point how many parts."""

_DEEPEST = 20
"""Deepest nesting of a shape's parts."""


def pack(value: Any) -> bytes:
    """Write a value down.

    Parameters
    ----------
    value
        Plain values, dates, paths, lists, tuples and dictionaries of them; geometries, tables,
        tables of features; records (dataclasses, and models of pydantic), members of enumerations
        and errors of whoholds.

    Raises
    ------
    TypeError
        When there is anything else in it.

    Examples
    --------
    >>> unpack(pack({"day": dt.date(2025, 8, 16), "areas": (1.5, None)}))
    {'day': datetime.date(2025, 8, 16), 'areas': (1.5, None)}
    """
    return json.dumps(_plain(value)).encode("ascii")


def unpack(data: bytes) -> Any:
    """Read a value that `pack` wrote.

    Raises
    ------
    Exception
        Of any kind, when it is not what `pack` writes.
    """
    return _value(json.loads(data))


def _plain(value: Any) -> Any:
    """A value as JSON: what JSON does not know is a list of a mark and its data."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, list):
        return ["list", [_plain(one) for one in value]]
    if isinstance(value, dict):
        return ["dict", [[_plain(name), _plain(one)] for name, one in value.items()]]
    for kind, (mark, write) in _WRITERS.items():
        if isinstance(value, kind):
            return [mark, write(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: _plain(getattr(value, one.name)) for one in _fields(value)}
        return ["record", [_home(value), fields]]
    raise TypeError(f"no freight: {type(value).__name__}")


def _fields(record: Any) -> list[dataclasses.Field[Any]]:
    return [one for one in dataclasses.fields(record) if one.init]


def _home(value: Any) -> str:
    kind = type(value)
    return f"{kind.__module__}:{kind.__qualname__}"


def _kind(home: str) -> Any:
    """The class of whoholds that a mark names."""
    module, _, name = home.partition(":")
    if not module.startswith("whoholds.") or not name.isidentifier():
        raise ValueError(f"no record of whoholds: {home[:80]}")
    kind = getattr(sys.modules.get(module), name, None)  # what is sent has nothing imported
    if not (isinstance(kind, type) and kind.__module__ == module):
        raise ValueError(f"no record of whoholds: {home[:80]}")
    return kind


def _value(found: Any) -> Any:
    if not isinstance(found, list):
        return found
    mark, data = found
    return _READERS[mark](data)


def _record(data: Any) -> Any:
    kind = _kind(data[0])
    if not dataclasses.is_dataclass(kind):
        raise ValueError(f"no record of whoholds: {data[0][:80]}")
    make: Any = kind
    return make(**{name: _value(one) for name, one in data[1].items()})


def _error(data: Any) -> WhoholdsError:
    kind, fault = _kind(data[0]), _value(data[1])
    if not issubclass(kind, WhoholdsError) or not isinstance(fault, Fault):
        raise ValueError(f"no error of whoholds: {data[0][:80]}")
    error: WhoholdsError = kind(fault)
    error.told()  # raises where the fault has no words, or its gaps no values
    return error


def _member(data: Any) -> Enum:
    kind = _kind(data[0])
    if not issubclass(kind, Enum):
        raise ValueError(f"no vocabulary of whoholds: {data[0][:80]}")
    return kind(data[1])


def _write_shape(shape: BaseGeometry) -> str:
    return base64.b64encode(shapely.to_wkb(shape, include_srid=False)).decode("ascii")


def _write_table(table: pd.DataFrame) -> list[Any]:
    """A table in Arrow's own form; geometries as WKB beside their reference system."""
    crs, shapes = None, None
    if isinstance(table, gpd.GeoDataFrame):
        shapes = str(table.geometry.name)
        crs = None if table.crs is None else table.crs.to_json()
        table = pd.DataFrame(table).assign(
            **{shapes: list(shapely.to_wkb(table[shapes].to_numpy()))}
        )
    # The names of columns may be anything, the attributes may be the caller's own records.
    table = table.copy(deep=False)
    table.attrs = {}
    batch = pa.Table.from_pandas(table)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_table(batch)
    return [base64.b64encode(sink.getvalue()).decode("ascii"), shapes, crs]


def _read_table(data: Any) -> pd.DataFrame:
    packed, shapes, crs = data
    with pa.ipc.open_stream(base64.b64decode(packed)) as reader:
        batch = reader.read_all()
    batch.validate(full=True)  # Arrow takes lengths and places on trust, and so would pandas
    table = batch.to_pandas()
    if shapes is None:
        return table
    table[shapes] = [_read_shape(one) for one in table[shapes]]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=crs)


def _read_shape(data: bytes | None) -> BaseGeometry | None:
    return None if data is None else shapely.from_wkb(_checked(data))


def _checked(data: bytes) -> bytes:
    """WKB as `shapely.to_wkb` writes it, and not nested so deep that reading it would crash."""
    at, waiting = 0, [1]
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        waiting[-1] -= 1
        order, kind, count = _HEADER.unpack_from(data, at)
        size = 24 if kind & _HAS_HEIGHTS else 16
        kind &= ~_HAS_HEIGHTS
        if order != 1 or kind not in range(1, 8) or len(waiting) > _DEEPEST:
            raise ValueError("no shape of whoholds")
        at += 5 + size if kind == 1 else _HEADER.size
        if kind == 2:
            at += count * size
        elif kind == 3:
            for _ in range(count):
                at += 4 + _COUNT.unpack_from(data, at)[0] * size
        elif kind > 3:
            waiting.append(count)
    return data


def _model(data: Any) -> pydantic.BaseModel:
    kind = _kind(data[0])
    if not issubclass(kind, pydantic.BaseModel):
        raise ValueError(f"no model of whoholds: {data[0][:80]}")
    found: pydantic.BaseModel = kind.model_validate(_value(data[1]))
    return found


def _write_country(country: Country) -> list[Any]:
    """A country by its folders, and what of it is another than stands there."""
    folders = [str(one.resolve()) for one in (country.seeds, country.geodata.folder)]
    return [country.token, *folders, country.geodata.is_guarded, _plain(country.own)]


def _read_country(data: Any) -> Country:
    """The same country where this process was forked from the one that has it."""
    token, seeds, geodata, guarded, own = data
    mine = alive(token)
    if mine is not None:
        return mine
    country = _country_of(Path(seeds), Path(geodata), bool(guarded))
    pieces = _value(own)
    return country.but(**pieces) if pieces else country


@cache
def _country_of(seeds: Path, geodata: Path, guarded: bool) -> Country:
    """The country of two folders, of which what was read stays read in this process."""
    return Country(seeds, geodata, guarded=guarded)


_WRITERS: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    tuple: ("tuple", lambda found: [_plain(one) for one in found]),
    Enum: ("member", lambda found: [_home(found), found.value]),
    np.generic: ("number", lambda found: found.item()),
    dt.datetime: ("time", dt.datetime.isoformat),
    dt.date: ("date", dt.date.isoformat),
    Path: ("path", str),
    Text: ("text", lambda found: [[language, found[language]] for language in found]),
    BaseGeometry: ("shape", _write_shape),
    pd.DataFrame: ("table", _write_table),
    pydantic.BaseModel: ("model", lambda found: [_home(found), _plain(found.model_dump())]),
    Country: ("country", _write_country),
    WhoholdsError: ("error", lambda found: [_home(found), _plain(found.fault)]),
}

_READERS: dict[str, Callable[[Any], Any]] = {
    "list": lambda data: [_value(one) for one in data],
    "tuple": lambda data: tuple(_value(one) for one in data),
    "dict": lambda data: {_value(name): _value(one) for name, one in data},
    "record": _record,
    "member": _member,
    "number": lambda data: data,
    "time": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "path": Path,
    "text": lambda data: Text({str(language): str(one) for language, one in data}),
    "shape": lambda data: _read_shape(base64.b64decode(data)),
    "table": _read_table,
    "model": _model,
    "country": _read_country,
    "error": _error,
}

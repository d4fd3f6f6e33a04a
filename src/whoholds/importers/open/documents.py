"""JSON texts, checked before GDAL sees them.

GDAL opens a JSON text with whichever of its drivers feels spoken to, some of which read
other files or the network. A text that is not plain GeoJSON goes no further than here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyproj

from whoholds.ground.errors import CRSError, InputError
from whoholds.importers.open.encodings import decoded
from whoholds.importers.open.limits import (
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_FEATURES,
    MAX_TEXT_BYTES,
    MAX_VERTICES,
    refuse_more_than,
)
from whoholds.importers.remarks import library_said, plain
from whoholds.words.saying import Note, Place, Value

GEOMETRIES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}


class _NoNumberError(ValueError):
    """NaN or Infinity, by its name."""


def read_json(path: Path, place: Place) -> Any:
    """Read a JSON text that GDAL and Python understand alike.

    Raises
    ------
    InputError
        When it is truncated, nested deeper than `MAX_DEPTH`, larger than the limits, not UTF-8,
        or has NaN or Infinity, which JSON does not know.
    """
    text = path.read_bytes()
    refuse_more_than(MAX_TEXT_BYTES, len(text), "json_bytes", place)
    refuse_more_than(2 * MAX_VERTICES, text.count(b"["), "lists", place)
    refuse_more_than(5 * MAX_VERTICES, text.count(b","), "values", place)
    try:
        document = json.loads(decoded(text, place, "JSON"), parse_constant=_no_constant)
    except RecursionError as error:
        raise too_deep(place) from error
    except _NoNumberError as error:
        found = Note.of("json.not_number", name=str(error))
        raise InputError.of("not_json", place, reason=found) from error
    except ValueError as error:
        raise InputError.of("not_json", place, reason=library_said(error)) from error
    if _is_deeper(document, MAX_DEPTH):
        raise too_deep(place)
    return document


def _no_constant(name: str) -> float:
    raise _NoNumberError(name)


def _is_deeper(value: Any, depth: int) -> bool:
    """Whether a value is nested deeper than `depth`, level by level and without recursion."""
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def too_deep(place: Place) -> InputError:
    """Refuse a text that is nested deeper than `MAX_DEPTH`."""
    return InputError.of("too_deep", place, levels=MAX_DEPTH)


def feature_collection(document: Any, place: Place) -> tuple[dict[str, Any], list[int]]:
    """Return a GeoJSON document as a feature collection, and the entries that are no features.

    Parameters
    ----------
    document
        A feature collection, a feature, a geometry, or an envelope whose key `map` is a feature
        collection (DeepState's own).

    Returns
    -------
    collection
        Its features all are, with properties that are a dictionary.
    dropped
        Positions, counted from 1, of entries that are not features.
    """
    if isinstance(document, dict) and isinstance(document.get("map"), dict):
        document = document["map"]
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        entries = document["features"]
    elif kind == "Feature":
        entries = [document]
    elif isinstance(kind, str) and kind in GEOMETRIES:
        entries = [{"type": "Feature", "properties": {}, "geometry": document}]
    else:
        raise InputError.of("not_geojson", place, found=_described(document))
    refuse_more_than(MAX_FEATURES, len(entries), "features", place)
    _check_crs(document.get("crs"), place)
    good = [isinstance(one, dict) and one.get("type") == "Feature" for one in entries]
    features = [
        {
            "type": "Feature",
            "properties": _properties(one.get("properties")),
            "geometry": one.get("geometry"),
        }
        for one, is_feature in zip(entries, good, strict=True)
        if is_feature
    ]
    names = {name for one in features for name in one["properties"]}
    refuse_more_than(MAX_COLUMNS, len(names), "properties", place)
    collection = {"type": "FeatureCollection", "name": "layer", "features": features}
    if document.get("crs"):
        collection["crs"] = document["crs"]
    return collection, [n for n, is_feature in enumerate(good, start=1) if not is_feature]


def _properties(found: Any) -> dict[str, Any]:
    """Properties without the one name that a table of features needs for itself."""
    return (
        {key: found[key] for key in found if key != "geometry"} if isinstance(found, dict) else {}
    )


def _described(document: Any) -> Note:
    if not isinstance(document, dict):
        return Note.of("json.kind", name=type(document).__name__)
    kind = document.get("type")
    if kind:
        return Note.of("json.type", name=plain(kind, 100))
    return Note.of("json.keys", keys=keys_of(document))


def keys_of(document: dict[str, Any]) -> tuple[Value, ...]:
    """Return the first keys of a dictionary, to be told."""
    return tuple(plain(key, 40) for key in list(document)[:20])


def _check_crs(crs: Any, place: Place) -> None:
    """Raise unless the old `crs` member names a system: GDAL would pass over it in silence."""
    if not crs:
        return
    try:
        pyproj.CRS.from_user_input(crs["properties"]["name"])
    except (KeyError, TypeError, ValueError, pyproj.exceptions.CRSError) as error:
        found = json.dumps(crs)[:200]
        raise CRSError.of("crs_is_none", place.at(key="crs"), found=found) from error

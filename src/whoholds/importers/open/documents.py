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

GEOMETRIES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}


def read_json(path: Path, where: str) -> Any:
    """Read a JSON text that GDAL and Python understand alike.

    Raises
    ------
    InputError
        When it is truncated, nested deeper than `MAX_DEPTH`, larger than the limits, not UTF-8,
        or has NaN or Infinity, which JSON does not know.
    """
    text = path.read_bytes()
    refuse_more_than(MAX_TEXT_BYTES, len(text), "bytes of JSON", where)
    refuse_more_than(2 * MAX_VERTICES, text.count(b"["), "lists", where)
    refuse_more_than(5 * MAX_VERTICES, text.count(b","), "values", where)
    try:
        document = json.loads(decoded(text, where, "JSON"), parse_constant=_no_constant)
    except RecursionError as error:
        raise too_deep(where) from error
    except ValueError as error:
        raise InputError(
            "the file is not valid JSON",
            where=where,
            expected="a whole JSON text in UTF-8",
            found=str(error)[:300],
            remedy="download or export the layer again; it may have been cut short",
        ) from error
    if _is_deeper(document, MAX_DEPTH):
        raise too_deep(where)
    return document


def _no_constant(name: str) -> float:
    raise ValueError(f"{name}, which is not a number in JSON")


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


def too_deep(where: str) -> InputError:
    """Word the refusal of a text that is nested deeper than `MAX_DEPTH`."""
    return InputError(
        "the file is nested too deep",
        where=where,
        expected=f"at most {MAX_DEPTH} levels",
        found="more",
        remedy="export the layer again, as plain GeoJSON or KML",
    )


def feature_collection(document: Any, where: str) -> tuple[dict[str, Any], list[int]]:
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
        raise InputError(
            "the file is JSON, but not GeoJSON",
            where=where,
            expected="a FeatureCollection, a Feature or a geometry",
            found=_describe(document),
            remedy="export the layer as GeoJSON",
        )
    refuse_more_than(MAX_FEATURES, len(entries), "features", where)
    _check_crs(document.get("crs"), where)
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
    refuse_more_than(MAX_COLUMNS, len(names), "different names of properties", where)
    collection = {"type": "FeatureCollection", "name": "layer", "features": features}
    if document.get("crs"):
        collection["crs"] = document["crs"]
    return collection, [n for n, is_feature in enumerate(good, start=1) if not is_feature]


def _properties(found: Any) -> dict[str, Any]:
    """Properties without the one name that a table of features needs for itself."""
    return (
        {key: found[key] for key in found if key != "geometry"} if isinstance(found, dict) else {}
    )


def _describe(document: Any) -> str:
    if isinstance(document, dict):
        kind = document.get("type")
        return f"type {kind!r}"[:100] if kind else "keys " + ", ".join(map(repr, document))[:100]
    return f"a {type(document).__name__}"


def _check_crs(crs: Any, where: str) -> None:
    """Raise unless the old `crs` member names a system: GDAL would pass over it in silence."""
    if not crs:
        return
    try:
        pyproj.CRS.from_user_input(crs["properties"]["name"])
    except (KeyError, TypeError, ValueError, pyproj.exceptions.CRSError) as error:
        raise CRSError(
            "the file names a reference system that is none",
            where=f"{where}, key crs",
            expected="urn:ogc:def:crs:OGC:1.3:CRS84 or an EPSG code",
            found=json.dumps(crs)[:200],
            remedy="remove the key crs if the coordinates are longitude and latitude",
        ) from error

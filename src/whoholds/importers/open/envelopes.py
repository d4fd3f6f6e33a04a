"""What JSON is that is not GeoJSON itself: an envelope, a server's own form, an error, a part.

Servers and scripts wrap what they send. A single feature collection in a wrapping is read; of
several, one a day, the day that was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import COLUMNS, days_in_name, parse_day
from whoholds.importers.open.choosing import choose
from whoholds.importers.open.documents import keys_of
from whoholds.importers.remarks import plain
from whoholds.words.saying import Note, Place

DEPTH = 3
"""How deep in lists and dictionaries a feature collection is looked for."""

_ERROR_KEYS = ("error", "errors", "exception", "message", "detail", "fault")
_COUNTS = ("numberMatched", "totalFeatures")


def refuse_foreign(document: Any, place: Place) -> None:
    """Refuse what a server sends in place of GeoJSON, or has cut off.

    Raises
    ------
    InputError
        When the document is ArcGIS JSON, an error saved in place of data, or an answer of which
        the server says that there is more.
    """
    if not isinstance(document, dict):
        return
    _refuse_part(document, place)
    if _is_arcgis(document):
        found = Note.of("json.keys", keys=keys_of(document))
        raise InputError.of("arcgis", place, found=found)
    if message := _error_in(document):
        raise InputError.of("server_error", place, message=plain(message, 300))


def _is_arcgis(document: dict[str, Any]) -> bool:
    features = document.get("features")
    kind = str(document.get("geometryType", ""))
    return (
        (isinstance(features, list) and any(map(_is_arcgis_feature, features[:100])))
        or kind.startswith("esriGeometry")
        or ("currentVersion" in document and "type" not in document)
        or "rings" in document
    )


def _is_arcgis_feature(one: Any) -> bool:
    if not isinstance(one, dict) or one.get("type") == "Feature":
        return False
    geometry = one.get("geometry")
    return "attributes" in one or (isinstance(geometry, dict) and "rings" in geometry)


def _error_in(document: dict[str, Any]) -> str:
    """What the server says of an error; "" where the document is none."""
    if "type" in document and "features" in document:
        return ""
    for key in _ERROR_KEYS:
        said = document.get(key)
        if isinstance(said, dict):
            parts = [str(said[name]) for name in ("code", "message", "details") if said.get(name)]
            said = ": ".join(parts) or str(said)
        elif isinstance(said, list):
            said = "; ".join(map(str, said))
        if isinstance(said, str) and said.strip() and not any(_collections(document)):
            return f"{key}: {said}"
    return ""


def _refuse_part(document: dict[str, Any], place: Place) -> None:
    properties = document.get("properties")
    inner = properties if isinstance(properties, dict) else {}
    features = document.get("features")
    count = len(features) if isinstance(features, list) else 0
    found = None
    if any(str(one.get("exceededTransferLimit")).lower() == "true" for one in (document, inner)):
        found = Note.of("cut.limit", count=count)
    for key in _COUNTS:
        whole = document.get(key)
        if isinstance(whole, int) and whole > count and isinstance(features, list):
            found = Note.of("cut.count", key=key, whole=whole, count=count)
    links = document.get("links")
    if isinstance(links, list) and any(
        isinstance(link, dict) and link.get("rel") == "next" for link in links
    ):
        found = Note.of("cut.next", count=count)
    if found:
        raise InputError.of("part_of_layer", place, found=found)


def unwrap(
    document: Any, layer: str | None, date: dt.date | None, place: Place
) -> tuple[dict[str, Any] | None, list[Note], str]:
    """Find the feature collection in a document that is not one itself.

    Parameters
    ----------
    document
        JSON of any kind.
    layer, date
        Which one, where there are several: by its name or by its day.
    place
        The file, for messages.

    Returns
    -------
    tuple
        The collection, None where there is none; notes; and the day that its place in the
        document says, as a text, "" where it says none.

    Raises
    ------
    InputError
        When there are several and nothing says which one is meant.

    Examples
    --------
    >>> inner = {"type": "FeatureCollection", "features": []}
    >>> unwrap({"2025-08-15": inner, "2025-08-16": inner}, None, dt.date(2025, 8, 16), Place())[2]
    '2025-08-16'
    """
    found = dict(_collections(document))
    if not found:
        return None, [], ""
    name, notes = choose(list(found), layer, date, place)
    if not notes:
        notes = [Note.of("remark.envelope", name=plain(name, 60))]
    days = days_in_name(name)
    refuse_foreign(found[name], place.at(inside=plain(name, 60)))
    return found[name], notes, days[0] if len(days) == 1 else ""


def collection_names(document: Any) -> list[str]:
    """Name the feature collections in a document that is not one itself."""
    return [name for name, _ in _collections(document)]


def _collections(value: Any, name: str = "", depth: int = DEPTH) -> Iterator[tuple[str, Any]]:
    """Every feature collection with its place: keys, a day beside it, or its position."""
    if isinstance(value, dict):
        if value.get("type") == "FeatureCollection" and isinstance(value.get("features"), list):
            yield name, value
            return
        day = _day_beside(value)
        entries = [(str(key), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        day, entries = "", [(str(n), inner) for n, inner in enumerate(value, start=1)]
    else:
        return
    if depth:
        for key, inner in entries:
            if isinstance(inner, (dict, list)):
                place = "/".join(filter(None, (name, day, key)))
                yield from _collections(inner, place, depth - 1)


def _day_beside(value: dict[str, Any]) -> str:
    """The day that stands in a dictionary beside a collection."""
    for key, said in value.items():
        if key.lower() in COLUMNS and isinstance(said, (str, int)):
            day = parse_day(str(said))
            if day is not None:
                return day.isoformat()
    return ""

"""Whether what came is the file that was asked for, before it replaces anything."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from whoholds.ground.errors import DownloadError
from whoholds.words.saying import Note

GEOJSON = {"FeatureCollection", "Feature", "MultiPolygon", "Polygon", "GeometryCollection"}


def check_content(path: Path, content: str, url: str, content_type: str) -> Any:
    """Raise unless a file is what its entry says.

    Servers name types freely (GeoJSON as text/plain), so the body decides; only a web page is
    refused by its type.

    Parameters
    ----------
    path
        The downloaded file.
    content
        `geojson`, `json` or `zip`.
    url, content_type
        Where it came from, and as what.

    Returns
    -------
    object
        The parsed document, None for an archive.

    Raises
    ------
    DownloadError
        Saying what it looks like instead.
    """
    with path.open("rb") as file:
        start = file.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    page = start[:9].lower() == b"<!doctype" or start[:5].lower() == b"<html"
    if page or "html" in content_type.lower():
        raise _other(content, url, start, _page(content_type))
    if content == "zip":
        _check_archive(path, url, start)
        return None
    try:
        data = json.loads(path.read_bytes(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _other(content, url, start, f"{type(error).__name__}: {error}") from error
    if content == "geojson" and not (isinstance(data, dict) and data.get("type") in GEOJSON):
        raise _other(content, url, start, Note.of("fetch.no_geojson"))
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _check_archive(path: Path, url: str, start: bytes) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _other("zip", url, start, str(error)) from error
    if not names:
        raise _other("zip", url, start, Note.of("fetch.empty_archive"))


def _page(content_type: str) -> Note:
    return Note.of("fetch.page", type=content_type or Note.of("fetch.no_type"))


def _other(content: str, url: str, start: bytes, found: Note | str) -> DownloadError:
    words = start[:60].decode("utf-8", errors="replace")
    kind = Note.of(f"fetch.content.{content}")
    return DownloadError.of("fetch.other_content", url, kind=kind, looks=found, start=words)


def own_day(data: Any, form: str) -> dt.date | None:
    """Read the day that a document gives itself, None where it has none.

    DeepState's mirror writes it into `name`, ISW's into each feature's properties. Features with
    different days give none: which holds is for the importer to say.

    Examples
    --------
    >>> own_day({"name": "deepstatemap_data_20250816"}, "deepstate")
    datetime.date(2025, 8, 16)
    """
    if not isinstance(data, dict):
        return None
    if form == "deepstate":
        found = re.search(r"(\d{4})(\d\d)(\d\d)$", str(data.get("name", "")))
        return _date("-".join(found.groups())) if found else None
    features = data.get("features")
    if form != "isw" or not isinstance(features, list):
        return None
    days = {_property(feature, "date") for feature in features}
    return _date(days.pop()) if len(days) == 1 else None


def _property(feature: Any, name: str) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return str(properties.get(name, "")) if isinstance(properties, dict) else ""


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def names_in(data: Any) -> list[str]:
    """List every text in a JSON document, which is where a listing has its names.

    Examples
    --------
    >>> names_in({"tree": [{"path": "a.json", "size": 1}, {"path": "b.json"}], "truncated": False})
    ['a.json', 'b.json']
    """
    found, queue = [], [data]
    while queue:
        value = queue.pop(0)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            queue += value.values()
        elif isinstance(value, list):
            queue += value
    return found

"""DeepStateMap: the daily mirror's files, and the shape of DeepState's own interface.

The mirror (GitHub cyterat/deepstate-map-data) has one file a day, ``deepstatemap_data_YYYYMMDD``
in the file's name and in the collection's ``name``; its one MultiPolygon is what DeepState draws
as occupied, Crimea and the part of Donbas held since 2014 included, its shells wound clockwise.

DeepState's interface is not documented. What is relied on here is what public readers of it agree
on: an envelope with ``id`` (seconds since 1970, which also names the revision), ``datetime``
(without a year, so not used) and ``map``, a feature collection; a polygon's ``properties.name``
reads "Окуповано /// Occupied /// geoJSON.status.occupied", the last part a key. Keys go before
words: labels of other countries' territories begin with "Occupied" too. Points and lines (units,
airfields, directions of attack) are left out and counted.
"""

from __future__ import annotations

import datetime as dt
import re

from whoholds.importers.dates import Said, days_in_names
from whoholds.importers.forms import CONTESTED, HELD, Form, Selection, Wanted
from whoholds.importers.reading import Raw
from whoholds.importers.remarks import plain

HELD_KEYS = ("status.occupied", "territories.crimea", "territories.ordlo", "territories.tuzla")
CONTESTED_KEYS = ("status.unknown",)
FREE_KEYS = ("status.dismissed", "zmiinyi_island")
"""Keys after ``geoJSON.``: held by Russia, of unknown status (the grey zone), liberated."""

_HELD_WORDS = (
    "occupied",
    "occupied crimea",
    "cadr and calr",
    "окуповано",
    "окупований крим",
    "ордло",
)
_CONTESTED_WORDS = ("unknown status", "unknown", "статус невідомий")
_FREE_WORDS = ("liberated", "звільнено")

_MIRROR = re.compile(r"deepstatemap_data_\d{8}")


def verdict_of(name: str) -> str:
    """Judge a polygon by its name.

    Examples
    --------
    >>> verdict_of("Окуповано /// Occupied /// geoJSON.status.occupied")
    'held'
    >>> verdict_of("Статус невідомий /// Unknown status /// geoJSON.status.unknown")
    'contested'
    >>> verdict_of("Придністров'я /// Transnistria /// geoJSON.territories.transnistria")
    "of another kind: Придністров'я / Transnistria / geoJSON.territories.transnistria"
    """
    parts = [part.strip() for part in name.split("///")]
    key = next((part for part in parts if part.startswith("geoJSON.")), "").removeprefix("geoJSON.")
    words = [part.casefold() for part in parts]
    if key in HELD_KEYS or (not key and any(word in _HELD_WORDS for word in words)):
        return HELD
    if key in CONTESTED_KEYS or (not key and any(word in _CONTESTED_WORDS for word in words)):
        return CONTESTED
    if key.startswith(FREE_KEYS) or (not key and any(w.startswith(_FREE_WORDS) for w in words)):
        return "liberated: held by Ukraine"
    return f"of another kind: {plain(' / '.join(parts), 80)}" if name else "without a name"


def _recognises(raw: Raw) -> bool:
    return _is_mirror(raw) or _is_envelope(raw) or _has_statuses(raw)


def _is_mirror(raw: Raw) -> bool:
    return any(_MIRROR.fullmatch(name) for name in (raw.name, *raw.file_names))


def _is_envelope(raw: Raw) -> bool:
    return isinstance(raw.document, dict) and isinstance(raw.document.get("map"), dict)


def _has_statuses(raw: Raw) -> bool:
    return "name" in raw.frame.columns and any(
        "///" in name and "geoJSON." in name for name in raw.frame["name"].astype(str)
    )


def _select(raw: Raw, _wanted: Wanted) -> Selection:
    frame, said = raw.frame, days_in_names((raw.name,), "layer") + _revision(raw)
    if not _is_mirror(raw) and ("name" in frame.columns or _is_envelope(raw)):
        names = frame["name"].fillna("") if "name" in frame.columns else [""] * len(frame)
        verdicts = [verdict_of(str(name)) for name in names]
        source = "DeepStateMap (deepstatemap.live), territory it marks as occupied"
    else:
        verdicts = [HELD] * len(frame)
        source = "DeepStateMap, by the daily mirror cyterat/deepstate-map-data"
    return Selection(frame, verdicts, source, said=said)


def _revision(raw: Raw) -> list[Said]:
    """The day in the envelope's id, UTC."""
    number = raw.document.get("id") if _is_envelope(raw) else None
    if not isinstance(number, int) or not 1e9 < number < 1e10:
        return []
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=number)
    return [Said("key id", moment.date().isoformat())]


FORM = Form("deepstate", _recognises, _select)

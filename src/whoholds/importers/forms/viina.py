"""VIINA's control of settlements: status changes over time, turned into polygons.

VIINA (Yuri Zhukov) gives the status of each populated place of GeoNames: UA, RU or CONTESTED; a
packed form adds LIBERATED, which is Ukraine's again. Three shapes are read:

- JSON, ``{"461727": [[20220224, "RU"], ...], ...}``: changes, in any order;
- CSV with ``geonameid, date, status``: a row a place and day (version 2);
- CSV with ``geonameid, ..., longitude, latitude, ..., ctr_20220315...``: a column a time of day.

A place has the status of its last entry on or before the day; before its first entry, and when a
file does not list it at all, it is Ukraine's. Coordinates come from the file or, where it has
none, from geodata/settlements.csv. Every place stands for the cell of ground that is nearer to it
than to another place of its region (Voronoi cells, longitudes scaled by the cosine of the middle
latitude). The result is no line of contact: it is as coarse as the settlements are apart.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from whoholds.country.country import Country
from whoholds.geometry.areas import WGS84
from whoholds.geometry.cells import cells_of
from whoholds.ground.errors import InputError
from whoholds.importers.forms.form import Form, Selection, Wanted
from whoholds.importers.land.dates import parse_day
from whoholds.importers.open.raw import Raw
from whoholds.importers.verdict import CONTESTED, HELD, Verdict
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note, Place

_FREE = Verdict.left_out(Note.of("remark.free"))

NOTHING = ("", "NA")
"""What stands where the data have no status: no entry, and not one of Ukraine's."""

STATUSES = {"RU": HELD, "CONTESTED": CONTESTED, "UA": _FREE, "LIBERATED": _FREE}
"""Statuses of the data and what they say; anything else is refused."""

Changes = dict[str, list[tuple[dt.date, Verdict]]]

Entry = tuple[str, str, str]


def _recognises(raw: Raw) -> bool:
    if raw.table is not None:
        return "geonameid" in raw.table.columns
    return (
        isinstance(raw.document, dict)
        and "type" not in raw.document
        and bool(raw.document)
        and all(key.isdigit() and isinstance(raw.document[key], list) for key in raw.document)
    )


def _select(raw: Raw, wanted: Wanted) -> Selection:
    entries = _entries(raw)
    changes = _changes(entries, raw.place)
    days = [day for history in changes.values() for day, _ in history]
    date = wanted.date
    if date is None or not days or not min(days) <= date <= max(days):
        raise _no_day(date, days, raw.place)
    status = {place: _status_at(history, date) for place, history in changes.items()}
    points = _points(raw, wanted.country)
    places = np.array(list(points))
    at, regions = np.array(list(points.values())).reshape(-1, 2), wanted.boundaries.regions
    cells, far = cells_of(at, regions.geometry.to_numpy())
    verdicts = np.array([status.get(place, _FREE) for place in places], dtype=object)
    drawn = (verdicts != _FREE) & ~shapely.is_missing(cells)
    return Selection(
        gpd.GeoDataFrame({"place": places[drawn]}, geometry=cells[drawn], crs=WGS84),
        list(verdicts[drawn]),
        Note.of("origin.viina", count=len(places) - far),
        kind="settlement",
        notes=_notes(status, points, far) + _unsaid(entries, changes),
    )


def _no_day(date: dt.date | None, days: list[dt.date], place: Place) -> InputError:
    known = Note.of("days.entry")
    if days:
        known = Note.of("days.between", first=min(days), last=max(days))
    choice = Note.of("choice.such_date")
    if date is None:
        return InputError.of("needs_a_day", place, days=known, choice=choice)
    return InputError.of("no_status_then", place, days=known, day=date, choice=choice)


def _notes(
    status: dict[str, Verdict], points: dict[str, tuple[float, float]], far: int
) -> list[Note]:
    """How many settlements the polygons stand for, and how many are missing."""
    notes = [
        Note.of("remark.settlements", count=len(status)),
        Note.of("remark.no_coordinates", count=len(set(status) - set(points))),
        Note.of("remark.not_listed", count=len(set(points) - set(status))),
    ]
    return [*notes, Note.of("remark.far", count=far)] if far else notes


def _status_at(history: list[tuple[dt.date, Verdict]], date: dt.date) -> Verdict:
    """The last status on or before a day; of two on one day, the later in the file."""
    known = [entry for entry in history if entry[0] <= date]
    return max(known, key=lambda entry: entry[0])[1] if known else _FREE


def _unsaid(entries: list[Entry], changes: Changes) -> list[Note]:
    """How many entries say nothing, and how many settlements have no other."""
    nothing = [place for place, _, status in entries if status.strip() in NOTHING]
    if not nothing:
        return []
    never = set(nothing) - set(changes)
    return [Note.of("remark.no_status", count=len(nothing), others=len(never))]


def _entries(raw: Raw) -> list[Entry]:
    """Settlement, day and status of every entry, as they stand in the file."""
    if raw.table is not None:
        return _table_entries(raw.table, raw.place)
    return [
        (settlement, *_pair(entry, settlement, raw.place))
        for settlement, history in raw.document.items()
        for entry in history
    ]


def _changes(entries: list[Entry], place: Place) -> Changes:
    changes: Changes = {}
    for settlement, day, status in entries:
        if status.strip() in NOTHING:
            continue
        date, known = parse_day(day), STATUSES.get(status.strip().upper())
        if date is None or known is None:
            raise _bad_entry(f"{day}, {status}", settlement, place)
        changes.setdefault(settlement, []).insert(0, (date, known))
    return changes


def _pair(entry: Any, settlement: str, place: Place) -> tuple[str, str]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise _bad_entry(str(entry), settlement, place)
    return str(entry[0]), str(entry[1])


def _table_entries(table: pd.DataFrame, place: Place) -> list[Entry]:
    ids = table["geonameid"].str.removesuffix(".0")
    if {"date", "status"} <= set(table.columns):
        rows = pd.DataFrame({"id": ids, "date": table["date"], "status": table["status"]})
        return list(rows.itertuples(index=False, name=None))
    times = [name for name in table.columns if re.fullmatch(r"ctr_\d{8,14}", name)]
    if not times:
        columns = ", ".join(map(str, table.columns))[:200]
        raise InputError.of("no_controllers", place, columns=columns)
    return [
        (settlement, name[4:12], status)
        for name in sorted(times)
        for settlement, status in zip(ids, table[name], strict=True)
    ]


def _bad_entry(found: str, settlement: str, place: Place) -> InputError:
    here = place.at(settlement=settlement[:40])
    return InputError.of("bad_entry", here, statuses=tuple(STATUSES), found=found[:100])


def _points(raw: Raw, country: Country | None) -> dict[str, tuple[float, float]]:
    table = raw.table
    if table is None or not {"longitude", "latitude"} <= set(table.columns):
        return _gazetteer(country) if country else {}
    ids = table["geonameid"].str.removesuffix(".0")
    lon = pd.to_numeric(table["longitude"], errors="coerce")
    lat = pd.to_numeric(table["latitude"], errors="coerce")
    good = np.isfinite(lon) & np.isfinite(lat)
    rows = zip(ids[good], lon[good], lat[good], strict=True)
    return {place: (float(x), float(y)) for place, x, y in rows}


def _gazetteer(country: Country) -> dict[str, tuple[float, float]]:
    table = country.gazetteer
    rows = table[["geonames_id", "lon", "lat"]].itertuples(index=False, name=None)
    return {place: (float(lon), float(lat)) for place, lon, lat in rows}


FORM = Form(DataForm.VIINA, _recognises, _select, precision_km=6.0, has_polygons=False)

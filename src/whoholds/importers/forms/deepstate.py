"""DeepStateMap: the daily mirror's files, and the shape of DeepState's own interface.

The mirror (GitHub cyterat/deepstate-map-data) has one file a day, ``deepstatemap_data_YYYYMMDD``
in the file's name and in the collection's ``name``; its one MultiPolygon is what DeepState draws
as occupied, Crimea and the part of Donbas held since 2014 included, its shells wound clockwise.

DeepState's interface is not documented. What is relied on here is what public readers of it agree
on: an envelope with ``id`` (seconds since 1970, which also names the revision, and the file that it
is kept in), ``datetime`` (without a year, so not used) and ``map``, a feature collection. What a
polygon is, its label says: `whoholds.importers.forms.deepstate_labels`. Points and lines (units,
airfields, directions of attack) are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from whoholds.importers.forms.deepstate_labels import is_of_deepstate, verdict_of
from whoholds.importers.forms.form import Form, Selection, Wanted
from whoholds.importers.land.dates import Said, day_of_epoch, days_in_names
from whoholds.importers.open.raw import Raw
from whoholds.importers.verdict import HELD
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note

_MIRROR = re.compile(r"deepstatemap_data_\d{8}")
_REVISION = re.compile(r"(?<!\d)(\d{10}|\d{13})(?!\d)")


def _recognises(raw: Raw) -> bool:
    return _is_mirror(raw) or _is_envelope(raw) or _label_column(raw) is not None


def _is_mirror(raw: Raw) -> bool:
    return any(_MIRROR.fullmatch(name) for name in (raw.name, *raw.file_names))


def _is_envelope(raw: Raw) -> bool:
    return isinstance(raw.document, dict) and isinstance(raw.document.get("map"), dict)


def _label_column(raw: Raw) -> Hashable | None:
    """The column whose labels are DeepState's."""
    for column in raw.frame.columns:
        if str(column).lower() == "name":
            areal = raw.frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
            labels = {str(text) for text in raw.frame.loc[areal, column].dropna()}
            if is_of_deepstate(labels):
                return column
    return None


def _select(raw: Raw, _wanted: Wanted) -> Selection:
    frame = raw.frame
    said = days_in_names((raw.name,), "layer") + _revision(raw)
    column = _label_column(raw)
    if column is None and "name" in frame.columns:
        column = "name"
    if not _is_mirror(raw) or _label_column(raw) is not None:
        names = frame[column].astype(object).fillna("") if column is not None else [""] * len(frame)
        verdicts = [verdict_of(str(name)) for name in names]
        source = Note.of("origin.deepstate")
    else:
        verdicts = [HELD] * len(frame)
        source = Note.of("origin.deepstate_mirror")
    return Selection(frame, verdicts, source, said=said or _named_revision(raw))


def _revision(raw: Raw) -> list[Said]:
    """The day in the envelope's id, UTC."""
    number = raw.document.get("id") if _is_envelope(raw) else None
    day = day_of_epoch(number) if isinstance(number, int) else None
    return [] if day is None else [Said(Note.of("said_in.key_id"), day.isoformat())]


def _named_revision(raw: Raw) -> list[Said]:
    """The day in the number of the revision that a file is named after, UTC."""
    numbers = {int(found) for name in raw.file_names for found in _REVISION.findall(name)}
    days = {number: day_of_epoch(number) for number in sorted(numbers)}
    return [
        Said(Note.of("said_in.revision", number=str(number)), day.isoformat())
        for number, day in days.items()
        if day is not None
    ]


FORM = Form(DataForm.DEEPSTATE, _recognises, _select, precision_km=1.0)

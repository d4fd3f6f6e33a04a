"""Any other layer: a column says what is held, or all of it is.

The form that whoholds itself writes has the columns held_by (codes of the sides), date, source and
kind.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from whoholds.ground.errors import InputError
from whoholds.importers.forms.form import Form, Selection, Wanted
from whoholds.importers.forms.holders import refuse_unread_holders
from whoholds.importers.forms.mistaken import refuse_regions
from whoholds.importers.land.dates import days_in_names
from whoholds.importers.land.days import rows_of_day
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import cell_text, is_empty, plain
from whoholds.importers.verdict import HELD, Verdict
from whoholds.layers.provenance import KINDS
from whoholds.vocabulary.closed import DataForm
from whoholds.vocabulary.sides import Sides
from whoholds.words.saying import Note, Place

OURS = "held_by"


def _recognises(raw: Raw) -> bool:
    return OURS in raw.frame.columns


def _select(raw: Raw, wanted: Wanted) -> Selection:
    frame = raw.frame
    column = wanted.held_field or (OURS if OURS in frame.columns else None)
    if column is None:
        refuse_regions(frame, wanted.boundaries, wanted.naming, raw.place)
        notes = refuse_unread_holders(frame, raw.place)
        if not notes:
            notes = [Note.of("remark.whole_layer")]
        verdicts = [HELD] * len(frame)
    else:
        verdicts, notes = _by_column(frame, column, wanted, raw.place)
    verdicts, said, of_day = rows_of_day(frame, verdicts, wanted.date)
    held = frame[[one == HELD for one in verdicts]]
    kind, odd = _first(held, "kind") or KINDS[0], ""
    if kind not in KINDS:
        kind, odd = KINDS[0], kind
        notes.append(Note.of("remark.unknown_kind", kind=odd, kinds=KINDS))
    said = said or days_in_names((raw.name,), "layer")
    own = Note.of("origin.own", file=plain(raw.file_names[-1]))
    return Selection(
        frame,
        verdicts,
        _first(held, "source") or own,
        kind=kind,
        said=said,
        notes=[*notes, *of_day],
        is_whole=column is None,
    )


def _by_column(
    frame: gpd.GeoDataFrame, column: str, wanted: Wanted, place: Place
) -> tuple[list[Verdict], list[Note]]:
    """Judge the features by what a column says, and name the values that were taken."""
    if not len(frame):
        return [], []
    texts = _texts(frame, column, place)
    sides = wanted.boundaries.about.sides
    values = wanted.held_values or (sides.holding.code,)
    if column == OURS and not wanted.held_values:
        _check_vocabulary(texts, sides, place)
    if missing := [value for value in values if value not in texts]:
        raise _nothing_held(column, missing, texts, sides, place)
    verdicts = [HELD if text in values else _other(column, text) for text in texts]
    if not wanted.held_values:
        return verdicts, []
    name, taken = plain(column, 40), tuple(dict.fromkeys(values))
    others = ", ".join(sorted(set(texts) - set(values)))[:200]
    if others:
        note = Note.of("remark.taken_and_not", column=name, values=taken, others=others)
    else:
        note = Note.of("remark.taken", column=name, values=taken)
    return verdicts, [note]


def _other(column: str, text: str) -> Verdict:
    return Verdict.left_out(Note.of("remark.value", column=column, text=text))


def _texts(frame: pd.DataFrame, column: str, place: Place) -> list[str]:
    if column not in frame.columns or column == "geometry":
        names = [str(name) for name in frame.columns if name != "geometry"]
        columns = plain(", ".join(names)) or Note.of("table.no_columns")
        choice = Note.of("choice.held_field")
        raise InputError.of("no_column", place, column=column, columns=columns, choice=choice)
    return [cell_text(value) for value in frame[column].array]


def _check_vocabulary(texts: list[str], sides: Sides, place: Place) -> None:
    unknown = sorted(set(texts) - set(sides.codes))
    if unknown:
        found, choice = ", ".join(unknown)[:200], Note.of("choice.held_value")
        raise InputError.of("held_by", place, found=found, choice=choice, **_codes(sides))


def _codes(sides: Sides) -> dict[str, str]:
    return {"recognised": sides.recognised.code, "holding": sides.holding.code}


def _nothing_held(
    column: str, missing: list[str], texts: list[str], sides: Sides, place: Place
) -> InputError:
    values, choice = tuple(missing), Note.of("choice.held")
    found = ", ".join(sorted(set(texts)))[:200]
    if column == OURS:
        return InputError.of(
            "nothing_held_by", place, values=values, found=found, choice=choice, **_codes(sides)
        )
    return InputError.of(
        "nothing_held", place, column=column, values=values, found=found, choice=choice
    )


def _first(frame: pd.DataFrame, column: str) -> str:
    if column not in frame.columns:
        return ""
    return next((plain(v, 300) for v in frame[column].array if not is_empty(v)), "")


FORM = Form(DataForm.GENERIC, _recognises, _select, precision_km=3.0)

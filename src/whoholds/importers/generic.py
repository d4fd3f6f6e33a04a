"""Any other layer: a column says what is held, or all of it is.

The form that whoholds itself writes has the columns held_by (RU, UA), date, source and kind.
"""

from __future__ import annotations

import pandas as pd

from whoholds.errors import InputError
from whoholds.importers.dates import days_in_columns, days_in_names
from whoholds.importers.forms import HELD, Form, Selection, Wanted
from whoholds.importers.reading import Raw
from whoholds.importers.remarks import plain

KINDS = ("assessed", "claimed", "settlement")
"""Kinds of control layers that a column `kind` may name."""

OURS = "held_by"


def _recognises(raw: Raw) -> bool:
    return OURS in raw.frame.columns


def _select(raw: Raw, wanted: Wanted) -> Selection:
    frame = raw.frame
    column = wanted.held_field or (OURS if OURS in frame.columns else None)
    notes = [] if column else ["no column says what is held: the whole layer counts as held"]
    verdicts = [HELD] * len(frame)
    if column is not None and len(frame):
        texts = _texts(frame, column, raw.where)
        value = wanted.held_value or "RU"
        if column == OURS and wanted.held_value is None:
            _check_vocabulary(texts, raw.where)
        if value not in texts:
            raise _nothing_held(column, value, texts, raw.where)
        verdicts = [HELD if text == value else f"{column} is {text}" for text in texts]
    held = frame[[one == HELD for one in verdicts]]
    kind, odd = _first(held, "kind") or KINDS[0], ""
    if kind not in KINDS:
        kind, odd = KINDS[0], kind
        notes.append(f"column kind says {odd!r}, which is none of {', '.join(KINDS)}")
    said = days_in_columns(held) or days_in_names((raw.name,), "layer")
    source = _first(held, "source") or f"{raw.file_names[-1]}, a layer of the user's own"
    return Selection(frame, verdicts, source, kind=kind, said=said, notes=notes)


def _texts(frame: pd.DataFrame, column: str, where: str) -> list[str]:
    if column not in frame.columns or column == "geometry":
        names = [str(name) for name in frame.columns if name != "geometry"]
        raise InputError(
            f"no column {column!r} in the layer",
            where=where,
            expected="the column that says who holds a polygon",
            found=plain(", ".join(names)) or "no columns",
            remedy="name one of these with --held-field",
        )
    return ["(empty)" if _is_nothing(value) else plain(value, 60) for value in frame[column].array]


def _is_nothing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _check_vocabulary(texts: list[str], where: str) -> None:
    unknown = sorted(set(texts) - {"RU", "UA"})
    if unknown:
        raise InputError(
            "the column held_by does not say what Russia holds",
            where=where,
            expected="RU (and UA) in the column held_by, RU at least once",
            found=", ".join(unknown)[:200],
            remedy="name the holders RU and UA, or say which value means held with --held-value",
        )


def _nothing_held(column: str, value: str, texts: list[str], where: str) -> InputError:
    return InputError(
        f"the column {column} does not say what Russia holds",
        where=where,
        expected=f"{value} in the column {column}, at least once"
        + (" (RU (and UA) in held_by)" if column == OURS else ""),
        found="only " + ", ".join(sorted(set(texts)))[:200],
        remedy="name the column and the value with --held-field and --held-value",
    )


def _first(frame: pd.DataFrame, column: str) -> str:
    if column not in frame.columns:
        return ""
    return next((plain(v, 300) for v in frame[column].array if not _is_nothing(v)), "")


FORM = Form("generic", _recognises, _select)

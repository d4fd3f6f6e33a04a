"""Any other layer: a column says what is held, or all of it is.

The form that whoholds itself writes has the columns held_by (RU, UA), date, source and kind.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from whoholds.ground.errors import InputError
from whoholds.importers.forms.form import HELD, Form, Selection, Wanted
from whoholds.importers.forms.holders import refuse_unread_holders
from whoholds.importers.forms.mistaken import refuse_regions
from whoholds.importers.land.dates import days_in_names
from whoholds.importers.land.days import rows_of_day
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import cell_text, is_empty, plain

KINDS = ("assessed", "claimed", "settlement")
"""Kinds of control layers that a column `kind` may name."""

OURS = "held_by"


def _recognises(raw: Raw) -> bool:
    return OURS in raw.frame.columns


def _select(raw: Raw, wanted: Wanted) -> Selection:
    frame = raw.frame
    column = wanted.held_field or (OURS if OURS in frame.columns else None)
    if column is None:
        refuse_regions(frame, raw.where)
        notes = refuse_unread_holders(frame, raw.where)
        if not notes:
            notes = ["no column says what is held: the whole layer counts as held"]
        verdicts = [HELD] * len(frame)
    else:
        verdicts, notes = _by_column(frame, column, wanted, raw.where)
    verdicts, said, of_day = rows_of_day(frame, verdicts, wanted.date)
    held = frame[[one == HELD for one in verdicts]]
    kind, odd = _first(held, "kind") or KINDS[0], ""
    if kind not in KINDS:
        kind, odd = KINDS[0], kind
        notes.append(f"column kind says {odd!r}, which is none of {', '.join(KINDS)}")
    said = said or days_in_names((raw.name,), "layer")
    source = _first(held, "source") or f"{plain(raw.file_names[-1])}, a layer of the user's own"
    return Selection(
        frame,
        verdicts,
        source,
        kind=kind,
        said=said,
        notes=[*notes, *of_day],
        is_whole=column is None,
    )


def _by_column(
    frame: gpd.GeoDataFrame, column: str, wanted: Wanted, where: str
) -> tuple[list[str], list[str]]:
    """Judge the features by what a column says, and name the values that were taken."""
    if not len(frame):
        return [], []
    texts = _texts(frame, column, where)
    values = wanted.held_values or ("RU",)
    if column == OURS and not wanted.held_values:
        _check_vocabulary(texts, where)
    if missing := [value for value in values if value not in texts]:
        raise _nothing_held(column, missing, texts, where)
    verdicts = [HELD if text in values else f"{column} is {text}" for text in texts]
    if not wanted.held_values:
        return verdicts, []
    taken = f"held is where {plain(column, 40)} is one of: {', '.join(dict.fromkeys(values))}"
    others = sorted(set(texts) - set(values))
    return verdicts, [f"{taken}; not held: {', '.join(others)[:200]}" if others else taken]


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
    return [cell_text(value) for value in frame[column].array]


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


def _nothing_held(column: str, missing: list[str], texts: list[str], where: str) -> InputError:
    wanted = " and ".join(missing)
    return InputError(
        f"the column {column} does not say what Russia holds",
        where=where,
        expected=f"{wanted} in the column {column}, at least once"
        + (" (RU (and UA) in held_by)" if column == OURS else ""),
        found="only " + ", ".join(sorted(set(texts)))[:200],
        remedy="name the column and its values with --held-field and --held-value",
    )


def _first(frame: pd.DataFrame, column: str) -> str:
    if column not in frame.columns:
        return ""
    return next((plain(v, 300) for v in frame[column].array if not is_empty(v)), "")


FORM = Form("generic", _recognises, _select)

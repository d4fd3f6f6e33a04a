"""Control of terrain as assessed by the Institute for the Study of War (ISW/CTP).

Published as shapefiles and map services whose layers tell what is assessed from what is claimed;
packed by others as GeoJSON with the layer's name in a property (``layer_type``). The polygons are
three-dimensional, overlap, are broken in places, and some features have no geometry; the columns
``date`` and ``area_km2`` may give a feature's day and its area as published.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

import pandas as pd

from whoholds.ground.errors import InputError
from whoholds.importers.forms.form import Form, Selection, Wanted
from whoholds.importers.land.days import rows_of_day
from whoholds.importers.open.raw import Raw
from whoholds.importers.remarks import plain
from whoholds.importers.verdict import CONTESTED, HELD, Verdict
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note, Place

NAME_COLUMNS = ("layer_type", "layer", "layer_name", "folderpath", "name")
"""Columns, in any case, that may hold the name of ISW's layer."""

CLAIMED = Verdict.left_out(Note.of("remark.only_claimed"))
RETAKEN = Verdict.left_out(Note.of("remark.retaken"))

_LAYERS = {
    "ukrainecontrolmap": HELD,
    "assessedrussiancontrol": HELD,
    "russiacotinukraine": HELD,
    "russiancontrolofterrain": HELD,
    "russiancontrolledukrainianterritory": HELD,
    "assessedrussianadvance": CONTESTED,
    "assessedadvance": CONTESTED,
    "russianadvance": CONTESTED,
    "assessedrussiangain": CONTESTED,
    "assessedgain": CONTESTED,
    "russiangain": CONTESTED,
    "assessedrussianinfil": CONTESTED,
    "assessedinfil": CONTESTED,
    "russianinfil": CONTESTED,
    "claimedrussian": CLAIMED,
    "ukrainiancounteroffensive": RETAKEN,
    "claimedukrainian": RETAKEN,
}
"""Beginnings of layer names, letters only, and what such a layer says."""

_OPENINGS = ("assessed", "claimed", "reported")
"""Words that ISW's layer names begin with; a name of theirs that is not known is not guessed at."""


def verdict_of(name: str) -> Verdict | None:
    """Judge a feature by the name of its layer; None when it is none of ISW's.

    Examples
    --------
    >>> verdict_of("ukraine_control_map") == verdict_of("UkraineControlMapAO16AUG2025") == HELD
    True
    >>> verdict_of("VIEW_ClaimedRussianTerritoryinUkraine_V2").reason.key
    'remark.only_claimed'
    """
    letters = _letters(name)
    return next((said for start, said in _LAYERS.items() if letters.startswith(start)), None)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower()).removeprefix("view").removeprefix("mds")


def is_unknown(name: str) -> bool:
    """Whether a name is one of ISW's by its first word, and of no layer that is known.

    Examples
    --------
    >>> is_unknown("AssessedRussianWithdrawal_MAY"), is_unknown("AssessedRussianAdvance_MAY")
    (True, False)
    >>> is_unknown("assessed by hand")
    False
    """
    return (
        " " not in name.strip()
        and _letters(name).startswith(_OPENINGS)
        and _letters(name) not in _OPENINGS
        and not verdict_of(name)
    )


def _name_column(raw: Raw) -> Hashable | None:
    for column in raw.frame.columns:
        if str(column).lower() in NAME_COLUMNS:
            names = {str(name) for name in raw.frame[column].dropna()}
            if any(verdict_of(name) or is_unknown(name) for name in names):
                return column
    return None


def _layer_name(raw: Raw) -> str:
    names = (raw.name, *raw.file_names)
    return next((name for name in names if verdict_of(name) or is_unknown(name)), "")


def _recognises(raw: Raw) -> bool:
    return _name_column(raw) is not None or bool(_layer_name(raw))


def _select(raw: Raw, wanted: Wanted) -> Selection:
    frame, column, name = raw.frame, _name_column(raw), _layer_name(raw)
    names = [name] * len(frame) if column is None else [str(text) for text in frame[column]]
    if unknown := sorted({one for one in names if is_unknown(one)}):
        raise _not_known(unknown, raw.place)
    if column is None:
        found = [verdict_of(name) or HELD] * len(frame)
    else:
        other = Verdict.left_out(Note.of("remark.not_isw"))
        found = [verdict_of(one) or other for one in names]
    only_claimed = HELD not in found and CLAIMED in found
    verdicts = [HELD if only_claimed and one == CLAIMED else one for one in found]
    verdicts, said, notes = rows_of_day(frame, verdicts, wanted.date)
    kept = frame[[one == HELD for one in verdicts]]
    return Selection(
        frame,
        verdicts,
        Note.of("origin.isw_claimed") if only_claimed else Note.of("origin.isw_assessed"),
        kind="claimed" if only_claimed else "assessed",
        said=said,
        notes=notes,
        stated_km2=_stated_area(kept),
    )


def _not_known(names: list[str], place: Place) -> InputError:
    return InputError.of(
        "unknown_isw",
        place,
        known=tuple(sorted(start for start, verdict in _LAYERS.items() if verdict.counts)),
        names=plain(", ".join(names)),
        choice=Note.of("choice.generic"),
    )


def _stated_area(kept: pd.DataFrame) -> float | None:
    if "area_km2" not in kept.columns:
        return None
    return float(pd.to_numeric(kept["area_km2"], errors="coerce").sum())


FORM = Form(DataForm.ISW, _recognises, _select, precision_km=2.5)

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

from whoholds.importers.dates import days_in_columns
from whoholds.importers.forms import CONTESTED, HELD, Form, Selection, Wanted
from whoholds.importers.reading import Raw

NAME_COLUMNS = ("layer_type", "layer", "layer_name", "folderpath", "name")
"""Columns, in any case, that may hold the name of ISW's layer."""

CLAIMED = "claimed by Russia, not assessed"

_LAYERS = {
    "ukrainecontrolmap": HELD,
    "assessedrussiancontrol": HELD,
    "russiacotinukraine": HELD,
    "russiancontrolofterrain": HELD,
    "russiancontrolledukrainianterritory": HELD,
    "assessedrussianadvance": CONTESTED,
    "russianadvances": CONTESTED,
    "assessedrussianinfiltration": CONTESTED,
    "assessedinfiltration": CONTESTED,
    "russianinfiltration": CONTESTED,
    "claimedrussian": CLAIMED,
    "ukrainiancounteroffensive": "claimed or assessed as retaken by Ukraine",
    "claimedukrainian": "claimed or assessed as retaken by Ukraine",
}
"""Beginnings of layer names, letters only, and what such a layer says."""


def verdict_of(name: str) -> str:
    """Judge a feature by the name of its layer; "" when it is none of ISW's.

    Examples
    --------
    >>> verdict_of("ukraine_control_map"), verdict_of("UkraineControlMapAO16AUG2025")
    ('held', 'held')
    >>> verdict_of("VIEW_ClaimedRussianTerritoryinUkraine_V2")
    'claimed by Russia, not assessed'
    """
    letters = re.sub(r"[^a-z]", "", name.lower()).removeprefix("view").removeprefix("mds")
    return next((said for start, said in _LAYERS.items() if letters.startswith(start)), "")


def _name_column(raw: Raw) -> Hashable | None:
    for column in raw.frame.columns:
        if (
            str(column).lower() in NAME_COLUMNS
            and raw.frame[column].astype(str).map(verdict_of).any()
        ):
            return column
    return None


def _layer_name(raw: Raw) -> str:
    return next((name for name in (raw.name, *raw.file_names) if verdict_of(name)), "")


def _recognises(raw: Raw) -> bool:
    return _name_column(raw) is not None or bool(_layer_name(raw))


def _select(raw: Raw, _wanted: Wanted) -> Selection:
    frame, column, name = raw.frame, _name_column(raw), _layer_name(raw)
    if column is not None:
        found = [verdict_of(str(text)) or "not of a layer of ISW's" for text in frame[column]]
    else:
        found = [verdict_of(name) or HELD] * len(frame)
    only_claimed = HELD not in found and CLAIMED in found
    verdicts = [HELD if only_claimed and one == CLAIMED else one for one in found]
    kept = frame[[one == HELD for one in verdicts]]
    kind = "claimed" if only_claimed else "assessed"
    return Selection(
        frame,
        verdicts,
        f"Institute for the Study of War and Critical Threats Project, {kind} Russian control",
        kind=kind,
        said=days_in_columns(kept),
        stated_km2=_stated_area(kept),
    )


def _stated_area(kept: pd.DataFrame) -> float | None:
    if "area_km2" not in kept.columns:
        return None
    return float(pd.to_numeric(kept["area_km2"], errors="coerce").sum())


FORM = Form("isw", _recognises, _select)

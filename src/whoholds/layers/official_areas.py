"""Each region's polygon beside its official area: one rule for shipped and for own boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import GeometryError
from whoholds.ground.tables import read_table, text_columns
from whoholds.vocabulary.columns import region_column
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Note, Place, Value, placed
from whoholds.words.text import Text

NOTED = 0.01
"""A polygon that is farther from its official area is named, with the reason where one is known.

The generalised borders of the shipped edition move no region by more than 0.3 % against finer
outlines; beyond one per cent it is the official figure that counts something else.
"""

ALLOWED = 0.15
"""A polygon that is farther from its official area is a fault.

Known reasons reach 8 % (Kherson with its lagoons). The rest is left for a coarse coast; the sea
before a coast, a region's neighbour or twice its land come to more.
"""


def reasons_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of reasons must be."""
    return pa.DataFrameSchema(
        {
            "region": region_column(territory),
            **text_columns("reason", description="form.sentence"),
        },
        unique=["region"],
        coerce=True,
        strict=True,
    )


Reasons = Mapping[str, Mapping[str, str]]
"""Why the official area of a region is another than that of maps, by region and language."""


def read_reasons(path: Path, territory: Territory) -> dict[str, Text]:
    """Read why official areas differ from what maps show.

    Parameters
    ----------
    path
        seeds/area_reasons.csv, or a file of its form (`reasons_schema`).
    territory
        Whose regions they are.

    Returns
    -------
    dict
        The reason of each region that has one, by its code and by language.

    Raises
    ------
    InputError
        When a row is malformed or a region stands in two rows.
    """
    table = read_table(path, reasons_schema(territory))
    return {row["region"]: Text.of_row(row, "reason") for row in table.to_dict("records")}


def compare_areas(
    areas: pd.DataFrame, reasons: Reasons, where: Place | str
) -> tuple[list[Note], list[GeometryError]]:
    """Compare polygons with official areas.

    Parameters
    ----------
    areas
        Indexed by region; columns name_en, name_uk, drawn_km2 (of the polygon), official_km2.
    reasons
        Known reasons by region and language.
    where
        Where the polygons come from, for messages.

    Returns
    -------
    tuple
        A note for every region that differs by more than `NOTED`, the widest difference first, and
        an error for every one that differs by more than `ALLOWED`.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> areas = pd.DataFrame(
    ...     {"name_en": "A", "name_uk": "А", "drawn_km2": [99.5, 90.0], "official_km2": 100.0},
    ...     index=["UA-01", "UA-02"],
    ... )
    >>> notes, faults = compare_areas(areas, {"UA-02": {"en": "a lake", "uk": "озеро"}}, "here")
    >>> [reader_of("en").said(note) for note in notes], faults
    (['UA-02 A: polygon 90 km2, official 100 km2 (-10.0%): a lake'], [])
    """
    off = areas["drawn_km2"] / areas["official_km2"] - 1
    notes: list[Note] = []
    faults: list[GeometryError] = []
    for region in off.abs().sort_values(ascending=False, kind="stable").index:
        row, share = areas.loc[region], float(off[region])
        found: dict[str, Value] = {
            "region": str(region),
            "name": Text.of_row(row, "name"),
            "drawn_km2": float(row["drawn_km2"]),
            "official_km2": float(row["official_km2"]),
            "off": share,
        }
        if abs(share) > ALLOWED:
            faults.append(_too_far(found, where))
        elif abs(share) > NOTED:
            reason = reasons.get(str(region), Note.of("areas.no_reason"))
            notes.append(Note.of("areas.off", reason=reason, **found))
    return notes, faults


def summary(areas: pd.DataFrame) -> Note:
    """Say both totals and how many regions are near their official area.

    Parameters
    ----------
    areas
        As for `compare_areas`.
    """
    drawn, official = areas["drawn_km2"].sum(), areas["official_km2"].sum()
    near = ((areas["drawn_km2"] / areas["official_km2"] - 1).abs() <= NOTED).sum()
    return Note.of(
        "areas.summary",
        drawn_km2=float(drawn),
        official_km2=float(official),
        off=float(drawn / official - 1),
        near=int(near),
        count=len(areas),
        limit=NOTED,
    )


def _too_far(found: Mapping[str, Value], where: Place | str) -> GeometryError:
    place = placed(where).at(named=found["region"])
    return GeometryError.of("region.far_from_official", place, limit=ALLOWED, **found)

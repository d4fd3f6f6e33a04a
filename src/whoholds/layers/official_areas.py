"""Each region's polygon beside its official area: one rule for shipped and for own boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import GeometryError
from whoholds.ground.resources import seeds
from whoholds.ground.tables import read_table
from whoholds.layers.boundaries import load_territory
from whoholds.vocabulary.columns import region_column
from whoholds.vocabulary.territory import Territory

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
            "reason": pa.Column(str, pa.Check.str_length(min_value=1), description="a sentence"),
        },
        unique=["region"],
        coerce=True,
        strict=True,
    )


Reasons = Mapping[str, str]


def read_reasons(path: Path, territory: Territory) -> dict[str, str]:
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
        The reason of each region that has one, by its code.

    Raises
    ------
    InputError
        When a row is malformed or a region stands in two rows.
    """
    table = read_table(path, reasons_schema(territory))
    return dict(zip(table["region"], table["reason"], strict=True))


@cache
def load_reasons() -> dict[str, str]:
    """Load the shipped reasons.

    Examples
    --------
    >>> "UA-65" in load_reasons()
    True
    """
    return read_reasons(seeds("area_reasons.csv"), load_territory())


def compare_areas(
    areas: pd.DataFrame, reasons: Reasons, where: str
) -> tuple[list[str], list[GeometryError]]:
    """Compare polygons with official areas.

    Parameters
    ----------
    areas
        Indexed by region; columns name_en, drawn_km2 (of the polygon), official_km2.
    reasons
        Known reasons by region.
    where
        Where the polygons come from, for messages.

    Returns
    -------
    tuple
        A line for every region that differs by more than `NOTED`, the widest difference first, and
        an error for every one that differs by more than `ALLOWED`.

    Examples
    --------
    >>> areas = pd.DataFrame(
    ...     {"name_en": ["A", "B"], "drawn_km2": [99.5, 90.0], "official_km2": [100.0, 100.0]},
    ...     index=["UA-01", "UA-02"],
    ... )
    >>> compare_areas(areas, {"UA-02": "a lake"}, "here")
    (['UA-02 B: polygon 90 km2, official 100 km2 (-10.0%): a lake'], [])
    """
    off = areas["drawn_km2"] / areas["official_km2"] - 1
    notes, faults = [], []
    for region in off.abs().sort_values(ascending=False, kind="stable").index:
        row, share = areas.loc[region], float(off[region])
        reason = reasons.get(str(region), "no reason is known")
        words = (
            f"{region} {row['name_en']}: polygon {row['drawn_km2']:,.0f} km2, official "
            f"{row['official_km2']:,.0f} km2 ({share:+.1%})"
        )
        if abs(share) > ALLOWED:
            faults.append(_too_far(str(region), words, where))
        elif abs(share) > NOTED:
            notes.append(f"{words}: {reason}")
    return notes, faults


def summary(areas: pd.DataFrame) -> str:
    """Say both totals and how many regions are near their official area.

    Parameters
    ----------
    areas
        As for `compare_areas`.
    """
    drawn, official = areas["drawn_km2"].sum(), areas["official_km2"].sum()
    near = ((areas["drawn_km2"] / areas["official_km2"] - 1).abs() <= NOTED).sum()
    return (
        f"polygons {drawn:,.0f} km2, official {official:,.0f} km2 ({drawn / official - 1:+.1%}); "
        f"{near} of {len(areas)} regions within {NOTED:.0%} of their official area"
    )


def _too_far(region: str, words: str, where: str) -> GeometryError:
    return GeometryError(
        f"the polygon of {region} is far from its official area",
        where=f"{where}, {region}",
        expected=f"at most {ALLOWED:.0%} more or less than the official area",
        found=words,
        remedy="check that it is that region's polygon, without the sea, and drawn finely enough",
    )

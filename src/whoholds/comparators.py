"""Well-known areas to compare with: the size of Ohio, of Portugal ..."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pandera.pandas as pa

from whoholds.errors import UnknownNameError
from whoholds.resources import geodata
from whoholds.tables import read_table

COMPARATORS_SCHEMA = pa.DataFrameSchema(
    {
        "comparator": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$")),
        "name_en": pa.Column(str, pa.Check.str_length(min_value=1)),
        "name_uk": pa.Column(str, pa.Check.str_length(min_value=1)),
        "kind": pa.Column(str, pa.Check.isin(["country", "us_state", "other"])),
        "measure": pa.Column(str, pa.Check.isin(["total", "land"])),
        "area_km2": pa.Column(float, pa.Check.gt(0)),
        "source_note": pa.Column(str, pa.Check.str_length(min_value=1)),
    },
    unique=["comparator", "measure"],
    coerce=True,
    strict=True,
)


@dataclass(frozen=True)
class Comparison:
    """An area as a multiple of a well-known one.

    Attributes
    ----------
    ratio
        Area divided by the comparator's area: 0.986 means 98.6 %.
    comparator, measure, area_km2, source
        What it is compared with: which measure of it (total or land) and who says how large.
    """

    ratio: float
    comparator: str
    measure: str
    area_km2: float
    source: str


@cache
def load_comparators() -> pd.DataFrame:
    """Load the shipped comparators, one row an area and measure.

    Examples
    --------
    >>> table = load_comparators().set_index(["comparator", "measure"])
    >>> float(table.loc[("ohio", "total"), "area_km2"])
    116098.0
    """
    return read_table(geodata("comparators.csv"), COMPARATORS_SCHEMA)


def compare(area_km2: float, comparator: str = "ohio", measure: str = "total") -> Comparison:
    """Compare an area with a well-known one.

    Parameters
    ----------
    area_km2
        The area, in km2.
    comparator, measure
        A row of geodata/comparators.csv.

    Raises
    ------
    UnknownNameError
        When there is no such row.

    Examples
    --------
    >>> round(compare(114_493, "ohio", "total").ratio, 3)
    0.986
    >>> round(compare(114_493, "ohio", "land").ratio, 2)
    1.08
    """
    table = load_comparators()
    rows = table[(table["comparator"] == comparator) & (table["measure"] == measure)]
    if rows.empty:
        raise UnknownNameError(
            f"unknown comparator {comparator!r} ({measure})",
            where="geodata/comparators.csv",
            expected=", ".join(sorted(set(table["comparator"]))),
            found=f"{comparator}, {measure}",
            remedy="use one of these; most have only the measure total",
        )
    row = rows.iloc[0]
    size = float(row["area_km2"])
    return Comparison(area_km2 / size, row["name_en"], measure, size, row["source_note"])


def nearest(area_km2: float) -> Comparison:
    """Return the well-known area that an area is most alike, of all in the list.

    Parameters
    ----------
    area_km2
        Above 0, in km2.

    Examples
    --------
    >>> nearest(83_900).comparator
    'Austria'
    """
    table = load_comparators()
    factor = np.abs(np.log(area_km2 / table["area_km2"].to_numpy()))
    row = table.iloc[int(factor.argmin())]
    return compare(area_km2, row["comparator"], row["measure"])

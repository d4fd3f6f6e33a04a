"""Settlements with their pre-war populations, and how far the people of a region can be placed."""

from __future__ import annotations

from io import StringIO
from itertools import combinations
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.tables import DAY, check_columns, filled_texts, in_each_language
from whoholds.ground.texts import read_text
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Place
from whoholds.words.text import columns

NEIGHBOUR_DEGREES = 0.05
"""Regions whose polygons come this close are neighbours."""

ERROR_QUANTILE = 0.68
"""Share of the tests of the method that its stated error covers."""

COLUMNS = (*("geonames_id", *columns("name"), "region", "population", "lon", "lat", "section_of"),)
"""Columns of geodata/settlements.csv that are read; it may have more."""

_AS_TEXT = {"geonames_id": str, "section_of": str, "region": str}

POPULATIONS_SCHEMA = pa.DataFrameSchema(
    {
        "geonames_id": pa.Column(
            str, pa.Check.str_matches(r"^\d+$"), description="form.geonames_id"
        ),
        "population": pa.Column(int, pa.Check.gt(0), description="form.residents"),
        "date": pa.Column(DAY),
        "source": pa.Column(str, pa.Check.str_length(min_value=1), description="form.sources"),
        "note": pa.Column(str),
    },
    unique=["geonames_id"],
    coerce=True,
    strict=True,
)


def read_gazetteer(path: Path) -> pd.DataFrame:
    """Read every mapped settlement, with the districts of cities.

    Parameters
    ----------
    path
        geodata/settlements.csv.

    Returns
    -------
    pandas.DataFrame
        Its columns; geonames_id and section_of as text.

    Raises
    ------
    InputError
        When the file is missing, is no table, or lacks a column.
    """
    try:
        table = pd.read_csv(StringIO(read_text(path)), dtype=_AS_TEXT)
    except ValueError as error:
        reason = str(error).splitlines()[0][:200]
        raise InputError.of("not_gazetteer", str(path), reason=reason, columns=COLUMNS) from error
    if "name_en" in table:
        table = in_each_language(table, "name")
    check_columns([name for name in table.columns if name in COLUMNS], list(COLUMNS), str(path))
    return table


def settlements_of(gazetteer: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Take the settlements, without the districts of cities, and correct their populations.

    Parameters
    ----------
    gazetteer
        From `read_gazetteer`.
    corrections
        Rows of seeds/populations.csv.

    Raises
    ------
    UnknownNameError
        When a correction is for a settlement that the file does not have.
    """
    table = gazetteer[gazetteer["section_of"].isna()].set_index("geonames_id")
    unknown = corrections.loc[~corrections["geonames_id"].isin(table.index), "geonames_id"]
    if len(unknown):
        place = Place("populations.csv", line=int(unknown.index[0]) + 2, column="geonames_id")
        raise UnknownNameError.of("settlement.unknown", place, name=str(unknown.iloc[0]))
    table.loc[corrections["geonames_id"], "population"] = corrections["population"].to_numpy()
    names = [*columns("name"), "region", "population", "lon", "lat"]
    return filled_texts(table[names], "name").reset_index()


# How good the method is


def placement_tests(settlements: pd.DataFrame, boundaries: BoundaryLayer) -> pd.DataFrame:
    """Test the method where the answer is known: two neighbouring regions taken as one.

    The joint population of the two is placed as that of one region is, and what falls to each is
    compared with its official figure. Cities with a status of their own are left out: they have
    no countryside to spread people over.

    Returns
    -------
    pandas.DataFrame
        One row a pair: first, second (codes), error (people misplaced, as a fraction of the
        smaller region).
    """
    regions = boundaries.regions[boundaries.regions["kind"] != "city"]
    official, area = regions["population"], regions["area_km2"]
    mapped = settlements.groupby("region")["population"].sum().reindex(regions.index, fill_value=0)
    rows = []
    for first, second in combinations(regions.index, 2):
        shapes = regions.geometry
        if shapes[first].distance(shapes[second]) > NEIGHBOUR_DEGREES:
            continue
        both, known = official[[first, second]].sum(), mapped[[first, second]].sum()
        scale, rest = min(1.0, both / known) if known else 1.0, max(0.0, both - known)
        found = mapped[first] * scale + rest * area[first] / area[[first, second]].sum()
        wrong = abs(found - official[first]) / official[[first, second]].min()
        rows.append((first, second, float(wrong)))
    return pd.DataFrame(rows, columns=["first", "second", "error"])


def placement_error(settlements: pd.DataFrame, boundaries: BoundaryLayer) -> float:
    """Return the relative error that two in three of the tests of the method stay below.

    Where there is no pair of neighbours to test it with, nothing is known but the whole: 1.
    """
    tests = placement_tests(settlements, boundaries)
    return float(tests["error"].quantile(ERROR_QUANTILE)) if len(tests) else 1.0


def leave_one_out(settlements: pd.DataFrame, boundaries: BoundaryLayer) -> pd.DataFrame:
    """Compare settlements with official figures, and guess each oblast from the others.

    Returns
    -------
    pandas.DataFrame
        One row an oblast: region, name_en, official, mapped (share of the official figure that
        the mapped settlements have) and error (of the guess that scales its settlements by the
        median of the other oblasts).
    """
    regions = boundaries.regions[boundaries.regions["kind"] != "city"]
    official = regions["population"].astype(float)
    mapped = settlements.groupby("region")["population"].sum().reindex(regions.index, fill_value=0)
    share = mapped / official
    guesses = {region: mapped[region] / share.drop(region).median() for region in regions.index}
    return (
        pd.DataFrame(
            {
                "name_en": regions["name_en"],
                "official": official,
                "mapped": share,
                "error": pd.Series(guesses) / official - 1.0,
            }
        )
        .rename_axis("region")
        .reset_index()
    )

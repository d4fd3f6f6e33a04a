"""The waypoints of a control layer: the table that people edit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.tables import read_table
from whoholds.vocabulary.columns import latitude_column, longitude_column, side_column
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Place


def line_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of a line must be."""
    region = territory.region.removeprefix("^").removesuffix("$")
    return pa.DataFrameSchema(
        {
            "segment": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
            "sequence": pa.Column(int, pa.Check.ge(1), description="form.sequence_of_segment"),
            "kind": pa.Column(
                str,
                pa.Check.str_matches(rf"^(contact|closure|river:[a-z-]+|region:({region}))$"),
                description="form.waypoint",
            ),
            "lon": longitude_column(territory),
            "lat": latitude_column(territory),
            "place": pa.Column(str, pa.Check.str_matches(r"^\d*$"), description="form.geonames_id"),
            "side": side_column(territory, ""),
            "precision_km": pa.Column(str, pa.Check.str_matches(r"^(\d+(\.\d+)?)?$")),
            "source": pa.Column(str),
        },
        unique=["segment", "sequence"],
        coerce=True,
        strict=True,
    )


def read_line(path: Path, territory: Territory) -> pd.DataFrame:
    """Read the waypoints of a control layer, in order.

    Parameters
    ----------
    path
        A file of seeds/lines/ (`line_schema`).
    territory
        Whose line it is.

    Returns
    -------
    pandas.DataFrame
        The waypoints, segments together, each in the order of its sequence.

    Raises
    ------
    InputError
        When a row is malformed, names a place without its side, a segment's sequence has a gap,
        or one has under three rows.
    """
    rows = read_table(path, line_schema(territory))
    half = rows[(rows["place"] == "") != (rows["side"] == "")]
    if len(half):
        raise InputError.of(
            "waypoint.half",
            Place(str(path), line=int(half.index[0]) + 2, column="side"),
            place=str(half["place"].iloc[0]),
            side=str(half["side"].iloc[0]),
        )
    for segment, group in rows.groupby("segment", sort=False):
        require_order(group, "segment.order", str(path), segment=str(segment))
    return rows


def require_order(rows: pd.DataFrame, fault: str, where: str, **values: str) -> None:
    """Raise `InputError` unless rows are numbered 1, 2, 3 ... and at least three.

    Parameters
    ----------
    rows
        Those of one line, with a column sequence.
    fault
        Of words.csv, with a gap for what was found.
    where
        Their file.
    **values
        What fills the other gaps of the fault.

    Examples
    --------
    >>> require_order(pd.DataFrame({"sequence": [1, 2, 3]}), "segment.order", "a.csv", segment="a")
    """
    if list(rows["sequence"]) != list(range(1, len(rows) + 1)) or len(rows) < 3:
        found = " ".join(map(str, rows["sequence"]))[:80]
        raise InputError.of(fault, where, found=found, **values)


def require_places(rows: pd.DataFrame, known: Iterable[str], where: str) -> None:
    """Raise `UnknownNameError` where a row names no known settlement.

    Parameters
    ----------
    rows
        With a column place, indexed by their position in the file (line less two).
    known
        The ids of the settlements.
    where
        The file's name, for the message.

    Examples
    --------
    >>> require_places(pd.DataFrame({"place": ["1"]}), {"1"}, "a.csv")
    """
    unknown = rows[~rows["place"].isin(list(known))]
    if len(unknown):
        place = Place(where, line=int(unknown.index[0]) + 2, column="place")
        raise UnknownNameError.of("place.unknown", place, name=str(unknown["place"].iloc[0]))

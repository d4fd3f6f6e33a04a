"""The waypoints of a control layer: the table that people edit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.tables import read_table

KIND_PATTERN = r"^(contact|closure|river:[a-z-]+|region:UA-\d\d)$"

LINE_SCHEMA = pa.DataFrameSchema(
    {
        "segment": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$")),
        "sequence": pa.Column(int, pa.Check.ge(1), description="1, 2, 3 ... within the segment"),
        "kind": pa.Column(
            str,
            pa.Check.str_matches(KIND_PATTERN),
            description="contact, closure, river:NAME or region:UA-NN",
        ),
        "lon": pa.Column(float, pa.Check.in_range(15, 50), description="degrees east, 15 to 50"),
        "lat": pa.Column(float, pa.Check.in_range(40, 60), description="degrees north, 40 to 60"),
        "place": pa.Column(str, pa.Check.str_matches(r"^\d*$"), description="a GeoNames id"),
        "side": pa.Column(str, pa.Check.isin(["UA", "RU", ""]), description="UA or RU"),
        "precision_km": pa.Column(str, pa.Check.str_matches(r"^(\d+(\.\d+)?)?$")),
        "source": pa.Column(str),
    },
    unique=["segment", "sequence"],
    coerce=True,
    strict=True,
)


def read_line(path: Path) -> pd.DataFrame:
    """Read the waypoints of a control layer, in order.

    Parameters
    ----------
    path
        A file of seeds/lines/ (`LINE_SCHEMA`).

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
    rows = read_table(path, LINE_SCHEMA)
    half = rows[(rows["place"] == "") != (rows["side"] == "")]
    if len(half):
        raise InputError(
            "a place and the side that holds it go together",
            where=f"{path}, line {half.index[0] + 2}, column side",
            expected="both or neither",
            found=f"place {half['place'].iloc[0]!r}, side {half['side'].iloc[0]!r}",
            remedy="fill in or empty the other cell",
        )
    for segment, group in rows.groupby("segment", sort=False):
        require_order(group, path, f"the waypoints of segment {segment!r} are", "segment")
    return rows


def require_order(rows: pd.DataFrame, path: Path, what: str, unit: str) -> None:
    """Raise `InputError` unless rows are numbered 1, 2, 3 ... and at least three.

    Parameters
    ----------
    rows
        Those of one line, with a column sequence.
    path
        Their file.
    what, unit
        What is not in order, with its verb, and what the line is called, for the message.

    Examples
    --------
    >>> require_order(pd.DataFrame({"sequence": [1, 2, 3]}), Path("a.csv"), "it is", "segment")
    """
    if list(rows["sequence"]) != list(range(1, len(rows) + 1)) or len(rows) < 3:
        raise InputError(
            f"{what} not in order",
            where=str(path),
            expected="at least three rows with sequence 1, 2, 3 ...",
            found=" ".join(map(str, rows["sequence"]))[:80],
            remedy=f"number the rows of the {unit} anew",
        )


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
        raise UnknownNameError(
            f"unknown place {unknown['place'].iloc[0]}",
            where=f"{where}, line {unknown.index[0] + 2}, column place",
            expected="a geonames_id of geodata/settlements.csv",
            found=unknown["place"].iloc[0],
            remedy="name the nearest settlement of that table",
        )

"""The places that a line names: whether they lie on the side that the line's file says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import shapely

from whoholds.country.country import Country
from whoholds.ground.errors import GeometryError, UnknownNameError
from whoholds.ground.tables import list_ids
from whoholds.layers.waypoints import read_line
from whoholds.proposals.citations import Sources, require_sources


def misplaced(
    rows: pd.DataFrame,
    held: shapely.Geometry,
    territory: shapely.Geometry,
    points: Mapping[str, shapely.Point],
    where: str,
) -> pd.DataFrame:
    """Return the waypoints whose named place is on the other side of the line.

    A place that the generalised border leaves outside Ukraine counts for the nearer side.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.rings.read_line` gives them.
    held
        The territory that was built from them.
    territory, points
        Ukraine, and the points of its settlements by their ids.
    where
        The file's name, for messages.

    Raises
    ------
    UnknownNameError
        When a place is not in geodata/settlements.csv.
    """
    named = rows[rows["place"] != ""]
    unknown = named[~named["place"].isin(points)]
    if len(unknown):
        raise UnknownNameError(
            f"unknown place {unknown['place'].iloc[0]}",
            where=f"{where}, line {unknown.index[0] + 2}, column place",
            expected="a geonames_id of geodata/settlements.csv",
            found=unknown["place"].iloc[0],
            remedy="name the nearest settlement of that table",
        )
    places = [points[place] for place in named["place"]]
    rest = shapely.difference(territory, held)
    inside = shapely.distance(held, places) <= shapely.distance(rest, places)
    return named[inside != (named["side"] == "RU")]


def check_sources(rows: pd.DataFrame, sources: Sources, where: str) -> None:
    """Raise `UnknownNameError` where a waypoint of the line of contact names no known source."""
    for position, source in rows.loc[rows["kind"] != "closure", "source"].items():
        require_sources(list_ids(source), sources, f"{where}, line {position + 2}, column source")


def check_places(country: Country, sources: Sources, date: dt.date) -> int:
    """Check the line of a date and return its number of waypoints.

    Raises
    ------
    GeometryError
        When a named place lies on the other side than the file says.
    UnknownNameError
        When a waypoint names a place or source that does not exist.
    """
    path = country.lines.path(date)
    rows = read_line(path)
    check_sources(rows, sources, str(path))
    held, territory = country.lines[date].held, country.boundaries.territory
    wrong = misplaced(rows, held, territory, country.points, str(path))
    if len(wrong):
        first = wrong.iloc[0]
        raise GeometryError(
            f"{len(wrong)} named places lie on the wrong side of the line",
            where=f"{path}, line {wrong.index[0] + 2}, place {first['place']}",
            expected=f"held by {first['side']}, as the column side says",
            found="the other side of the line",
            remedy="move the waypoint or mend the side",
        )
    return len(rows)

"""The places that a line names: whether they lie on the side that the line's file says."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import shapely

from whoholds.ground.errors import GeometryError
from whoholds.ground.resources import seeds
from whoholds.ground.tables import list_ids
from whoholds.layers.boundaries import load_boundaries
from whoholds.layers.control import embedded_layer
from whoholds.layers.waypoints import read_line, require_places
from whoholds.proposals.citations import load_sources, require_sources
from whoholds.zones.parts import settlement_points


def misplaced(
    rows: pd.DataFrame, held: shapely.Geometry, territory: shapely.Geometry, where: str
) -> pd.DataFrame:
    """Return the waypoints whose named place is on the other side of the line.

    A place that the generalised border leaves outside Ukraine counts for the nearer side.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.waypoints.read_line` gives them.
    held
        The territory that was built from them.
    territory
        Ukraine.
    where
        The file's name, for messages.

    Raises
    ------
    UnknownNameError
        When a place is not in geodata/settlements.csv.
    """
    named = rows[rows["place"] != ""]
    points = settlement_points()
    require_places(named, points, where)
    places = [points[place] for place in named["place"]]
    rest = shapely.difference(territory, held)
    inside = shapely.distance(held, places) <= shapely.distance(rest, places)
    return named[inside != (named["side"] == "RU")]


def check_sources(rows: pd.DataFrame, where: str) -> None:
    """Raise `UnknownNameError` where a waypoint of the line of contact names no known source."""
    for position, source in rows.loc[rows["kind"] != "closure", "source"].items():
        require_sources(
            list_ids(source), load_sources(), f"{where}, line {position + 2}, column source"
        )


def check_places(date: dt.date) -> int:
    """Check the shipped line of a date and return its number of waypoints.

    Raises
    ------
    GeometryError
        When a named place lies on the other side than the file says.
    UnknownNameError
        When a waypoint names a place or source that does not exist.
    """
    path = seeds(f"lines/{date.isoformat()}.csv")
    rows = read_line(path)
    check_sources(rows, str(path))
    wrong = misplaced(rows, embedded_layer(date).held, load_boundaries().territory, str(path))
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

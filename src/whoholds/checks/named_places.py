"""The places that a line names: whether they lie on the side that the line's file says."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.ground.errors import GeometryError, UnknownNameError
from whoholds.ground.resources import seeds
from whoholds.ground.tables import list_ids
from whoholds.layers.boundaries import load_boundaries
from whoholds.layers.control import embedded_layer
from whoholds.layers.waypoints import read_line
from whoholds.proposals.citations import load_sources, require_sources
from whoholds.words.saying import Place
from whoholds.zones.parts import settlement_points


def misplaced(
    rows: pd.DataFrame, held: BaseGeometry, territory: BaseGeometry, where: str
) -> pd.DataFrame:
    """Return the waypoints whose named place is on the other side of the line.

    A place that the generalised border leaves outside Ukraine counts for the nearer side.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.rings.read_line` gives them.
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
    unknown = named[~named["place"].isin(points)]
    if len(unknown):
        place = Place(where, line=int(unknown.index[0]) + 2, column="place")
        raise UnknownNameError.of("place.unknown", place, name=str(unknown["place"].iloc[0]))
    places = [points[place] for place in named["place"]]
    rest = shapely.difference(territory, held)
    inside = shapely.distance(held, places) <= shapely.distance(rest, places)
    return named[inside != (named["side"] == "RU")]


def check_sources(rows: pd.DataFrame, where: str) -> None:
    """Raise `UnknownNameError` where a waypoint of the line of contact names no known source."""
    for position, source in rows.loc[rows["kind"] != "closure", "source"].items():
        require_sources(
            list_ids(source), load_sources(), Place(where, line=position + 2, column="source")
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
        place = Place(str(path), line=int(wrong.index[0]) + 2).at(place=str(first["place"]))
        raise GeometryError.of("line.places", place, count=len(wrong), side=str(first["side"]))
    return len(rows)

"""The places that a line names: whether they lie on the side that the line's file says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.ground.errors import GeometryError
from whoholds.ground.tables import list_ids
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.waypoints import read_line, require_places
from whoholds.proposals.citations import Sources, require_sources
from whoholds.words.saying import Place


def misplaced(
    rows: pd.DataFrame,
    held: BaseGeometry,
    boundaries: BoundaryLayer,
    points: Mapping[str, shapely.Point],
    where: str,
) -> pd.DataFrame:
    """Return the waypoints whose named place is on the other side of the line.

    A place that the generalised border leaves outside the country counts for the nearer side.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.waypoints.read_line` gives them.
    held
        The territory that was built from them.
    boundaries, points
        The country, and the points of its settlements by their ids.
    where
        The file's name, for messages.

    Raises
    ------
    UnknownNameError
        When a place is not in geodata/settlements.csv.
    """
    named = rows[rows["place"] != ""]
    require_places(named, points, where)
    places = [points[place] for place in named["place"]]
    rest = shapely.difference(boundaries.territory, held)
    inside = shapely.distance(held, places) <= shapely.distance(rest, places)
    return named[inside != (named["side"] == boundaries.sides.holding.code)]


def check_sources(rows: pd.DataFrame, sources: Sources, where: str) -> None:
    """Raise `UnknownNameError` where a waypoint of the line of contact names no known source."""
    named = rows[rows["kind"] != "closure"]
    for position, source in zip(named.index, named["source"], strict=True):
        require_sources(list_ids(source), sources, Place(where, line=position + 2, column="source"))


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
    rows = read_line(path, country.territory)
    check_sources(rows, sources, str(path))
    held = country.lines[date].held
    wrong = misplaced(rows, held, country.boundaries, country.points, str(path))
    if len(wrong):
        first = wrong.iloc[0]
        place = Place(str(path), line=int(wrong.index[0]) + 2).at(place=str(first["place"]))
        raise GeometryError.of("line.places", place, count=len(wrong), side=str(first["side"]))
    return len(rows)

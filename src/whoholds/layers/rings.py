"""From a list of waypoints to the polygon of held territory.

A file in seeds/lines/ draws each held area as one ring of waypoints (a segment). Where the line
of contact follows a river or a region's boundary, the file says so and the geometry comes from
geodata/; where the ring runs outside the country it only has to close. Held territory is what the
rings and the country have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from whoholds.geometry.areas import WGS84
from whoholds.geometry.polygons import polygons_of
from whoholds.geometry.shapes import read_shapes
from whoholds.ground.errors import GeometryError, InputError, UnknownNameError
from whoholds.ground.tables import rows_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Place

Points = NDArray[np.float64]

Rivers = Mapping[str, shapely.LineString]
"""The lines of rivers by their names, which a line of contact may follow."""


def held_territory(
    rows: pd.DataFrame, boundaries: BoundaryLayer, rivers: Rivers, where: str
) -> BaseGeometry:
    """Build the polygon of held territory from waypoints.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.waypoints.read_line` gives them.
    boundaries, rivers
        The boundary layer that the territory is cut from, and the rivers of its country.
    where
        The file's name, for messages.

    Returns
    -------
    BaseGeometry
        Valid polygon or multipolygon in EPSG:4326, inside the boundary layer's territory.

    Raises
    ------
    GeometryError
        When a ring crosses itself or holds nothing of the country.
    """
    rings = [
        _ring(group, boundaries, rivers, f"{where}, segment {segment}")
        for segment, group in rows.groupby("segment", sort=False)
    ]
    held = shapely.union_all(rings).intersection(boundaries.territory)
    return polygons_of(held)


def contact_legs(
    rows: pd.DataFrame, boundaries: BoundaryLayer, rivers: Rivers, where: str
) -> gpd.GeoDataFrame:
    """Return the legs of the line of contact with the precision that the file gives each.

    Parameters
    ----------
    rows
        Waypoints as `whoholds.layers.waypoints.read_line` gives them.
    boundaries, rivers
        The boundary layer, outside of which legs are left out, and the rivers of its country.
    where
        The file's name, for messages.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a leg between waypoints, in EPSG:4326, with precision_km of the worse of its ends.
    """
    legs, precisions = [], []
    for _, group in rows.groupby("segment", sort=False):
        pieces = _follow(group, boundaries, rivers, where)
        known = pd.to_numeric(group["precision_km"], errors="coerce").to_numpy()
        for index in range(1, len(pieces)):
            if np.isfinite(known[index - 1 : index + 1]).all():
                path = np.vstack([pieces[index - 1][-1:], pieces[index]])
                legs.append(shapely.LineString(path))
                precisions.append(known[index - 1 : index + 1].max())
    frame = gpd.GeoDataFrame({"precision_km": precisions}, geometry=legs, crs=WGS84)
    return frame.assign(geometry=frame.geometry.intersection(boundaries.territory)).loc[
        lambda table: ~table.geometry.is_empty
    ]


def _ring(
    group: pd.DataFrame, boundaries: BoundaryLayer, rivers: Rivers, where: str
) -> BaseGeometry:
    ring = shapely.Polygon(np.vstack(_follow(group, boundaries, rivers, where)))
    if not ring.is_valid:
        raise GeometryError.of("ring.crossed", where, found=shapely.is_valid_reason(ring))
    if not ring.intersects(boundaries.territory):
        bounds = " ".join(f"{value:.2f}" for value in ring.bounds)
        raise GeometryError.of("ring.outside", where, bounds=bounds)
    return ring


def _follow(
    group: pd.DataFrame, boundaries: BoundaryLayer, rivers: Rivers, where: str
) -> list[Points]:
    """Points of a segment, one piece a waypoint.

    What is followed takes the place of the waypoint at its end, which need not lie just on it.
    """
    pieces: list[Points] = []
    for row in rows_of(group):
        here = np.array([[row.lon, row.lat]])
        what, _, name = row.kind.partition(":")
        if name:
            line = Place(where, line=row.Index + 2, column="kind")
            if not pieces:
                raise InputError.of("segment.first", line, kind=row.kind)
            ends = pieces[-1][-1], here[0]
            if what == "river":
                here = _along_line(_river(rivers, name, line), *ends)
            else:
                boundaries.require_region(name, line)
                here = _along_boundary(boundaries.regions.geometry[name], *ends)
        pieces.append(here)
    return pieces


def read_rivers(path: Path) -> dict[str, shapely.LineString]:
    """Read the rivers that a line may follow: a file of lines with the column river."""
    rivers = read_shapes(path, ["river"])
    return dict(zip(rivers["river"], rivers.geometry, strict=True))


def _river(rivers: Rivers, name: str, where: Place) -> shapely.LineString:
    if name not in rivers:
        known = tuple(sorted(rivers))
        raise UnknownNameError.of("river.unknown", where, name=name, known=known)
    return rivers[name]


def _along_line(line: shapely.LineString, start: Points, end: Points) -> Points:
    """Points of `line` between the places on it that are nearest to `start` and `end`."""
    first, last = (shapely.line_locate_point(line, shapely.Point(p)) for p in (start, end))
    return shapely.get_coordinates(substring(line, first, last))


def _along_boundary(region: BaseGeometry, start: Points, end: Points) -> Points:
    """Points of a region's boundary between `start` and `end`, the shorter way round."""
    rings = shapely.get_rings(shapely.get_parts(region))
    ring = rings[np.argmin(shapely.distance(rings, shapely.Point(start)))]
    first, last = (shapely.line_locate_point(ring, shapely.Point(p)) for p in (start, end))
    direct = substring(ring, first, last)
    if direct.length <= ring.length / 2:
        return shapely.get_coordinates(direct)
    seam = (0.0, ring.length) if first <= last else (ring.length, 0.0)
    around = [substring(ring, first, seam[0]), substring(ring, seam[1], last)]
    return np.vstack([shapely.get_coordinates(piece) for piece in around])

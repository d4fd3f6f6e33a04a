"""The ground of the printed map: zones by what changes, lines, land and water around them.

All of it is in metres of the projection and kept, since the same map is asked for in two
languages, two themes and two forms.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.derived import derived
from whoholds.maps.backdrop import (
    backdrop_frames,
    dry_reservoirs,
    named_places,
    seas_frame,
)
from whoholds.maps.palette import Fill
from whoholds.maps.print.paper import Paper
from whoholds.maps.print.projection import Frame, projected, projection_of
from whoholds.maps.print.scene import Scene
from whoholds.zones.partition import Zones

LARGE_CITY = 100_000
"""Population from which cities are named everywhere; smaller ones are near the line of contact."""

SMALLEST_CITY = 50_000
"""Population below which no city is named."""

LARGE_AT_LEAST = 12
"""So many of a country's cities are large, however few people live there."""


@dataclass(frozen=True)
class Lines:
    """The lines of a partition in metres of the projection.

    Attributes
    ----------
    contact
        The line of contact; empty where there is none.
    border
        The country's outer border.
    regions
        The edges of the regions, each once.
    """

    contact: BaseGeometry
    border: BaseGeometry
    regions: BaseGeometry


@derived
def lines_of(zones: Zones) -> Lines:
    """Return the lines of a partition."""
    regions = shapely.boundary(zones.boundaries.regions.geometry.to_numpy())
    projection = projection_of(zones.known)
    return Lines(
        contact=projected(zones.line, projection),
        border=projected(shapely.boundary(zones.boundaries.territory), projection),
        regions=projected(shapely.line_merge(shapely.union_all(regions)), projection),
    )


@derived
def _around(country: Country, layer: str) -> gpd.GeoDataFrame:
    """A layer of the backdrop, projected."""
    return _moved(backdrop_frames(country)[layer], projection_of(country))


@derived
def neighbours(country: Country) -> gpd.GeoDataFrame:
    """Return the land of the neighbours with its names, projected."""
    return _around(country, "land")


@derived
def _backdrop(country: Country) -> BaseGeometry:
    """The box of degrees that the backdrop covers, projected: beyond it nothing is known."""
    box = shapely.box(*backdrop_frames(country)["land"].total_bounds)
    return projected(box, projection_of(country))


@derived
def seas(country: Country) -> gpd.GeoDataFrame:
    """Return the seas with their names, projected."""
    return _moved(seas_frame(country), projection_of(country))


@derived
def large_city(country: Country) -> int:
    """Return the population from which a country's cities are named everywhere."""
    populations = named_places(country, 1)["population"][:LARGE_AT_LEAST]
    return int(min([LARGE_CITY, *populations[-1:]]))


@derived
def cities(country: Country) -> gpd.GeoDataFrame:
    """Return the cities that the map may name, largest first, projected."""
    table = named_places(country, min(SMALLEST_CITY, large_city(country)))
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return _moved(gpd.GeoDataFrame(table, geometry=points), projection_of(country))


def _moved(frame: gpd.GeoDataFrame, projection: str) -> gpd.GeoDataFrame:
    shapes = [projected(shape, projection) for shape in frame.geometry]
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=projection)


def drained(zones: Zones) -> gpd.GeoDataFrame:
    """Return the reservoirs that the day of the control layer finds without water."""
    water = _around(zones.known, "water")
    return water.loc[dry_reservoirs(zones.known, zones.control.date).index]


def draw_ground(
    paper: Paper, frame: Frame, scene: Scene, fills: dict[str, Fill], *, with_drained: bool = True
) -> None:
    """Draw everything in the frame but the names."""
    clip, colours = frame.bounds, paper.colours
    paper.box(clip, facecolor=colours["land"], linewidth=0)
    known = frame.place(_backdrop(scene.zones.known))
    paper.fill(known, colours["sea"], colours["land"], clip, linewidth=0)
    for land in neighbours(scene.zones.known).geometry:
        paper.fill(frame.place(land), colours["land"], colours["land-edge"], clip)
    # Where the backdrop ends there is no coast.
    end = shapely.boundary(polygons_of(known)).buffer(0.02)
    paper.fill(end, colours["land"], colours["land"], clip)
    for piece in scene.pieces:
        colour, placed = fills[piece.kind].colour, frame.place(piece.shape)
        if not placed.is_empty:
            paper.fill(placed, colour, colour, clip, name=piece.id)
    for kind, shape in scene.kinds.items():
        paper.hatch(frame.place(shape), fills[kind], clip)
    _draw_water(paper, frame, scene.zones, with_drained=with_drained)
    lines = lines_of(scene.zones)
    paper.stroke(frame.place(lines.regions), "region-edge", clip)
    paper.stroke(frame.place(lines.border), "border", clip)
    paper.stroke(frame.place(lines.contact), "line", clip)


def _draw_water(paper: Paper, frame: Frame, zones: Zones, *, with_drained: bool) -> None:
    clip, colours = frame.bounds, paper.colours
    water, dry = _around(zones.known, "water"), drained(zones)
    for shape in water.geometry[~water.index.isin(dry.index)]:
        paper.fill(frame.place(shape), colours["sea"], colours["river"], clip)
    for shape in dry.geometry if with_drained else ():
        paper.stroke(shapely.boundary(frame.place(shape)), "drained", clip)
    for shape in _around(zones.known, "rivers").geometry:
        paper.stroke(frame.place(shape), "river", clip)

"""Draw the limits of the two cities anew inside the region around each.

What a city gives back is the region's around it and the other way round; every other polygon, the
outer border and the coast stay as they are, vertex by vertex.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from whoholds.ground.errors import WhoholdsError
from whoholds.layers.city_limits import Places, read_limits, waypoints
from whoholds.layers.rings import Points
from whoholds.vocabulary.territory import read_territory

from .boundaries import check_coverage
from .errors import BuildError

LIMITS = Path(__file__).resolve().parents[3] / "seeds" / "city_limits.csv"
"""The table that the limits are drawn from."""

REACH_DEGREES = 0.02
"""A limit that meets the coast ends at the nearest vertex of it, no farther away than this."""


def redraw_cities(
    regions: gpd.GeoDataFrame, path: Path, settlements: Iterable[Mapping[str, Any]]
) -> gpd.GeoDataFrame:
    """Return the regions with the limits of the table; still a coverage."""
    places = {str(row["geonames_id"]): (row["lon"], row["lat"]) for row in settlements}
    shapes = regions.set_index("region").geometry
    try:
        rows = read_limits(path, read_territory(LIMITS.with_name("conflict.toml")))
        points = waypoints(rows, places, path.name)
    except WhoholdsError as error:
        raise BuildError(
            "the limits of the cities cannot be drawn",
            "a table of waypoints near known places",
            str(error),
            "mend seeds/city_limits.csv",
        ) from error
    for city, group in rows.groupby("region", sort=False):
        shapes = redraw(shapes, str(city), group, points[group.index], places)
    drawn = regions.assign(geometry=shapes.to_numpy())
    check_coverage(drawn)
    return drawn


def redraw(
    shapes: gpd.GeoSeries, city: str, rows: pd.DataFrame, points: Points, places: Places
) -> gpd.GeoSeries:
    """Return the shapes with one city, and the region around it, divided by the limit."""
    around = find_around(shapes, city)
    whole = shapely.coverage_union_all([shapes[city], shapes[around]])
    outline = shapely.boundary(whole)
    path = np.array(points)
    ashore = (rows["kind"] == "coast").to_numpy()
    for end in np.flatnonzero(ashore):
        path[end] = find_vertex(outline, path[end], city)
    limit = shapely.LineString(path if ashore.any() else np.vstack([path, path[:1]]))
    pieces = shapely.get_parts(shapely.polygonize([shapely.union_all([outline, limit])]))
    inside = [places[place] for place in rows.loc[rows["side"] == "in", "place"]]
    own = shapely.points(np.reshape(inside, (-1, 2)))
    held = np.array([bool(shapely.contains(piece, own).any()) for piece in pieces])
    if not limit.is_simple or held.sum() != 1 or len(pieces) != len(shapely.get_parts(whole)) + 1:
        raise BuildError(
            f"the limit of {city} does not part it from {around}",
            "a line that nowhere crosses itself or the border, with the city's places on one side",
            f"{len(pieces)} pieces, places of the city in {held.sum()}",
            "mend the waypoints in seeds/city_limits.csv",
        )
    drawn = shapes.copy()
    drawn[city] = shapely.multipolygons(pieces[held])
    drawn[around] = shapely.multipolygons(pieces[~held])
    return drawn


def find_around(shapes: gpd.GeoSeries, city: str) -> str:
    """Return the one region that a city borders on."""
    if city not in shapes.index:
        raise BuildError(f"no region {city}", "a region's code", city, "mend seeds/city_limits.csv")
    touching = [name for name in shapes.index[shapes.intersects(shapes[city])] if name != city]
    if len(touching) != 1:
        raise BuildError(
            f"{city} does not lie within one region",
            "one neighbour",
            ", ".join(touching) or "none",
            "only a city inside another region can have a limit of its own",
        )
    return str(touching[0])


def find_vertex(outline: shapely.Geometry, point: Points, city: str) -> Points:
    """Return the vertex of the outer border nearest a point."""
    vertices = shapely.get_coordinates(outline)
    away = np.hypot(*(vertices - point).T)
    if away.min() > REACH_DEGREES:
        raise BuildError(
            f"the limit of {city} does not reach the coast",
            f"a vertex of the coast within {REACH_DEGREES} degrees of {point[0]} {point[1]}",
            f"the nearest at {away.min():.3f}",
            "move the waypoint of kind coast in seeds/city_limits.csv",
        )
    return vertices[away.argmin()]

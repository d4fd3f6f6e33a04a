"""What the map page may name, and where: settlements, regions, neighbours and seas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.figures.people import residents
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.derived import derived
from whoholds.ground.tables import rows_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.maps.backdrop import backdrop_frames, named_places, seas_frame
from whoholds.maps.page_types import NamedLand, Place, Sea
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones

SMALLEST_PLACE = 8_000
"""Population below which no settlement is named on the map."""

POPULATION_STEP = 1000
"""Populations rank names, and say who is a city; a page needs no finer ones for that."""

FLAT = 3.0
"""How much wider than high the room for a name is looked for."""

GRID_DEGREES = 1.0
"""Between the spots at which a neighbour may be named: wherever a reader looks, one is near."""

LEAST_DEGREES = 0.25
"""How far a neighbour reaches at least around such a spot, north and south; the roomiest place of a
small one is a spot in any case."""

Spot = list[float]


def named_settlements(zones: Zones, reader: Reader) -> list[Place]:
    """Return the settlements that may be named, largest first, each with the zone it lies in."""
    places = named_places(zones.known, SMALLEST_PLACE)
    index = {zone: number for number, zone in enumerate(zones.frame.index)}
    known = residents(zones).settlements[["geonames_id", "zone", "region"]]
    placed = {int(place): (index[zone], region) for place, zone, region in known.to_numpy()}
    led: set[str] = set()
    found: list[Place] = []
    for row in rows_of(places):
        zone, region = placed.get(row.geonames_id, (-1, ""))
        found.append(
            {
                "name": getattr(row, reader.column("name")),
                "lon": round(row.lon, 3),
                "lat": round(row.lat, 3),
                "population": int(row.population) // POPULATION_STEP * POPULATION_STEP,
                "zone": zone,
                "leads": bool(region) and region not in led,
            }
        )
        led.add(region)
    return found


def named_seas(country: Country, reader: Reader) -> list[Sea]:
    """Return the seas, each with the point that carries its name."""
    seas = seas_frame(country)
    points = seas.geometry.representative_point()
    return [
        {"name": name, "lon": round(lon, 2), "lat": round(lat, 2)}
        for name, lon, lat in zip(seas[reader.column("name")], points.x, points.y, strict=True)
    ]


def named_regions(boundaries: BoundaryLayer, reader: Reader) -> list[NamedLand]:
    """Return the regions with the roomiest place of each; a city is named as a settlement."""
    regions = boundaries.regions[boundaries.regions["kind"] != "city"]
    names = regions[reader.column("name")]
    return [
        {"name": name, "spots": [_roomiest(shape)]}
        for name, shape in zip(names, regions.geometry, strict=True)
    ]


def named_neighbours(country: Country, reader: Reader) -> list[NamedLand]:
    """Return the neighbours with places all over their land, the roomiest first."""
    land = backdrop_frames(country)["land"]
    return [
        {"name": name, "spots": spots}
        for name, spots in zip(land[reader.column("name")], _spots(country), strict=True)
        if name and spots
    ]


def _roomiest(shape: BaseGeometry) -> Spot:
    """The middle of the flattest room in a shape, for names are wider than high."""
    squeeze = FLAT / math.cos(math.radians(shape.centroid.y))
    flat = np.array([squeeze, 1.0])
    squeezed: Any = shapely.transform(polygons_of(shape), lambda points: points / flat)
    circle = shapely.maximum_inscribed_circle(squeezed, tolerance=0.01)
    (lon, lat), _ = circle.coords
    return [round(lon * squeeze, 2), round(lat, 2), round(circle.length * squeeze, 2)]


@derived
def _spots(country: Country) -> list[list[Spot]]:
    return [_spots_in(shape) for shape in backdrop_frames(country)["land"].geometry]


def _spots_in(shape: BaseGeometry) -> list[Spot]:
    """The points of a grid that have land around them, those with most first; else the roomiest."""
    west, south, east, north = shape.bounds
    squeeze = FLAT / math.cos(math.radians((south + north) / 2))
    columns = np.arange(west, east, GRID_DEGREES)
    rows = np.arange(south, north, GRID_DEGREES / 2)
    flat = np.array([squeeze, 1.0])
    squeezed = shapely.transform(shape, lambda points: points / flat)
    points = shapely.points(np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2) / flat)
    inside = points[shapely.contains(squeezed, points)]
    around = shapely.distance(inside, shapely.boundary(squeezed))
    order = np.argsort(-around, kind="stable")
    found = [(point, float(room)) for point, room in zip(inside[order], around[order], strict=True)]
    return [
        [round(point.x * squeeze, 1), round(point.y, 1), round(room * squeeze, 1)]
        for point, room in found
        if room >= LEAST_DEGREES
    ] or [_roomiest(shape)]

"""Geometry as the map page takes it: GeoJSON in EPSG:4326, rounded once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.areas import WGS84
from whoholds.ground.derived import derived
from whoholds.maps.backdrop import backdrop_frames, dry_reservoirs
from whoholds.maps.page_types import ZoneCollection
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones

DECIMALS = 4
"""Of coordinates in the page: 0.0001 degree is 7 to 11 m, finer than any line on the map."""

RIVER_DEGREES = 0.003
"""How far a river may be off its source, 0.2 to 0.3 km; the source is drawn at 1:10 million."""

NEAR_DEGREES = 0.03
"""How far two drawings of one border may lie apart, at most: 2.1 to 3.3 km."""


def zone_features(zones: Zones, reader: Reader) -> ZoneCollection:
    """Return the zones in the order in which a keyboard goes through them.

    Regions come from west to east, and in each what the recognised side holds comes first;
    `index` is the place of a zone's status in a reading's list.
    """
    frame = zones.frame.copy()
    frame["name"] = frame["region"].map(zones.boundaries.regions[reader.column("name")])
    inside: list[Any] = [_inside(shape) for shape in frame.geometry]
    frame = frame.assign(
        index=range(len(frame)),
        heldBy=frame["held_by"],
        area=frame["area_km2"].round(3),
        at=inside,
    )
    columns = ["index", "region", "name", "heldBy", "area", "at", "geometry"]
    points = zones.boundaries.regions.geometry.representative_point()
    frame["west"] = frame["region"].map(points.x)
    ordered = frame.sort_values(
        ["west", "region", "heldBy", "index"], ascending=[True, True, False, True]
    )
    return cast(ZoneCollection, _collection(ordered[columns]))


def edges(zones: Zones) -> dict[str, dict[str, Any]]:
    """Return the lines above the zones: regions, border on land, coast, line of contact."""
    regions = zones.boundaries.regions
    outlines = regions[["geometry"]].set_geometry(regions.boundary).reset_index()
    outer = zones.boundaries.territory.boundary
    on_land = shapely.intersection(outer, _neighbourhood(zones.known))
    return {
        "regions": _collection(outlines),
        "border": _shapes([on_land]),
        "coast": _shapes([shapely.difference(outer, on_land)]),
        "line": _shapes([zones.line]),
    }


def ground(zones: Zones) -> dict[str, dict[str, Any]]:
    """Return what lies around the zones and on them, without names: drawn, not told.

    A reservoir that the day of the control layer finds without water is apart from the others.
    """
    water = backdrop_frames(zones.known)["water"]
    dry = water.index.isin(dry_reservoirs(zones.known, zones.control.date).index)
    return {
        **_around(zones.known),
        "water": _shapes(water.geometry[~dry]),
        "dry": _shapes(shapely.boundary(water.geometry[dry])),
    }


@derived
def _neighbourhood(country: Country) -> BaseGeometry:
    """The neighbours' land and a little around it: a border that meets it is on land."""
    land = country.neighbours
    return shapely.buffer(land, NEAR_DEGREES, quad_segs=2)


@derived
def _around(country: Country) -> dict[str, dict[str, Any]]:
    frames = backdrop_frames(country)
    land = frames["land"]
    about, beyond = country.territory, shapely.Polygon()
    if about.beyond == "land":
        # A wide screen shows more than the extent of the backdrop.
        west, south, east, north = (around for _, around in about.bounds)
        wide = shapely.box(west - 75, max(south - 35, -85), east + 70, min(north + 20, 85))
        beyond = wide - shapely.box(*land.total_bounds)
    return {
        "land": _shapes(land.geometry),
        "rivers": _shapes(shapely.simplify(frames["rivers"].geometry.to_numpy(), RIVER_DEGREES)),
        "beyond": _shapes([beyond]),
    }


def _inside(shape: BaseGeometry) -> list[float]:
    """A point well within the largest piece of a zone."""
    largest = max(shapely.get_parts(shape), key=lambda piece: piece.area)
    point = shapely.maximum_inscribed_circle(largest, tolerance=0.01).coords[0]
    return [round(float(degrees), 3) for degrees in point]


def _shapes(geometries: Iterable[BaseGeometry]) -> dict[str, Any]:
    frame = gpd.GeoDataFrame(geometry=list(geometries), crs=WGS84)
    return _collection(frame[~frame.geometry.is_empty])


def _collection(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    rounded = shapely.transform(frame.geometry.to_numpy(), lambda points: points.round(DECIMALS))
    features = frame.set_geometry(rounded, crs=frame.crs).to_json(drop_id=True)
    collection: dict[str, Any] = json.loads(features)
    return collection

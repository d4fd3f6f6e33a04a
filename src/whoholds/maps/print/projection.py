"""From the ground to the sheet: the projection, and the frame that the map fills."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.areas import WGS84, through
from whoholds.ground.derived import derived
from whoholds.maps.print.paper import Box

_STEP_DEGREES = 0.1
_DETAIL_METRES = 150.0
_BEYOND_INCHES = 0.1


@derived
def projection_of(country: Country) -> str:
    """Return the equal-area projection of a country's sheets, as PROJ reads it.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> projection_of(opened().country)
    '+proj=aea +lat_1=45.7 +lat_2=51.1 +lat_0=48.4 +lon_0=31.2 +ellps=WGS84 +units=m'
    """
    conic = country.territory.projection
    if conic is None:
        west, south, east, north = country.boundaries.territory.bounds
        middle = {"lat_0": (south + north) / 2, "lon_0": (west + east) / 2}
        return _written("laea", middle)
    first, second = conic.parallels
    parallels = {"lat_1": first, "lat_2": second}
    return _written("aea", {**parallels, "lat_0": conic.latitude, "lon_0": conic.longitude})


def _written(name: str, degrees: dict[str, float]) -> str:
    said = " ".join(f"+{key}={value:.6g}" for key, value in degrees.items())
    return f"+proj={name} {said} +ellps=WGS84 +units=m"


def projected(shape: BaseGeometry, projection: str) -> BaseGeometry:
    """Project a geometry in degrees (EPSG:4326) to metres, edges still straight in degrees.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> projected(shapely.Point(31.2, 48.4), projection_of(opened().country)).wkt
    'POINT (0 0)'
    """
    fine = shapely.segmentize(shape, _STEP_DEGREES)
    flat = through(_transformer(projection), fine)
    return shapely.simplify(flat, _DETAIL_METRES)


@cache
def _transformer(projection: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(WGS84, projection, always_xy=True)


@dataclass(frozen=True)
class Frame:
    """Where the map stands on the sheet.

    Attributes
    ----------
    bounds
        Of the frame on the sheet, in inches.
    extent
        West, south, east and north of what it must show, in metres of the projection.
    """

    bounds: Box
    extent: Box

    @property
    def metres(self) -> float:
        """Metres on the ground to an inch on the sheet; the extent and a little around it fit."""
        west, south, east, north = self.extent
        left, bottom, right, top = self.bounds
        return 1.06 * max((east - west) / (right - left), (north - south) / (top - bottom))

    def at(self, bounds: Box) -> Frame:
        """Return a frame elsewhere on the sheet that shows the same ground."""
        return Frame(bounds, self.extent)

    @property
    def shown(self) -> Box:
        """West, south, east and north of all that the frame shows, in metres of the projection."""
        west, south, east, north = self.extent
        left, bottom, right, top = self.bounds
        x, y = (west + east) / 2, (south + north) / 2
        wide, high = (right - left) * self.metres / 2, (top - bottom) * self.metres / 2
        return x - wide, y - high, x + wide, y + high

    def place(self, shape: BaseGeometry) -> BaseGeometry:
        """Put a projected geometry on the sheet, cut a little outside the frame."""
        west, south, east, north = self.extent
        left, bottom, right, top = self.bounds
        ground = np.array([west + east, south + north]) / 2
        middle = np.array([left + right, bottom + top]) / 2
        metres, over = self.metres, _BEYOND_INCHES
        moved = shapely.transform(shape, lambda points: (points - ground) / metres + middle)
        return clipped(moved, (left - over, bottom - over, right + over, top + over))


def clipped(shape: BaseGeometry, box: Box) -> BaseGeometry:
    """Cut a shape by a box, fast; a shape that GEOS cannot cut so is mended and cut slowly.

    Examples
    --------
    >>> clipped(shapely.LineString([(0, 2), (10, 2)]), (0, 1, 4, 3)).wkt
    'LINESTRING (0 2, 4 2)'
    """
    try:
        return shapely.clip_by_rect(shape, *box)
    except shapely.GEOSException:
        return shapely.intersection(shapely.make_valid(shape), shapely.box(*box))

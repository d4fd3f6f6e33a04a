"""From the ground to the sheet: the projection, and the frame that the map fills."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, through
from whoholds.maps.print.paper import Box

PROJECTION = "+proj=aea +lat_1=45.7 +lat_2=51.1 +lat_0=48.4 +lon_0=31.2 +ellps=WGS84 +units=m"
"""Albers' equal-area conic; standard parallels a sixth of Ukraine's height from its ends."""

_STEP_DEGREES = 0.1
_DETAIL_METRES = 150.0
_BEYOND_INCHES = 0.1


def projected(shape: BaseGeometry) -> BaseGeometry:
    """Project a geometry in degrees (EPSG:4326) to metres, edges still straight in degrees.

    Examples
    --------
    >>> projected(shapely.Point(31.2, 48.4)).wkt
    'POINT (0 0)'
    """
    fine = shapely.segmentize(shape, _STEP_DEGREES)
    flat = through(_transformer(), fine)
    return shapely.simplify(flat, _DETAIL_METRES)


@cache
def _transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(WGS84, PROJECTION, always_xy=True)


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

    def place(self, shape: BaseGeometry) -> BaseGeometry:
        """Put a projected geometry on the sheet, cut a little outside the frame."""
        west, south, east, north = self.extent
        left, bottom, right, top = self.bounds
        ground = np.array([west + east, south + north]) / 2
        middle = np.array([left + right, bottom + top]) / 2
        metres, over = self.metres, _BEYOND_INCHES
        moved = shapely.transform(shape, lambda points: (points - ground) / metres + middle)
        return shapely.clip_by_rect(moved, left - over, bottom - over, right + over, top + over)

"""Coordinates and areas: the one function that takes areas, and the guard at every door.

All geometry of the project is longitude and latitude on WGS84 (EPSG:4326). Areas are geodesic:
taken on the ellipsoid, with edges straight in longitude and latitude, as the files draw them.

The method: an area on the ellipsoid is the line integral of ``S(latitude) d(longitude)`` along
its boundary, where ``S`` is the area between the equator and a latitude per radian of longitude
(J. P. Snyder, *Map Projections: A Working Manual*, USGS 1987, eq. 3-12, the authalic function q).
Along an edge latitude is linear in longitude, so the integral is the edge's width times the mean
of ``S`` over it; five-point Gauss-Legendre gives that mean to the last digits of a float.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.ground.errors import CRSError
from whoholds.words.saying import Note, Place

WGS84 = "EPSG:4326"

_GEOD = pyproj.Geod(ellps="WGS84")
_ECCENTRICITY = float(np.sqrt(_GEOD.es))
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(5)


def require_wgs84(crs: Any, where: Place | str) -> None:
    """Raise unless `crs` is longitude and latitude on WGS84.

    Parameters
    ----------
    crs
        Anything that pyproj reads as a CRS, or None where a file names none.
    where
        The file or layer, for the message.

    Raises
    ------
    CRSError
        When it is missing or another one. Nothing is reprojected unasked.
    """
    found = None if crs is None else pyproj.CRS.from_user_input(crs)
    if found is None or not found.equals(pyproj.CRS(WGS84), ignore_axis_order=True):
        named = Note.of("crs.none") if found is None else found.name
        raise CRSError.of("crs", where, found=named, wanted=WGS84)


def _area_from_equator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area in m2 per radian of longitude between the equator and `latitude` (radians)."""
    e, sine = _ECCENTRICITY, np.sin(latitude)
    q = sine / (1.0 - (e * sine) ** 2) + np.arctanh(e * sine) / e
    return 0.5 * _GEOD.b**2 * q


def _ring_areas(rings: NDArray[Any]) -> NDArray[np.float64]:
    """Unsigned area in m2 of each closed ring."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    longitude, latitude = np.radians(points).T
    same = ring[1:] == ring[:-1]
    width = np.diff(longitude)[same]
    start, rise = latitude[:-1][same], np.diff(latitude)[same]
    at_nodes = start[:, None] + rise[:, None] * (_NODES + 1.0) / 2.0
    mean = _area_from_equator(at_nodes) @ (_WEIGHTS / 2.0)
    return np.abs(np.bincount(ring[1:][same], width * mean, minlength=len(rings)))


def geodesic_km2(geometries: Any) -> NDArray[np.float64]:
    """Return the area of each geometry on the WGS84 ellipsoid. The only taker of areas.

    Parameters
    ----------
    geometries
        Sequence of n shapely geometries, or a GeoSeries, in EPSG:4326. What has no area
        (None, empty, points, lines) counts 0.

    Returns
    -------
    numpy.ndarray
        n areas in km2. Relative error below 1e-9 for edges of up to a degree or so.

    Raises
    ------
    CRSError
        When a GeoSeries is in another CRS.

    Examples
    --------
    One degree by one degree at the equator:

    >>> from shapely import box
    >>> round(float(geodesic_km2([box(0, 0, 1, 1)])[0]), 3)
    12308.464
    """
    if hasattr(geometries, "crs"):
        require_wgs84(geometries.crs, "geodesic_km2")
    shapes = np.asarray(geometries, dtype=object)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    polygonal = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    polygonal &= ~shapely.is_empty(parts)
    parts, owner = parts[polygonal], owner[polygonal]
    if not len(parts):
        return np.zeros(len(shapes))
    rings, part = shapely.get_rings(parts, return_index=True)
    is_shell = np.r_[True, part[1:] != part[:-1]]
    signed = np.where(is_shell, 1.0, -1.0) * _ring_areas(rings)
    return np.bincount(owner[part], signed, minlength=len(shapes)) / 1e6


def geodesic_km(geometries: Any) -> NDArray[np.float64]:
    """Return the length of each line on the WGS84 ellipsoid, in km.

    Parameters
    ----------
    geometries
        Sequence of n shapely lines in EPSG:4326.

    Examples
    --------
    >>> from shapely import LineString
    >>> round(float(geodesic_km([LineString([(30, 50), (31, 50)])])[0]), 2)
    71.7
    """
    if hasattr(geometries, "crs"):
        require_wgs84(geometries.crs, "geodesic_km")
    return np.array([_GEOD.geometry_length(line) / 1e3 for line in geometries])


def distance_km(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far points lie from others on the ellipsoid.

    Parameters
    ----------
    starts, ends
        Arrays of shape (n, 2): longitude and latitude in degrees.

    Returns
    -------
    numpy.ndarray
        n distances in km.

    Examples
    --------
    >>> distance_km(np.array([[30.0, 48.0]]), np.array([[30.0, 49.0]])).round(1).tolist()
    [111.2]
    """
    metres = _GEOD.inv(*starts.T, *ends.T)[2]
    return np.asarray(metres, dtype=float) / 1000.0


def buffer_km(geometry: BaseGeometry, distance_km: float) -> BaseGeometry:
    """Return all points within `distance_km` of a geometry.

    The buffer is taken in an azimuthal equidistant projection centred on the geometry; within
    300 km of that centre its distances are true to 0.05 %.

    Parameters
    ----------
    geometry
        Shapely geometry in EPSG:4326, no wider than a region.
    distance_km
        Above 0.

    Examples
    --------
    >>> from shapely import Point
    >>> disc = buffer_km(Point(37.5, 48.0), 10)
    >>> bool(abs(geodesic_km2([disc])[0] - 314.16) < 1)
    True
    """
    centre = geometry.centroid
    local = pyproj.CRS.from_proj4(
        f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +ellps=WGS84 +units=m"
    )
    there = pyproj.Transformer.from_crs(WGS84, local, always_xy=True)
    back = pyproj.Transformer.from_crs(local, WGS84, always_xy=True)
    flat = through(there, geometry)
    # Piece by piece: in one go GEOS crosses the arcs around every piece with those around all the
    # others within reach, minutes and gigabytes for a line in thousands of pieces.
    pieces = shapely.buffer(shapely.get_parts(flat), distance_km * 1e3, quad_segs=32)
    grown = shapely.union_all(pieces)
    return through(back, grown)


def through(transformer: pyproj.Transformer, shape: BaseGeometry) -> BaseGeometry:
    """Return a shape whose coordinates went through a transformer of pyproj."""
    return shapely.transform(
        shape, lambda points: np.column_stack(transformer.transform(*points.T))
    )

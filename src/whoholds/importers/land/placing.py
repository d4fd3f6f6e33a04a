"""Where on Earth a layer is: its reference system, the order of its coordinates, its size."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, geodesic_km2
from whoholds.ground.errors import CRSError, GeometryError, WhoholdsError
from whoholds.words.saying import Note, Place

MARGIN_DEGREES = 1.0
"""How far outside the country's bounds a vertex still counts as being there."""

_DEGREES = (360.0, 90.0)
"""How far from 0 longitude and latitude can be."""

METRES = 1e4
"""A coordinate beyond this is in metres, or other units of length."""

MAX_TIMES_TERRITORY = 10
"""A layer larger than this many times the country draws something else, as the world."""


def to_wgs84(
    frame: gpd.GeoDataFrame, place: Place, *, crs: str | None = None, reproject: bool = False
) -> gpd.GeoDataFrame:
    """Return the layer in longitude and latitude on WGS84.

    Parameters
    ----------
    frame
        Features in any reference system, or in one that the file does not name.
    place
        The file, for messages.
    crs
        The reference system, where the file names none.
    reproject
        Whether a layer in another system may be reprojected.

    Raises
    ------
    CRSError
        When the system is missing or unknown; or another one, and `reproject` is off.
    """
    if frame.crs is None and crs is not None:
        frame = frame.set_crs(_named(crs))
    elif crs is not None and not _named(crs).equals(frame.crs, ignore_axis_order=True):
        raise CRSError.of("crs_differs", place, own=str(frame.crs and frame.crs.name), named=crs)
    if frame.crs is not None and frame.crs.to_2d().equals(WGS84, ignore_axis_order=True):
        return frame.set_crs(WGS84, allow_override=True)
    if frame.crs is None:
        choice = Note.of("choice.crs", wgs84=WGS84)
        raise CRSError.of("no_crs", place, wgs84=WGS84, choice=choice)
    if not reproject:
        choice, found = Note.of("choice.reproject", wgs84=WGS84), frame.crs.name
        raise CRSError.of("another_crs", place, wgs84=WGS84, found=found, choice=choice)
    return frame.to_crs(WGS84)


def _named(crs: str) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        where = Note.of("choice.where")
        raise CRSError.of("no_such_crs", where=where, found=crs[:100]) from error


def coordinate_faults(
    shapes: NDArray[Any], bounds: tuple[float, float, float, float], place: Place
) -> list[WhoholdsError]:
    """Say where coordinates are no numbers, no degrees, or swapped.

    Parameters
    ----------
    shapes
        Geometries as drawn; None for a feature without one.
    bounds
        West, south, east and north of the country.
    place
        The file, for messages.

    Returns
    -------
    list of WhoholdsError
        One for each feature with a coordinate that is no number, then at most one for all others.
    """
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    finite = np.isfinite(points).all(axis=1)
    faults: list[WhoholdsError] = [
        GeometryError.of("not_finite", place.at(feature=int(feature) + 1))
        for feature in np.unique(owner[~finite])
    ]
    points = points[finite]
    if not len(points):
        return faults
    if swapped := _swapped_share(points, bounds):
        faults.append(_swapped(swapped, bounds, place))
    elif (np.abs(points) > _DEGREES).any():
        faults.append(_no_degrees(points, place))
    return faults


def are_degrees(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether every coordinate of each shape can be longitude and latitude.

    Examples
    --------
    >>> are_degrees(np.array([shapely.Point(33, 46), shapely.Point(33, 4.6e6), None])).tolist()
    [True, False, True]
    """
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    beyond = owner[~(np.abs(points) <= _DEGREES).all(axis=1)]  # what is no number is not below
    return np.bincount(beyond, minlength=len(shapes)) == 0


def _no_degrees(points: NDArray[Any], place: Place) -> CRSError:
    largest = float(np.abs(points).max())
    if largest > METRES:
        return CRSError.of("metres", place, wgs84=WGS84, largest=f"{largest:.10g}")
    return CRSError.of("not_degrees", place, wgs84=WGS84, largest=f"{largest:.10g}")


def _swapped(
    share: float, bounds: tuple[float, float, float, float], place: Place
) -> GeometryError:
    west, south, east, north = bounds
    return GeometryError.of(
        "swapped", place, share=share, west=west, south=south, east=east, north=north
    )


def _swapped_share(points: NDArray[Any], bounds: Any) -> float:
    """The share of vertices in the country once coordinates are swapped; 0 unless most of them are.

    Where a country's longitudes and latitudes overlap, vertices may be in it both ways, and are
    left as they are drawn.
    """
    low = np.array(bounds[:2]) - MARGIN_DEGREES
    high = np.array(bounds[2:]) + MARGIN_DEGREES
    as_drawn = ((points >= low) & (points <= high)).all(axis=1).mean()
    turned = points[:, ::-1]
    swapped = ((turned >= low) & (turned <= high)).all(axis=1).mean()
    return float(swapped) if swapped > 0.5 > as_drawn else 0.0


def check_size(drawn: BaseGeometry, territory: BaseGeometry, place: Place) -> None:
    """Raise where a layer is so large that it cannot mean held territory of the country."""
    drawn_km2, territory_km2 = geodesic_km2([drawn, territory])
    if drawn_km2 > MAX_TIMES_TERRITORY * territory_km2:
        raise GeometryError.of(
            "far_too_large",
            place,
            times=MAX_TIMES_TERRITORY,
            territory=float(territory_km2),
            drawn=float(drawn_km2),
            bounds=bounds_of(drawn),
        )


def bounds_of(shape: BaseGeometry) -> str:
    """Write down west, south, east and north of a shape."""
    return " ".join(f"{value:.2f}" for value in shape.bounds)

"""Where on Earth a layer is: its reference system, the order of its coordinates, its size."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, geodesic_km2, require_wgs84
from whoholds.ground.errors import CRSError, GeometryError, WhoholdsError

MARGIN_DEGREES = 1.0
"""How far outside Ukraine's bounds a vertex still counts as being there."""

_DEGREES = (360.0, 90.0)
"""How far from 0 longitude and latitude can be."""

MAX_TIMES_TERRITORY = 10
"""A layer larger than this many times Ukraine draws something else: the world, or all of Russia."""


def to_wgs84(
    frame: gpd.GeoDataFrame, where: str, *, crs: str | None = None, reproject: bool = False
) -> gpd.GeoDataFrame:
    """Return the layer in longitude and latitude on WGS84.

    Parameters
    ----------
    frame
        Features in any reference system, or in one that the file does not name.
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
        raise CRSError(
            "the reference system that was named is not the one of the file",
            where=where,
            expected=frame.crs.name,
            found=crs,
            remedy="leave the name out: the file has one",
        )
    if frame.crs is not None and frame.crs.to_2d().equals(WGS84, ignore_axis_order=True):
        return frame.set_crs(WGS84, allow_override=True)
    if frame.crs is None or not reproject:
        require_wgs84(frame.crs, where)
    return frame.to_crs(WGS84)


def _named(crs: str) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise CRSError(
            "no such reference system",
            where="command line",
            expected="an EPSG code such as EPSG:32636",
            found=crs[:100],
            remedy="use the code that the layer's publisher names",
        ) from error


def coordinate_faults(
    shapes: NDArray[Any], bounds: tuple[float, float, float, float], where: str
) -> list[WhoholdsError]:
    """Say where coordinates are no numbers, no degrees, or swapped.

    Parameters
    ----------
    shapes
        Geometries as drawn; None for a feature without one.
    bounds
        West, south, east and north of Ukraine.
    where
        The file's name, for messages.

    Returns
    -------
    list of WhoholdsError
        One for each feature with a coordinate that is no number, then at most one for all others.
    """
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    finite = np.isfinite(points).all(axis=1)
    faults: list[WhoholdsError] = [
        GeometryError(
            "a coordinate is not a number",
            where=f"{where}, feature {feature + 1}",
            expected="longitude and latitude in degrees",
            found="NaN or infinity",
            remedy="export the layer again; that feature is broken",
        )
        for feature in np.unique(owner[~finite])
    ]
    points = points[finite]
    if not len(points):
        return faults
    if swapped := _swapped_share(points, bounds):
        faults.append(_swapped(swapped, where))
    elif (np.abs(points) > _DEGREES).any():
        faults.append(_no_degrees(points, where))
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


def _no_degrees(points: NDArray[Any], where: str) -> CRSError:
    largest = float(np.abs(points).max())
    return CRSError(
        "the coordinates are not degrees" + ("; they look like metres" if largest > 1e4 else ""),
        where=where,
        expected=f"longitude and latitude in degrees, {WGS84}",
        found=f"a coordinate of {largest:.10g}",
        remedy=f"reproject the layer to {WGS84}, or have its file name the system that it is in",
    )


def _swapped_share(points: NDArray[Any], bounds: Any) -> float:
    """The share of vertices in Ukraine once coordinates are swapped; 0 unless most of them are.

    Ukraine's longitudes (22 to 40) and latitudes (44 to 52) do not overlap, so nothing is in it
    both ways.
    """
    low = np.array(bounds[:2]) - MARGIN_DEGREES
    high = np.array(bounds[2:]) + MARGIN_DEGREES
    as_drawn = ((points >= low) & (points <= high)).all(axis=1).mean()
    turned = points[:, ::-1]
    swapped = ((turned >= low) & (turned <= high)).all(axis=1).mean()
    return float(swapped) if swapped > 0.5 > as_drawn else 0.0


def _swapped(share: float, where: str) -> GeometryError:
    return GeometryError(
        "latitude and longitude are swapped",
        where=where,
        expected="longitude first: 22 to 41 for Ukraine, then latitude: 44 to 53",
        found=f"{share:.0%} of the vertices in Ukraine only once they are swapped",
        remedy="swap the coordinates (QGIS: Swap X and Y) and export the layer again",
    )


def check_size(drawn: BaseGeometry, territory: BaseGeometry, where: str) -> None:
    """Raise where a layer is so large that it cannot mean held territory of Ukraine."""
    drawn_km2, territory_km2 = geodesic_km2([drawn, territory])
    if drawn_km2 > MAX_TIMES_TERRITORY * territory_km2:
        raise GeometryError(
            "the layer is far larger than Ukraine",
            where=where,
            expected=f"polygons of held territory, at most {MAX_TIMES_TERRITORY} times "
            f"{territory_km2:,.0f} km2",
            found=f"{drawn_km2:,.0f} km2, bounds "
            + " ".join(f"{value:.2f}" for value in drawn.bounds),
            remedy="remove the polygon that runs around the world or another country",
        )

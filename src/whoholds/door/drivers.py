"""Which of GDAL's drivers a file from outside may meet: the few that are needed, by name.

GDAL offers a file to every driver that it has, and some of them read other files or the network
when a text tells them to. So all others are taken off the list before the first file is opened.
They are gone for the whole process, which is why this belongs into one that reads and ends.
"""

from __future__ import annotations

import ctypes

import pyogrio
from pyogrio import _io

from whoholds.importers.open.vectors import DRIVERS

_SETTINGS = {
    # Of GeoJSON: no bound of its own; those of the importers and of the process hold.
    "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
    # Of GeoPackages: functions and tables of SQL that read other files.
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": None,
    "OGR_SQLITE_LIST_VIRTUAL_OGR": "NO",
    # Of links: none is followed.
    "LIBKML_RESOLVE_STYLE": "NO",
    "CPL_VSIL_CURL_DRIVERS_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_NUM_THREADS": "1",
}


def keep_allowed() -> list[str]:
    """Take every other driver off GDAL's list.

    Returns
    -------
    list of str
        Names of the drivers that are left.

    Raises
    ------
    RuntimeError
        When another one is left.
    """
    pyogrio.set_gdal_config_options(_SETTINGS)
    gdal = _gdal()
    for position in reversed(range(gdal.GDALGetDriverCount())):
        driver = gdal.GDALGetDriver(position)
        if _name(gdal, driver) not in DRIVERS:
            gdal.GDALDeregisterDriver(driver)
    left = [_name(gdal, gdal.GDALGetDriver(n)) for n in range(gdal.GDALGetDriverCount())]
    if not set(left) <= set(DRIVERS):
        raise RuntimeError(f"GDAL kept drivers that may not be used: {left}")
    return left


def _gdal() -> ctypes.CDLL:
    """GDAL itself, which pyogrio's extension module is linked with."""
    gdal = ctypes.CDLL(_io.__file__)
    gdal.GDALGetDriver.restype = ctypes.c_void_p
    gdal.GDALGetDriver.argtypes = [ctypes.c_int]
    gdal.GDALGetDriverShortName.restype = ctypes.c_char_p
    gdal.GDALGetDriverShortName.argtypes = [ctypes.c_void_p]
    gdal.GDALDeregisterDriver.argtypes = [ctypes.c_void_p]
    return gdal


def _name(gdal: ctypes.CDLL, driver: int) -> str:
    return str(gdal.GDALGetDriverShortName(driver).decode())

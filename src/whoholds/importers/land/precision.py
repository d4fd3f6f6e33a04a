"""How precise the line of an imported layer is taken to be."""

from __future__ import annotations

from math import isfinite

import geopandas as gpd
import pandas as pd

from whoholds.ground.errors import InputError

COLUMN = "precision_km"
"""In a file that was written here, its layer's own."""

LARGEST_KM = 100.0


def precision_of(
    frame: gpd.GeoDataFrame, default_km: float, given: float | None
) -> tuple[float, str]:
    """Return the precision of a layer in km, and whose it is.

    Parameters
    ----------
    frame
        The features of its file.
    default_km
        That of the form of data that it was read as.
    given
        What the caller asks for; None for what the file or its form says.

    Returns
    -------
    tuple
        Kilometres; and "given", "file" or "form".

    Raises
    ------
    InputError
        When `given` is no length above nil and up to 100 km.

    Examples
    --------
    >>> nothing = gpd.GeoDataFrame()
    >>> precision_of(nothing, 2.5, None), precision_of(nothing, 2.5, 1.2)
    ((2.5, 'form'), (1.2, 'given'))
    """
    if given is not None:
        return checked(given), "given"
    if COLUMN in frame.columns:
        said = pd.to_numeric(frame[COLUMN], errors="coerce").dropna().unique()
        if len(said) == 1 and 0 < said[0] <= LARGEST_KM:
            return float(said[0]), "file"
    return default_km, "form"


def checked(precision_km: float) -> float:
    """Return a precision in km that somebody gave, or raise `InputError`."""
    if isfinite(precision_km) and 0 < precision_km <= LARGEST_KM:
        return float(precision_km)
    raise InputError.of("no_precision", most=LARGEST_KM, found=f"{precision_km:g}")

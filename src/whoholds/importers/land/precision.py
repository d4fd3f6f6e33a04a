"""How precise the line of an imported layer is taken to be, where nobody says.

No source that is read here publishes it. The defaults are what the differences between sources
of one time make plausible; docs/assumptions.md has them.
"""

from __future__ import annotations

from math import isfinite

import geopandas as gpd
import pandas as pd

from whoholds.ground.errors import InputError

DEFAULT_KM = {"deepstate": 1.0, "isw": 2.5, "viina": 6.0, "generic": 3.0}
"""By form of data: a standard error of the line, nearly (`whoholds.zones.bands.SPREAD`)."""

COLUMN = "precision_km"
"""In a file that was written here, its layer's own."""

LARGEST_KM = 100.0


def precision_of(frame: gpd.GeoDataFrame, form: str, given: float | None) -> tuple[float, str]:
    """Return the precision of a layer in km, and whose it is.

    Parameters
    ----------
    frame
        The features of its file.
    form
        The form of data that it was read as.
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
    >>> precision_of(nothing, "isw", None), precision_of(nothing, "isw", 1.2)
    ((2.5, 'form'), (1.2, 'given'))
    """
    if given is not None:
        return checked(given), "given"
    if COLUMN in frame.columns:
        said = pd.to_numeric(frame[COLUMN], errors="coerce").dropna().unique()
        if len(said) == 1 and 0 < said[0] <= LARGEST_KM:
            return float(said[0]), "file"
    return DEFAULT_KM[form], "form"


def checked(precision_km: float) -> float:
    """Return a precision in km that somebody gave, or raise `InputError`."""
    if isfinite(precision_km) and 0 < precision_km <= LARGEST_KM:
        return float(precision_km)
    raise InputError.of("no_precision", most=LARGEST_KM, found=f"{precision_km:g}")

"""A control layer as a table that a file holds."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from whoholds.geometry.areas import WGS84, geodesic_km
from whoholds.layers.control import ControlLayer


def layer_frame(layer: ControlLayer, held_by: str) -> gpd.GeoDataFrame:
    """Return a control layer as a table of one row, ready to be written to a file.

    Parameters
    ----------
    layer
        Whose land and provenance are written.
    held_by
        The code of the side that holds it.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns held_by, date, source, kind, precision_km (one for the whole line, where any is
        known) and geometry in EPSG:4326.
    """
    precision = _one_precision(layer)
    return gpd.GeoDataFrame(
        {
            "held_by": [held_by],
            "date": [layer.date.isoformat()],
            "source": [layer.source],
            "kind": [layer.kind],
            **({} if precision is None else {"precision_km": [precision]}),
        },
        geometry=[layer.held],
        crs=WGS84,
    )


def _one_precision(layer: ControlLayer) -> float | None:
    """A layer's precision in one number: of its legs the root mean square along the line, km."""
    if layer.legs is None or not len(layer.legs):
        return layer.precision_km
    length = geodesic_km(layer.legs.geometry)
    squares = layer.legs["precision_km"].to_numpy() ** 2
    return round(float(np.sqrt((length * squares).sum() / length.sum())), 2)

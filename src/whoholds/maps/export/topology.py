"""The zones as TopoJSON, for maps of the web."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from topojson.core.topology import Topology

from whoholds.maps.zone_table import zones_frame
from whoholds.proposals.evaluation import Evaluation

GRID = 1_000_000
"""Steps of the grid that a TopoJSON's coordinates lie on, across the extent."""


def topology(evaluation: Evaluation) -> str:
    """Return `zones_frame` as TopoJSON: borders that zones share stand in it once.

    Returns
    -------
    str
        One object, zones, with the columns as properties, in degrees on a grid of a millionth of
        the extent, which is two metres at most. What is not known is null.
    """
    frame = zones_frame(evaluation)
    numbers = frame.select_dtypes("number").columns
    known = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in numbers}
    # Its writer takes plain values alone.
    plain = pd.DataFrame(frame.drop(columns="geometry")).astype(object).assign(**known)
    shapes = gpd.GeoDataFrame(plain, geometry=frame.geometry, crs=frame.crs)
    made = Topology(shapes, prequantize=GRID, object_name="zones")
    return str(made.to_json())

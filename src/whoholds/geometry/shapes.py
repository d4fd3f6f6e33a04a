"""Files of shapes that belong to a conflict: GeoJSON in EPSG:4326 with a few columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import geopandas as gpd
from pyogrio.errors import DataSourceError

from whoholds.geometry.areas import WGS84
from whoholds.ground.errors import InputError


def read_shapes(path: Path, columns: Sequence[str] = ()) -> gpd.GeoDataFrame:
    """Read a file of shapes.

    Parameters
    ----------
    path
        A GeoJSON file.
    columns
        Columns that it has to have beside its shapes.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326.

    Raises
    ------
    InputError
        When the file is missing, no GeoJSON, or lacks a column.
    """
    if not path.is_file():
        raise InputError.of("no_file", str(path))
    try:
        # Given a path, the library takes some of its characters for something else.
        frame = gpd.read_file(BytesIO(path.read_bytes()))
    except (DataSourceError, ValueError) as error:
        said = re.sub(r"/vsimem/[^\s']+", path.name, str(error))
        reason = (said.strip() or type(error).__name__).splitlines()[0][:200]
        raise InputError.of("not_shapes", str(path), reason=reason) from error
    missing = [name for name in columns if name not in frame.columns]
    if not isinstance(frame, gpd.GeoDataFrame) or missing:
        named = tuple(missing) or ("geometry",)
        raise InputError.of("not_shapes.columns", str(path), missing=named, columns=tuple(columns))
    return frame.set_crs(WGS84, allow_override=frame.crs is None)

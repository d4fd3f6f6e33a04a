"""A control layer as a file: its shape with all that is said of it, and its line of contact.

A GeoPackage has two layers, `HELD` and `LINE`. A GeoJSON file has the shape as its one feature and
the line as a feature collection of its own, a member that other programs leave alone. Either is
written to the last digit, so that what is read back has the same figures and bands.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, geodesic_km
from whoholds.ground.outputs import date_package, driver_of, replacing
from whoholds.layers.control import ControlLayer

WRITTEN_BY = "whoholds layer 1"
"""In the column `written_by`: what of the file is as this module writes it."""

HELD, LINE = "held", "line"
"""The layers of a GeoPackage, and the member of a GeoJSON that has the line."""

CLOCKWISE, COUNTER = "clockwise", "counter-clockwise"
"""How the shells of the shape run; RFC 7946 has them written counter-clockwise."""

BESIDE_DEGREES = 0.002
"""How far from the line, about 0.2 km, held land is looked for."""


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
        known), source_LANGUAGE, licence, retrieved and sha256 where there is any, ground, shells,
        written_by and geometry in EPSG:4326.
    """
    precision, about = _one_precision(layer), layer.provenance
    others = {f"source_{name}": text for name, text in about.source.items() if name != "en"}
    said = {
        "precision_km": precision,
        **others,
        "licence": about.licence and about.licence.text,
        "retrieved": about.retrieved and about.retrieved.isoformat(),
        "sha256": about.sha256,
        "ground": layer.ground,
        "shells": _winding(layer.held),
        "written_by": WRITTEN_BY,
    }
    return gpd.GeoDataFrame(
        {
            "held_by": [held_by],
            "date": [layer.date.isoformat()],
            "source": [layer.source],
            "kind": [layer.kind],
            **{name: [value] for name, value in said.items() if value},
        },
        geometry=[layer.held],
        crs=WGS84,
    )


def line_frame(layer: ControlLayer) -> gpd.GeoDataFrame | None:
    """Return the legs of a layer's line of contact, ready to be written; None where it has none.

    Returns
    -------
    geopandas.GeoDataFrame or None
        Columns precision_km, held_side (on which side of the line, as it runs, held land lies:
        "left" or "right"; "" where it lies on both or neither) and geometry in EPSG:4326.
    """
    if layer.legs is None:
        return None
    lines = layer.legs.geometry.to_numpy()
    sides = [_held_side(line, layer.held) for line in lines]
    precision = layer.legs["precision_km"].to_numpy()
    return gpd.GeoDataFrame(
        {"precision_km": precision, "held_side": sides}, geometry=lines, crs=WGS84
    )


def write_layer(layer: ControlLayer, path: Path, held_by: str) -> None:
    """Write a control layer to a GeoJSON or GeoPackage file, whole or not at all.

    Parameters
    ----------
    layer
        Any.
    path
        Ends with .geojson, .json or .gpkg.
    held_by
        The code of the side that holds its land.

    Raises
    ------
    InputError
        When the suffix is neither, or the file cannot be written.

    Examples
    --------
    >>> import datetime as dt
    >>> from whoholds.layers.provenance import Provenance
    >>> square, about = shapely.box(30, 48, 31, 49), Provenance({"en": "A"}, dt.date(2025, 8, 16))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_layer(ControlLayer(square, None, about), Path(folder, "held.gpkg"), "RU")
    ...     gpd.list_layers(Path(folder, "held.gpkg"))["name"].to_list()
    ['held']
    """
    driver = driver_of(path)
    with replacing(path) as draft:
        if driver == "GeoJSON":
            draft.write_text(_as_geojson(layer, held_by) + "\n", encoding="utf-8")
        else:
            try:
                content = _as_package(layer, held_by)
            except (RuntimeError, sqlite3.Error) as error:  # so pyogrio and SQLite say it
                raise OSError(str(error)) from error
            draft.write_bytes(content)


def _as_geojson(layer: ControlLayer, held_by: str) -> str:
    frame, legs = layer_frame(layer, held_by), line_frame(layer)
    turned = frame.set_geometry(shapely.orient_polygons(frame.geometry.to_numpy()), crs=WGS84)
    document = {"name": HELD, **_collection(turned)}
    if legs is not None:
        document[LINE] = _collection(legs)
    return json.dumps(document, ensure_ascii=False)


def _collection(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    features = frame.to_geo_dict(drop_id=True)["features"]
    kept = [{name: one[name] for name in ("type", "properties", "geometry")} for one in features]
    return {"type": "FeatureCollection", "features": kept}


def _as_package(layer: ControlLayer, held_by: str) -> bytes:
    """The bytes of a GeoPackage; GDAL writes to no path that is not UTF-8, so to one of our own."""
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        path = Path(folder, "layer.gpkg")
        layer_frame(layer, held_by).to_file(path, driver="GPKG", layer=HELD)
        legs = line_frame(layer)
        if legs is not None:
            legs.to_file(path, driver="GPKG", layer=LINE, mode="a")
        date_package(path, layer.date)
        return path.read_bytes()


def _winding(held: BaseGeometry) -> str:
    """How all the shells run; "" where some run one way and some the other."""
    turns = set(shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(held))).tolist())
    return (COUNTER if turns.pop() else CLOCKWISE) if len(turns) == 1 else ""


def _held_side(line: BaseGeometry, held: BaseGeometry) -> str:
    """The side of held land, looked for beside the middle of the longest piece."""
    pieces = shapely.get_parts(line)
    points = shapely.get_coordinates(pieces[np.argmax(shapely.length(pieces))])
    if len(points) < 2:
        return ""
    steps = np.hypot(*np.diff(points, axis=0).T)
    n = int(np.argmax(steps))
    if not steps[n]:
        return ""
    along = (points[n + 1] - points[n]) / steps[n]
    normal = BESIDE_DEGREES * np.array([-along[1], along[0]])
    middle = (points[n] + points[n + 1]) / 2
    left, right = (shapely.contains_xy(held, *(middle + side)) for side in (normal, -normal))
    return "" if left == right else ("left" if left else "right")


def _one_precision(layer: ControlLayer) -> float | None:
    """A layer's precision in one number: of its legs the root mean square along the line, km."""
    if layer.legs is None or not len(layer.legs):
        return layer.precision_km
    length = geodesic_km(layer.legs.geometry)
    squares = layer.legs["precision_km"].to_numpy() ** 2
    return round(float(np.sqrt((length * squares).sum() / length.sum())), 2)

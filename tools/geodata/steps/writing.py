"""Write GeoJSON and CSV so that the same content always gives the same bytes."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 6
"""Decimals of a coordinate: 0.1 m, far below the accuracy of any source here."""


def round_coordinates(geometry: BaseGeometry) -> BaseGeometry:
    """Round every vertex on its own.

    Equal doubles stay equal, so borders that share vertices go on sharing them; snapping
    whole geometries to a grid may add or drop vertices on one side only.
    """
    return shapely.transform(geometry, lambda vertices: np.round(vertices, DECIMALS))


def write_geojson(path: Path, layer: gpd.GeoDataFrame) -> None:
    """Write a layer as RFC 7946 GeoJSON, one feature to a line."""
    columns = [column for column in layer.columns if column != layer.geometry.name]
    lines = []
    for record, geometry in zip(layer[columns].to_dict("records"), layer.geometry, strict=True):
        wound = shapely.orient_polygons(round_coordinates(geometry), exterior_cw=False)
        feature = {"type": "Feature", "properties": record, "geometry": describe(wound)}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def describe(geometry: BaseGeometry) -> dict[str, Any]:
    """Return the GeoJSON object of a geometry."""
    described: dict[str, Any] = json.loads(shapely.to_geojson(geometry))
    return described


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as UTF-8 CSV with plain line feeds; None becomes an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

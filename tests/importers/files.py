"""Tiny files of every form, made by the tests themselves, in the hand-drawn world."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely import box

from tests.shipped import reader_of
from whoholds.importers.remarks import Remark
from whoholds.words.saying import Note

EAST = box(33, 46, 35, 50)
INSIDE = box(33, 46, 34, 50)
"""The east, which runs on beyond the regions, and what of it lies in them."""

RING = [[33, 46], [35, 46], [35, 50], [33, 50], [33, 46]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def write_json(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def write_layer(path: Path, *shapes: Any, crs: str | None = "EPSG:4326", **columns: Any) -> Path:
    """Write shapes through geopandas, in the format of the suffix."""
    columns = columns or {"date": "2025-08-16"}
    frame = gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs, index=range(len(shapes)))
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path, driver="KML" if path.suffix == ".kml" else None)
    return path


def write_zip(path: Path, members: dict[str, bytes | Path]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            data = content.read_bytes() if isinstance(content, Path) else content
            archive.writestr(name, data)
    return path


def kml(coordinates: str, *, head: str = "", name: str = "held") -> str:
    """The text of a KML file with one polygon."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>day_2025-08-16</name>'
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        "</Document></kml>"
    )


KML_RING = " ".join(f"{lon},{lat},0" for lon, lat in RING)


def in_english(found: list[Note] | list[Remark]) -> list[str]:
    """Notes, or the reasons of remarks, as an English reader has them."""
    notes = [one.reason if isinstance(one, Remark) else one for one in found]
    return [reader_of("en").note(note) for note in notes]

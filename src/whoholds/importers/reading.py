"""Open any file that may hold a layer: one door, with the guards in front of GDAL."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from whoholds.crs import WGS84
from whoholds.errors import InputError
from whoholds.importers.archives import unpack
from whoholds.importers.documents import feature_collection, read_json
from whoholds.importers.kml import check_kml
from whoholds.importers.limits import (
    MAX_FEATURES,
    MAX_FILE_BYTES,
    MAX_VERTICES,
    refuse_more_than,
)
from whoholds.importers.remarks import Remark
from whoholds.importers.sniffing import check_file, unreadable


@dataclass(frozen=True)
class Raw:
    """A file as it was read, before anything is decided.

    Attributes
    ----------
    where
        The file's name, for messages.
    frame
        Its features, index 0..n-1; without rows where the file is a table or a JSON that is no
        GeoJSON.
    name
        Name that the file gives its layer, "" where none.
    file_names
        Names of the file and, for an archive, of the member, without suffix.
    document
        The JSON, where it is one.
    table
        The rows of a CSV, as text.
    dropped, repaired, notes
        What reading alone already left out, mended or noticed.
    """

    where: str
    frame: gpd.GeoDataFrame
    name: str = ""
    file_names: tuple[str, ...] = ()
    document: Any = None
    table: pd.DataFrame | None = None
    dropped: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def open_file(path: Path, layer: str | None = None) -> Raw:
    """Read a vector file, an archive of one, or a table of settlements.

    Parameters
    ----------
    path
        A file of one of `whoholds.importers.sniffing.FORMATS`.
    layer
        Which layer, where the file has several.

    Raises
    ------
    InputError
        When the file is not what it should be, larger than the limits, or not safe to open.
    """
    where = str(path)
    suffix = check_file(path, where)
    if suffix not in (".zip", ".kmz"):
        return _READERS[suffix](path, where, layer)
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        member = unpack(path, Path(folder), where)
        inside = f"{where}, member {member.name}"
        raw = _READERS[check_file(member, inside)](member, inside, layer)
    return Raw(**{**vars(raw), "file_names": (*raw.file_names, path.stem)})


def no_frame() -> gpd.GeoDataFrame:
    """A table without features."""
    return gpd.GeoDataFrame(geometry=[], crs=WGS84)


def _read_json(path: Path, where: str, _layer: str | None) -> Raw:
    document = read_json(path, where)
    if isinstance(document, dict) and "type" not in document and "map" not in document:
        return Raw(where, no_frame(), file_names=(path.stem,), document=document)
    collection, odd = feature_collection(document, where)
    text = json.dumps(collection).encode()
    raw = _read_gdal(text, where, None, DATE_AS_STRING="YES") if collection["features"] else None
    name = document.get("name")
    return Raw(
        where,
        frame=no_frame() if raw is None else raw.frame,
        name=name if isinstance(name, str) else "",
        file_names=(path.stem,),
        document=document,
        dropped=[Remark(position, "not a GeoJSON feature") for position in odd],
        repaired=[] if raw is None else raw.repaired,
        notes=[] if raw is None else raw.notes,
    )


def _read_vector(path: Path, where: str, layer: str | None) -> Raw:
    raw = _read_gdal(path, where, layer)
    return Raw(**{**vars(raw), "file_names": (path.stem,)})


def _read_kml(path: Path, where: str, layer: str | None) -> Raw:
    check_kml(path, where)
    return _read_vector(path, where, layer)


def _read_gdal(source: Path | bytes, where: str, layer: str | None, **options: str) -> Raw:
    """Read through GDAL; what it warns of becomes a note."""
    with warnings.catch_warnings(record=True, action="always") as said:
        try:
            names = [str(name) for name, _ in pyogrio.list_layers(source)]
            chosen = _choose_layer(names, layer, where)
            read = lambda rule: pyogrio.read_dataframe(  # noqa: E731
                source, layer=chosen, datetime_as_string=True, on_invalid=rule, **options
            )
            frame, repaired = _close_rings(read)
        except (RuntimeError, ValueError, OSError, shapely.errors.ShapelyError) as error:
            raise unreadable(where, error) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        frame = no_frame()
    _check_amount(frame, where)
    notes = sorted({str(one.message).strip()[:200] for one in said} - {""})
    return Raw(where, frame, name=chosen, repaired=repaired, notes=notes)


def _close_rings(read: Callable[[str], gpd.GeoDataFrame]) -> tuple[gpd.GeoDataFrame, list[Remark]]:
    """Read once; where geometries were lost, once more with open rings closed."""
    frame = read("ignore")
    if not isinstance(frame, gpd.GeoDataFrame) or not frame.geometry.isna().any():
        return frame, []
    mended = read("fix")
    closed = np.flatnonzero(frame.geometry.isna() & mended.geometry.notna())
    return mended, [Remark(int(row) + 1, "a ring that was not closed") for row in closed]


def _choose_layer(names: list[str], layer: str | None, where: str) -> str:
    if not names:
        raise InputError(
            "the file has no layer",
            where=where,
            expected="one layer of polygons",
            remedy="export the layer again",
        )
    if layer is None and len(names) == 1:
        return names[0]
    if layer in names:
        return str(layer)
    raise InputError(
        "the file has more than one layer" if layer is None else f"no layer {layer!r} in the file",
        where=where,
        expected="the name of one layer",
        found=", ".join(names)[:300],
        remedy="name one with --layer, or export it into a file of its own",
    )


def _read_parquet(path: Path, where: str, _layer: str | None) -> Raw:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        about = parquet.ParquetFile(path).metadata
        size = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
        refuse_more_than(MAX_FEATURES, about.num_rows, "features", where)
        refuse_more_than(MAX_FILE_BYTES, size, "bytes unpacked", where)
        frame = gpd.read_parquet(path)
    except (pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        raise unreadable(where, error, "GeoParquet with its geo metadata") from error
    except shapely.errors.ShapelyError as error:
        raise unreadable(where, error) from error
    _check_amount(frame, where)
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    return Raw(where, frame.reset_index(drop=True), file_names=(path.stem,))


def _read_csv(path: Path, where: str, _layer: str | None) -> Raw:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, OSError) as error:  # pandas' own parse errors are ValueErrors
        raise unreadable(where, error, "comma-separated columns in UTF-8") from error
    return Raw(where, no_frame(), file_names=(path.stem,), table=table)


def _check_amount(frame: gpd.GeoDataFrame, where: str) -> None:
    refuse_more_than(MAX_FEATURES, len(frame), "features", where)
    vertices = int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())
    refuse_more_than(MAX_VERTICES, vertices, "vertices", where)


_READERS: dict[str, Callable[[Path, str, str | None], Raw]] = {
    ".geojson": _read_json,
    ".json": _read_json,
    ".gpkg": _read_vector,
    ".shp": _read_vector,
    ".kml": _read_kml,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
    ".csv": _read_csv,
}

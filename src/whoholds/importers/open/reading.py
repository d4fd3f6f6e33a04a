"""Open any file that may hold a layer: one door, with the guards in front of GDAL."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from whoholds.ground.errors import InputError
from whoholds.importers.open.archives import layers_in, unpack, unzip_one
from whoholds.importers.open.csvs import read_csv
from whoholds.importers.open.documents import feature_collection, read_json
from whoholds.importers.open.envelopes import collection_names, refuse_foreign, unwrap
from whoholds.importers.open.kml import plain_kml, timed_frame
from whoholds.importers.open.limits import (
    MAX_COLUMNS,
    MAX_FEATURES,
    MAX_FILE_BYTES,
    MAX_VERTICES,
    refuse_more_than,
)
from whoholds.importers.open.raw import Asked, Raw, no_frame
from whoholds.importers.open.shapefiles import check_shapefile
from whoholds.importers.open.sniffing import ARCHIVES, check_file, unreadable
from whoholds.importers.open.vectors import list_layers, read_gdal
from whoholds.importers.remarks import Remark
from whoholds.layers.layer_file import HELD, LINE


def open_file(path: Path, layer: str | None = None, date: dt.date | None = None) -> Raw:
    """Read a vector file, an archive of one, or a table of settlements.

    Parameters
    ----------
    path
        A file of one of `whoholds.importers.open.sniffing.FORMATS`.
    layer
        Which layer, where the file has several.
    date
        The day that was asked for, which chooses among layers of several days.

    Raises
    ------
    InputError
        When the file is not what it should be, larger than the limits, or not safe to open.
    """
    where, asked = str(path), Asked(layer, date)
    suffix = check_file(path, where)
    if suffix not in ARCHIVES:
        return _read(path, suffix, where, asked)
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        member, notes = _unpacked(path, suffix, Path(folder), asked)
        inside = f"{where}, member {member.name}"
        if layer is not None and PurePosixPath(layer).name == member.name:
            asked = Asked(None, date)  # it named the member
        raw = _read(member, check_file(member, inside), inside, asked)
    names = dict.fromkeys((*raw.file_names, path.stem))
    return replace(raw, file_names=tuple(names), notes=[*notes, *raw.notes])


def layer_names(path: Path) -> tuple[str, ...]:
    """Name what can be chosen in a file as its layer; one name, or none, where there is no choice.

    Raises
    ------
    InputError
        As `open_file` does.
    """
    where = str(path)
    suffix = check_file(path, where)
    if suffix not in ARCHIVES:
        return _names(path, suffix, where)
    members = layers_in(path, where)
    if len(members) > 1:
        return members
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        member, _ = _unpacked(path, suffix, Path(folder), Asked())
        return _names(member, check_file(member, where), where)


def _unpacked(path: Path, suffix: str, folder: Path, asked: Asked) -> tuple[Path, list[str]]:
    if suffix == ".gz":
        return unzip_one(path, folder, str(path)), []
    return unpack(path, folder, str(path), asked.layer, asked.date)


def _names(path: Path, suffix: str, where: str) -> tuple[str, ...]:
    if suffix in (".geojson", ".json"):
        return tuple(collection_names(read_json(path, where)))
    if suffix == ".kml":
        with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
            return tuple(list_layers(plain_kml(path, Path(folder), where)[0], where))
    if suffix in (".gpkg", ".shp"):
        names = list_layers(path, where)
        return () if set(names) == {HELD, LINE} else tuple(names)
    return ()


def _read(path: Path, suffix: str, where: str, asked: Asked) -> Raw:
    raw = _READERS[suffix](path, where, asked)
    _refuse_more(raw.frame, where)
    try:
        shapely.get_coordinates(raw.frame.geometry.to_numpy())
    except shapely.errors.GEOSException as error:
        raise _curved(where) from error
    return raw


def _refuse_more(frame: gpd.GeoDataFrame, where: str) -> None:
    refuse_more_than(MAX_FEATURES, len(frame), "features", where)
    vertices = int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())
    refuse_more_than(MAX_VERTICES, vertices, "vertices", where)


def _curved(where: str) -> InputError:
    """Word the refusal of arcs, which the geometry library neither measures nor cuts."""
    return InputError(
        "a shape of the file has curves",
        where=where,
        expected="polygons with straight edges",
        found="arcs of circles, or a geometry collection with them",
        remedy="export the layer with straight edges (QGIS: Segmentize by maximum distance)",
    )


def _read_json(path: Path, where: str, asked: Asked) -> Raw:
    document, name = read_json(path, where), ""
    notes: list[str] = []
    refuse_foreign(document, where)
    if not (isinstance(document, dict) and {"type", "map"} & set(document)):
        inner, notes, name = unwrap(document, asked.layer, asked.date, where)
        if inner is None and isinstance(document, dict):
            return Raw(where, no_frame(), file_names=(path.stem,), document=document)
        document = document if inner is None else inner
    collection, odd = feature_collection(document, where)
    text = json.dumps(collection).encode()
    raw = Raw(where, no_frame())
    if collection["features"]:
        raw = read_gdal(text, where, Asked(), DATE_AS_STRING="YES")
    said = document.get("name")
    return replace(
        raw,
        line=_line_beside(document, where),
        name=said if isinstance(said, str) else name,
        file_names=(path.stem,),
        document=document,
        dropped=[Remark(position, "not a GeoJSON feature") for position in odd],
        notes=[*notes, *raw.notes],
    )


def _line_beside(document: dict[str, Any], where: str) -> gpd.GeoDataFrame | None:
    """The line of contact in a member of its own, as whoholds writes it."""
    if not isinstance(document.get(LINE), dict):
        return None
    collection, _ = feature_collection(document[LINE], where)
    if not collection["features"]:
        return None
    frame = read_gdal(json.dumps(collection).encode(), where, Asked()).frame
    _refuse_more(frame, where)
    return frame


def _read_vector(path: Path, where: str, asked: Asked) -> Raw:
    return replace(read_gdal(path, where, asked), file_names=(path.stem,))


def _read_package(path: Path, where: str, asked: Asked) -> Raw:
    """Read a GeoPackage; of one of our own the line of contact with the shape."""
    is_own = set(list_layers(path, where)) == {HELD, LINE} and asked.layer in (None, HELD)
    if not is_own:
        return _read_vector(path, where, asked)
    line = _read_vector(path, where, Asked(LINE)).frame
    _refuse_more(line, where)
    return replace(_read_vector(path, where, Asked(HELD)), line=line)


def _read_shapefile(path: Path, where: str, asked: Asked) -> Raw:
    options, notes = check_shapefile(path, where)
    raw = read_gdal(path, where, asked, **options)
    return replace(raw, file_names=(path.stem,), notes=[*notes, *raw.notes])


def _read_kml(path: Path, where: str, asked: Asked) -> Raw:
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        anew, notes = plain_kml(path, Path(folder), where)
        raw = _read_vector(anew, where, asked)
    return replace(raw, frame=timed_frame(raw.frame, where), notes=[*notes, *raw.notes])


def _read_parquet(path: Path, where: str, _asked: Asked) -> Raw:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        about = parquet.ParquetFile(path).metadata
        size = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
        refuse_more_than(MAX_FEATURES, about.num_rows, "features", where)
        refuse_more_than(MAX_COLUMNS, about.num_columns, "columns", where)
        refuse_more_than(MAX_FILE_BYTES, size, "bytes unpacked", where)
        _refuse_swelling(path, where)
        with np.errstate(invalid="ignore"):  # a coordinate that is no number is said later
            frame = gpd.read_parquet(path)
    except (pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        raise unreadable(where, error, "GeoParquet with its geo metadata") from error
    except shapely.errors.ShapelyError as error:
        raise unreadable(where, error) from error
    except NotImplementedError as error:  # shapely's own; Arrow's is caught before
        raise _curved(where) from error
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    return Raw(where, frame.reset_index(drop=True), file_names=(path.stem,))


def _refuse_swelling(path: Path, where: str) -> None:
    """Unpack a file piece by piece: a word of its dictionary may stand in every row."""
    from pyarrow import parquet

    size = 0
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=1_000):
        size += batch.nbytes
        refuse_more_than(MAX_FILE_BYTES, size, "bytes unpacked", where)


def _read_csv(path: Path, where: str, _asked: Asked) -> Raw:
    table, notes = read_csv(path, where)
    return Raw(where, no_frame(), file_names=(path.stem,), table=table, notes=notes)


_READERS: dict[str, Callable[[Path, str, Asked], Raw]] = {
    ".geojson": _read_json,
    ".json": _read_json,
    ".gpkg": _read_package,
    ".shp": _read_shapefile,
    ".kml": _read_kml,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
    ".csv": _read_csv,
}

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
from whoholds.words.saying import Note, Place


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
    place, asked = Place(str(path)), Asked(layer, date)
    suffix = check_file(path, place)
    if suffix not in ARCHIVES:
        return _read(path, suffix, place, asked)
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        member, notes = _unpacked(path, suffix, Path(folder), asked)
        inside = place.at(member=member.name)
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
    place = Place(str(path))
    suffix = check_file(path, place)
    if suffix not in ARCHIVES:
        return _names(path, suffix, place)
    members = layers_in(path, place)
    if len(members) > 1:
        return members
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        member, _ = _unpacked(path, suffix, Path(folder), Asked())
        return _names(member, check_file(member, place), place)


def _unpacked(path: Path, suffix: str, folder: Path, asked: Asked) -> tuple[Path, list[Note]]:
    place = Place(str(path))
    if suffix == ".gz":
        return unzip_one(path, folder, place), []
    return unpack(path, folder, place, asked.layer, asked.date)


def _names(path: Path, suffix: str, place: Place) -> tuple[str, ...]:
    if suffix in (".geojson", ".json"):
        return tuple(collection_names(read_json(path, place)))
    if suffix == ".kml":
        with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
            return tuple(list_layers(plain_kml(path, Path(folder), place)[0], place))
    if suffix in (".gpkg", ".shp"):
        names = list_layers(path, place)
        return () if set(names) == {HELD, LINE} else tuple(names)
    return ()


def _read(path: Path, suffix: str, place: Place, asked: Asked) -> Raw:
    raw = _READERS[suffix](path, place, asked)
    _refuse_more(raw.frame, place)
    try:
        shapely.get_coordinates(raw.frame.geometry.to_numpy())
    except shapely.errors.GEOSException as error:
        raise _curved(place) from error
    return raw


def _refuse_more(frame: gpd.GeoDataFrame, place: Place) -> None:
    refuse_more_than(MAX_FEATURES, len(frame), "features", place)
    vertices = int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())
    refuse_more_than(MAX_VERTICES, vertices, "vertices", place)


def _curved(place: Place) -> InputError:
    """Refuse arcs, which the geometry library neither measures nor cuts."""
    return InputError.of("curves", place)


def _read_json(path: Path, place: Place, asked: Asked) -> Raw:
    document, name = read_json(path, place), ""
    notes: list[Note] = []
    refuse_foreign(document, place)
    if not (isinstance(document, dict) and {"type", "map"} & set(document)):
        inner, notes, name = unwrap(document, asked.layer, asked.date, place)
        if inner is None and isinstance(document, dict):
            return Raw(place, no_frame(), file_names=(path.stem,), document=document)
        document = document if inner is None else inner
    collection, odd = feature_collection(document, place)
    text = json.dumps(collection).encode()
    raw = Raw(place, no_frame())
    if collection["features"]:
        raw = read_gdal(text, place, Asked(), DATE_AS_STRING="YES")
    said = document.get("name")
    return replace(
        raw,
        line=_line_beside(document, place),
        name=said if isinstance(said, str) else name,
        file_names=(path.stem,),
        document=document,
        dropped=[Remark(position, Note.of("remark.not_feature")) for position in odd],
        notes=[*notes, *raw.notes],
    )


def _line_beside(document: dict[str, Any], place: Place) -> gpd.GeoDataFrame | None:
    """The line of contact in a member of its own, as whoholds writes it."""
    if not isinstance(document.get(LINE), dict):
        return None
    collection, _ = feature_collection(document[LINE], place)
    if not collection["features"]:
        return None
    frame = read_gdal(json.dumps(collection).encode(), place, Asked()).frame
    _refuse_more(frame, place)
    return frame


def _read_package(path: Path, place: Place, asked: Asked) -> Raw:
    """Read a GeoPackage; of one of our own the line of contact with the shape."""
    is_own = set(list_layers(path, place)) == {HELD, LINE} and asked.layer in (None, HELD)
    if not is_own:
        return _read_vector(path, place, asked)
    line = _read_vector(path, place, Asked(LINE)).frame
    _refuse_more(line, place)
    return replace(_read_vector(path, place, Asked(HELD)), line=line)


def _read_vector(path: Path, place: Place, asked: Asked) -> Raw:
    return replace(read_gdal(path, place, asked), file_names=(path.stem,))


def _read_shapefile(path: Path, place: Place, asked: Asked) -> Raw:
    options, notes = check_shapefile(path, place)
    raw = read_gdal(path, place, asked, **options)
    return replace(raw, file_names=(path.stem,), notes=[*notes, *raw.notes])


def _read_kml(path: Path, place: Place, asked: Asked) -> Raw:
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        anew, notes = plain_kml(path, Path(folder), place)
        raw = _read_vector(anew, place, asked)
    return replace(raw, frame=timed_frame(raw.frame, place), notes=[*notes, *raw.notes])


def _read_parquet(path: Path, place: Place, _asked: Asked) -> Raw:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        about = parquet.ParquetFile(path).metadata
        size = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
        refuse_more_than(MAX_FEATURES, about.num_rows, "features", place)
        refuse_more_than(MAX_COLUMNS, about.num_columns, "columns", place)
        refuse_more_than(MAX_FILE_BYTES, size, "unpacked", place)
        _refuse_swelling(path, place)
        with np.errstate(invalid="ignore"):  # a coordinate that is no number is said later
            frame = gpd.read_parquet(path)
    except (pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        raise unreadable(place, error, "geoparquet") from error
    except shapely.errors.ShapelyError as error:
        raise unreadable(place, error) from error
    except NotImplementedError as error:  # shapely's own; Arrow's is caught before
        raise _curved(place) from error
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    return Raw(place, frame.reset_index(drop=True), file_names=(path.stem,))


def _refuse_swelling(path: Path, place: Place) -> None:
    """Unpack a file piece by piece: a word of its dictionary may stand in every row."""
    from pyarrow import parquet

    size = 0
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=1_000):
        size += batch.nbytes
        refuse_more_than(MAX_FILE_BYTES, size, "unpacked", place)


def _read_csv(path: Path, place: Place, _asked: Asked) -> Raw:
    table, notes = read_csv(path, place)
    return Raw(place, no_frame(), file_names=(path.stem,), table=table, notes=notes)


_READERS: dict[str, Callable[[Path, Place, Asked], Raw]] = {
    ".geojson": _read_json,
    ".json": _read_json,
    ".gpkg": _read_package,
    ".shp": _read_shapefile,
    ".kml": _read_kml,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
    ".csv": _read_csv,
}

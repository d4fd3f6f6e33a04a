"""Files that the user asked for: written whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.ground.errors import InputError
from whoholds.words.saying import Note

if TYPE_CHECKING:
    import geopandas as gpd
import shapely

VECTOR_DRIVERS = {".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GPKG"}

GEOJSON_DEGREES = 1e-7
"""Grid of the coordinates in a GeoJSON file, about a centimetre; RFC 7946 asks for no more."""


@contextlib.contextmanager
def workshop(path: Path, *, is_folder: bool = False) -> Iterator[Path]:
    """Give a temporary folder beside `path`, gone when the block ends.

    Parameters
    ----------
    path
        What is to be written.
    is_folder
        Whether that is a folder, which may be there already.

    Raises
    ------
    InputError
        When `path` cannot be written, now or later in the block.
    """
    if (path.is_dir() and not is_folder) or not path.parent.is_dir():
        key = "output.a_folder" if path.is_dir() else "output.no_folder"
        raise InputError.of(key, str(path), folder=str(path.parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".whoholds-", dir=path.parent) as folder:
            yield Path(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.of("output.refused", str(path), reason=reason) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`, and move it there when the block ends well.

    When the block fails, what was at `path` before stays as it was.
    """
    with workshop(path) as folder:
        draft = folder / path.name
        yield draft
        draft.replace(path)


def write_text(text: str, path: Path) -> None:
    """Write a UTF-8 text file, whole or not at all."""
    with replacing(path) as draft:
        draft.write_text(text, encoding="utf-8")


def driver_of(path: Path) -> str:
    """Return GDAL's driver for the suffix of a path.

    Raises
    ------
    InputError
        When there is none.
    """
    driver = VECTOR_DRIVERS.get(path.suffix.lower())
    if driver is None:
        found = path.suffix or Note.of("output.no_suffix")
        raise InputError.of("output.format", str(path), known=tuple(VECTOR_DRIVERS), found=found)
    return driver


def date_package(path: Path, day: dt.date) -> None:
    """Date a GeoPackage by what it describes and not by the clock, so that bytes repeat."""
    database = sqlite3.connect(path)
    with database:
        stamp = f"{day.isoformat()}T00:00:00.000Z"
        database.execute("UPDATE gpkg_contents SET last_change = ?", (stamp,))
    database.close()


def write_vector(frame: gpd.GeoDataFrame, path: Path, driver: str | None = None) -> None:
    """Write a file of shapes, whole or not at all.

    Parameters
    ----------
    frame
        What is in it.
    path
        Where; its name without the suffix is that of the layer in it.
    driver
        GDAL's name of the format; None for the one of the suffix (`VECTOR_DRIVERS`).

    Raises
    ------
    InputError
        When the suffix is none of them, or the folder does not exist.
    """
    driver = driver or driver_of(path)
    options: dict[str, Any] = {}
    if driver == "FlatGeobuf":
        options["SPATIAL_INDEX"] = "NO"  # it would put the rows in another order
    if driver == "GeoJSON":
        options["RFC7946"] = "YES"
        # GDAL rounds so too, but a sliver that collapses makes it write a GeometryCollection.
        rounded = shapely.set_precision(frame.geometry.to_numpy(), GEOJSON_DEGREES)
        frame = frame.set_geometry(rounded, crs=frame.crs)
    with replacing(path) as draft:
        try:
            if is_utf8(draft):
                frame.to_file(draft, driver=driver, **options)
            else:  # Python writes to such a path, GDAL does not
                content = io.BytesIO()
                frame.to_file(content, driver=driver, layer="layer", **options)
                draft.write_bytes(content.getbuffer())
        except RuntimeError as error:  # so pyogrio says that GDAL cannot write
            raise OSError(str(error)) from error


def is_utf8(path: Path) -> bool:
    r"""Whether a path can be written in UTF-8, as names of files mostly are.

    Examples
    --------
    >>> is_utf8(Path("Крим.gpkg")), is_utf8(Path("\udcff.gpkg"))
    (True, False)
    """
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True

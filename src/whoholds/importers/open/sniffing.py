"""What a file is by its first bytes, so that no driver is handed a file that only has the name."""

from __future__ import annotations

import codecs
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.importers.open.encodings import is_bare_utf16
from whoholds.importers.open.limits import MAX_FILE_BYTES, refuse_more_than

FORMATS = {
    ".geojson": "JSON",
    ".json": "JSON",
    ".gpkg": "SQLite",
    ".parquet": "Parquet",
    ".geoparquet": "Parquet",
    ".shp": "shapefile",
    ".zip": "ZIP",
    ".kml": "XML",
    ".kmz": "ZIP",
    ".csv": "text",
    ".gz": "a gzip archive",
}
"""Suffixes that are read, and what such a file must be by its first bytes."""

ARCHIVES = (".zip", ".kmz", ".gz")
"""Suffixes of files that hold other files."""

_SIGNATURES = {
    b"SQLite format 3\x00": "SQLite",
    b"PAR1": "Parquet",
    b"\x00\x00\x27\x0a": "shapefile",
    b"PK\x03\x04": "ZIP",
    b"PK\x05\x06": "ZIP",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\xfd7zXZ": "an XZ archive",
    b"\x7fELF": "a program",
}


def sniff(head: bytes) -> str:
    """Name the kind of file that begins with these bytes.

    Examples
    --------
    >>> sniff(b'{"type": "FeatureCollection"}'), sniff(b"<!DOCTYPE html><html>")
    ('JSON', 'an HTML page')
    """
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    text = _in_utf8(head)
    if b"\x00" in text:
        return "binary data"
    start = text.lstrip()[:400].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith((b"{", b"[")):
        return "JSON"
    if start.startswith(b"<"):
        return "XML"
    return "text" if start else "nothing"


def _in_utf8(head: bytes) -> bytes:
    """The head of a text in UTF-8, whatever UTF it is in."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    if is_bare_utf16(head):
        order = "utf-16-le" if head[1] == 0 else "utf-16-be"
        return head.decode(order, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def check_file(path: Path, where: str) -> str:
    """Return the suffix of a file that may be opened.

    Raises
    ------
    InputError
        When it is missing, too large, of an unknown suffix, or not what its suffix says.
    """
    if not path.is_file():
        raise InputError(
            "the file does not exist" if not path.exists() else "that is not a file",
            where=where,
            expected="a file, such as layer.geojson",
            remedy="check the name and the folder",
        )
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError(
            "the format of the file is not known",
            where=where,
            expected=", ".join(FORMATS),
            found=path.suffix or "no suffix",
            remedy="export the layer in one of these formats",
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            found = sniff(file.read(1024))
    except OSError as error:
        raise unreadable(where, error) from error
    refuse_more_than(MAX_FILE_BYTES, size, "bytes", where)
    if found != FORMATS[suffix]:
        raise InputError(
            "the file is empty" if found == "nothing" else "the file is not what its name says",
            where=where,
            expected=f"{FORMATS[suffix]}, as the suffix {path.suffix} says",
            found=found,
            remedy="download or export the layer again",
        )
    return suffix


def unreadable(where: str, error: Exception, expected: str = "") -> InputError:
    """Word what a library could not read, without its stack."""
    return InputError(
        "the file cannot be read as a vector layer",
        where=where,
        expected=expected or "GeoJSON, GeoPackage, GeoParquet, shapefile, KML, or one in a ZIP",
        found=(str(error).strip() or type(error).__name__).splitlines()[0][:300],
        remedy="download or export the layer again",
    )

"""What a file is by its first bytes, so that no driver is handed a file that only has the name."""

from __future__ import annotations

import codecs
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.importers.open.encodings import is_bare_utf16
from whoholds.importers.open.limits import MAX_FILE_BYTES, refuse_more_than
from whoholds.importers.remarks import library_said
from whoholds.words.saying import Note, Place, Value

FORMATS = {
    ".geojson": "json",
    ".json": "json",
    ".gpkg": "sqlite",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".shp": "shapefile",
    ".zip": "zip",
    ".kml": "xml",
    ".kmz": "zip",
    ".csv": "text",
    ".gz": "gzip",
}
"""Suffixes that are read, and what such a file must be by its first bytes: `content.KIND` of
words.csv names each kind."""

ARCHIVES = (".zip", ".kmz", ".gz")
"""Suffixes of files that hold other files."""

_SIGNATURES = {
    b"SQLite format 3\x00": "sqlite",
    b"PAR1": "parquet",
    b"\x00\x00\x27\x0a": "shapefile",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"%PDF": "pdf",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "seven_zip",
    b"\xfd7zXZ": "xz",
    b"\x7fELF": "program",
}


def sniff(head: bytes) -> str:
    """Tell the kind of file that begins with these bytes.

    Examples
    --------
    >>> sniff(b'{"type": "FeatureCollection"}'), sniff(b"<!DOCTYPE html><html>")
    ('json', 'html')
    """
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    text = _in_utf8(head)
    if b"\x00" in text:
        return "binary"
    start = text.lstrip()[:400].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b"{", b"[")):
        return "json"
    if start.startswith(b"<"):
        return "xml"
    return "text" if start else "nothing"


def _in_utf8(head: bytes) -> bytes:
    """The head of a text in UTF-8, whatever UTF it is in."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    if is_bare_utf16(head):
        order = "utf-16-le" if head[1] == 0 else "utf-16-be"
        return head.decode(order, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def check_file(path: Path, place: Place) -> str:
    """Return the suffix of a file that may be opened.

    Raises
    ------
    InputError
        When it is missing, too large, of an unknown suffix, or not what its suffix says.
    """
    if not path.is_file():
        if path.exists():
            raise InputError.of("not_a_layer_file", place)
        raise InputError.of("no_layer_file", place)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError.of(
            "unknown_format",
            place,
            formats=tuple(FORMATS),
            suffix=path.suffix or Note.of("content.no_suffix"),
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            found = sniff(file.read(1024))
    except OSError as error:
        raise unreadable(place, error) from error
    refuse_more_than(MAX_FILE_BYTES, size, "bytes", place)
    if found != FORMATS[suffix]:
        kinds: dict[str, Value] = {
            "kind": Note.of(f"content.{FORMATS[suffix]}"),
            "suffix": path.suffix,
            "found": Note.of(f"content.{found}"),
        }
        if found == "nothing":
            raise InputError.of("empty_file", place, **kinds)
        raise InputError.of("another_content", place, **kinds)
    return suffix


def unreadable(place: Place, error: Exception, kind: str = "layer") -> InputError:
    """Say what a library could not read, without its stack; `readable.KIND` is what it can."""
    expected, reason = Note.of(f"readable.{kind}"), library_said(error)
    return InputError.of("unreadable", place, expected=expected, reason=reason)

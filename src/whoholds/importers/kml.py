"""KML texts, checked before GDAL sees them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

from whoholds.errors import InputError
from whoholds.importers.documents import too_deep
from whoholds.importers.limits import MAX_DEPTH, MAX_TEXT_BYTES, refuse_more_than


def check_kml(path: Path, where: str) -> None:
    """Raise unless a text is plain KML: well-formed, not too deep, without a DOCTYPE.

    A document type can define entities, which read other files and swell without end.
    """
    refuse_more_than(MAX_TEXT_BYTES, path.stat().st_size, "bytes of KML", where)
    parser = expat.ParserCreate()
    open_names: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if not open_names and name.rpartition(":")[2] != "kml":
            raise _not_kml(where, f"an XML document <{name[:50]}>")
        open_names.append(name)
        if len(open_names) > MAX_DEPTH:
            raise too_deep(where)

    def doctype(*_declaration: Any) -> None:
        raise _not_kml(where, "a document type (<!DOCTYPE ...>), which may name other files")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: open_names.pop()
    parser.StartDoctypeDeclHandler = doctype
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _not_kml(where, str(error)) from error


def _not_kml(where: str, found: str) -> InputError:
    return InputError(
        "the file is not plain KML",
        where=where,
        expected="a whole <kml> document without a document type",
        found=found,
        remedy="export the layer again, as GeoJSON say",
    )

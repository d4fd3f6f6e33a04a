"""KML texts, checked and written anew for GDAL: plain, without what it would lose in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

import geopandas as gpd

from whoholds.ground.errors import InputError
from whoholds.importers.open.documents import too_deep
from whoholds.importers.open.kml_text import KmlText
from whoholds.importers.open.limits import MAX_DEPTH, MAX_TEXT_BYTES, refuse_more_than
from whoholds.importers.remarks import plain

_STYLE = ("altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon")
_OF_EVERY_KML = ("id", "timestamp", "begin", "end", *_STYLE)

_BOUNDARIES = ("innerBoundaryIs", "outerBoundaryIs")
_GEOMETRIES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track")


class _Reader:
    """Walks through a document and keeps what matters of it."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.anew = KmlText()
        self.open: list[str] = []
        self.links: list[str] = []
        self.shapes = 0
        self.placemarks = 0
        self.overlays = 0
        self._children: list[dict[str, int]] = []
        self._placemark = ""
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.anew.start(name, attributes)
        name = name.rpartition(":")[2]
        if not self.open and name != "kml":
            raise _not_kml(self.where, f"an XML document <{name[:50]}>")
        parent = self.open[-1] if self.open else ""
        if self._children:
            self._children[-1][name] = self._children[-1].get(name, 0) + 1
            self._check_rings(parent, name)
        self.open.append(name)
        self._children.append({})
        if len(self.open) > MAX_DEPTH:
            raise too_deep(self.where)
        if name == "Placemark":
            self.placemarks, self._placemark = self.placemarks + 1, ""
        self.shapes += name in _GEOMETRIES
        self.overlays += name == "GroundOverlay"
        self._text = ""

    def _check_rings(self, parent: str, name: str) -> None:
        """Of a second ring in one boundary GDAL reads nothing, and a hole would be held land."""
        times = self._children[-1][name]
        twice = (parent in _BOUNDARIES and name == "LinearRing") or (
            parent == "Polygon" and name == "outerBoundaryIs"
        )
        if twice and times > 1:
            of = f"placemark {self._placemark!r}" if self._placemark else "no name"
            raise InputError(
                "a polygon of the KML has a second ring where one may stand",
                where=f"{self.where}, placemark {self.placemarks} ({of})",
                expected="one LinearRing in each boundary, one innerBoundaryIs a hole",
                found=f"{times} of {name} in one {parent}",
                remedy="give each hole an innerBoundaryIs of its own, or export as GeoJSON",
            )

    def text(self, data: str) -> None:
        self.anew.text(data)
        if self.open[-1] in ("name", "href"):
            self._text += data[:500]

    def end(self, name: str) -> None:
        self.anew.end(name)
        name = self.open.pop()
        self._children.pop()
        parent = self.open[-1] if self.open else ""
        if name == "name" and parent == "Placemark":
            self._placemark = plain(self._text, 60)
        if name == "href" and parent in ("Link", "Url") and "NetworkLink" in self.open:
            self.links.append(plain(self._text, 100))
        if name == "NetworkLink" and len(self.links) == 0:
            self.links.append("no address")


def plain_kml(path: Path, folder: Path, where: str) -> tuple[Path, list[str]]:
    """Write a KML text anew, of what is read of it.

    A document type can define entities, which read other files and swell without end.

    Parameters
    ----------
    path
        The file from outside.
    folder
        Where the new one is laid down, under the same name.
    where
        The file's name, for messages.

    Returns
    -------
    tuple
        The new file; and notes on links, none of which is followed.

    Raises
    ------
    InputError
        When it is not well-formed, too deep, has a DOCTYPE, has nothing but links, or rings that
        would be lost.
    """
    refuse_more_than(MAX_TEXT_BYTES, path.stat().st_size, "bytes of KML", where)
    reader = _Reader(where)
    parser = expat.ParserCreate()

    def doctype(*_declaration: Any) -> None:
        raise _not_kml(where, "a document type (<!DOCTYPE ...>), which may name other files")

    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _not_kml(where, str(error)) from error
    if (reader.links or reader.overlays) and not reader.shapes:
        raise _no_shapes(reader, where)
    anew = folder / path.name
    anew.write_bytes(bytes(reader.anew))
    said = plain(", ".join(reader.links), 200)
    return anew, [f"links in the file are not followed: {said}"] if reader.links else []


def timed_frame(frame: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    """Return the placemarks without the columns that every KML has and this one leaves empty.

    A time stamp is the day of a placemark, and stands in the column date.

    Raises
    ------
    InputError
        When placemarks are shown over several spans of time: which of them a day has is not told.
    """
    empty = [
        name
        for name in _OF_EVERY_KML
        if name in frame.columns and (name in _STYLE or frame[name].isna().all())
    ]
    frame = frame.drop(columns=empty)
    begins = set(frame["begin"].dropna()) if "begin" in frame.columns else set()
    if len(begins) > 1:
        raise InputError(
            "the shapes of the KML are shown over several spans of time",
            where=where,
            expected="shapes of one day, or time stamps",
            found=f"{len(begins)} beginnings: {plain(', '.join(sorted(map(str, begins))), 200)}",
            remedy="save the shapes that one day shows, and name the day with --date",
        )
    if "date" in frame.columns:
        return frame
    return frame.rename(columns={"timestamp": "date", "begin": "date"})


def _no_shapes(reader: _Reader, where: str) -> InputError:
    what = "links" if reader.links else "pictures"
    return InputError(
        f"the KML holds {what} only, and no shapes; whoholds follows no link",
        where=where,
        expected="placemarks with polygons",
        found=plain(", ".join(reader.links), 200) or f"{reader.overlays} ground overlays",
        remedy="open the link, and save the layer itself (Google My Maps: export as KML without "
        "'keep data up to date')",
    )


def _not_kml(where: str, found: str) -> InputError:
    return InputError(
        "the file is not plain KML",
        where=where,
        expected="a whole <kml> document without a document type",
        found=found,
        remedy="export the layer again, as GeoJSON say",
    )

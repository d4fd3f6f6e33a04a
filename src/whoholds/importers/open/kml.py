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
from whoholds.importers.remarks import library_said, plain
from whoholds.words.saying import Note, Place, Value

_STYLE = ("altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon")
_OF_EVERY_KML = ("id", "timestamp", "begin", "end", *_STYLE)

_BOUNDARIES = ("innerBoundaryIs", "outerBoundaryIs")
_GEOMETRIES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track")

MOST_LINKS = 5
"""Links of a file that are told."""


class _Reader:
    """Walks through a document and keeps what matters of it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.anew = KmlText()
        self.open: list[str] = []
        self.links: list[Value] = []
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
            raise _not_kml(self.place, Note.of("kml.root", name=name[:50]))
        parent = self.open[-1] if self.open else ""
        if self._children:
            self._children[-1][name] = self._children[-1].get(name, 0) + 1
            self._check_rings(parent, name)
        self.open.append(name)
        self._children.append({})
        if len(self.open) > MAX_DEPTH:
            raise too_deep(self.place)
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
            place = self.place.at(placemark=self._this_placemark())
            raise InputError.of("second_ring", place, times=times, name=name, parent=parent)

    def _this_placemark(self) -> Note:
        if not self._placemark:
            return Note.of("kml.nameless", number=self.placemarks)
        return Note.of("kml.named", number=self.placemarks, name=self._placemark)

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
            self.links.append(Note.of("kml.no_address"))


def plain_kml(path: Path, folder: Path, place: Place) -> tuple[Path, list[Note]]:
    """Write a KML text anew, of what is read of it.

    A document type can define entities, which read other files and swell without end.

    Parameters
    ----------
    path
        The file from outside.
    folder
        Where the new one is laid down, under the same name.
    place
        The file, for messages.

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
    refuse_more_than(MAX_TEXT_BYTES, path.stat().st_size, "kml_bytes", place)
    reader = _Reader(place)
    parser = expat.ParserCreate()

    def doctype(*_declaration: Any) -> None:
        raise _not_kml(place, Note.of("kml.doctype"))

    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _not_kml(place, library_said(error)) from error
    if (reader.links or reader.overlays) and not reader.shapes:
        raise _no_shapes(reader, place)
    anew = folder / path.name
    anew.write_bytes(bytes(reader.anew))
    links = tuple(reader.links[:MOST_LINKS])
    return anew, [Note.of("remark.links", links=links)] if links else []


def timed_frame(frame: gpd.GeoDataFrame, place: Place) -> gpd.GeoDataFrame:
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
        raise InputError.of(
            "kml_spans",
            place,
            count=len(begins),
            days=plain(", ".join(sorted(map(str, begins))), 200),
            choice=Note.of("choice.date"),
        )
    if "date" in frame.columns:
        return frame
    return frame.rename(columns={"timestamp": "date", "begin": "date"})


def _no_shapes(reader: _Reader, place: Place) -> InputError:
    if reader.links:
        return InputError.of("kml_links", place, links=tuple(reader.links[:MOST_LINKS]))
    found = Note.of("kml.overlays", count=reader.overlays)
    return InputError.of("kml_pictures", place, found=found)


def _not_kml(place: Place, found: Note) -> InputError:
    return InputError.of("not_kml", place, found=found)

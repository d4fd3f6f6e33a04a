"""A KML document written anew from what one parser read of it.

Two parsers can cut one text differently: what is a comment to one is a document to the other. So
GDAL never sees the text that was checked, but this one, which has nothing in it that was not.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

KML = "http://www.opengis.net/kml/2.2"
GOOGLE = "http://www.google.com/kml/ext/2.2"

_LEFT_OUT = frozenset(
    {
        *("Style", "StyleMap", "styleUrl", "Icon", "Model"),
        *("NetworkLink", "NetworkLinkControl", "Link", "Url", "href"),
        *("GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Region", "LookAt", "Camera"),
    }
)
"""Elements that draw nothing, or point to something outside the file."""

_ATTRIBUTES = frozenset({"id", "name", "type", "schemaUrl"})


class KmlText:
    """Writes elements as they are read, under KML's own names: each method is one event."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._generator = XMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._generator.startDocument()
        self._depth, self._outside = 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element; what is in one that is left out is left out too."""
        self._depth += 1
        if self._outside or _local(name) in _LEFT_OUT:
            self._outside += 1
            return
        kept = {key: text for key, text in attributes.items() if key in _ATTRIBUTES}
        if self._depth == 1:
            kept |= {"xmlns": KML, "xmlns:gx": GOOGLE}
        self._generator.startElement(_own(name), AttributesImpl(kept))

    def text(self, data: str) -> None:
        """Write text, escaped."""
        if not self._outside:
            self._generator.characters(data)

    def end(self, name: str) -> None:
        """End an element."""
        self._depth -= 1
        if self._outside:
            self._outside -= 1
            return
        self._generator.endElement(_own(name))

    def __bytes__(self) -> bytes:
        return self._out.getvalue().encode("utf-8")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _own(name: str) -> str:
    """The name without a prefix, but for Google's extensions of KML (tracks)."""
    return name if name.startswith("gx:") else _local(name)

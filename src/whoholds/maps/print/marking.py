"""What a picture says of itself: title, alternative text, sources and licence, in PNG and SVG."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from PIL.PngImagePlugin import PngInfo

from whoholds.maps.print.scene import Scene
from whoholds.maps.print.sizes import Size
from whoholds.maps.sheet import Sheet


def told(text: str) -> str:
    r"""Return text on one line, without what XML has no sign for.

    Examples
    --------
    >>> told("two\n lines\x07")
    'two lines'
    """
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", "", " ".join(text.split()))


def png_info(sheet: Sheet, language: str) -> PngInfo:
    """Return the texts of a PNG, each as iTXt with its language."""
    info = PngInfo()
    texts = {
        "Title": sheet.title,
        "Description": sheet.alt,
        "Source": " ".join(sheet.notes),
        "Copyright": " ".join(filter(None, (sheet.rights, sheet.licence))),
    }
    for key, text in texts.items():
        info.add_itxt(key, told(text), lang=language)
    info.add_text("Software", "whoholds")
    return info


def svg_info(sheet: Sheet, language: str) -> dict[str, Any]:
    """Return the Dublin Core of an SVG, as matplotlib writes it."""
    return {
        "Title": told(sheet.title),
        "Creator": "whoholds",
        "Date": None,
        "Description": told(sheet.alt),
        "Language": language,
        "Rights": told(sheet.rights),
        "Source": told(" ".join(sheet.notes)),
    }


def marked(svg: bytes, sheet: Sheet, scenes: tuple[Scene, ...], size: Size, language: str) -> bytes:
    """Return an SVG of its size in px or mm, with description, licence and titles of its pieces.

    Its paths have two decimals, a hundredth of a point, instead of six.
    """
    text = re.sub(
        r' d="[^"]*"', lambda path: re.sub(r"(?<=\.\d\d)\d+", "", path[0]), svg.decode("utf-8")
    )
    wide, high = size.mm or (size.width, size.height)
    unit = "mm" if size.mm else "px"
    text = re.sub(
        r'<svg ([^>]*?)width="[^"]*" height="[^"]*"',
        rf'<svg \g<1>width="{wide}{unit}" height="{high}{unit}"',
        text,
        count=1,
    )
    text = re.sub(r"<svg ", f'<svg role="img" xml:lang={quoteattr(language)} ', text, count=1)
    desc = f"</title>\n <desc>{escape(told(sheet.alt))}</desc>"
    text = text.replace("</title>", desc, 1)
    if sheet.licence:
        licence = f'<cc:license rdf:resource="{sheet.licence}"/>\n   </cc:Work>'
        text = text.replace("</cc:Work>", licence, 1)
    titles = {piece.id: piece.title for scene in scenes for piece in scene.pieces}

    def titled(group: re.Match[str]) -> str:
        name = titles.get(group[1])
        return group[0] + (f"\n    <title>{escape(told(name))}</title>" if name else "")

    return re.sub(r'<g id="([^"]+)">', titled, text).encode("utf-8")

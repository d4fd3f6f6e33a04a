"""What a picture says of itself: title, alternative text, sources and licence, in PNG and SVG."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from PIL.PngImagePlugin import PngInfo

from whoholds.maps.caption import Caption
from whoholds.maps.picture_sizes import Size
from whoholds.maps.print.scene import Scene


def told(text: str) -> str:
    r"""Return text on one line, without what XML has no sign for.

    Examples
    --------
    >>> told("two\n lines\x07")
    'two lines'
    """
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", "", " ".join(text.split()))


def png_info(caption: Caption, language: str) -> PngInfo:
    """Return the texts of a PNG, each as iTXt with its language."""
    info = PngInfo()
    texts = {
        "Title": caption.title,
        "Description": caption.alt,
        "Source": " ".join(caption.notes),
        "Copyright": " ".join(filter(None, (caption.rights, caption.licence))),
    }
    for key, text in texts.items():
        info.add_itxt(key, told(text), lang=language)
    info.add_text("Software", "whoholds")
    return info


def svg_info(caption: Caption, language: str) -> dict[str, Any]:
    """Return the Dublin Core of an SVG, as matplotlib writes it."""
    return {
        "Title": told(caption.title),
        "Creator": "whoholds",
        "Date": None,
        "Description": told(caption.alt),
        "Language": language,
        "Rights": told(caption.rights),
        "Source": told(" ".join(caption.notes)),
    }


def marked(
    svg: bytes, caption: Caption, scenes: tuple[Scene, ...], size: Size, language: str
) -> bytes:
    """Return an SVG of its size in px or mm, with description, licence and titles of its pieces."""
    text = shortened(svg).decode("utf-8")
    wide, high = size.mm or (size.width, size.height)
    unit = "mm" if size.mm else "px"
    text = re.sub(
        r'<svg ([^>]*?)width="[^"]*" height="[^"]*"',
        rf'<svg \g<1>width="{wide}{unit}" height="{high}{unit}"',
        text,
        count=1,
    )
    text = re.sub(r"<svg ", f'<svg role="img" xml:lang={quoteattr(language)} ', text, count=1)
    desc = f"</title>\n <desc>{escape(told(caption.alt))}</desc>"
    text = text.replace("</title>", desc, 1)
    if caption.licence:
        licence = f'<cc:license rdf:resource="{caption.licence}"/>\n   </cc:Work>'
        text = text.replace("</cc:Work>", licence, 1)
    titles = {piece.id: piece.title for scene in scenes for piece in scene.pieces}

    def titled(group: re.Match[str]) -> str:
        name = titles.get(group[1])
        return group[0] + (f"\n    <title>{escape(told(name))}</title>" if name else "")

    return re.sub(r'<g id="([^"]+)">', titled, text).encode("utf-8")


def shortened(svg: bytes) -> bytes:
    """Return an SVG with two decimals in its paths, a hundredth of a point, instead of six."""
    return re.sub(rb' d="[^"]*"', lambda path: re.sub(rb"(?<=\.\d\d)\d+", b"", path[0]), svg)

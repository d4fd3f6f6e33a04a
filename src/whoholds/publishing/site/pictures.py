"""The pictures of a site: the one place where they are made."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from whoholds.maps.picture_file import picture_file
from whoholds.maps.showing import Shown
from whoholds.proposals.citations import Sources


@dataclass(frozen=True)
class Picture:
    """A PNG: its path in the site, its content, its size in pixels, and what it shows in words."""

    path: str
    content: bytes
    width: int
    height: int
    alt: str


def picture_of(what: Shown, sources: Sources, language: str) -> Picture:
    """Draw the picture of a page.

    Parameters
    ----------
    what
        A proposal, or two that the page compares.
    sources
        What its source ids refer to.
    language
        A code.
    """
    made = picture_file(what, sources, "png", "card", language)
    # The first chunk of a PNG is its header, which begins with width and height.
    width, height = (int.from_bytes(made.content[at : at + 4], "big") for at in (16, 20))
    path = picture_path(language, *(one.proposal.id for one in what.evaluations))
    return Picture(path, _packed(made.content, language), width, height, made.alt)


def _packed(content: bytes, language: str) -> bytes:
    """A PNG with a palette: a third of the bytes, and what it says of itself."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    image, about, file = Image.open(BytesIO(content)), PngInfo(), BytesIO()
    for key, text in image.text.items():  # type: ignore[attr-defined]
        about.add_itxt(key, str(text), lang=language)
    packed = image.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed.save(file, "PNG", pnginfo=about, dpi=image.info["dpi"])
    return file.getvalue()


def picture_path(language: str, *proposals: str) -> str:
    """Return the path of the picture of a proposal, or of a comparison.

    Examples
    --------
    >>> picture_path("uk", "anchorage-aug-2025", "putin-2024")
    'pictures/uk/anchorage-aug-2025_putin-2024.png'
    """
    return f"pictures/{language}/{'_'.join(proposals)}.png"

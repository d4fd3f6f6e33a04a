"""A picture as a file: maps of proposals drawn as SVG or PNG, from the page's own palette."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib as mpl

from whoholds.ground.errors import require_one_of
from whoholds.maps.caption import Caption
from whoholds.maps.palette import SURFACES, THEMES, Fill, difference_fills, fills
from whoholds.maps.picture_sizes import Size
from whoholds.maps.print.composing import compose
from whoholds.maps.print.lettering import FAMILIES
from whoholds.maps.print.marking import marked, png_info, svg_info
from whoholds.maps.print.paper import Paper
from whoholds.maps.print.scene import Scene, scene_of
from whoholds.maps.showing import GAINED, LOST, Face
from whoholds.vocabulary.sides import Sides
from whoholds.words.reader import Reader

_SETTINGS: dict[Any, Any] = {
    "font.sans-serif": FAMILIES[:-1],
    "svg.fonttype": "none",
    "svg.hashsalt": "whoholds",
    "hatch.linewidth": 0.8,
    "path.simplify": False,
    "text.hinting": "no_hinting",
}
_ONE_AT_A_TIME = threading.Lock()


def drawn(
    faces: tuple[Face, ...], caption: Caption, reader: Reader, size: Size, form: str, theme: str
) -> bytes:
    """Draw a picture.

    Parameters
    ----------
    faces, caption
        Its maps, and the words around them.
    reader
        Whose words the maps have.
    size
        How large it is.
    form
        "svg" or "png".
    theme
        "light" or "dark".

    Returns
    -------
    bytes
        The same for the same arguments; the words of an SVG are text.

    Raises
    ------
    UnknownNameError
        When there is no such theme.
    InputError
        When a font is missing.
    """
    require_one_of(theme, THEMES, "theme")
    scenes = scenes_of(faces, reader)
    file = BytesIO()
    with drawing():
        paper = composed(scenes, caption, reader, size, theme)
        if form == "svg":
            about = svg_info(caption, reader.language)
            paper.figure.savefig(file, format="svg", dpi=72, metadata=about)
            return marked(file.getvalue(), caption, scenes, size, reader.language)
        texts = {"pnginfo": png_info(caption, reader.language), "dpi": (size.dpi, size.dpi)}
        dpi = size.width / paper.width * (1 + 1e-9)  # so that no pixel is lost to rounding
        paper.figure.savefig(file, format="png", dpi=dpi, pil_kwargs=texts)
    return file.getvalue()


def scenes_of(faces: tuple[Face, ...], reader: Reader) -> tuple[Scene, ...]:
    """Project the maps; the pieces of two have ids of their own."""
    prefixes = ("",) if len(faces) == 1 else ("a-", "b-")
    return tuple(
        scene_of(face, reader, f"{prefix}zone-")
        for face, prefix in zip(faces, prefixes, strict=True)
    )


def composed(
    scenes: tuple[Scene, ...], caption: Caption, reader: Reader, size: Size, theme: str
) -> Paper:
    """Put everything on a sheet."""
    paper = Paper(SURFACES[theme], size.inches)
    compose(paper, scenes, caption, reader, _fills(theme, scenes[0].zones.sides))
    return paper


def _fills(theme: str, sides: Sides) -> dict[str, Fill]:
    """The fills of proposals, of differences and of days: a day is what the ground went to."""
    moves = fills(theme, sides)
    days = {GAINED: moves[sides.cedes], LOST: moves[sides.returns]}
    return moves | difference_fills(theme, sides) | days


@contextmanager
def drawing() -> Iterator[None]:
    """Matplotlib's own defaults and ours, whatever the user's matplotlibrc says.

    They belong to the process, and so do the font faces; so one map is drawn at a time.
    """
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield

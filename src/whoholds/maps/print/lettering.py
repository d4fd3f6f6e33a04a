"""Lettering: the fonts of the sheet, how wide a line is, and how it is broken.

The fonts are files of matplotlib's own, so that no machine's collection changes the picture.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from whoholds.ground.errors import InputError
from whoholds.maps.tokens import PRINT_FONTS

FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
"""The folder of the fonts."""

POINT = 1 / 72
"""In inches."""

LINE_HEIGHT = 1.32
"""From baseline to baseline, in sizes of the font."""

FAMILIES = list(PRINT_FONTS)
"""What an SVG asks for: the first is what was measured, the second is as wide."""

_FIGURE = re.compile(r"\d([\d\s.,–-]*\d)?")
"""What is not left at the end of a line without the word that it counts."""


@cache
def font(size: float, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """Return a font of a size in points."""
    face = "DejaVuSans" + ("-Bold" if bold else "-Oblique" if italic else "")
    return FontProperties(
        family=FAMILIES,
        size=size,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
        fname=str(FONTS / f"{face}.ttf"),
    )


def writable(text: str) -> str:
    r"""Put text on one line, with a mark for what the fonts cannot write.

    Examples
    --------
    >>> writable(" two\n lines "), ascii(writable("和平 plan"))
    ('two lines', "'\\ufffd\\ufffd plan'")
    """
    line = re.sub(r"[ \t\r\n]+", " ", text.strip())
    return "".join(c if ord(c) in _characters() else "\ufffd" for c in line)


def width(text: str, font: FontProperties) -> float:
    """Return the width of a line in inches, before kerning."""
    hundred_points = sum(_advance(str(font.get_file()), character) for character in text)
    return hundred_points / 100 * font.get_size_in_points() * POINT


def wrapped(text: str, font: FontProperties, room: float, most: int) -> list[str]:
    """Break text into lines.

    Parameters
    ----------
    text
        Made `writable` first.
    font
        What it is written in.
    room
        Width that no line exceeds, in inches.
    most
        How many lines there may be; what is left over ends in dots.

    Examples
    --------
    >>> wrapped("Ukraine would cede", font(9.0), 0.8, 3)
    ['Ukraine', 'would cede']
    >>> wrapped("Ukraine would cede", font(9.0), 0.8, 1)
    ['Ukraine…']
    >>> wrapped("leave about 6,800 km² of it", font(9.0), 0.95, 3)
    ['leave about', '6,800 km² of it']
    """
    lines: list[str] = []
    for name in _unbroken(writable(text)):
        longer = f"{lines[-1]} {name}" if lines else name
        if lines and width(longer, font) <= room:
            lines[-1] = longer
        else:
            lines += _chopped(name, font, room)
        if len(lines) > most:
            return [*lines[: most - 1], _shortened(lines[most - 1], font, room)]
    return lines


def _unbroken(text: str) -> list[str]:
    """The words of a line: a figure goes with the word that it counts, a dash ends a line."""
    words: list[str] = []
    for word in text.split(" "):
        counted = bool(words) and _FIGURE.fullmatch(words[-1]) and not _FIGURE.fullmatch(word)
        if counted or (words and word == "—"):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _chopped(name: str, font: FontProperties, room: float) -> list[str]:
    """A word in pieces that fit."""
    pieces, taken = [""], 0.0
    for character in name:
        step = width(character, font)
        if pieces[-1] and taken + step > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += character
        taken += step
    return pieces


def _shortened(line: str, font: FontProperties, room: float) -> str:
    """A line that ends in dots and fits."""
    while line and width(line + "…", font) > room:
        line = line[:-1]
    return line.rstrip(" ") + "…"


@cache
def _advance(file: str, character: str) -> float:
    """From the start of a character to the start of the next, in points, 100 points tall."""
    return float(_face(file).load_char(ord(character)).linearHoriAdvance) / 65536


@cache
def _face(file: str) -> FT2Font:
    """The face in a file, for measuring: 100 points tall."""
    try:
        face = FT2Font(file)
    except (OSError, RuntimeError) as error:
        raise InputError.of("picture.font", file) from error
    face.set_size(100, 72)
    return face


@cache
def _characters() -> frozenset[int]:
    """What all three faces can write."""
    fonts = [font(8.0), font(8.0, bold=True), font(8.0, italic=True)]
    charmaps = (frozenset(_face(str(one.get_file())).get_charmap()) for one in fonts)
    return frozenset.intersection(*charmaps)

"""The printed map as a file: an evaluation drawn as SVG or PNG, from the page's own palette."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib as mpl

from whoholds.ground.errors import require_one_of
from whoholds.maps.palette import SURFACES, THEMES, Fill, fills
from whoholds.maps.print.ground import draw_ground, lines_of
from whoholds.maps.print.lettering import writable
from whoholds.maps.print.margins import (
    GAP,
    LEGEND,
    draw_foot,
    draw_head,
    draw_legend,
    draw_scale_bar,
)
from whoholds.maps.print.names import draw_names
from whoholds.maps.print.paper import MARGIN, WIDTH, Paper
from whoholds.maps.print.projection import Frame
from whoholds.maps.sheet import Sheet, sheet_of
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.reader import Reader

PIXELS = 2000
"""Width of the PNG unless another is asked for: 200 a printed inch."""

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "whoholds",
    "hatch.linewidth": 0.8,
    "path.simplify": False,
}
_ONE_AT_A_TIME = threading.Lock()


def map_svg(
    evaluation: Evaluation, sources: Sources, language: str = "en", theme: str = "light"
) -> bytes:
    """Draw the map of an evaluation as SVG.

    Parameters
    ----------
    evaluation
        What is mapped.
    sources
        What the source ids of the proposal refer to (`Catalogue.sources`).
    language
        "en" or "uk".
    theme
        "light" or "dark".

    Returns
    -------
    bytes
        A UTF-8 file whose words are text; the same for the same arguments.

    Raises
    ------
    UnknownNameError
        When there is no such language or theme.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> sources = opened().catalogue.sources
    >>> picture = map_svg(evaluate_proposal("anchorage-aug-2025"), sources)
    >>> picture[:5], b"16 August 2025" in picture
    (b'<?xml', True)
    """
    reader = evaluation.zones.known.reader(language)
    about = {"Creator": "whoholds", "Date": None, "Language": language}
    return _drawn(evaluation, sources, reader, theme, "svg", about, dpi=72)


def map_png(
    evaluation: Evaluation,
    sources: Sources,
    language: str = "en",
    theme: str = "light",
    width: int = PIXELS,
) -> bytes:
    """Draw the map of an evaluation as PNG.

    Parameters
    ----------
    evaluation, sources, language, theme
        As for `map_svg`.
    width
        In pixels.

    Returns
    -------
    bytes
        The same for the same arguments.

    Raises
    ------
    UnknownNameError
        When there is no such language or theme.
    """
    reader = evaluation.zones.known.reader(language)
    return _drawn(
        evaluation, sources, reader, theme, "png", {"Software": "whoholds"}, dpi=width / WIDTH
    )


def _drawn(
    evaluation: Evaluation,
    sources: Sources,
    reader: Reader,
    theme: str,
    form: str,
    about: dict[str, Any],
    dpi: float,
) -> bytes:
    require_one_of(theme, THEMES, "theme")
    sheet = sheet_of(evaluation, sources, reader.language)
    file = BytesIO()
    with drawing():
        paper = Paper(SURFACES[theme])
        _compose(paper, evaluation, sheet, reader, fills(theme, evaluation.zones.sides))
        title = writable(f"{sheet.title}. {sheet.dated} {sheet.date}")
        paper.figure.savefig(file, format=form, dpi=dpi, metadata={"Title": title, **about})
    return shortened(file.getvalue()) if form == "svg" else file.getvalue()


def shortened(svg: bytes) -> bytes:
    """The SVG with two decimals in its paths, a hundredth of a point, instead of six."""
    return re.sub(rb' d="[^"]*"', lambda path: re.sub(rb"(?<=\.\d\d)\d+", b"", path[0]), svg)


def _compose(
    paper: Paper, evaluation: Evaluation, sheet: Sheet, reader: Reader, fills: dict[str, Fill]
) -> None:
    """Head and foot take the room that their words need; the map gets what is between them."""
    top, bottom = draw_head(paper, sheet), draw_foot(paper, sheet)
    right = WIDTH - MARGIN - LEGEND - GAP
    bounds = (MARGIN, bottom, right, top)
    frame = Frame(bounds, lines_of(evaluation.zones).border.bounds)
    draw_ground(paper, frame, evaluation, fills)
    draw_names(paper, frame, evaluation, reader)
    paper.box(bounds, facecolor="none", edgecolor=paper.colours["rule"], linewidth=0.8)
    draw_scale_bar(paper, frame, reader)
    draw_legend(paper, (right + GAP, top), sheet, evaluation.zones, reader, fills)


@contextmanager
def drawing() -> Iterator[None]:
    """Matplotlib's own defaults and ours, whatever the user's matplotlibrc says.

    They belong to the process, and so do the font faces; so one map is drawn at a time.
    """
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield

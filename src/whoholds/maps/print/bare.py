"""A map of any size without title, legend and notes, for a page that has its own."""

from __future__ import annotations

from io import BytesIO

import shapely

from whoholds.maps.palette import SURFACES, Fill, fills
from whoholds.maps.print.ground import draw_ground, lines_of
from whoholds.maps.print.marking import shortened
from whoholds.maps.print.names import draw_names
from whoholds.maps.print.paper import Box, Paper
from whoholds.maps.print.picture import drawing
from whoholds.maps.print.projection import Frame
from whoholds.maps.print.scale_bar import draw_scale_bar, scale_bar_box
from whoholds.maps.print.scene import Scene, scene_of
from whoholds.maps.showing import face_of
from whoholds.proposals.evaluation import Evaluation

INCH = 25.4
"""In millimetres."""

SWATCH_MM = (7.0, 3.6)
"""Width and height of a sample in a legend."""

_AROUND = 0.05
"""How much more than what changes a map of it shows, on each side, as a part of its extent."""

_TYPE = 7.0
"""The least size of type, in points."""

_THEME = "light"


def bare_svg(
    evaluation: Evaluation,
    size_mm: tuple[float, float],
    language: str = "en",
    *,
    only_holders: bool = False,
    zoomed: bool = False,
) -> bytes:
    """Draw a map of an evaluation as SVG.

    Parameters
    ----------
    evaluation
        What is mapped.
    size_mm
        Width and height.
    language
        "en" or "uk".
    only_holders
        Whether land that changes sides looks as what its new holder keeps.
    zoomed
        Whether what changes is shown large, where anything does, and not the whole country.

    Returns
    -------
    bytes
        A UTF-8 file whose words are text; the same for the same arguments.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> bare_svg(evaluate_proposal("putin-2024"), (90, 62))[:5]
    b'<?xml'
    """
    reader = evaluation.zones.known.reader(language)
    width, height = (side / INCH for side in size_mm)
    bounds = (0.0, 0.0, width, height)
    with drawing():
        paper = _sheet(width, height)
        scene = scene_of(face_of(evaluation, reader), reader)
        frame = Frame(bounds, _extent(scene, zoomed=zoomed))
        draw_ground(paper, frame, scene, _filled(evaluation, only_holders=only_holders))
        draw_names(paper, frame, scene, reader, [scale_bar_box(frame, reader, _TYPE)], _TYPE)
        draw_scale_bar(paper, frame, reader, _TYPE)
        paper.box(bounds, facecolor="none", edgecolor=paper.colours["rule"], linewidth=1.4)
        return _saved(paper)


def swatch_svg(fill: Fill) -> bytes:
    """Draw the sample of a fill as SVG, as the legend of a map has it."""
    width, height = (side / INCH for side in SWATCH_MM)
    whole = (0.0, 0.0, width, height)
    with drawing():
        paper = _sheet(width, height)
        paper.box(whole, facecolor=fill.colour, linewidth=0)
        paper.hatch(shapely.box(*whole), fill)
        edge = paper.colours["region-edge"]
        paper.box(whole, facecolor="none", edgecolor=edge, linewidth=1.2)
        return _saved(paper)


def _sheet(width: float, height: float) -> Paper:
    return Paper(SURFACES[_THEME], (width, height))


def _filled(evaluation: Evaluation, *, only_holders: bool) -> dict[str, Fill]:
    sides = evaluation.zones.sides
    known = fills(_THEME, sides)
    if not only_holders:
        return known
    recognised, holding = sides.keeps
    return known | {sides.cedes: known[holding], sides.returns: known[recognised]}


def _extent(scene: Scene, *, zoomed: bool) -> Box:
    """West, south, east and north of what is shown, in metres of the projection."""
    keeps = scene.zones.sides.keeps
    moved = [shape for kind, shape in scene.kinds.items() if kind not in keeps]
    if not zoomed or not moved:
        return lines_of(scene.zones).border.bounds
    west, south, east, north = shapely.total_bounds(moved)
    around = _AROUND * max(east - west, north - south)
    return (west - around, south - around, east + around, north + around)


def _saved(paper: Paper) -> bytes:
    file = BytesIO()
    about = {"Creator": "whoholds", "Date": None}
    paper.figure.savefig(file, format="svg", dpi=72, metadata=about)
    return shortened(file.getvalue())

"""Which ground a map shows: what changes, the country small in a corner, or all of it."""

from __future__ import annotations

import shapely

from whoholds.maps.palette import Fill
from whoholds.maps.print.ground import lines_of
from whoholds.maps.print.paper import Box, Paper
from whoholds.maps.print.placing import Room
from whoholds.maps.print.projection import Frame
from whoholds.maps.print.scene import Scene

AROUND = 0.16
"""What is shown around the ground that changes, as a share of its width and height."""

LEAST_METRES = 330_000
"""A frame is at least so wide and high: less would not say where in the country one is."""

GAIN, GAIN_OF_TWO = 1.35, 1.15
"""How much larger what changes has to become for the country not to be shown whole: on one map, and
on two, which are smaller."""

NARROWEST = 4.0
"""A map narrower than so many inches has no small one in it."""

LOCATOR = 0.27
"""Width of the small map, as a share of the frame's."""

MOST_INCHES = 1.9
_EDGE = 0.08
_INSIDE = 0.03
"""Between the edge of the small map and the box that it has of the large one, in inches."""


def framed(bounds: Box, scenes: tuple[Scene, ...]) -> tuple[Frame, bool]:
    """Return the frame of a picture's maps, and whether the country is shown small in it."""
    whole = Frame(bounds, lines_of(scenes[0].zones).border.bounds)
    moving = [shape for scene in scenes for shape in scene.moving if not shape.is_empty]
    if not moving:
        return whole, False
    west, south, east, north = shapely.total_bounds(moving)
    wide = max((east - west) * (1 + 2 * AROUND), LEAST_METRES) / 2
    high = max((north - south) * (1 + 2 * AROUND), LEAST_METRES) / 2
    x, y = (west + east) / 2, (south + north) / 2
    close = Frame(bounds, (x - wide, y - high, x + wide, y + high))
    gain = GAIN if len(scenes) == 1 else GAIN_OF_TWO
    if whole.metres <= gain * close.metres:
        return whole, False
    return close, bounds[2] - bounds[0] >= NARROWEST


def draw_locator(
    paper: Paper, frame: Frame, scene: Scene, fills: dict[str, Fill], taken: list[Box]
) -> Box:
    """Draw the country small in the corner where it hides least; return where that is."""
    lines = lines_of(scene.zones)
    west, south, east, north = lines.border.bounds
    left, bottom, right, top = frame.bounds
    width = min(LOCATOR * (right - left), MOST_INCHES)
    height = width * (north - south) / (east - west) + 0.04
    corners = [
        (left + _EDGE, top - _EDGE - height),
        (right - _EDGE - width, top - _EDGE - height),
        (right - _EDGE - width, bottom + _EDGE),
        (left + _EDGE, bottom + _EDGE),
    ]
    boxes: list[Box] = [(x, y, x + width, y + height) for x, y in corners]
    moving = [frame.place(shape) for shape in scene.moving]
    room = Room(frame.bounds, moving, frame.place(lines.contact))
    for one in taken:
        room.take(one)
    free = [box for box in boxes if room.is_clear(box)] or boxes
    best = min(free, key=lambda box: round(room.hidden(box), 2))
    _draw(paper, Frame(best, lines.border.bounds), frame, scene, fills)
    return best


def _draw(paper: Paper, small: Frame, frame: Frame, scene: Scene, fills: dict[str, Fill]) -> None:
    clip, colours = small.bounds, paper.colours
    paper.box(clip, facecolor=colours["page"], linewidth=0)
    for kind, shape in scene.kinds.items():
        placed = small.place(shapely.simplify(shape, small.metres / 150))
        paper.fill(placed, fills[kind].colour, fills[kind].colour, clip)
    border = shapely.simplify(lines_of(scene.zones).border, small.metres / 150)
    paper.stroke(small.place(border), "region-edge", clip)
    inside = shapely.box(*clip).buffer(-_INSIDE, join_style="mitre")
    seen = shapely.intersection(small.place(shapely.box(*frame.shown)), inside)
    paper.stroke(shapely.boundary(seen), "line", clip)
    paper.box(clip, facecolor="none", edgecolor=colours["quiet"], linewidth=0.8)

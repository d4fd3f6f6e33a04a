"""How a sheet is composed: title, figures and legend are planned, the maps get what is between.

The richest plan is taken that leaves the maps their part of the caption.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from whoholds.maps.backdrop import dry_in_words
from whoholds.maps.caption import Caption, Figure
from whoholds.maps.palette import Fill
from whoholds.maps.picture_sizes import LEAST_POINTS
from whoholds.maps.print.blocks import (
    BESIDE,
    Block,
    Sample,
    beside,
    flowed,
    gridded,
    stacked,
    text_block,
)
from whoholds.maps.print.ground import draw_ground, lines_of
from whoholds.maps.print.lettering import font
from whoholds.maps.print.locator import draw_locator, framed
from whoholds.maps.print.names import draw_names
from whoholds.maps.print.paper import MARGIN, Box, Paper
from whoholds.maps.print.scale_bar import draw_scale_bar, scale_bar_box
from whoholds.maps.print.scene import Scene
from whoholds.maps.showing import LegendRow
from whoholds.words.reader import Reader

GAP = 0.22
"""Between what stands beside or under each other, in inches."""

WIDE = 1.2
"""From so much wider than high the legend stands beside a single map."""

HIGH = 1.35
"""From so much higher than wide two maps stand under each other."""

_APART = 0.1
"""Between a name in the legend and its area, in inches."""

_TITLES = (30.0, 27.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.5, 13.0)

_VALUES = (19.0, 17.0, 15.0)
"""Sizes of a key figure: the largest in which it stays on one line."""

_MOST_LINES = {2: 20.0, 3: 16.0, 5: 13.0}
"""So many lines a title takes at most while it is not smaller than this: few large ones first."""

_LONGEST = 0.3
"""Share of the height that a title may take at its smallest; what is left over ends in dots."""


@dataclass(frozen=True)
class Plan:
    """How much is said around the maps.

    Attributes
    ----------
    title
        Share of the sheet's height that the title may take.
    figures
        How many figures.
    notes, areas, drained
        Whether a figure has its note, a class its area, and whether reservoirs that are without
        water are drawn and have their row.
    said
        Whether the heading of each of two maps has what would change.
    map
        Share of the sheet's height that the maps have to have.
    """

    title: float
    figures: int
    notes: bool
    areas: bool
    drained: bool
    said: bool
    map: float


PLANS = (
    Plan(0.22, 4, True, True, True, True, 0.55),
    Plan(0.22, 3, True, True, True, True, 0.53),
    Plan(0.2, 2, True, True, True, True, 0.5),
    Plan(0.18, 2, False, True, True, True, 0.48),
    Plan(0.18, 2, False, True, False, True, 0.46),
    Plan(0.16, 2, False, False, False, True, 0.44),
    Plan(0.16, 0, False, True, False, True, 0.42),
    Plan(0.16, 0, False, False, False, True, 0.32),
    Plan(0.16, 0, False, False, False, False, 0.0),
)
"""From the richest to the barest, which is taken whatever it leaves."""


@dataclass(frozen=True)
class Layout:
    """The blocks of a caption, each with its upper left corner, and the frames of its maps."""

    blocks: tuple[tuple[Block, float, float], ...]
    frames: tuple[Box, ...]
    fits: bool


def compose(
    paper: Paper,
    scenes: tuple[Scene, ...],
    caption: Caption,
    reader: Reader,
    fills: dict[str, Fill],
) -> None:
    """Draw the maps and what stands around them."""
    is_wide = len(scenes) == 1 and paper.width >= WIDE * paper.height
    # A legend too long for a column stands below the map.
    for arrange, plan in product((_column, _stack) if is_wide else (_stack,), PLANS):
        layout = arrange(paper, scenes, caption, reader, plan)
        if layout.fits:
            break
    frame, has_locator = framed(layout.frames[0], scenes)
    for bounds, scene in zip(layout.frames, scenes, strict=True):
        placed = frame.at(bounds)
        draw_ground(paper, placed, scene, fills, with_drained=plan.drained)
        taken = [scale_bar_box(placed, reader)]
        if has_locator:
            taken.append(draw_locator(paper, placed, scene, fills, taken))
        draw_names(paper, placed, scene, reader, taken)
        draw_scale_bar(paper, placed, reader)
        paper.box(bounds, facecolor="none", edgecolor=paper.colours["rule"], linewidth=0.8)
    for block, left, top in layout.blocks:
        block.draw(paper, left, top, fills)


def _head(paper: Paper, caption: Caption, plan: Plan) -> Block:
    """The title as large as its part of the sheet allows, the subtitle under it."""
    room, most = paper.width - 2 * MARGIN, plan.title * paper.height
    under = text_block(caption.subtitle, font(LEAST_POINTS), room, 3, "quiet")
    titles = {
        points: text_block(caption.title, font(points, bold=True), room, 99) for points in _TITLES
    }
    for lines, least in _MOST_LINES.items():
        for points, title in titles.items():
            if points >= least and len(title.lines) <= lines and title.height <= most:
                return stacked([title, under], 0.04)
    title = titles[_TITLES[-1]]
    count = max(1, int(len(title.lines) * _LONGEST * paper.height / title.height))
    title = text_block(caption.title, font(_TITLES[-1], bold=True), room, count)
    return stacked([title, under], 0.04)


def _foot(paper: Paper, caption: Caption) -> Block:
    return text_block(caption.source, font(LEAST_POINTS), paper.width - 2 * MARGIN, 3, "quiet")


def _figure(figure: Figure, room: float, plan: Plan) -> Block:
    small = font(LEAST_POINTS)
    sizes = (text_block(figure.value, font(one, bold=True), room, 2) for one in _VALUES)
    value = min(sizes, key=lambda block: len(block.lines))
    note = text_block(figure.note, small, room, 2, "quiet") if plan.notes else Block()
    return stacked([text_block(figure.name, small, room, 3), value, note], 0.01)


def _row(kind: str, name: str, area: str, room: float) -> Block:
    """A sample with its name, and the area beside that if there is room, or else below."""
    small, room = font(LEAST_POINTS), room - BESIDE
    said = text_block(name, small, room, 7)
    much = text_block(area, small, room, 2, "quiet")
    if len(said.lines) == 1 and said.width + _APART + much.width <= room:
        words = beside([said, much], said.width + _APART)
    else:
        words = stacked([said, much])
    words = words.moved(BESIDE, 0.0)
    return Block(max(words.height, 0.24), words.lines, (Sample(kind, 0.0, 0.0),))


def _rows(
    scenes: tuple[Scene, ...], caption: Caption, reader: Reader, room: float, plan: Plan
) -> list[Block]:
    legend: list[LegendRow] = [
        LegendRow(row.kind, row.name, row.area if plan.areas else "") for row in caption.legend
    ]
    zones = scenes[0].zones
    if not lines_of(zones).contact.is_empty:
        legend.append(LegendRow("line", caption.line, ""))
    legend.append(LegendRow("border", caption.border, ""))
    if plan.drained:
        dry = dry_in_words(zones.known, zones.control.date, reader)
        legend += [LegendRow("drained", text, "") for text in dry]
    return [_row(row.kind, row.name, row.area, room) for row in legend]


def _legend(
    scenes: tuple[Scene, ...], caption: Caption, reader: Reader, room: float, plan: Plan
) -> Block:
    """The legend below a map: in columns, or row after row where that takes less of its height."""
    columns = int(room // 3.0)
    grid = gridded(_rows(scenes, caption, reader, room / columns - 0.15, plan), columns, room, 0.08)
    flow = flowed(_rows(scenes, caption, reader, room, plan), room, GAP, 0.05)
    return min(grid, flow, key=lambda block: block.height)


def _column(
    paper: Paper, scenes: tuple[Scene, ...], caption: Caption, reader: Reader, plan: Plan
) -> Layout:
    """Figures and legend in a column on the right of one map."""
    head, foot = _head(paper, caption, plan), _foot(paper, caption)
    room = max(3.0, 0.26 * paper.width)
    figures = [_figure(one, room, plan) for one in caption.figures[: plan.figures]]
    rows = _rows(scenes, caption, reader, room, plan)
    column = stacked([stacked(figures, 0.12), stacked(rows, 0.08)], 0.22)
    top, bottom, right = _between(paper, head, foot)
    left = right - room
    blocks = (*_edges(paper, head, foot), (column, left, top))
    frame = (MARGIN, bottom, left - GAP, top)
    enough = top - bottom >= max(column.height, min(plan.map, 0.5) * paper.height)
    return Layout(blocks, (frame,), enough)


def _stack(
    paper: Paper, scenes: tuple[Scene, ...], caption: Caption, reader: Reader, plan: Plan
) -> Layout:
    """Figures under the title, the maps, and the legend in columns under them."""
    head, foot = _head(paper, caption, plan), _foot(paper, caption)
    room = paper.width - 2 * MARGIN
    count = max(1, min(len(caption.figures), plan.figures, int(room // 3.0)))
    shown = caption.figures[: min(plan.figures, 2 * count)]
    figures = [_figure(one, room / count - 0.15, plan) for one in shown]
    legend = _legend(scenes, caption, reader, room, plan)
    head = stacked([head, gridded(figures, count, room, 0.1)], 0.12)
    top, bottom, _ = _between(paper, head, foot)
    low = bottom + legend.height + 0.12
    placed, frames = _maps(paper, caption, plan, (MARGIN, low, MARGIN + room, top))
    blocks = (*_edges(paper, head, foot), (legend, MARGIN, low - 0.12), *placed)
    ground = sum((east - west) * (north - south) for west, south, east, north in frames)
    return Layout(blocks, frames, ground >= plan.map * room * paper.height)


def _maps(
    paper: Paper, caption: Caption, plan: Plan, bounds: Box
) -> tuple[list[tuple[Block, float, float]], tuple[Box, ...]]:
    """Frames for one map or two, each of two under its heading."""
    left, bottom, right, top = bounds
    if not caption.headings:
        return [], (bounds,)
    is_high = paper.height >= HIGH * paper.width
    room = right - left if is_high else (right - left - GAP) / 2
    heads = [
        stacked(
            [
                text_block(name, font(LEAST_POINTS + 0.8, bold=True), room, 3),
                text_block(said if plan.said else "", font(LEAST_POINTS), room, 3),
            ]
        )
        for name, said in caption.headings
    ]
    high = max(head.height for head in heads) + 0.07
    if not is_high:
        lefts = (left, left + room + GAP)
        placed = [(head, x, top) for head, x in zip(heads, lefts, strict=True)]
        return placed, tuple((x, bottom, x + room, top - high) for x in lefts)
    step = (top - bottom + 0.14) / 2
    tops = (top, top - step)
    # Each heading right above its map, however many lines the other one has.
    placed = [
        (head, left, y - high + 0.07 + head.height) for head, y in zip(heads, tops, strict=True)
    ]
    return placed, tuple((left, y - step + 0.14, right, y - high) for y in tops)


def _between(paper: Paper, head: Block, foot: Block) -> tuple[float, float, float]:
    """Top, bottom and right of what lies between head and foot."""
    top = paper.height - MARGIN - head.height - 0.12
    return top, MARGIN + foot.height + 0.1, paper.width - MARGIN


def _edges(paper: Paper, head: Block, foot: Block) -> tuple[tuple[Block, float, float], ...]:
    return (head, MARGIN, paper.height - MARGIN), (foot, MARGIN, MARGIN + foot.height)

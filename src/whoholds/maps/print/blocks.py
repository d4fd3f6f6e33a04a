"""Blocks of type: lines and samples measured before they are drawn, so that a sheet can be planned.

All lengths are in inches; a block is drawn from its upper left corner down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from matplotlib.font_manager import FontProperties

from whoholds.maps.palette import Fill
from whoholds.maps.print.lettering import LINE_HEIGHT, POINT, width, wrapped
from whoholds.maps.print.paper import Paper

SWATCH, BESIDE = 0.4, 0.52
"""Width of a sample, and where its words begin."""


@dataclass(frozen=True)
class Line:
    """A line of text, by its left end and its top."""

    text: str
    font: FontProperties
    colour: str
    left: float
    top: float


@dataclass(frozen=True)
class Sample:
    """A sample of a fill or of a kind of line, by its left end and its top."""

    kind: str
    left: float
    top: float


@dataclass(frozen=True)
class Block:
    """Lines and samples with the height that they take."""

    height: float = 0.0
    lines: tuple[Line, ...] = ()
    samples: tuple[Sample, ...] = ()

    @property
    def width(self) -> float:
        """How far its longest line reaches."""
        return max((one.left + width(one.text, one.font) for one in self.lines), default=0.0)

    def moved(self, right: float, down: float) -> Block:
        """Return the block further to the right and down."""
        lines = (replace(one, left=one.left + right, top=one.top + down) for one in self.lines)
        samples = (replace(one, left=one.left + right, top=one.top + down) for one in self.samples)
        return Block(self.height, tuple(lines), tuple(samples))

    def draw(self, paper: Paper, left: float, top: float, fills: dict[str, Fill]) -> None:
        """Put the block on a sheet."""
        for sample in self.samples:
            _draw_sample(paper, left + sample.left, top - sample.top, sample.kind, fills)
        for line in self.lines:
            size = line.font.get_size_in_points() * POINT
            x, base = left + line.left, top - line.top - size
            paper.write(x, base, line.text, line.font, line.colour)


def _draw_sample(paper: Paper, left: float, top: float, kind: str, fills: dict[str, Fill]) -> None:
    if kind not in fills:
        middle = top - 0.1
        paper.stroke(shapely.LineString([(left, middle), (left + SWATCH, middle)]), kind)
        return
    box = (left, top - 0.22, left + SWATCH, top - 0.01)
    paper.box(box, facecolor=fills[kind].colour, linewidth=0)
    paper.hatch(shapely.box(*box), fills[kind])
    paper.box(box, facecolor="none", edgecolor=paper.colours["region-edge"], linewidth=0.7)


def text_block(
    text: str, font: FontProperties, room: float, most: int, colour: str = "text"
) -> Block:
    """Break a text into at most so many lines; a text of nothing is a block of nothing."""
    if not text.strip():
        return Block()
    step = LINE_HEIGHT * font.get_size_in_points() * POINT
    lines = wrapped(text, font, room, most)
    placed = (Line(one, font, colour, 0.0, row * step) for row, one in enumerate(lines))
    return Block(len(lines) * step, tuple(placed))


def stacked(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Put blocks under each other; those of no height take no gap."""
    whole = Block()
    for block in blocks:
        if block.height:
            down = whole.height + gap if whole.height else 0.0
            lower = block.moved(0.0, down)
            whole = Block(
                down + block.height, whole.lines + lower.lines, whole.samples + lower.samples
            )
    return whole


def beside(blocks: Sequence[Block], step: float) -> Block:
    """Put blocks beside each other, each so much further to the right."""
    moved = [block.moved(number * step, 0.0) for number, block in enumerate(blocks)]
    return Block(
        max((block.height for block in blocks), default=0.0),
        tuple(line for block in moved for line in block.lines),
        tuple(sample for block in moved for sample in block.samples),
    )


def gridded(blocks: Sequence[Block], columns: int, room: float, gap: float) -> Block:
    """Put blocks in rows of so many, from left to right."""
    rows = [blocks[start : start + columns] for start in range(0, len(blocks), columns)]
    return stacked([beside(row, room / columns) for row in rows], gap)


def flowed(blocks: Sequence[Block], room: float, across: float, down: float) -> Block:
    """Put blocks beside each other like words, as many in a row as fit."""
    rows: list[Block] = []
    for block in blocks:
        right = rows[-1].width + across if rows else room
        if right + block.width > room:
            rows.append(block)
        else:
            more = block.moved(right, 0.0)
            rows[-1] = Block(
                max(rows[-1].height, more.height),
                rows[-1].lines + more.lines,
                rows[-1].samples + more.samples,
            )
    return stacked(rows, down)

"""What stands around the printed map: title and figures above, legend beside, sources below."""

from __future__ import annotations

import shapely

from whoholds.maps.backdrop import dry_in_words
from whoholds.maps.palette import Fill
from whoholds.maps.print.ground import lines_of
from whoholds.maps.print.lettering import LINE_HEIGHT, POINT, font, width, wrapped, writable
from whoholds.maps.print.paper import HEIGHT, MARGIN, WIDTH, Paper
from whoholds.maps.print.projection import Frame
from whoholds.maps.sheet import LegendRow, Sheet
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones

LEGEND = 2.45
"""Width of the legend in inches."""

GAP = 0.25
"""Between the map and its legend, in inches."""

_SWATCH, _BESIDE = 0.38, 0.5
_STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def draw_head(paper: Paper, sheet: Sheet) -> float:
    """Write title, date and figures at the top; return where the map may begin."""
    right, room, top = WIDTH - MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 0.3
    small, large = font(8.5), font(19.0, bold=True)
    paper.paragraph(right, top, [writable(sheet.dated)], small, "quiet", "right")
    paper.paragraph(right, top - 0.17, [writable(sheet.date)], large, "text", "right")
    room -= 0.3 + max(width(sheet.date, large), width(sheet.dated, small))
    lines = wrapped(sheet.title, large, room, 2)
    if len(lines) > 1:
        large = font(15.0, bold=True)
        lines = wrapped(sheet.title, large, room, 2)
    top = paper.paragraph(MARGIN, top, lines, large)
    below = wrapped(sheet.subtitle, font(10.0), room, 2)
    top = paper.paragraph(MARGIN, top, below, font(10.0), "quiet")
    return _draw_figures(paper, sheet, min(top - 0.07, HEIGHT - 0.83))


def _draw_figures(paper: Paper, sheet: Sheet, top: float) -> float:
    """Draw the figures side by side, each with its details below."""
    large, fine = font(13.0, bold=True), font(7.5)
    room = (WIDTH - 2 * MARGIN) / len(sheet.figures)
    lowest = top
    for column, figure in enumerate(sheet.figures):
        left = MARGIN + column * room
        paper.paragraph(left, top, wrapped(figure.name, fine, room - 0.05, 1), fine, "quiet")
        paper.paragraph(left, top - 0.155, [figure.value], large)
        lines = wrapped("; ".join(figure.details), fine, room - 0.15, 4)
        lowest = min(lowest, paper.paragraph(left, top - 0.39, lines, fine, "quiet"))
    return lowest - 0.06


def draw_foot(paper: Paper, sheet: Sheet) -> float:
    """Write sources and licences at the bottom; return where the map may end."""
    small, room = font(6.5), WIDTH - 2 * MARGIN
    lines = [line for note in sheet.notes for line in wrapped(note, small, room, 7)]
    height = len(lines) * LINE_HEIGHT * small.get_size_in_points() * POINT
    paper.paragraph(MARGIN, 0.24 + height, lines, small, "quiet")
    return 0.24 + height + 0.1


def draw_legend(
    paper: Paper, corner: tuple[float, float], sheet: Sheet, zones: Zones, reader: Reader,
    fills: dict[str, Fill],
) -> None:  # fmt: skip
    """Draw the legend from its upper left corner down: the classes, then the lines."""
    left, top = corner
    small, room = font(8.5), WIDTH - MARGIN - left - _BESIDE
    title = wrapped(sheet.legend_title, font(10.0, bold=True), room + _BESIDE, 2)
    top = paper.paragraph(left, top + 0.02, title, font(10.0, bold=True)) - 0.09
    for row in sheet.legend:
        top = _draw_class(paper, (left, top), row, fills[row.change])
    for kind, text in _line_rows(sheet, zones, reader):
        sample = shapely.LineString([(left, top - 0.08), (left + _SWATCH, top - 0.08)])
        paper.stroke(sample, kind)
        top = paper.paragraph(left + _BESIDE, top, wrapped(text, small, room, 3), small) - 0.07


def _draw_class(paper: Paper, corner: tuple[float, float], row: LegendRow, fill: Fill) -> float:
    left, top = corner
    names, small, room = font(9.0), font(8.5), WIDTH - MARGIN - left - _BESIDE
    swatch = (left, top - 0.24, left + _SWATCH, top - 0.02)
    paper.box(swatch, facecolor=fill.colour, linewidth=0)
    paper.hatch(shapely.box(*swatch), fill)
    paper.box(swatch, facecolor="none", edgecolor=paper.colours["region-edge"], linewidth=0.7)
    below = paper.paragraph(left + _BESIDE, top, wrapped(row.name, names, room, 3), names)
    area = wrapped(row.area, small, room, 2)
    return paper.paragraph(left + _BESIDE, below - 0.01, area, small, "quiet") - 0.1


def _line_rows(sheet: Sheet, zones: Zones, reader: Reader) -> list[tuple[str, str]]:
    """The kinds of lines that the map has, with what each is."""
    rows = [("border", sheet.border)]
    if not lines_of(zones).contact.is_empty:
        rows.insert(0, ("line", sheet.line))
    dry = dry_in_words(zones.known, zones.control.date, reader)
    return [*rows, *(("drained", text) for text in dry)]


def draw_scale_bar(paper: Paper, frame: Frame, reader: Reader) -> None:
    """Draw a bar of a round length, at most a quarter of the map's width, in its corner."""
    left, bottom, right, _ = frame.bounds
    most = max(0.25 * (right - left) * frame.metres / 1e3, _STEPS_KM[0])
    length = max(step for step in _STEPS_KM if step <= most)
    inches = length * 1e3 / frame.metres
    x, y = left + 0.15, bottom + 0.14
    paper.path([(x, y + 0.06), (x, y), (x + inches, y), (x + inches, y + 0.06)], "quiet")
    text = f"{length} {reader.word('unit.km')}"
    paper.write(x + inches / 2, y + 0.05, text, font(7.5), "quiet", "center", halo=1.5)

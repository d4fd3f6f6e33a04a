"""The scale bar of a map, in its lower left corner."""

from __future__ import annotations

from whoholds.maps.picture_sizes import LEAST_POINTS
from whoholds.maps.print.lettering import POINT, font, width
from whoholds.maps.print.paper import Box, Paper
from whoholds.maps.print.projection import Frame
from whoholds.words.reader import Reader

_STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def draw_scale_bar(
    paper: Paper, frame: Frame, reader: Reader, points: float = LEAST_POINTS
) -> None:
    """Draw a bar of a round length, at most a quarter of the map's width."""
    x, y = frame.bounds[0] + 0.15, frame.bounds[1] + 0.14
    length = _length(frame)
    inches = length * 1e3 / frame.metres
    paper.path([(x, y + 0.06), (x, y), (x + inches, y), (x + inches, y + 0.06)], "quiet")
    letters = font(points)
    paper.write(x, y + 0.08, _said(length, reader), letters, "quiet", halo=1.5)


def scale_bar_box(frame: Frame, reader: Reader, points: float = LEAST_POINTS) -> Box:
    """Return where the bar and its words are."""
    x, y = frame.bounds[0] + 0.15, frame.bounds[1] + 0.14
    length = _length(frame)
    wide = max(length * 1e3 / frame.metres, width(_said(length, reader), font(points)))
    return x - 0.05, y - 0.05, x + wide + 0.05, y + 0.1 + 1.1 * points * POINT


def _length(frame: Frame) -> int:
    left, _, right, _ = frame.bounds
    most = max(0.25 * (right - left) * frame.metres / 1e3, _STEPS_KM[0])
    return max(step for step in _STEPS_KM if step <= most)


def _said(length: int, reader: Reader) -> str:
    return f"{length} {reader.word('unit.km')}"

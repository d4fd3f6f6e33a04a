"""The sheet of paper: text, boxes, fills and lines put on it, each later one on top.

Everything is placed in inches from the lower left corner, in the colours of one theme.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox, TransformedBbox
from shapely.geometry.base import BaseGeometry

from whoholds.maps.palette import Fill
from whoholds.maps.print.lettering import LINE_HEIGHT, POINT

MARGIN = 0.35
"""What nothing but the ground of the sheet lies in, in inches, on all sides."""

HATCHES = {
    "": "",
    "stripes": "////",
    "back-stripes": "\\\\\\\\",
    "dots": "...",
    "sparse-dots": "..",
    "dashes": "--",
    "grid": "++",
}
"""The palette's patterns as matplotlib draws them."""

_LINES: dict[str, dict[str, Any]] = {
    "river": {"linewidth": 0.7},
    "drained": {"linewidth": 0.8, "linestyle": (0, (2.5, 2))},
    "region-edge": {"linewidth": 0.4},
    "border": {"linewidth": 1.0},
    "line": {"linewidth": 1.6},
}

_CASINGS = {"line": 2.6, "region-edge": 1.0}
"""Widths of the casings, beside which a line stands out against every fill."""

_LINE_TYPES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)

Box = tuple[float, float, float, float]
"""West, south, east and north in inches."""

Align = Literal["left", "center", "right"]


class Paper:
    """A sheet on which things are put.

    Parameters
    ----------
    colours
        One theme of `whoholds.maps.palette.SURFACES`; colours of text and lines are named by it.
    inches
        Width and height.

    Attributes
    ----------
    width, height
        In inches.
    figure
        What matplotlib saves.
    """

    def __init__(self, colours: dict[str, str], inches: tuple[float, float]) -> None:
        self.colours = colours
        self.width, self.height = inches
        self.figure = Figure(figsize=inches, facecolor=colours["page"])
        self._things = 0

    def write(
        self, x: float, y: float, text: str, font: FontProperties, colour: str = "text",
        align: Align = "left", halo: float = 0.0,
    ) -> None:  # fmt: skip
        """Write a line of text on the baseline `y`, over a halo so many points wide."""
        for around in [True, False] if halo else [False]:
            words = Text(
                x, y, text, fontproperties=font, parse_math=False,
                color=self.colours[colour], horizontalalignment=align, verticalalignment="baseline",
            )  # fmt: skip
            if around:
                words.set_path_effects(
                    [Stroke(linewidth=2 * halo, foreground=self.colours["halo"])]
                )
            self._add(words)

    def paragraph(
        self, x: float, top: float, lines: list[str], font: FontProperties, colour: str = "text",
        align: Align = "left",
    ) -> float:  # fmt: skip
        """Write lines from `top` down and return where they end."""
        size = font.get_size_in_points() * POINT
        for line in lines:
            self.write(x, top - size, line, font, colour, align)
            top -= LINE_HEIGHT * size
        return top

    def box(self, bounds: Box, **style: Any) -> None:
        """Draw a rectangle."""
        west, south, east, north = bounds
        self._add(Rectangle((west, south), east - west, north - south, **style))

    def fill(
        self, shape: BaseGeometry, colour: str, edge: str, clip: Box | None = None,
        linewidth: float = 0.4, name: str = "",
    ) -> None:  # fmt: skip
        """Fill polygons; the colours are any that matplotlib knows, the name is an SVG's id."""
        patch = _patch(shape, facecolor=colour, edgecolor=edge, linewidth=linewidth)
        patch.set_gid(name or None)
        self._add(patch, clip)

    def hatch(self, shape: BaseGeometry, fill: Fill, clip: Box | None = None) -> None:
        """Lay the pattern of a fill over polygons."""
        if fill.pattern:
            style = {"facecolor": "none", "edgecolor": fill.ink, "hatch": HATCHES[fill.pattern]}
            self._add(_patch(shape, linewidth=0, **style), clip)

    def stroke(self, shape: BaseGeometry, kind: str, clip: Box | None = None) -> None:
        """Draw lines of a kind, over their casing if they have one."""
        ends = "butt" if kind == "drained" else "round"
        style = {"fill": False, "joinstyle": "round", "capstyle": ends}
        if kind in _CASINGS:
            casing = {"edgecolor": self.colours["casing"], "linewidth": _CASINGS[kind]}
            self._add(_patch(shape, **style, **casing), clip)
        colour = self.colours["river" if kind == "drained" else kind]
        self._add(_patch(shape, edgecolor=colour, **style, **_LINES[kind]), clip)

    def path(self, points: list[tuple[float, float]], colour: str) -> None:
        """Draw a thin line from point to point."""
        style = {"fill": False, "edgecolor": self.colours[colour], "linewidth": 1.0}
        self._add(_patch(shapely.LineString(points), **style))

    def _add(self, thing: Artist, clip: Box | None = None) -> None:
        self._things += 1
        thing.set_zorder(self._things)
        thing.set_transform(self.figure.dpi_scale_trans)
        self.figure.add_artist(thing)
        if clip is not None:
            box = Bbox.from_extents(*clip)
            thing.set_clip_box(TransformedBbox(box, self.figure.dpi_scale_trans))


def _patch(shape: BaseGeometry, **style: Any) -> PathPatch:
    """Polygons or lines as one path; holes run the other way round."""
    parts = shapely.get_parts(shape)
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = shapely.get_rings(shapely.orient_polygons(parts[polygons]))
    lines = parts[np.isin(shapely.get_type_id(parts), _LINE_TYPES)]
    outlines = [Outline(shapely.get_coordinates(ring), closed=True) for ring in rings]
    outlines += [Outline(shapely.get_coordinates(line)) for line in lines]
    whole = Outline.make_compound_path(*outlines) if outlines else Outline(np.empty((0, 2)))
    return PathPatch(whole, **style)

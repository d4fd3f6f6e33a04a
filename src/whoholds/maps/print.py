"""The printed map: SVG and PNG of an evaluation, drawn from the same palette as the page.

Everything is placed in inches on one sheet. The map is in an Albers equal-area conic projection
for Ukraine, so that areas on paper compare as they do on the ground.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import pyproj
import shapely
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox, TransformedBbox

from whoholds.citations import Sources
from whoholds.control import line_of_contact
from whoholds.crs import WGS84
from whoholds.errors import UnknownNameError
from whoholds.evaluation import Evaluation
from whoholds.labels import LANGUAGES, word
from whoholds.maps.palette import FILLS, SURFACES, THEMES, Fill
from whoholds.maps.sheet import Sheet, sheet_of
from whoholds.resources import geodata
from whoholds.vocabulary import Change
from whoholds.zones import Zones

PROJECTION = "+proj=aea +lat_1=45.7 +lat_2=51.1 +lat_0=48.4 +lon_0=31.2 +ellps=WGS84 +units=m"
"""Albers' equal-area conic; standard parallels a sixth of Ukraine's height from its ends."""

WIDTH, HEIGHT = 10.0, 7.07
"""Of the sheet in inches: fits A4 and letter paper, landscape, within their margins."""

PIXELS = 2000
"""Width of the PNG unless another is asked for: 200 a printed inch."""

KAKHOVKA_BREACH = dt.date(2023, 6, 6)
"""The day the dam broke: before it, its reservoir is water; from it on, an outline."""

LARGE_CITY, SMALLEST_CITY = 100_000, 50_000
"""Population above which cities are named everywhere, and near the line of contact."""

NEAR_METRES = 75_000
"""How far from the line of contact the smaller cities are named too."""

HATCHES = {
    "": "",
    "stripes": "////",
    "back-stripes": "\\\\\\\\",
    "dots": "...",
    "sparse-dots": "..",
    "grid": "++",
}
"""The palette's patterns as matplotlib draws them."""

_MARGIN = 0.35
_COLUMN = 2.45
_STEP_DEGREES = 0.1
_DETAIL_METRES = 150.0
_POINT = 1 / 72
_FAMILIES = ["DejaVu Sans", "Verdana", "sans-serif"]
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
    >>> from whoholds.citations import load_sources
    >>> from whoholds.workbench import evaluate_proposal
    >>> picture = map_svg(evaluate_proposal("anchorage-aug-2025"), load_sources())
    >>> picture[:5], b"16 August 2025" in picture
    (b'<?xml', True)
    """
    about = {"Creator": "whoholds", "Date": None, "Language": language}
    return _drawn(evaluation, sources, language, theme, "svg", about, dpi=72)


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
    return _drawn(
        evaluation, sources, language, theme, "png", {"Software": "whoholds"}, dpi=width / WIDTH
    )


def _drawn(
    evaluation: Evaluation,
    sources: Sources,
    language: str,
    theme: str,
    form: str,
    about: dict[str, Any],
    dpi: float,
) -> bytes:
    if theme not in THEMES:
        raise UnknownNameError(
            f"unknown theme {theme!r}",
            where="theme",
            expected=", ".join(THEMES),
            found=theme,
            remedy="use one of these",
        )
    sheet = sheet_of(evaluation, sources, language)
    file = BytesIO()
    with _settings():
        page = _Page(SURFACES[theme])
        _compose(page, evaluation, sheet, language, FILLS[theme])
        title = _writable(f"{sheet.title}. {sheet.dated} {sheet.date}")
        page.figure.savefig(file, format=form, dpi=dpi, metadata={"Title": title, **about})
    return _shortened(file.getvalue()) if form == "svg" else file.getvalue()


def _shortened(svg: bytes) -> bytes:
    """The SVG with two decimals in its paths, a hundredth of a point, instead of six."""
    return re.sub(rb' d="[^"]*"', lambda path: re.sub(rb"(\.\d\d)\d+", rb"\1", path[0]), svg)


@contextmanager
def _settings() -> Iterator[None]:
    """Matplotlib's own defaults and ours, whatever the user's matplotlibrc says.

    They belong to the process, so one map is drawn at a time.
    """
    with _ONE_AT_A_TIME, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


# The sheet


@cache
def _font(size: float, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """A font of the package's own file, so that no machine's collection changes the picture."""
    face = "DejaVuSans" + ("-Bold" if bold else "-Oblique" if italic else "")
    return FontProperties(
        family=_FAMILIES,
        size=size,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
        fname=str(Path(mpl.get_data_path(), "fonts", "ttf", f"{face}.ttf")),
    )


@cache
def _face(font: FontProperties) -> FT2Font:
    """The face of a font, for measuring: 100 points tall, whatever the font's own size."""
    face = FT2Font(str(font.get_file()))
    face.set_size(100, 72)
    return face


@cache
def _characters() -> frozenset[int]:
    """What all three faces can write."""
    fonts = [_font(8.0), _font(8.0, bold=True), _font(8.0, italic=True)]
    return frozenset.intersection(*(frozenset(_face(font).get_charmap()) for font in fonts))


def _writable(text: str) -> str:
    """The text on one line, with a mark for what the font cannot write."""
    line = re.sub(r"[ \t\r\n]+", " ", text.strip())
    return "".join(c if ord(c) in _characters() else "\ufffd" for c in line)


@cache
def _advance(font: FontProperties, character: str) -> float:
    """From the start of a character to the start of the next, in inches."""
    hundred_points = _face(font).load_char(ord(character)).linearHoriAdvance / 65536
    return float(hundred_points) / 100 * font.get_size_in_points() * _POINT


def _width(text: str, font: FontProperties) -> float:
    """Width of a line in inches, before kerning."""
    return sum(_advance(font, character) for character in text)


def _wrapped(text: str, font: FontProperties, room: float, most: int) -> list[str]:
    """The text in lines no wider than `room`, at most so many; what is left over ends in dots."""
    lines: list[str] = []
    for name in _writable(text).split(" "):
        longer = f"{lines[-1]} {name}" if lines else name
        if lines and _width(longer, font) <= room:
            lines[-1] = longer
        else:
            lines += _chopped(name, font, room)
        if len(lines) > most:
            last = lines[most - 1]
            while last and _width(last + "…", font) > room:
                last = last[:-1]
            return [*lines[: most - 1], last.rstrip(" ") + "…"]
    return lines


def _chopped(name: str, font: FontProperties, room: float) -> list[str]:
    """A word in pieces that fit."""
    pieces, taken = [""], 0.0
    for character in name:
        step = _advance(font, character)
        if pieces[-1] and taken + step > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += character
        taken += step
    return pieces


class _Page:
    """A sheet of paper measured in inches from its lower left corner; later things lie on top."""

    def __init__(self, colours: dict[str, str]) -> None:
        self.colours = colours
        self.figure = Figure(figsize=(WIDTH, HEIGHT), facecolor=colours["page"])
        self._things = 0

    def add(self, thing: Artist, clip: tuple[float, float, float, float] | None = None) -> None:
        """Put a thing on top."""
        self._things += 1
        thing.set_zorder(self._things)
        thing.set_transform(self.figure.dpi_scale_trans)
        self.figure.add_artist(thing)
        if clip is not None:
            box = Bbox.from_extents(*clip)
            thing.set_clip_box(TransformedBbox(box, self.figure.dpi_scale_trans))

    def write(
        self, x: float, y: float, text: str, font: FontProperties, colour: str = "text",
        align: Literal["left", "center", "right"] = "left", halo: float = 0.0,
    ) -> None:  # fmt: skip
        """Write a line of text on the baseline `y`, over a halo so many points wide."""
        for effect in [True, False] if halo else [False]:
            words = Text(
                x, y, text, fontproperties=font, parse_math=False,
                color=self.colours[colour], horizontalalignment=align, verticalalignment="baseline",
            )  # fmt: skip
            if effect:
                around = Stroke(linewidth=2 * halo, foreground=self.colours["halo"])
                words.set_path_effects([around])
            self.add(words)

    def paragraph(
        self, x: float, top: float, lines: list[str], font: FontProperties, colour: str = "text",
        align: Literal["left", "center", "right"] = "left",
    ) -> float:  # fmt: skip
        """Write lines from `top` down and return where they end."""
        size = font.get_size_in_points() * _POINT
        for line in lines:
            self.write(x, top - size, line, font, colour, align)
            top -= 1.32 * size
        return top

    def box(self, bounds: tuple[float, float, float, float], **style: Any) -> None:
        """Draw a rectangle."""
        west, south, east, north = bounds
        self.add(Rectangle((west, south), east - west, north - south, **style))


def _compose(
    page: _Page, evaluation: Evaluation, sheet: Sheet, language: str, fills: dict[Change, Fill]
) -> None:
    top = _head(page, sheet)
    bottom = _foot(page, sheet)
    bounds = (_MARGIN, bottom, WIDTH - _MARGIN - _COLUMN - 0.25, top)
    frame = _Frame(bounds, evaluation.zones)
    changed = _map(page, frame, evaluation, fills)
    _names(page, frame, changed, language)
    page.box(bounds, facecolor="none", edgecolor=page.colours["rule"], linewidth=0.8)
    _scale_bar(page, frame, language)
    _legend(page, (bounds[2] + 0.25, top), sheet, frame, language, fills)


def _head(page: _Page, sheet: Sheet) -> float:
    """Title and figures on the left, the date on the right; returns where the map may begin."""
    right, room, top = WIDTH - _MARGIN, WIDTH - 2 * _MARGIN, HEIGHT - 0.3
    small, large = _font(8.5), _font(19.0, bold=True)
    page.paragraph(right, top, [_writable(sheet.dated)], small, "quiet", "right")
    page.paragraph(right, top - 0.17, [_writable(sheet.date)], large, "text", "right")
    room -= 0.3 + max(_width(sheet.date, large), _width(sheet.dated, small))
    lines = _wrapped(sheet.title, large, room, 2)
    if len(lines) > 1:
        large = _font(15.0, bold=True)
        lines = _wrapped(sheet.title, large, room, 2)
    top = page.paragraph(_MARGIN, top, lines, large)
    font = _font(10.0)
    top = page.paragraph(_MARGIN, top, _wrapped(sheet.subtitle, font, room, 2), font, "quiet")
    top = min(top - 0.07, HEIGHT - 0.83)
    left, value = _MARGIN, _font(13.0, bold=True)
    for figure in sheet.figures:
        page.paragraph(left, top, [figure.name], small, "quiet")
        page.paragraph(left, top - 0.155, [figure.value], value)
        left += max(_width(figure.value, value), _width(figure.name, small)) + 0.12
        page.paragraph(left, top - 0.058, list(figure.details), small, "quiet")
        left += max(_width(detail, small) for detail in figure.details) + 0.45
    return top - 0.47


def _foot(page: _Page, sheet: Sheet) -> float:
    """Sources and licences at the bottom; returns where the map may end."""
    font = _font(6.5)
    room = WIDTH - 2 * _MARGIN
    lines = [line for note in sheet.notes for line in _wrapped(note, font, room, 3)]
    height = len(lines) * 1.32 * 6.5 * _POINT
    page.paragraph(_MARGIN, 0.24 + height, lines, font, "quiet")
    return 0.24 + height + 0.1


def _legend(
    page: _Page, corner: tuple[float, float], sheet: Sheet, frame: _Frame, language: str,
    fills: dict[Change, Fill],
) -> None:  # fmt: skip
    left, top = corner
    beside, room = left + 0.5, WIDTH - _MARGIN - left - 0.5
    names, small = _font(9.0), _font(8.5)
    top = page.paragraph(left, top + 0.02, [sheet.legend_title], _font(10.0, bold=True)) - 0.09
    edge = {"edgecolor": page.colours["region-edge"], "linewidth": 0.7}
    for row in sheet.legend:
        swatch = (left, top - 0.24, left + 0.38, top - 0.02)
        fill = fills[row.change]
        page.box(swatch, facecolor=fill.colour, linewidth=0)
        if fill.pattern:
            hatch = HATCHES[fill.pattern]
            page.box(swatch, facecolor="none", edgecolor=fill.ink, hatch=hatch, linewidth=0)
        page.box(swatch, facecolor="none", **edge)
        after = page.paragraph(beside, top, _wrapped(row.name, names, room, 3), names)
        top = page.paragraph(beside, after - 0.01, [row.area], small, "quiet") - 0.1
    for kind, text in _line_rows(sheet, frame, language):
        lines = _wrapped(text, small, room, 3)
        _stroke(page, _points([(left, top - 0.08), (left + 0.38, top - 0.08)]), kind)
        top = page.paragraph(beside, top, lines, small) - 0.07


def _line_rows(sheet: Sheet, frame: _Frame, language: str) -> list[tuple[str, str]]:
    rows = [("border", sheet.border)]
    if not frame.line.is_empty:
        rows.insert(0, ("line", sheet.line))
    for row in frame.drained.itertuples(index=False):
        name = getattr(row, f"name_{language}")
        rows.append(("drained", f"{name}, {word('map.drained', language)}"))
    return rows


# The map


@dataclass(frozen=True)
class _Frame:
    """Where the map stands on the sheet, and how the ground gets there."""

    bounds: tuple[float, float, float, float]
    zones: Zones

    @cached_property
    def metres(self) -> float:
        """Metres on the ground to an inch on the sheet; Ukraine and a little around it fit."""
        west, south, east, north = self._extent
        left, bottom, right, top = self.bounds
        return 1.06 * max((east - west) / (right - left), (north - south) / (top - bottom))

    @cached_property
    def _extent(self) -> tuple[float, float, float, float]:
        west, south, east, north = _projected(self.zones.boundaries.territory).bounds
        return west, south, east, north

    def place(self, shape: shapely.Geometry) -> shapely.Geometry:
        """A projected geometry on the sheet, in inches, cut to the frame."""
        west, south, east, north = self._extent
        left, bottom, right, top = self.bounds
        ground = np.array([west + east, south + north]) / 2
        middle = np.array([left + right, bottom + top]) / 2
        moved = shapely.transform(shape, lambda xy: (xy - ground) / self.metres + middle)
        return shapely.clip_by_rect(moved, left - 0.1, bottom - 0.1, right + 0.1, top + 0.1)

    @cached_property
    def line(self) -> shapely.Geometry:
        """The line of contact on the sheet."""
        found = line_of_contact(self.zones.control, self.zones.boundaries)
        return self.place(_projected(found))

    @cached_property
    def drained(self) -> pd.DataFrame:
        """The reservoirs that the map's day finds without water."""
        dry = self.zones.control.date >= KAKHOVKA_BREACH
        water = _backdrop("reservoirs")
        return water[(water["reservoir"] == "kakhovka") & dry]


@cache
def _transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(WGS84, PROJECTION, always_xy=True)


def _projected(shape: shapely.Geometry) -> shapely.Geometry:
    """A geometry in degrees as metres of the projection, edges still straight in degrees."""
    fine = shapely.segmentize(shape, _STEP_DEGREES)
    flat = shapely.transform(fine, _transformer().transform, interleaved=False)
    return shapely.simplify(flat, _DETAIL_METRES)


@cache
def _backdrop(name: str) -> gpd.GeoDataFrame:
    """A file of geodata/ in metres of the projection."""
    frame = gpd.read_file(geodata(f"{name}.geojson"))
    return frame.set_geometry([_projected(shape) for shape in frame.geometry], crs=PROJECTION)


def _map(
    page: _Page, frame: _Frame, evaluation: Evaluation, fills: dict[Change, Fill]
) -> shapely.Geometry:
    """Draw the ground and the lines; returns what changes, which no name should hide."""
    clip, colours = frame.bounds, page.colours
    changed = []
    page.box(clip, facecolor=colours["sea"], linewidth=0)
    for land in _backdrop("neighbours").geometry:
        _fill(page, frame.place(land), colours["land"], colours["land-edge"], clip)
    for change, shape in _classes(evaluation):
        placed, fill = frame.place(_projected(shape)), fills[change]
        _fill(page, placed, fill.colour, fill.colour, clip)
        if fill.pattern:
            hatched = _patch(
                placed, facecolor="none", edgecolor=fill.ink, linewidth=0,
                hatch=HATCHES[fill.pattern],
            )  # fmt: skip
            page.add(hatched, clip)
            changed.append(placed)
    water = _backdrop("reservoirs")
    for shape in water.geometry[~water["reservoir"].isin(frame.drained["reservoir"])]:
        _fill(page, frame.place(shape), colours["sea"], colours["river"], clip)
    for shape in frame.drained.geometry:
        _stroke(page, shapely.boundary(frame.place(shape)), "drained", clip)
    for shape in _backdrop("rivers").geometry:
        _stroke(page, frame.place(shape), "river", clip)
    regions = shapely.boundary(evaluation.zones.boundaries.regions.geometry.to_numpy())
    edges = shapely.line_merge(shapely.union_all(regions))
    _stroke(page, frame.place(_projected(edges)), "region-edge", clip)
    border = _projected(shapely.boundary(evaluation.zones.boundaries.territory))
    _stroke(page, frame.place(border), "border", clip)
    _stroke(page, frame.line, "line", clip)
    return shapely.union_all(changed)


def _classes(evaluation: Evaluation) -> Iterator[tuple[Change, shapely.Geometry]]:
    """The ground of each change, as one shape: no seams between zones of a class."""
    shapes = evaluation.zones.frame.geometry.to_numpy()
    changes = evaluation.frame["change"].to_numpy()
    for change in Change:
        if (changes == change).any():
            yield change, shapely.union_all(shapes[changes == change])


def _fill(
    page: _Page, shape: shapely.Geometry, colour: str, edge: str,
    clip: tuple[float, float, float, float],
) -> None:  # fmt: skip
    page.add(_patch(shape, facecolor=colour, edgecolor=edge, linewidth=0.4), clip)


_LINES: dict[str, dict[str, Any]] = {
    "river": {"linewidth": 0.7},
    "drained": {"linewidth": 0.8, "linestyle": (0, (2.5, 2))},
    "region-edge": {"linewidth": 0.4},
    "border": {"linewidth": 1.0},
    "line": {"linewidth": 1.6},
}


_CASINGS = {"line": 2.6, "region-edge": 1.0}
"""Widths of the casings, beside which a line stands out against every fill."""


def _stroke(
    page: _Page, shape: shapely.Geometry, kind: str,
    clip: tuple[float, float, float, float] | None = None,
) -> None:  # fmt: skip
    """Draw lines of a kind, over their casing if they have one."""
    ends = "butt" if kind == "drained" else "round"
    style = {"fill": False, "joinstyle": "round", "capstyle": ends}
    if kind in _CASINGS:
        casing = {"edgecolor": page.colours["casing"], "linewidth": _CASINGS[kind]}
        page.add(_patch(shape, **style, **casing), clip)
    colour = page.colours["river" if kind == "drained" else kind]
    page.add(_patch(shape, edgecolor=colour, **style, **_LINES[kind]), clip)


def _points(points: list[tuple[float, float]]) -> shapely.LineString:
    return shapely.LineString(points)


def _patch(shape: shapely.Geometry, **style: Any) -> PathPatch:
    """Polygons or lines as one path; holes run the other way round."""
    parts = shapely.get_parts(shape)
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings = shapely.get_rings(shapely.orient_polygons(parts[polygons]))
    lines = parts[np.isin(shapely.get_type_id(parts), _LINE_TYPES)]
    outlines = [Outline(shapely.get_coordinates(ring), closed=True) for ring in rings]
    outlines += [Outline(shapely.get_coordinates(line)) for line in lines]
    whole = Outline.make_compound_path(*outlines) if outlines else Outline(np.empty((0, 2)))
    return PathPatch(whole, **style)


_LINE_TYPES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)


def _scale_bar(page: _Page, frame: _Frame, language: str) -> None:
    left, bottom, right, _ = frame.bounds
    most = 0.25 * (right - left) * frame.metres / 1e3
    length = max(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if step <= max(most, 1))
    inches = length * 1e3 / frame.metres
    x, y = left + 0.15, bottom + 0.14
    ticks = [(x, y + 0.06), (x, y), (x + inches, y), (x + inches, y + 0.06)]
    style = {"fill": False, "edgecolor": page.colours["quiet"], "linewidth": 1.0}
    page.add(_patch(_points(ticks), **style))
    text = f"{length} {word('unit.km', language)}"
    page.write(x + inches / 2, y + 0.05, text, _font(7.5), "quiet", "center", halo=1.5)


# Names on the map

_Box = tuple[float, float, float, float]


def _names(page: _Page, frame: _Frame, changed: shapely.Geometry, language: str) -> None:
    """Seas, neighbours and cities, the large ones first; a name that finds no room is left out."""
    taken: list[_Box] = []
    seas = _backdrop("seas")
    for row in seas.itertuples(index=False):
        name = _writable(getattr(row, f"name_{language}"))
        _centred(page, frame, name, frame.place(row.geometry), "sea-text", taken)
    for row in _backdrop("neighbours").itertuples(index=False):
        west, south, east, north = frame.bounds
        seen = shapely.clip_by_rect(frame.place(row.geometry), west, south, east, north)
        if shapely.area(seen) > 0.35:
            middle = _heart(seen)
            name = _writable(getattr(row, f"name_{language}"))
            _centred(page, frame, name, middle, "quiet", taken)
    for row in _cities().itertuples(index=False):
        name = getattr(row, f"name_{language}") or getattr(row, f"name_{next(iter(LANGUAGES))}")
        if row.population >= LARGE_CITY or _is_near(frame, row.point):
            _city(page, frame, changed, _writable(name), row, taken)


def _is_near(frame: _Frame, point: shapely.Point) -> bool:
    """Whether a point is near the line of contact; near none where there is no line."""
    return bool(shapely.distance(frame.place(point), frame.line) < NEAR_METRES / frame.metres)


def _heart(shape: shapely.Geometry) -> shapely.Point:
    """The point of a shape that is furthest from its edge."""
    circle = shapely.maximum_inscribed_circle(shape, tolerance=0.02)
    return shapely.get_point(circle, 0)


def _centred(
    page: _Page, frame: _Frame, name: str, middle: shapely.Point, colour: str, taken: list[_Box]
) -> None:
    if middle.is_empty:
        return
    font = _font(9.0, italic=True) if colour == "sea-text" else _font(8.0)
    half = _width(name, font) / 2
    box = (middle.x - half, middle.y - 0.06, middle.x + half, middle.y + 0.08)
    if _is_free(box, frame.bounds, taken):
        taken.append(box)
        page.write(middle.x, middle.y - 0.04, name, font, colour, "center")


@cache
def _cities() -> pd.DataFrame:
    """Places to name, largest first; the districts of a city are not places of their own."""
    table = pd.read_csv(geodata("settlements.csv"), keep_default_na=False)
    large = table[(table["population"] >= SMALLEST_CITY) & (table["section_of"] == "")]
    ordered = large.sort_values(["population", "geonames_id"], ascending=[False, True])
    x, y = _transformer().transform(ordered["lon"].to_numpy(), ordered["lat"].to_numpy())
    return ordered.assign(point=shapely.points(x, y))


def _city(
    page: _Page, frame: _Frame, changed: shapely.Geometry, name: str, row: Any, taken: list[_Box]
) -> None:
    """A dot with its name beside it, where it hides least of what changes and of the line."""
    spot = frame.place(row.point)
    if spot.is_empty:
        return
    x, y = spot.x, spot.y
    font = _font(8.5 if row.population >= 900_000 else 7.0, bold=row.population >= 2_000_000)
    size = font.get_size_in_points() * _POINT
    dot, width = (x - 0.035, y - 0.035, x + 0.035, y + 0.035), _width(name, font)
    gap, low = 0.055, -0.36 * size
    places = [
        (x + gap, y + low),
        (x - gap - width, y + low),
        (x - width / 2, y + gap + 0.02),
        (x - width / 2, y - gap - 0.75 * size),
        *[
            (x + near, base)
            for near in (gap / 2, -gap / 2 - width)
            for base in (y + gap / 2, y - 0.8 * size)
        ],
    ]
    boxes = [(left, base - 0.02, left + width, base + 0.8 * size) for left, base in places]
    free = [
        (_hidden(frame, changed, box), position)
        for position, box in enumerate(boxes)
        if _is_free(box, frame.bounds, taken)
    ]
    if not free or not _is_free(dot, frame.bounds, taken):
        return
    hidden, best = min(free)
    if hidden > MOST_HIDDEN and row.population < 2 * LARGE_CITY:
        return
    taken += [dot, boxes[best]]
    mark = {"facecolor": page.colours["text"], "edgecolor": page.colours["halo"]}
    radius = 0.026 if row.population >= 900_000 else 0.02
    page.add(_patch(spot.buffer(radius), linewidth=0.7, **mark))
    page.write(*places[best], name, font, halo=1.3)


MOST_HIDDEN = 0.01
"""Square inches of what changes, or of the line, that the name of all but a large city may hide."""


def _hidden(frame: _Frame, changed: shapely.Geometry, box: _Box) -> float:
    """How much a name over a box would hide, in square inches; the line counts by its width."""
    line = shapely.length(shapely.clip_by_rect(frame.line, *box))
    ground = shapely.area(shapely.clip_by_rect(changed, *box))
    return float(ground + 5 * _POINT * line)


def _is_free(box: _Box, bounds: _Box, taken: list[_Box]) -> bool:
    west, south, east, north = bounds
    inside = box[0] > west + 0.03 and box[1] > south + 0.03
    inside = inside and box[2] < east - 0.03 and box[3] < north - 0.03
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )

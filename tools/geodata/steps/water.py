"""Make rivers, the Dnipro reservoirs and the sea labels from Natural Earth."""

import math
import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.ops import linemerge, substring

from .boundaries import FRAME
from .errors import BuildError

Vertices = NDArray[np.float64]

CRS = "EPSG:4326"
JOINT_DEGREES = 0.02
"""Widest gap between two pieces of a river that is closed by a straight stitch (about 2 km)."""
BORDER_DEGREES = 0.01
"""How near the Dnipro must come to Ukraine for its course to begin (about 1 km)."""


@dataclass(frozen=True)
class River:
    """A river of Natural Earth: its numbers there, and roughly where its course begins."""

    river: str
    name_en: str
    name_uk: str
    numbers: tuple[int, ...]
    source: tuple[float, float]


RIVERS = (
    River("danube", "Danube", "Дунай", (25, 48), (17.2, 48.1)),
    River("desna", "Desna", "Десна", (465,), (33.9, 54.4)),
    River("dnipro", "Dnipro", "Дніпро", (121, 116), (33.7, 55.9)),
    River("dnister", "Dnister", "Дністер", (231,), (22.9, 49.2)),
    River("donets", "Siverskyi Donets", "Сіверський Донець", (463,), (36.9, 51.0)),
    River("pivdennyi-buh", "Southern Buh", "Південний Буг", (670,), (26.5, 49.6)),
    River("prypiat", "Prypiat", "Прип’ять", (429,), (25.5, 52.0)),
)

DRAINED = "Drained since the dam broke on 6 June 2023; the outline is the old water line."
BAND = (
    "Schematic: the source has no outline of this reservoir; a band 3 km wide along the river"
    " line between the dams of Kamianske and Zaporizhzhia."
)
RESERVOIRS = (
    ("kyiv", "Kyiv Reservoir", "Київське водосховище", (30.50, 51.00), ""),
    ("kaniv", "Kaniv Reservoir", "Канівське водосховище", (31.48, 49.90), ""),
    ("kremenchuk", "Kremenchuk Reservoir", "Кременчуцьке водосховище", (32.50, 49.30), ""),
    ("kamianske", "Kamianske Reservoir", "Кам’янське водосховище", (34.00, 48.80), ""),
    ("dnipro", "Dnipro Reservoir", "Дніпровське водосховище", None, BAND),
    ("kakhovka", "Kakhovka Reservoir", "Каховське водосховище", (35.20, 47.50), DRAINED),
)
"""Downstream: id, names, a point on the water (None: drawn as a band), note."""

BAND_ENDS = ((34.5703, 48.5623), (35.0870, 47.8690))
"""The lower end of the Kamianske reservoir, and the dam at Zaporizhzhia."""
BAND_HALF_WIDTH_KM = 1.5

SEAS = (
    ("azov-sea", "Sea of Azov", "Азовське море", (36.6, 46.1)),
    ("black-sea", "Black Sea", "Чорне море", (31.2, 45.0)),
)


def make_rivers(path: Path, ukraine: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return one downstream line per river; the Dnipro from the border of Belarus."""
    pieces = gpd.read_file(path, bbox=FRAME.bounds)
    rows = []
    for river in RIVERS:
        course = chain_pieces(river, pieces)
        if river.river == "dnipro":
            course = start_at_border(course, ukraine)
        check_frame(river, course)
        rows.append(
            {
                "river": river.river,
                "name_en": river.name_en,
                "name_uk": river.name_uk,
                "geometry": course,
            }
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=CRS)


def chain_pieces(river: River, pieces: gpd.GeoDataFrame) -> shapely.LineString:
    """Chain river and lake-centreline pieces from the source down, each turned downstream."""
    left = list_pieces(river, pieces)
    course = take_nearest(np.array(river.source), left)
    while left:
        following = skip_overlap(course[-1], take_nearest(course[-1], left))
        gap = math.dist(course[-1], following[0])
        if gap > JOINT_DEGREES:
            raise BuildError(
                f"river {river.river} breaks at {course[-1].round(4).tolist()}",
                f"the next piece within {JOINT_DEGREES} degrees",
                f"the nearest one {gap:.4f} degrees away",
                "check the source, or name the missing number in RIVERS",
            )
        course = np.vstack([course, following[1:] if gap == 0 else following])
    line = shapely.LineString(course)
    if not line.is_simple:
        raise BuildError(
            f"river {river.river} crosses itself",
            "a simple line",
            f"a line of {len(course)} vertices with a loop",
            "look at the joints of its pieces in the source",
        )
    return line


def list_pieces(river: River, pieces: gpd.GeoDataFrame) -> list[Vertices]:
    """Return the vertices of a river's open pieces (a stray closed ring is no course)."""
    mine = pieces.loc[pieces["rivernum"].isin(river.numbers)].geometry
    lines = shapely.get_parts(linemerge(list(shapely.get_parts(mine.array))))
    lines = lines[~shapely.is_closed(lines)]
    if not len(lines):
        raise BuildError(
            f"river {river.river} is not in ne_10m_rivers_lake_centerlines",
            f"rivernum {river.numbers}",
            "no row",
            "look the number up in the source and change RIVERS in tools/geodata/steps/water.py",
        )
    return [shapely.get_coordinates(line) for line in lines]


def take_nearest(point: Vertices, left: list[Vertices]) -> Vertices:
    """Take out of the list the piece with an end nearest the point, that end first."""
    ends = [min(math.dist(point, piece[0]), math.dist(point, piece[-1])) for piece in left]
    piece = left.pop(int(np.argmin(ends)))
    forward = math.dist(point, piece[0]) <= math.dist(point, piece[-1])
    return piece if forward else piece[::-1]


def skip_overlap(end: Vertices, following: Vertices) -> Vertices:
    """Drop the vertices of the next piece that run back to the end of the course so far."""
    meeting = np.flatnonzero((following == end).all(axis=1))
    return following[meeting[0] :] if len(meeting) else following


def start_at_border(course: shapely.LineString, ukraine: shapely.Geometry) -> shapely.LineString:
    """Drop the course above the first vertex that is on or near Ukraine."""
    vertices = shapely.get_coordinates(course)
    near = shapely.distance(shapely.points(vertices), ukraine) < BORDER_DEGREES
    return shapely.LineString(vertices[int(np.argmax(near)) :])


def check_frame(river: River, course: shapely.LineString) -> None:
    """Raise if a course leaves the frame of the maps."""
    if not FRAME.covers(course):
        raise BuildError(
            f"river {river.river} leaves the frame",
            f"every vertex within {FRAME.bounds}",
            f"{tuple(round(bound, 3) for bound in course.bounds)}",
            "leave the outer piece out of RIVERS, or widen FRAME in"
            " tools/geodata/steps/boundaries.py",
        )


def make_reservoirs(path: Path, rivers: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the six Dnipro reservoirs, downstream."""
    lakes = read_lakes(path)
    dnipro = rivers.set_index("river").geometry["dnipro"]
    rows = []
    for reservoir, name_en, name_uk, point, note in RESERVOIRS:
        geometry = draw_band(dnipro) if point is None else find_lake(reservoir, lakes, point)
        rows.append(
            {
                "reservoir": reservoir,
                "name_en": name_en,
                "name_uk": name_uk,
                "note": note,
                "geometry": geometry,
            }
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=CRS)


def read_lakes(path: Path) -> list[shapely.Polygon]:
    """Return the lakes in the frame: this land layer has Natural Earth's lakes cut out of it."""
    with warnings.catch_warnings():
        # Two rings of the file, far from here, are wound the wrong way; GDAL mends and warns.
        warnings.filterwarnings("ignore", message=".*winding order.*")
        land = gpd.read_file(path, bbox=FRAME.bounds)
    shores = [
        shapely.Polygon(ring)
        for part in shapely.get_parts(land.geometry.array)
        for ring in part.interiors
    ]
    return [shore for shore in shores if shore.intersects(FRAME)]


def find_lake(
    reservoir: str, lakes: list[shapely.Polygon], point: tuple[float, float]
) -> shapely.Polygon:
    """Return the lake around a point."""
    for lake in lakes:
        if lake.contains(shapely.Point(point)):
            return lake
    raise BuildError(
        f"reservoir {reservoir}: no lake of ne_10m_land lies around {point}",
        "one inner ring of the land there",
        f"none among {len(lakes)}",
        "move the point in RESERVOIRS in tools/geodata/steps/water.py",
    )


def draw_band(dnipro: shapely.LineString) -> shapely.Polygon:
    """Draw the reservoir without an outline as a band along its stretch of the river."""
    upper, lower = (dnipro.project(shapely.Point(end)) for end in BAND_ENDS)
    stretch = substring(dnipro, upper, lower).simplify(0.005)
    # Square degrees at this latitude: stretch longitude to latitude's scale, widen, shrink back.
    squeeze = math.cos(math.radians((BAND_ENDS[0][1] + BAND_ENDS[1][1]) / 2))
    scaled = shapely.transform(stretch, lambda vertices: vertices * [squeeze, 1])
    band = scaled.buffer(BAND_HALF_WIDTH_KM / 111.2, quad_segs=3, cap_style="flat").simplify(0.001)
    return shapely.Polygon(shapely.get_coordinates(band) / [squeeze, 1])


def make_seas() -> gpd.GeoDataFrame:
    """Return the label points of the two seas."""
    rows = [
        {"sea": sea, "name_en": name_en, "name_uk": name_uk, "geometry": shapely.Point(point)}
        for sea, name_en, name_uk, point in SEAS
    ]
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=CRS)

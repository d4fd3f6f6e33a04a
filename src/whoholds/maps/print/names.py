"""The names on the printed map: seas, neighbours, and cities from the largest down."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.polygons import polygons_of
from whoholds.ground.tables import rows_of
from whoholds.maps.picture_sizes import LEAST_POINTS
from whoholds.maps.print.ground import (
    LARGE_CITY,
    cities,
    large_city,
    lines_of,
    neighbours,
    seas,
)
from whoholds.maps.print.lettering import POINT, font, width, writable
from whoholds.maps.print.paper import Box, Paper
from whoholds.maps.print.placing import Room
from whoholds.maps.print.projection import Frame, clipped
from whoholds.maps.print.scene import Scene
from whoholds.words.reader import Reader

NEAR_METRES = 75_000
"""How far from the line of contact the smaller cities are named too."""

MOST_HIDDEN = 0.02
"""Square inches of what changes, or of the line, that the name of all but a large city may hide."""

SLIGHT = 0.45
"""Inches of the border across which a name may lie as if there were none."""

LEAST_SEEN = 0.35
"""Square inches of a neighbour in the frame from which it is named."""

_WIDEST = 3.0
"""How much wider than high the room for a name is looked for."""


def draw_names(
    paper: Paper, frame: Frame, scene: Scene, reader: Reader, taken: list[Box],
    points: float = LEAST_POINTS,
) -> None:  # fmt: skip
    """Write the names, clear of the boxes that are taken; one that finds no room is left out.

    The smallest are of so many points.
    """
    lines, country = lines_of(scene.zones), scene.zones.known
    contact = frame.place(lines.contact)
    moving = [frame.place(shape) for shape in scene.moving]
    room = Room(frame.bounds, moving, contact, frame.place(lines.border))
    for box in taken:
        room.take(box)
    for row in rows_of(seas(country)):
        name = writable(getattr(row, reader.column("name")))
        # A sea may be drawn as the point that carries its name, or as water.
        _write_centred(
            paper, room, name, shapely.point_on_surface(frame.place(row.geometry)), points=points
        )
    for row in _towns(scene):
        spot: Any = frame.place(row.geometry)
        near = shapely.distance(spot, contact) < NEAR_METRES / frame.metres
        # Outside of the frame there is no spot.
        if not spot.is_empty and (row.population >= large_city(country) or near):
            _write_city(
                paper, room, writable(getattr(row, reader.column("name"))), spot, row, points
            )
    for row in rows_of(neighbours(country)):
        name = writable(getattr(row, reader.column("name")))
        # What the frame cuts may have edges beside land.
        seen = polygons_of(clipped(frame.place(row.geometry), frame.bounds))
        if seen.area > LEAST_SEEN:
            _write_centred(paper, room, name, _roomiest(seen), "quiet", points=points)


def _towns(scene: Scene) -> list[Any]:
    """The cities that a map may name: those that the picture is about, then the largest."""
    shapely.prepare(scene.moving)
    rows = list(rows_of(cities(scene.zones.known)))
    return sorted(rows, key=lambda row: not shapely.intersects(scene.moving, row.geometry).any())


def _roomiest(shape: Any) -> BaseGeometry:
    """The middle of the flattest room in a shape: names are wider than high."""
    flat = np.array([_WIDEST, 1.0])
    squeezed = shapely.transform(shape, lambda points: points / flat)
    circle = shapely.maximum_inscribed_circle(squeezed, tolerance=0.01)
    return shapely.transform(shapely.get_point(circle, 0), lambda points: points * flat)


def _write_centred(
    paper: Paper, room: Room, name: str, middle: Any, colour: str = "sea-text",
    *, points: float,
) -> None:  # fmt: skip
    """A name around a point, where there is room; a shape outside of the frame has no middle."""
    if middle.is_empty:
        return
    letters, size = font(points, italic=colour == "sea-text"), points * POINT
    half = width(name, letters) / 2
    box = (middle.x - half, middle.y - 0.6 * size, middle.x + half, middle.y + 0.7 * size)
    if room.is_free(box) and room.crossed(box) <= SLIGHT:
        room.take(box)
        paper.write(middle.x, middle.y - 0.36 * size, name, letters, colour, "center")


def _write_city(
    paper: Paper, room: Room, name: str, spot: shapely.Point, city: Any, least: float
) -> None:
    """A dot with its name beside it, where it hides least of what changes and of the line."""
    x, y = spot.x, spot.y
    points = least + (1.3 if city.population >= 900_000 else 0.0)
    letters = font(points, bold=city.population >= 2_000_000)
    dot = (x - 0.035, y - 0.035, x + 0.035, y + 0.035)
    places = _places_beside(x, y, width(name, letters), letters.get_size_in_points() * POINT)
    free = [
        (round(room.hidden(box), 4), room.crossed(box) // SLIGHT, position)
        for position, (_, box) in enumerate(places)
        if room.is_free(box)
    ]
    if not free or not room.is_clear(dot):
        return
    hidden, _, best = min(free)
    if (
        hidden > max(MOST_HIDDEN * (least / LEAST_POINTS) ** 2, room.bearable)
        and city.population < 2 * LARGE_CITY
    ):
        return
    (left, base), box = places[best]
    room.take(box, dot)
    radius = 0.034 if city.population >= 900_000 else 0.028
    paper.fill(spot.buffer(radius), paper.colours["text"], paper.colours["halo"], linewidth=0.7)
    paper.write(left, base, name, letters, halo=1.3)


def _places_beside(
    x: float, y: float, width: float, size: float
) -> list[tuple[tuple[float, float], Box]]:
    """Starts of a name around a dot, the best first, each with the box that the name fills."""
    gap, middle = 0.055, -0.36 * size
    starts = [
        (x + gap, y + middle),
        (x - gap - width, y + middle),
        (x - width / 2, y + gap + 0.02),
        (x - width / 2, y - gap - 0.75 * size),
    ]
    for near in (gap / 2, -gap / 2 - width):
        starts += [(x + near, base) for base in (y + gap / 2, y - 0.8 * size)]
    return [
        ((left, base), (left, base - 0.02, left + width, base + 0.8 * size))
        for left, base in starts
    ]

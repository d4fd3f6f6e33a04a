"""Room for names: where one may lie, and what it would hide there. In inches on the sheet."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.maps.print.lettering import POINT
from whoholds.maps.print.paper import Box
from whoholds.maps.print.projection import clipped

EDGE = 0.03
"""What a name keeps from the frame."""

BESIDE, ABOVE = 0.04, 0.006
"""What names keep from each other: sideways, where they would read on, and from line to line."""

BEARABLE = 0.05
"""Share of what changes that one name may hide."""

_LINE_WIDTH = 5 * POINT


class Room:
    """The frame as names fill it.

    Parameters
    ----------
    bounds
        Of the frame.
    changing
        Ground that changes hands, on the sheet; no name should hide it.
    contact
        The line of contact, on the sheet; likewise.
    border
        The country's outer border, which names cross only where they hide less of the others.

    Examples
    --------
    >>> room = Room((0, 0, 10, 10))
    >>> room.take((4, 4, 6, 5))
    >>> room.is_free((1, 1, 2, 2)), room.is_free((5, 4.5, 7, 6))
    (True, False)
    """

    def __init__(
        self,
        bounds: Box,
        changing: list[BaseGeometry] | None = None,
        contact: BaseGeometry | None = None,
        border: BaseGeometry | None = None,
    ) -> None:
        self.bounds = bounds
        self._names: list[Box] = []
        self._dots: list[Box] = []
        self._changing = shapely.GeometryCollection(changing or [])
        self._contact = contact or shapely.LineString()
        self._border = border or shapely.LineString()
        for shape in (*self._changing.geoms, self._contact, self._border):
            shapely.prepare(shape)

    @property
    def bearable(self) -> float:
        """Square inches that a name may hide where much of the frame is what changes."""
        seen = sum(_within(shape, self.bounds).area for shape in self._changing.geoms)
        return float(BEARABLE * seen)

    def take(self, name: Box, dot: Box | None = None) -> None:
        """Keep the box of a name, and of its dot, free of further names."""
        self._names.append(name)
        self._dots += [dot] if dot else []

    def is_free(self, name: Box) -> bool:
        """Whether a name may lie in a box: inside the frame and clear of all that is taken."""
        west, south, east, north = name
        around = (west - BESIDE, south - ABOVE, east + BESIDE, north + ABOVE)
        taken = any(_meet(around, other) for other in self._names)
        return not taken and self.is_clear(name)

    def is_clear(self, dot: Box) -> bool:
        """Whether a dot may lie in a box; it may stand close to others."""
        west, south, east, north = self.bounds
        inside = dot[0] > west + EDGE and dot[1] > south + EDGE
        inside = inside and dot[2] < east - EDGE and dot[3] < north - EDGE
        return inside and not any(_meet(dot, other) for other in (*self._names, *self._dots))

    def hidden(self, box: Box) -> float:
        """Square inches of what changes that a box would hide; the line counts by its width."""
        ground = sum(_within(shape, box).area for shape in self._changing.geoms)
        return float(ground + _LINE_WIDTH * _within(self._contact, box).length)

    def crossed(self, box: Box) -> float:
        """Inches of the border that a box would hide."""
        return float(_within(self._border, box).length)


def _meet(box: Box, other: Box) -> bool:
    sideways = box[0] < other[2] and other[0] < box[2]
    return sideways and box[1] < other[3] and other[1] < box[3]


def _within(shape: BaseGeometry, box: Box) -> BaseGeometry:
    """What of a prepared shape a box hides; most boxes meet nothing, which is soon known."""
    if not shapely.intersects(shape, shapely.box(*box)):
        return shapely.Point()
    return clipped(shape, box)

"""What one map of a picture shows: the pieces of ground by what they are, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.maps.print.projection import projected, projection_of
from whoholds.maps.showing import Face
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones


@dataclass(frozen=True)
class Piece:
    """A piece of ground in metres of the projection: its id and title in an SVG, and its kind."""

    id: str
    title: str
    kind: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Scene:
    """One map, ready to be drawn.

    Attributes
    ----------
    zones
        Whose lines, water and places are around the ground.
    pieces
        Each with its own id.
    kinds
        The ground of each kind as one shape without seams, in the order of the legend.
    moving
        The ground that the picture is about.
    """

    zones: Zones
    pieces: tuple[Piece, ...]
    kinds: Mapping[str, BaseGeometry]
    moving: tuple[BaseGeometry, ...]


def scene_of(face: Face, reader: Reader, prefix: str = "") -> Scene:
    """Project what a map shows; the prefix tells the pieces of two maps apart."""
    projection = projection_of(face.zones.known)
    frame = face.pieces
    pieces = tuple(
        Piece(
            re.sub(r"[^A-Za-z0-9_-]+", "-", f"{prefix}{key}").strip("-"),
            f"{name}: {said}, {reader.area(area)}",
            kind,
            projected(shape, projection),
        )
        for key, name, said, area, kind, shape in zip(
            frame["id"], frame["name"], frame["said"], frame["area_km2"], frame["kind"],
            frame.geometry, strict=True,
        )
    )  # fmt: skip
    shapes, kinds = np.asarray(frame.geometry), np.asarray(frame["kind"])
    found = {
        kind: projected(shapely.union_all(shapes[kinds == kind]), projection)
        for kind in dict.fromkeys(row.kind for row in face.rows)
    }
    moving = tuple(found[kind] for kind in face.moving if kind in found)
    return Scene(face.zones, pieces, found, moving)

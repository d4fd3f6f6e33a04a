"""The line of contact: where a held shape and the rest of a territory meet."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

BORDER_MISMATCH_DEGREES = 0.02
"""Width up to which two drawings of one border differ: 1.5 km west to east, 2.2 km to the north.

The shipped borders run up to 1.4 km off the full 1:10m lines; see geodata/provenance.toml.
"""


def contact(held: BaseGeometry, territory: BaseGeometry) -> BaseGeometry:
    """Derive the line of contact: where held land and the rest of a territory meet.

    A shape drawn against another border leaves slivers of the rest between itself and the border
    of the territory; their edge is the border, not the line, and is left out.

    Parameters
    ----------
    held, territory
        Polygons or multipolygons in EPSG:4326.

    Returns
    -------
    BaseGeometry
        MultiLineString (or LineString) in EPSG:4326.

    Examples
    --------
    >>> contact(shapely.box(33, 46, 34, 50), shapely.box(30, 46, 34, 50)).bounds
    (33.0, 46.0, 33.0, 50.0)
    """
    rest = territory.difference(held)
    shared = shapely.get_parts(held.boundary.intersection(rest.boundary))
    lines = shared[shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING]
    contact = shapely.intersection(shapely.multilinestrings(lines), _without_slivers(rest))
    return shapely.line_merge(contact) if contact.geom_type == "MultiLineString" else contact


def _without_slivers(rest: BaseGeometry) -> BaseGeometry:
    """The rest and a little around it, but for where it is thinner than a border mismatch.

    Shrunk by half that width, then grown by half as much again, so that corners are kept.
    """
    pieces = shapely.get_parts(rest)
    cores = shapely.buffer(pieces, -BORDER_MISMATCH_DEGREES / 2, quad_segs=4)
    return shapely.union_all(shapely.buffer(cores, 0.75 * BORDER_MISMATCH_DEGREES, quad_segs=4))

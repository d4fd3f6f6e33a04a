"""Slivers of a layer: the land along coast and border that takes the side of the land behind.

A layer drawn against another coast or border leaves thin strips of the other side's colour along
ours, though nobody holds them but who holds the land behind (`whoholds.geometry.slivers`). They
count with that land wherever a layer is used, unless they are asked to be left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.geometry.slivers import SPECK_KM2, find_slivers
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer


class Slivers(StrEnum):
    """What becomes of slivers: counted with the land behind them, or left as they are drawn."""

    COUNT = "count"
    LEAVE = "leave"


@dataclass(frozen=True)
class Fitted:
    """Held land as it meets the coast and border of a boundary layer.

    Attributes
    ----------
    held
        Polygon or multipolygon in EPSG:4326, with the slivers where they count.
    slivers
        The slivers, counted or not: polygon or multipolygon in EPSG:4326, maybe empty.
    """

    held: BaseGeometry
    slivers: BaseGeometry


def fit(control: ControlLayer, boundaries: BoundaryLayer, slivers: str = Slivers.COUNT) -> Fitted:
    """Give the slivers between a layer and the border to the side that holds the land behind.

    Parameters
    ----------
    control
        A layer that is settled with these very boundaries (`ControlLayer.ground`), as the shipped
        ones are, is not searched.
    boundaries
        What the layer is to meet.
    slivers
        Whether what is found counts.

    Examples
    --------
    >>> from whoholds.desk import boundary_layer, control_layer
    >>> fit(control_layer(), boundary_layer()).slivers.is_empty
    True
    """
    if control.ground == boundaries.ground:
        return Fitted(control.held, shapely.MultiPolygon())
    inside = polygons_of(shapely.intersection(control.held, boundaries.territory))
    found = find_slivers(inside, boundaries.territory)
    if found.is_empty or slivers == Slivers.LEAVE:
        return Fitted(control.held, found)
    return Fitted(polygons_of(shapely.union_all([control.held, found])), found)


def sliver_km2(slivers: BaseGeometry, boundaries: BoundaryLayer) -> dict[str, float]:
    """Return the area of slivers by region, in km2; regions without any are left out."""
    shapes = boundaries.regions.geometry
    areas = geodesic_km2(shapely.intersection(shapes.to_numpy(), slivers))
    return {
        str(region): float(area)
        for region, area in zip(shapes.index, areas, strict=True)
        if area >= SPECK_KM2
    }

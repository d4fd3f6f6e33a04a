"""Measures of likeness between two drawings of held territory. In kilometres, on a local plane.

The plane is an equal-area projection centred on the south-east of Ukraine; within Ukraine its
distances are true to 0.6 % and its areas to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from whoholds.geometry.polygons import polygons_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.spread.likeness import intersection_over_union

STRIP_KM = 4.0
"""Width up to which land between a layer and the coast or state border is put down to the border.

The strips of DeepState's and ISW's layers stop growing at 3 to 4 km; ours has none to speak of.
"""

MARGIN_KM = 4.0
"""The line of contact is looked at no nearer than this to the coast and the state border."""

CRUMB_KM2 = 1.0
"""Holes and held islands below this size have no part in the line."""

STEP_KM = 0.25
"""Distance between the points of a line from which the other line is measured."""

TOWN_POPULATION = 5_000
"""Stretches of the line are named after the nearest town of so many people."""

_PLANE = pyproj.CRS.from_proj4("+proj=laea +lat_0=48 +lon_0=36 +ellps=WGS84 +units=km")
_TO_PLANE = pyproj.Transformer.from_crs("EPSG:4326", _PLANE, always_xy=True)


def flat(geometry: shapely.Geometry) -> shapely.Geometry:
    """A geometry in degrees, on the plane."""
    return shapely.transform(geometry, _TO_PLANE.transform, interleaved=False)


@dataclass(frozen=True)
class Country:
    """The regions on the plane, and what lies along their outer border."""

    boundaries: BoundaryLayer

    @cached_property
    def territory(self) -> shapely.Geometry:
        """Ukraine."""
        return flat(self.boundaries.territory)

    @cached_property
    def regions(self) -> dict[str, shapely.Geometry]:
        """Each region."""
        return {code: flat(shape) for code, shape in self.boundaries.regions.geometry.items()}

    @cached_property
    def near_border(self) -> shapely.Geometry:
        """All within the margin of the coast and the state border."""
        return self.territory.boundary.buffer(MARGIN_KM)

    def closed(self, held: shapely.Geometry) -> shapely.Geometry:
        """Held territory with the strips along coast and state border added (both on the plane).

        A strip is what of the rest of Ukraine is nowhere wider than STRIP_KM (an opening of the
        rest by a disc of that diameter removes it), lies within STRIP_KM of the outer border and
        touches held territory.
        """
        rest = self.territory.difference(held)
        wide = rest.buffer(-STRIP_KM / 2).buffer(STRIP_KM / 2)
        thin = rest.difference(wide).intersection(self.territory.boundary.buffer(STRIP_KM))
        pieces = shapely.get_parts(thin)
        touching = shapely.distance(pieces, held) < 1e-6
        return polygons_of(shapely.union_all([held, *pieces[touching]]))

    def contact(self, held: shapely.Geometry) -> shapely.Geometry:
        """The edge of the largest piece of Ukraine that a layer, closed, does not hold.

        Without what lies near the coast and the state border.
        """
        free = shapely.get_parts(self.territory.difference(self.closed(held)))
        rings = shapely.get_rings(free[shapely.area(free).argmax()])
        large = shapely.area(shapely.polygons(rings)) >= CRUMB_KM2
        edge = shapely.multilinestrings(rings[large])
        return shapely.line_merge(edge.difference(self.near_border))

    def by_region(self, held: shapely.Geometry) -> pd.Series:
        """Held km2 of each region."""
        return pd.Series(
            {code: held.intersection(shape).area for code, shape in self.regions.items()}
        )

    def weighted(self, held: shapely.Geometry) -> float:
        """The headline area: share of each region's polygon x its official area."""
        sizes = pd.Series({code: shape.area for code, shape in self.regions.items()})
        return float((self.by_region(held) / sizes * self.boundaries.regions["official_km2"]).sum())


def overlap(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Intersection over union."""
    return intersection_over_union(one.intersection(other).area, one.area, other.area)


@dataclass(frozen=True)
class Distances:
    """How far the points of one line lie from another, in km, and where the furthest is."""

    mean: float
    median: float
    p95: float
    largest: float
    largest_near: str


def line_points(line: shapely.Geometry) -> NDArray[np.object_]:
    """Points every STEP_KM along each piece of a line, half a step from its ends."""
    points = [
        shapely.line_interpolate_point(piece, np.arange(STEP_KM / 2, piece.length, STEP_KM))
        for piece in shapely.get_parts(line)
    ]
    return np.concatenate(points)


def distances(line: shapely.Geometry, other: shapely.Geometry, towns: Towns) -> Distances:
    """From the points of a line to the nearest point of another."""
    points = line_points(line)
    shapely.prepare(other)
    km = shapely.distance(points, other)
    return Distances(
        float(km.mean()), float(np.median(km)), float(np.percentile(km, 95)), float(km.max()),
        towns.nearest(points[[int(km.argmax())]])[0],
    )  # fmt: skip


class Towns:
    """Names for stretches of the line."""

    def __init__(self, settlements: pd.DataFrame) -> None:
        """Keep the towns of a settlement table, districts of cities left out."""
        large = settlements["population"] >= TOWN_POPULATION
        towns = settlements[large & settlements["section_of"].isna()]
        self._names = towns["name_en"].to_numpy()
        self._tree = shapely.STRtree([flat(shapely.Point(x, y)) for x, y in
                                      zip(towns["lon"], towns["lat"], strict=True)])  # fmt: skip

    def nearest(self, points: NDArray[np.object_]) -> NDArray[np.object_]:
        """The nearest town of each point."""
        return self._names[self._tree.nearest(points)]


def stretches(ours: shapely.Geometry, theirs: shapely.Geometry, towns: Towns) -> pd.DataFrame:
    """Where two layers differ: km2 that only one of them holds, by the nearest town.

    Returns
    -------
    pandas.DataFrame
        Columns only_ours, only_theirs, indexed by town, the largest sum first.
    """
    columns = {}
    cuts = {"only_ours": ours.difference(theirs), "only_theirs": theirs.difference(ours)}
    for name, shape in cuts.items():
        cells = _cells(shape)
        near = towns.nearest(shapely.point_on_surface(cells))
        columns[name] = pd.Series(shapely.area(cells), dtype=float).groupby(near).sum()
    table = pd.DataFrame(columns).fillna(0.0)
    return table.loc[table.sum(axis=1).sort_values(ascending=False).index]


def _cells(shape: shapely.Geometry) -> NDArray[np.object_]:
    """A shape cut by a grid of 4 km, so that long pieces fall to several towns."""
    west, south, east, north = shape.bounds
    xs, ys = np.meshgrid(np.arange(west, east, 4.0), np.arange(south, north, 4.0))
    grid = shapely.box(xs.ravel(), ys.ravel(), xs.ravel() + 4.0, ys.ravel() + 4.0)
    grid = grid[shapely.STRtree(grid).query(shape, predicate="intersects")]
    cells = shapely.intersection(grid, shape)
    return cells[shapely.area(cells) > 0]

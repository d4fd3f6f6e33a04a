"""The partition: region x holder on the day x part. Zones are the atoms of every map and figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import InitVar, dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import WGS84, geodesic_km2
from whoholds.ground.errors import GeometryError
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.layers.rings import polygons_of
from whoholds.zones.parts import Cutting, area_of_part, strip_ends
from whoholds.zones.slivers import Slivers, fit

Given = ParamSpec("Given")
Made = TypeVar("Made")

KEY = ["region", "held_by", "part"]

PART_SEPARATOR = "+"
"""Between the ids of the parts that a zone belongs to, where it belongs to several."""

SLIVER_KM2 = 0.001
"""Area below which a cut by a part is rounding, not territory: 1,000 square metres."""

SPECK_DEGREES2 = 1e-12
"""What rounding leaves of a region that is held whole: below a hundredth of a square metre."""

CONSERVATION_TOLERANCE = 1e-9
"""Relative difference allowed between a region's area and the sum of its zones."""


@dataclass(frozen=True, eq=False)
class Zones:
    """The zones of one boundary layer under one control layer; compared by identity.

    Attributes
    ----------
    frame
        One row a zone, indexed by its id such as "UA-48/RU/kinburn" and sorted by region, held_by
        and part, in EPSG:4326. The part is "" for the
        rest of the region and "dmz-5+held-2022" for a piece that lies in two parts. Further
        columns: area_km2 (geodesic, of the
        polygon), official_km2 (share of the region's polygon x its official area),
        share_of_region (of the polygon), geometry.
    boundaries, control
        The layers that were partitioned.
    strips
        Parts that are strips along the line of contact: id, and how far from the line it ends, km.
    cut_with
        The same layers with the line of contact that parts were cut along, where there is one
        already: deriving it takes as long as the partition.
    """

    frame: gpd.GeoDataFrame
    boundaries: BoundaryLayer
    control: ControlLayer
    strips: dict[str, float] = field(default_factory=dict)
    cut_with: InitVar[Cutting | None] = None
    _setting: Cutting = field(init=False, repr=False)
    _derived: dict[Any, Any] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self, cut_with: Cutting | None) -> None:
        object.__setattr__(self, "_setting", cut_with or Cutting(self.boundaries, self.control))

    @property
    def line(self) -> BaseGeometry:
        """The line of contact in EPSG:4326, derived once."""
        return self._setting.line

    @cached_property
    def table(self) -> pd.DataFrame:
        """The frame without its geometry."""
        return pd.DataFrame(self.frame.drop(columns="geometry"))

    @cached_property
    def keys(self) -> dict[str, tuple[str, str, str]]:
        """Region, holder today and part of every zone, by its id."""
        rows = self.table[KEY].itertuples(index=False, name=None)
        return dict(zip(self.table.index, rows, strict=True))

    @cached_property
    def held_km2(self) -> float:
        """Measured area in km2 of the territory that Russia holds."""
        return float(self.frame.loc[self.frame["held_by"] == "RU", "area_km2"].sum())


def derived(
    make: Callable[Concatenate[Zones, Given], Made],
) -> Callable[Concatenate[Zones, Given], Made]:
    """Keep what a function makes of zones with the zones: made once, and gone when they are.

    Parameters
    ----------
    make
        Takes zones, and what else it takes can be looked up.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> @derived
    ... def names(zones: Zones) -> list[str]:
    ...     return list(zones.table.index)
    >>> names(baseline_zones()) is names(baseline_zones())
    True
    """

    @wraps(make)
    def kept(zones: Zones, /, *given: Given.args, **named: Given.kwargs) -> Made:
        key = (make, given, tuple(named.items()))
        if key not in zones._derived:
            zones._derived[key] = make(zones, *given, **named)
        found: Made = zones._derived[key]
        return found

    return kept


def partition(
    boundaries: BoundaryLayer, control: ControlLayer, parts: pd.DataFrame | None = None
) -> Zones:
    """Cut every region into zones.

    Parameters
    ----------
    boundaries
        n regions in EPSG:4326.
    control
        Held territory in EPSG:4326. Thin strips between it and coast or border take the side of
        the land behind them, unless the layer says otherwise (`whoholds.zones.slivers`).
    parts
        Rows of seeds/parts.csv (`whoholds.zones.parts.PARTS_SCHEMA`); None for no parts.

    Returns
    -------
    Zones
        Zones that do not overlap and cover every region. A region that one side holds whole has
        one zone (and its parts); a part that the layer leaves empty has none.

    Raises
    ------
    GeometryError
        When held territory crosses itself, or the zones of a region do not add up to it
        (relative 1e-9).

    Examples
    --------
    >>> from whoholds.layers.boundaries import load_boundaries
    >>> from whoholds.layers.control import embedded_layer
    >>> zones = partition(load_boundaries(), embedded_layer())
    >>> sorted(zones.frame.query("region == 'UA-14'")["held_by"])
    ['RU', 'UA']
    """
    _check_held(control)
    if control.slivers == Slivers.COUNT:
        control = fit(control, boundaries).control
    rows = [
        (region, held_by, "", shape)
        for region, held, rest in _split(boundaries, control)
        for held_by, shape in (("RU", held), ("UA", rest))
        if not shape.is_empty
    ]
    setting = Cutting(boundaries, control)
    if parts is not None and len(parts):
        # Both holders of a region have the same strips along the line.
        area = cache(lambda rule, value, region: area_of_part(rule, value, region, setting))
        rows = [row for whole in rows for row in _cut_parts(whole, parts, area)]
    rows.sort(key=lambda row: row[:3])
    frame = _measure(rows, boundaries)
    return Zones(frame, boundaries, control, strip_ends(parts), setting)


Row = tuple[str, str, str, BaseGeometry]


def _check_held(control: ControlLayer) -> None:
    if not shapely.is_valid(control.held):
        raise GeometryError(
            "held territory is not a valid polygon",
            where=f"control layer of {control.date}, {control.source}",
            expected="polygons that cross neither themselves nor each other",
            found=shapely.is_valid_reason(control.held),
            remedy="repair it (shapely.make_valid)",
        )


def _split(
    boundaries: BoundaryLayer, control: ControlLayer
) -> list[tuple[str, BaseGeometry, BaseGeometry]]:
    """Each region with its held territory and the rest.

    A region that the layer does not touch, or holds whole, needs no overlay; for the others the
    layer is clipped to the region's box first, which makes the overlay several times cheaper.
    """
    shapes = boundaries.regions.geometry.to_numpy()
    shapely.prepare(control.held)
    touched = shapely.intersects(control.held, shapes)
    nothing = shapely.Polygon()
    result = []
    for region, shape, is_touched in zip(boundaries.regions.index, shapes, touched, strict=True):
        if not is_touched:
            held, rest = nothing, shape
        elif shapely.covers(control.held, shape):
            held, rest = shape, nothing
        else:
            near = _clipped(control.held, _widened(shape.bounds))
            held = polygons_of(shapely.intersection(shape, near))
            rest = polygons_of(shapely.difference(shape, near))
            if rest.area < SPECK_DEGREES2:
                held, rest = shape, nothing
        result.append((region, held, rest))
    return result


def _clipped(held: BaseGeometry, bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """The part of held land in a box; all of it where the quick clip would fold a thin spike."""
    near = shapely.clip_by_rect(held, *bounds)
    return near if shapely.is_valid(near) else held


def _widened(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box a little larger, so that its edge never becomes an edge of a zone."""
    west, south, east, north = bounds
    return west - 0.1, south - 0.1, east + 0.1, north + 0.1


def _cut_parts(
    whole: Row, parts: pd.DataFrame, area_of: Callable[[str, str, str], BaseGeometry]
) -> list[Row]:
    """A zone cut by each part of its region in turn.

    Parts may overlap (a strip along the line and the land held in 2022): the piece that lies
    in both belongs to both, so the result does not depend on the order of the parts.
    """
    region, held_by, _, shape = whole
    mine = parts[(parts["region"] == region) & (parts["held_by"] == held_by)]
    pieces: list[tuple[tuple[str, ...], BaseGeometry]] = [((), shape)]
    for part in mine.sort_values("part").itertuples(index=False):
        area = area_of(part.rule, part.value, region)
        pieces = [
            (names, piece)
            for owned, uncut in pieces
            for names, piece in zip(
                ((*owned, part.part), owned), _cut_along(uncut, area), strict=True
            )
            if not piece.is_empty
        ]
    return [(region, held_by, PART_SEPARATOR.join(names), piece) for names, piece in pieces]


def _cut_along(shape: BaseGeometry, area: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """What of a shape lies inside an area, and what outside.

    Where two parts meet along a computed edge, rounding leaves slivers of square metres on the
    wrong side; a sliver stays with the piece that it came from, so nothing is lost.
    """
    inside, outside = polygons_of(shape.intersection(area)), polygons_of(shape.difference(area))
    size_inside, size_outside = geodesic_km2([inside, outside])
    if size_inside < SLIVER_KM2:
        return shapely.Polygon(), shape
    if size_outside < SLIVER_KM2:
        return shape, shapely.Polygon()
    return inside, outside


def _measure(rows: list[Row], boundaries: BoundaryLayer) -> gpd.GeoDataFrame:
    """Add both areas and the share of the region; prove that area is conserved."""
    shapes = [row[3] for row in rows]
    frame = pd.DataFrame([row[:3] for row in rows], columns=KEY)
    frame["area_km2"] = geodesic_km2(shapes)
    frame = frame.merge(boundaries.sizes, on="region", how="left", validate="many_to_one")
    _check_conservation(frame, boundaries)
    share = frame["area_km2"].to_numpy() / frame["region_area_km2"].to_numpy()
    measured = {
        **{name: frame[name].to_numpy() for name in KEY},
        "area_km2": frame["area_km2"].to_numpy(),
        "official_km2": share * frame["region_official_km2"].to_numpy(),
        "share_of_region": share,
    }
    names = pd.Index(["/".join(row[:3]) for row in rows], name="zone")
    return gpd.GeoDataFrame(measured, geometry=shapes, crs=WGS84, index=names)


def _check_conservation(frame: pd.DataFrame, boundaries: BoundaryLayer) -> None:
    position = boundaries.regions.index.get_indexer(frame["region"])
    whole = boundaries.sizes["region_area_km2"].to_numpy()
    covered = np.bincount(position, frame["area_km2"], minlength=len(whole))
    error = np.abs(covered / whole - 1.0)
    worst = int(np.argmax(error))
    if error[worst] > CONSERVATION_TOLERANCE:
        raise GeometryError(
            "the zones of a region do not add up to it",
            where=f"region {boundaries.regions.index[worst]}",
            expected=f"a relative difference of at most {CONSERVATION_TOLERANCE:g}",
            found=f"{error[worst]:.3g}",
            remedy="repair the control layer or the boundary (shapely.make_valid)",
        )

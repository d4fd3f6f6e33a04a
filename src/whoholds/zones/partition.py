"""The partition: region x holder on the day x part. Zones are the atoms of every map and figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import InitVar, dataclass, field
from functools import cache, cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pandera.typing import DataFrame
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.country.parts import Cutting, area_of_part, strip_ends
from whoholds.geometry.areas import WGS84, geodesic_km2
from whoholds.geometry.cutting import cut, split
from whoholds.ground.contracts import agreed
from whoholds.ground.errors import GeometryError, InputError
from whoholds.ground.notebooks import InNotebook
from whoholds.ground.tables import rows_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.vocabulary.sides import Sides
from whoholds.words.saying import Place
from whoholds.zones.slivers import fit
from whoholds.zones.tables import ZonesTable

KEY = ["region", "held_by", "part"]

PART_SEPARATOR = "+"
"""Between the ids of the parts that a zone belongs to, where it belongs to several."""

CONSERVATION_TOLERANCE = 1e-9
"""Relative difference allowed between a region's area and the sum of its zones."""


@dataclass(frozen=True, eq=False)
class Zones(InNotebook):
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
        The layers that were partitioned, as they came.
    strips
        Parts that are strips along the line of contact: id, and how far from the line it ends, km.
    country
        What else is known of the country: the parts that it was cut by, settlements, places; None
        where that was not handed in.
    cut_with
        What parts were cut by, with the line of contact where there is one already: deriving it
        takes as long as the partition. None where held land is the layer's own.
    """

    frame: gpd.GeoDataFrame
    boundaries: BoundaryLayer
    control: ControlLayer
    strips: dict[str, float] = field(default_factory=dict)
    country: Country | None = field(default=None, repr=False)
    cut_with: InitVar[Cutting | None] = None
    _setting: Cutting = field(init=False, repr=False)
    _derived: dict[Any, Any] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self, cut_with: Cutting | None) -> None:
        object.__setattr__(
            self, "_setting", cut_with or Cutting(self.boundaries, self.control.held)
        )

    @property
    def sides(self) -> Sides:
        """Whose recognised territory it is, and who holds a part of it."""
        return self.boundaries.sides

    @property
    def known(self) -> Country:
        """The country of the zones.

        Raises
        ------
        InputError
            When the zones were cut without one: nothing is known of who lives where.
        """
        if self.country is None:
            raise InputError.of("zones_alone")
        return self.country

    @property
    def held(self) -> BaseGeometry:
        """Held land as the regions were cut by it, slivers included where they count."""
        return self._setting.held

    @property
    def line(self) -> BaseGeometry:
        """The line of contact in EPSG:4326, derived once."""
        return self._setting.line

    @cached_property
    def table(self) -> DataFrame[ZonesTable]:
        """The frame without its geometry."""
        return agreed(pd.DataFrame(self.frame.drop(columns="geometry")), ZonesTable)

    @cached_property
    def keys(self) -> dict[str, tuple[str, str, str]]:
        """Region, holder today and part of every zone, by its id."""
        rows = self.table[KEY].itertuples(index=False, name=None)
        return dict(zip(self.table.index, rows, strict=True))

    @cached_property
    def held_km2(self) -> float:
        """Measured area in km2 of the territory that the holding side holds."""
        return float(self.frame.loc[self.is_held, "area_km2"].sum())

    @cached_property
    def is_held(self) -> pd.Series:
        """Which zones the holding side holds, by zone id."""
        return self.table["held_by"] == self.sides.holding.code


def partition(
    boundaries: BoundaryLayer, control: ControlLayer, country: Country | None = None
) -> Zones:
    """Cut every region into zones.

    Parameters
    ----------
    boundaries
        n regions in EPSG:4326.
    control
        Held territory in EPSG:4326. Thin strips between it and coast or border take the side of
        the land behind them, unless the layer is settled with these boundaries
        (`whoholds.zones.slivers`).
    country
        Has the parts to cut by, and goes with the zones; None for no parts.

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
    >>> from whoholds.desk import opened
    >>> country = opened().country
    >>> zones = partition(country.boundaries, country.lines[country.lines.newest])
    >>> sorted(zones.frame.query("region == 'UA-14'")["held_by"])
    ['RU', 'UA']
    """
    _check_held(control)
    held = fit(control, boundaries).held
    rows = _by_holder(held, boundaries)
    setting = Cutting(boundaries, held)
    if country is not None and len(country.parts):
        # Both holders of a region have the same strips along the line.
        area = cache(
            lambda rule, value, region: area_of_part(rule, value, region, setting, country)
        )
        rows = [row for whole in rows for row in _cut_parts(whole, country.parts, area)]
    rows.sort(key=_key)
    frame = _measure(rows, boundaries)
    strips = {} if country is None else strip_ends(country.parts)
    return Zones(frame, boundaries, control, strips, country, setting)


Row = tuple[str, str, str, BaseGeometry]


def held_by_region(held: BaseGeometry, boundaries: BoundaryLayer) -> pd.DataFrame:
    """Return the areas of held land in the regions where something is held, as it is drawn.

    Parameters
    ----------
    held
        Polygon or multipolygon in EPSG:4326; no slivers are looked for.
    boundaries
        The regions.

    Returns
    -------
    pandas.DataFrame
        Columns region, area_km2 (geodesic), official_km2 (share of the region's polygon times its
        official area), share_of_region; sorted by region, index 0..n-1.

    Examples
    --------
    >>> from whoholds.desk import boundary_layer, control_layer
    >>> held_by_region(control_layer().held, boundary_layer())["region"].iloc[0]
    'UA-09'
    """
    frame = _measure(sorted(_by_holder(held, boundaries), key=_key), boundaries)
    rows = frame[frame["held_by"] == boundaries.sides.holding.code]
    columns = ["region", "area_km2", "official_km2", "share_of_region"]
    return pd.DataFrame(rows)[columns].reset_index(drop=True)


def _key(row: Row) -> tuple[str, str, str]:
    return row[:3]


def _by_holder(held: BaseGeometry, boundaries: BoundaryLayer) -> list[Row]:
    """What either side holds of every region."""
    shapes = boundaries.regions.geometry
    recognised, holding = boundaries.sides.codes
    return [
        (region, held_by, "", shape)
        for region, both in zip(shapes.index, split(shapes.to_numpy(), held), strict=True)
        for held_by, shape in zip((holding, recognised), both, strict=True)
        if not shape.is_empty
    ]


def _check_held(control: ControlLayer) -> None:
    if not shapely.is_valid(control.held):
        raise GeometryError.of(
            "held.invalid",
            day=control.date,
            source=control.source,
            found=shapely.is_valid_reason(control.held),
        )


def _cut_parts(
    whole: Row, parts: pd.DataFrame, area_of: Callable[[str, str, str], BaseGeometry]
) -> list[Row]:
    """A zone cut by each part of its region in turn."""
    region, held_by, _, shape = whole
    mine = parts[(parts["region"] == region) & (parts["held_by"] == held_by)]
    areas = (
        (part.part, area_of(part.rule, part.value, region))
        for part in rows_of(mine.sort_values("part"))
    )
    pieces = cut(shape, areas)
    return [(region, held_by, PART_SEPARATOR.join(names), piece) for names, piece in pieces]


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
    position = boundaries.regions.index.get_indexer(pd.Index(frame["region"]))
    whole = boundaries.sizes["region_area_km2"].to_numpy()
    covered = np.bincount(position, frame["area_km2"], minlength=len(whole))
    error = np.abs(covered / whole - 1.0)
    worst = int(np.argmax(error))
    if error[worst] > CONSERVATION_TOLERANCE:
        raise GeometryError.of(
            "zones.not_conserved",
            Place().at(region=str(boundaries.regions.index[worst])),
            limit=f"{CONSERVATION_TOLERANCE:g}",
            found=f"{error[worst]:.3g}",
        )

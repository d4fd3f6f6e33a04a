"""Named parts of regions that some proposal treats apart, each built by rule from the layer.

A part is never a second copy of a boundary: seeds/parts.csv holds rules, and the geometry comes
from the regions, the control layer and the settlements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import buffer_km
from whoholds.geometry.contact import contact
from whoholds.ground.errors import InputError
from whoholds.ground.intact import intact
from whoholds.ground.resources import seeds
from whoholds.ground.tables import read_table
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import embedded_dates, embedded_layer
from whoholds.words.saying import Note, Place

PARTS_SCHEMA = pa.DataFrameSchema(
    {
        "part": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
        "region": pa.Column(
            str,
            pa.Check.str_matches(r"^UA-\d\d$"),
            description="form.region",
            metadata={"example": "UA-14"},
        ),
        "held_by": pa.Column(str, pa.Check.isin(["UA", "RU"])),
        "rule": pa.Column(
            str,
            pa.Check.isin(
                [
                    *("held", "held-west-of", "held-east-of", "held-north-of", "held-south-of"),
                    *("near", "strip", "layer"),
                ]
            ),
        ),
        "value": pa.Column(str),
        "name_en": pa.Column(str, pa.Check.str_length(min_value=1)),
        "name_uk": pa.Column(str, pa.Check.str_length(min_value=1)),
        "note": pa.Column(str),
    },
    unique=["part", "region", "held_by"],
    coerce=True,
    strict=True,
)


STRIP_MARGIN_DEGREES = 1.5
"""How far around a region the line of contact is looked at: beyond any strip's reach.

The same for every strip of a region, so that neighbouring strips share their edge exactly.
"""

STRIP_LIMIT_KM = 100.0
"""The furthest edge that a strip may have."""


@dataclass(frozen=True)
class Cutting:
    """What a rule may look at: the regions, held land, and the line of contact between the two."""

    boundaries: BoundaryLayer
    held: BaseGeometry

    @cached_property
    def line(self) -> BaseGeometry:
        """The line of contact, derived once."""
        return contact(self.held, self.boundaries.territory)


@cache
def load_parts() -> pd.DataFrame:
    """Load the shipped table of parts.

    Examples
    --------
    >>> "kinburn" in set(load_parts()["part"])
    True
    """
    return read_parts(seeds("parts.csv"))


def read_parts(path: Path) -> pd.DataFrame:
    """Read a table of parts, and the value of every rule in it.

    Raises
    ------
    InputError
        When a row is malformed or the value of its rule cannot be read.
    """
    parts = read_table(path, PARTS_SCHEMA)
    for fault in rule_faults(parts, str(path)):
        raise fault
    return parts


def rule_faults(parts: pd.DataFrame, where: str) -> Iterator[InputError]:
    """Yield an error for every part whose rule's value cannot be read."""
    for position, row in zip(parts.index, parts.itertuples(index=False), strict=True):
        try:
            _RULES[row.rule](row.value)
        except (ValueError, KeyError) as error:
            fault = InputError.of(
                "part.rule",
                Place(where, line=position + 2, column="value"),
                rule=row.rule,
                expected=Note.of(f"rule.{row.rule}"),
                value=row.value,
            )
            fault.__cause__ = error
            yield fault


def area_of_part(rule: str, value: str, region: str, setting: Cutting) -> BaseGeometry:
    """Return the area that a rule selects; the caller cuts it out of the territory at hand.

    Parameters
    ----------
    rule, value, region
        A row of seeds/parts.csv.
    setting
        The layers.

    Returns
    -------
    BaseGeometry
        Polygon in EPSG:4326 that may reach beyond the region.
    """
    return _RULES[rule](value)(region, setting)


def strip_ends(parts: pd.DataFrame | None) -> dict[str, float]:
    """Return how far from the line of contact each strip ends, in km, by the part's id.

    Examples
    --------
    >>> strip_ends(load_parts())["dmz-10"]
    10.0
    """
    if parts is None:
        return {}
    strips = parts[parts["rule"] == "strip"]
    return {row.part: float(row.value.partition("-")[2]) for row in strips.itertuples(index=False)}


Rule = Callable[[str, Cutting], BaseGeometry]


def _held(value: str) -> Rule:
    if value:
        raise ValueError(value)
    return lambda region, setting: setting.boundaries.regions.geometry[region]


def _held_west_of(value: str) -> Rule:
    half = shapely.box(-180.0, -90.0, float(value), 90.0)
    return lambda _region, _setting: half


def _held_east_of(value: str) -> Rule:
    half = shapely.box(float(value), -90.0, 180.0, 90.0)
    return lambda _region, _setting: half


def _held_north_of(value: str) -> Rule:
    half = shapely.box(-180.0, float(value), 180.0, 90.0)
    return lambda _region, _setting: half


def _held_south_of(value: str) -> Rule:
    half = shapely.box(-180.0, -90.0, 180.0, float(value))
    return lambda _region, _setting: half


def _near(value: str) -> Rule:
    place, _, distance = value.partition(":")
    centre, radius = settlement_points()[place], float(distance)
    if radius <= 0:
        raise ValueError(value)
    disc = buffer_km(centre, radius)
    return lambda _region, _setting: disc


def _strip(value: str) -> Rule:
    nearest, furthest = (float(text) for text in value.split("-"))
    if not 0 <= nearest < furthest <= STRIP_LIMIT_KM:
        raise ValueError(value)

    def strip(region: str, setting: Cutting) -> BaseGeometry:
        line = _line_near(region, setting)
        if line.is_empty:
            return shapely.Polygon()
        outer = buffer_km(line, furthest)
        return outer.difference(buffer_km(line, nearest)) if nearest else outer

    return strip


def _layer(value: str) -> Rule:
    date = dt.date.fromisoformat(value)
    if date not in embedded_dates():
        raise ValueError(value)
    return lambda _region, _setting: embedded_layer(date).held


_RULES: dict[str, Callable[[str], Rule]] = {
    "held": _held,
    "held-west-of": _held_west_of,
    "held-east-of": _held_east_of,
    "held-north-of": _held_north_of,
    "held-south-of": _held_south_of,
    "near": _near,
    "strip": _strip,
    "layer": _layer,
}


def _line_near(region: str, setting: Cutting) -> BaseGeometry:
    """The line of contact in and around a region, so that the far rest costs nothing."""
    west, south, east, north = setting.boundaries.regions.geometry[region].bounds
    margin = STRIP_MARGIN_DEGREES
    return setting.line.intersection(
        shapely.box(west - margin, south - margin, east + margin, north + margin)
    )


@cache
def settlement_points() -> dict[str, shapely.Point]:
    """Return the point of every mapped settlement by its GeoNames id (text), in EPSG:4326."""
    table = pd.read_csv(intact("settlements.csv"), dtype={"geonames_id": str})
    return dict(zip(table["geonames_id"], shapely.points(table["lon"], table["lat"]), strict=True))

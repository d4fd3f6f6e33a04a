"""Named parts of regions that some proposal treats apart, each built by rule from the layer.

A part is never a second copy of a boundary: seeds/parts.csv holds rules, and the geometry comes
from the regions, the control layer and the settlements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pandas as pd
import pandera.pandas as pa
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import buffer_km
from whoholds.geometry.contact import contact
from whoholds.ground.errors import InputError
from whoholds.ground.tables import read_table, rows_of, text_columns
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.vocabulary.columns import region_column, side_column
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Note, Place


def parts_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what a table of parts must be."""
    return pa.DataFrameSchema(
        {
            "part": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
            "region": region_column(territory),
            "held_by": side_column(territory),
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
            **text_columns("name"),
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


class Landmarks(Protocol):
    """What a table of parts may name: sides, regions, settlements, control layers by day."""

    @property
    def territory(self) -> Territory:
        """Its sides, and what codes of its regions look like."""

    @property
    def points(self) -> Mapping[str, shapely.Point]:
        """The point of every mapped settlement by its GeoNames id, in EPSG:4326."""

    @property
    def lines(self) -> Mapping[dt.date, ControlLayer]:
        """The control layers by their day."""


@dataclass(frozen=True)
class Cutting:
    """What a rule may look at: the regions, held land, and the line of contact between the two."""

    boundaries: BoundaryLayer
    held: BaseGeometry

    @cached_property
    def line(self) -> BaseGeometry:
        """The line of contact, derived once."""
        return contact(self.held, self.boundaries.territory)


def read_parts(path: Path, landmarks: Landmarks) -> pd.DataFrame:
    """Read a table of parts, and the value of every rule in it.

    Parameters
    ----------
    path
        A file of the form of seeds/parts.csv.
    landmarks
        What the rules may name.

    Raises
    ------
    InputError
        When a row is malformed or the value of its rule cannot be read.
    """
    parts = read_table(path, parts_schema(landmarks.territory))
    for fault in rule_faults(parts, landmarks, str(path)):
        raise fault
    return parts


def rule_faults(parts: pd.DataFrame, landmarks: Landmarks, where: str) -> Iterator[InputError]:
    """Yield an error for every part whose rule's value cannot be read."""
    for position, row in zip(parts.index, rows_of(parts), strict=True):
        try:
            _RULES[row.rule](row.value, landmarks)
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


def area_of_part(
    rule: str, value: str, region: str, setting: Cutting, landmarks: Landmarks
) -> BaseGeometry:
    """Return the area that a rule selects; the caller cuts it out of the territory at hand.

    Parameters
    ----------
    rule, value, region
        A row of seeds/parts.csv.
    setting, landmarks
        The layers, and what the rule may name.

    Returns
    -------
    BaseGeometry
        Polygon in EPSG:4326 that may reach beyond the region.
    """
    return _RULES[rule](value, landmarks)(region, setting)


def strip_ends(parts: pd.DataFrame) -> dict[str, float]:
    """Return how far from the line of contact each strip ends, in km, by the part's id.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> strip_ends(opened().country.parts)["dmz-10"]
    10.0
    """
    strips = parts[parts["rule"] == "strip"]
    return {row.part: float(row.value.partition("-")[2]) for row in rows_of(strips)}


Rule = Callable[[str, Cutting], BaseGeometry]


def _held(value: str, _landmarks: Landmarks) -> Rule:
    if value:
        raise ValueError(value)
    return lambda region, setting: setting.boundaries.regions.geometry[region]


def _held_west_of(value: str, _landmarks: Landmarks) -> Rule:
    half = shapely.box(-180.0, -90.0, float(value), 90.0)
    return lambda _region, _setting: half


def _held_east_of(value: str, _landmarks: Landmarks) -> Rule:
    half = shapely.box(float(value), -90.0, 180.0, 90.0)
    return lambda _region, _setting: half


def _held_north_of(value: str, _landmarks: Landmarks) -> Rule:
    half = shapely.box(-180.0, float(value), 180.0, 90.0)
    return lambda _region, _setting: half


def _held_south_of(value: str, _landmarks: Landmarks) -> Rule:
    half = shapely.box(-180.0, -90.0, 180.0, float(value))
    return lambda _region, _setting: half


def _near(value: str, landmarks: Landmarks) -> Rule:
    place, _, distance = value.partition(":")
    centre, radius = landmarks.points[place], float(distance)
    if radius <= 0:
        raise ValueError(value)
    disc = buffer_km(centre, radius)
    return lambda _region, _setting: disc


def _strip(value: str, _landmarks: Landmarks) -> Rule:
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


def _layer(value: str, landmarks: Landmarks) -> Rule:
    date = dt.date.fromisoformat(value)
    if date not in landmarks.lines:
        raise ValueError(value)
    return lambda _region, _setting: landmarks.lines[date].held


_RULES: dict[str, Callable[[str, Landmarks], Rule]] = {
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

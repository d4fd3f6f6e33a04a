"""What a conflict is about: a territory, its sides, and how it is drawn."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Literal, Self

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.forms import unfit
from whoholds.ground.texts import read_toml
from whoholds.vocabulary.sides import Sides, Strict
from whoholds.words.saying import Note
from whoholds.words.text import Text


class Bounds(Strict):
    """The degrees between which the tables may place anything.

    Attributes
    ----------
    west, east
        Longitudes.
    south, north
        Latitudes.
    """

    west: float = pydantic.Field(ge=-180, le=180)
    south: float = pydantic.Field(ge=-90, le=90)
    east: float = pydantic.Field(ge=-180, le=180)
    north: float = pydantic.Field(ge=-90, le=90)

    @pydantic.model_validator(mode="after")
    def _are_in_order(self) -> Self:
        if self.west >= self.east or self.south >= self.north:
            raise unfit(Note.of("conflict.bounds"))
        return self


class Conic(Strict):
    """Albers' equal-area conic projection.

    Attributes
    ----------
    parallels
        The latitudes at which the sheet has the scale of the ground.
    latitude, longitude
        Of the middle of the sheet.
    """

    parallels: tuple[float, float]
    latitude: float = pydantic.Field(ge=-90, le=90)
    longitude: float = pydantic.Field(ge=-180, le=180)

    @pydantic.field_validator("parallels")
    @classmethod
    def _make_a_cone(cls, parallels: tuple[float, float]) -> tuple[float, float]:
        # On both sides of the equator alike they make a cylinder.
        if max(map(abs, parallels)) >= 90 or abs(sum(parallels)) < 1:
            raise unfit(Note.of("conflict.parallels"))
        return parallels


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise unfit(Note.of("conflict.pattern", reason=str(error))) from error
    return pattern


class Territory(Strict):
    """The territory that the regions make up, and whose it is.

    Attributes
    ----------
    languages
        In which the texts of its files are: each has to be there in all of them.
    name
        By language.
    sides
        Whose recognised territory it is, and who holds a part of it.
    official_km2, official_source
        Its official area, the denominator of shares by official areas; and who says so.
    region, example
        What the codes of regions look like, as a regular expression; and one of them.
    first_day
        The first day that a control layer can be of.
    bounds
        Where anything of it may lie.
    comparator
        The well-known area that the first figures are compared with.
    shown_first
        Id of the proposal that a page shows until its reader chooses; "" for the line of contact.
    beyond
        What is drawn outside of the box that the neighbours lie in.
    projection
        Of the printed map; None for an azimuthal one around the middle of the territory.
    drained
        The day from which a reservoir is without water, by its key in reservoirs.geojson.
    """

    languages: list[str] = pydantic.Field(min_length=1)
    name: Text
    sides: Sides
    official_km2: float = pydantic.Field(gt=0)
    official_source: str = pydantic.Field(min_length=1)
    region: Annotated[str, pydantic.Field(min_length=1), pydantic.AfterValidator(_compiles)]
    example: str
    first_day: dt.date
    bounds: Bounds
    comparator: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")
    shown_first: str = pydantic.Field(default="", pattern=r"^[a-z0-9-]*$")
    beyond: Literal["land", "sea"] = "sea"
    projection: Conic | None = None
    drained: dict[str, dt.date] = pydantic.Field(default_factory=dict)

    @pydantic.field_validator("example")
    @classmethod
    def _is_an_example(cls, example: str, info: pydantic.ValidationInfo) -> str:
        if "region" in info.data and not re.search(info.data["region"], example):
            raise unfit(Note.of("conflict.example"))
        return example


def read_territory(path: Path) -> Territory:
    """Read what a conflict is about.

    Parameters
    ----------
    path
        seeds/conflict.toml, or a file of its form.

    Raises
    ------
    InputError
        When a key is missing, unknown or wrong.

    Examples
    --------
    >>> from whoholds.ground.resources import seeds
    >>> territory = read_territory(seeds("conflict.toml"))
    >>> territory.sides.codes, territory.first_day.isoformat()
    (('UA', 'RU'), '2014-02-20')
    """
    return validate_model(Territory, read_toml(path), str(path))

"""What a conflict is about: a territory, its sides, and the days that its figures begin with."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Any, Self

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.forms import unfit
from whoholds.ground.texts import read_toml
from whoholds.vocabulary.sides import Name, Sides, Strict
from whoholds.words.saying import Note


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
        In which the texts of its tables are.
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
    baseline
        The day of the control layer that figures use unless another is named.
    bounds
        Where anything of it may lie.
    comparator
        The well-known area that the first figures are compared with.
    """

    languages: list[str] = pydantic.Field(min_length=1)
    name: Name
    sides: Sides
    official_km2: float = pydantic.Field(gt=0)
    official_source: str = pydantic.Field(min_length=1)
    region: Annotated[str, pydantic.Field(min_length=1), pydantic.AfterValidator(_compiles)]
    example: str
    first_day: dt.date
    baseline: dt.date
    bounds: Bounds
    comparator: str = pydantic.Field(pattern=r"^[a-z0-9-]+$")

    @pydantic.field_validator("name", "sides")
    @classmethod
    def _is_in_every_language(cls, value: Any, info: pydantic.ValidationInfo) -> Any:
        languages = info.data.get("languages")
        sides = (
            (value.recognised.name, value.holding.name) if isinstance(value, Sides) else (value,)
        )
        if languages and any(sorted(name) != sorted(languages) for name in sides):
            raise unfit(Note.of("conflict.names", languages=tuple(languages)))
        return value

    @pydantic.field_validator("example")
    @classmethod
    def _is_an_example(cls, example: str, info: pydantic.ValidationInfo) -> str:
        if "region" in info.data and not re.search(info.data["region"], example):
            raise unfit(Note.of("conflict.example"))
        return example

    @pydantic.field_validator("baseline")
    @classmethod
    def _is_not_too_early(cls, day: dt.date, info: pydantic.ValidationInfo) -> dt.date:
        if "first_day" in info.data and day < info.data["first_day"]:
            raise unfit(Note.of("conflict.baseline"))
        return day


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
    >>> territory.sides.codes, territory.baseline.isoformat()
    (('UA', 'RU'), '2025-08-16')
    """
    return validate_model(Territory, read_toml(path), str(path))

"""The list of sources: every status, term and figure names one of these by its id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import pydantic

from whoholds.errors import UnknownNameError
from whoholds.resources import seeds
from whoholds.tables import read_toml, validate_model


class Source(pydantic.BaseModel):
    """A published page, text or data set."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    title: str = pydantic.Field(min_length=1)
    publisher: str = pydantic.Field(min_length=1)
    date: dt.date | None = None
    url: str = pydantic.Field(default="", pattern=r"^(https?://\S+)?$")
    language: str = "en"
    kind: Literal["original", "reprint", "summary", "computation", "dataset"]
    strength: Literal["strong", "weak"]
    note: str = ""


Sources = dict[str, Source]


def read_sources(path: Path) -> Sources:
    """Read a sources file: one table for each id.

    Raises
    ------
    InputError
        When the file is no TOML or an entry breaks the form of `Source`.
    """
    return {
        name: validate_model(Source, entry, where=f"{path}, [{name}]")
        for name, entry in read_toml(path).items()
    }


@cache
def load_sources() -> Sources:
    """Load the shipped sources.

    Examples
    --------
    >>> all(source.publisher for source in load_sources().values())
    True
    """
    return read_sources(seeds("sources.toml"))


def require_sources(ids: Iterable[str], sources: Sources, where: str) -> None:
    """Raise unless there is at least one id and each is a known source.

    Raises
    ------
    UnknownNameError
        Naming the first id that is unknown, or the lack of any.
    """
    ids = list(ids)
    unknown = [name for name in ids if name not in sources]
    if unknown or not ids:
        raise UnknownNameError(
            f"unknown source {unknown[0]!r}" if unknown else "no source is named",
            where=where,
            expected="at least one id of seeds/sources.toml",
            found=unknown[0] if unknown else "nothing",
            remedy="add the source to seeds/sources.toml and name its id",
        )

"""The list of sources: every status, term and figure names one of these by its id."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.errors import UnknownNameError
from whoholds.ground.tables import list_ids
from whoholds.ground.texts import read_toml
from whoholds.words.saying import Place
from whoholds.words.text import Text, Told


class Source(pydantic.BaseModel):
    """A published page, text or data set.

    `original` is what a reprint or summary goes back to: whose it is, its day and headline, as
    far as they are known.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    title: Told
    publisher: Told
    date: dt.date | None = None
    url: str = pydantic.Field(default="", pattern=r"^(https?://\S+)?$")
    language: str = "en"
    kind: Literal["original", "reprint", "summary", "computation", "dataset"]
    strength: Literal["strong", "weak"]
    original: Told = Text({})
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
        name: validate_model(Source, entry, Place(str(path)).at(entry=name))
        for name, entry in read_toml(path).items()
    }


def source_faults(
    ids: Iterable[str], sources: Sources, where: Place | str
) -> Iterator[UnknownNameError]:
    """Yield an error for every id that is no known source, or where there is none at all."""
    named = list(ids)
    for name in named or [""]:
        if name not in sources:
            yield UnknownNameError.of("source.unknown" if name else "source.none", where, name=name)


def require_sources(ids: Iterable[str], sources: Sources, where: Place | str) -> None:
    """Raise unless there is at least one id and each is a known source.

    Raises
    ------
    UnknownNameError
        Naming the first id that is unknown, or the lack of any.
    """
    for fault in source_faults(ids, sources, where):
        raise fault


def is_weak(ids: Iterable[str], sources: Sources) -> bool:
    """Say whether all that is cited is weak."""
    return all(sources[name].strength == "weak" for name in ids if name in sources)


def unnamed_sources(folder: Path) -> list[str]:
    """List the sources of a folder of tables that none of the tables names.

    Parameters
    ----------
    folder
        A folder of the form of seeds/. What cannot be read in it names nothing.

    Returns
    -------
    list of str
        Ids, in the order of sources.toml.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> unnamed_sources(opened().country.seeds)
    []
    """
    named: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".csv":
            named |= _named_in_table(path)
        elif path.suffix == ".toml" and path.name != "sources.toml":
            named |= set(_named_below(_salvaged(path)))
    return [name for name in _salvaged(folder / "sources.toml") if name not in named]


def _named_in_table(path: Path) -> set[str]:
    """What stands in the columns of sources: source, area_source ..."""
    try:
        rows = csv.DictReader(path.read_text("utf-8-sig", errors="replace").splitlines())
    except OSError:
        return set()
    columns = [name for name in rows.fieldnames or [] if name and name.endswith("source")]
    return {name for row in rows for column in columns for name in list_ids(row[column] or "")}


def _named_below(entry: Any) -> Iterator[str]:
    """What stands in the keys `source` (ids in one text) and `sources` (a list), at any depth."""
    if isinstance(entry, list):
        for item in entry:
            yield from _named_below(item)
    elif isinstance(entry, dict):
        for key, value in entry.items():
            if key == "source" and isinstance(value, str):
                yield from list_ids(value)
            elif key == "sources" and isinstance(value, list):
                yield from map(str, value)
            else:
                yield from _named_below(value)


def _salvaged(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}

"""The lines of a conflict: control layers built from the waypoints of a folder, by their day."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.texts import read_toml
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.layers.provenance import By, Licence, Provenance
from whoholds.layers.rings import Rivers, contact_legs, held_territory
from whoholds.layers.waypoints import read_line
from whoholds.words.text import by_suffix


class LineAbout(pydantic.BaseModel):
    """What the file beside the waypoints of a shipped line says of it, as far as a layer has it."""

    model_config = pydantic.ConfigDict(extra="allow")

    source: Annotated[str, pydantic.Field(min_length=1)]
    kind: Literal["assessed", "claimed", "settlement"] = "assessed"
    licence: str = ""


class Lines(Mapping[dt.date, ControlLayer]):
    """The control layers of a folder such as seeds/lines/, oldest first, each built once.

    Parameters
    ----------
    folder
        Waypoints in YYYY-MM-DD.csv, and beside each a .toml that says whose they are.
    boundaries
        Gives the regions that the layers are cut from.
    rivers
        Gives the rivers that a line may follow.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> lines = opened().country.lines
    >>> [day.isoformat() for day in lines]
    ['2022-02-23', '2025-08-16']
    >>> lines[lines.newest].kind
    'assessed'
    """

    def __init__(
        self, folder: Path, boundaries: Callable[[], BoundaryLayer], rivers: Callable[[], Rivers]
    ) -> None:
        self.folder = folder
        self._boundaries, self._rivers = boundaries, rivers
        self._built: dict[dt.date, ControlLayer] = {}

    def path(self, day: dt.date) -> Path:
        """Return where the waypoints of a day are."""
        return self.folder / f"{day.isoformat()}.csv"

    @property
    def newest(self) -> dt.date:
        """The day of the newest layer: what figures use unless another is named."""
        days = list(self)
        if not days:
            raise UnknownNameError.of("no_lines", str(self.folder))
        return days[-1]

    @cached_property
    def _days(self) -> list[dt.date]:
        names = [path.stem for path in self.folder.glob("????-??-??.csv")]
        return sorted(day for day in map(_day, names) if day)

    def __iter__(self) -> Iterator[dt.date]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.path(day).is_file()

    def __getitem__(self, day: dt.date) -> ControlLayer:
        """Return the layer of a day.

        Raises
        ------
        UnknownNameError
            When there is no layer of that day.
        """
        if day not in self:
            raise UnknownNameError.of("line.unknown", str(self.folder), day=day, known=tuple(self))
        if day not in self._built:
            self._built[day] = read_layer(self.path(day), self._boundaries(), self._rivers())
        return self._built[day]


def read_layer(path: Path, boundaries: BoundaryLayer, rivers: Rivers) -> ControlLayer:
    """Build the control layer of a file of waypoints.

    Parameters
    ----------
    path
        YYYY-MM-DD.csv, with a .toml of the same name beside it.
    boundaries, rivers
        What the layer is cut from, and what its line may follow.

    Raises
    ------
    WhoholdsError
        When the waypoints are malformed or draw no polygon inside the regions.
    """
    day, first = dt.date.fromisoformat(path.stem), boundaries.about.first_day
    if day < first:
        raise InputError.of("line.early", str(path), first=first, day=day)
    described = path.with_suffix(".toml")
    about = validate_model(LineAbout, read_toml(described), str(described))
    rows = read_line(path, boundaries.about)
    return ControlLayer(
        held_territory(rows, boundaries, rivers, where=str(path)),
        contact_legs(rows, boundaries, rivers, where=str(path)),
        Provenance(
            {"en": about.source, **by_suffix(about.model_extra or {}, "source")},
            day,
            Licence(about.licence, By.PROJECT) if about.licence else None,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            kind=about.kind,
        ),
        boundaries.ground,
    )


def _day(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name) if re.fullmatch(r"[\d-]+", name) else None
    except ValueError:
        return None

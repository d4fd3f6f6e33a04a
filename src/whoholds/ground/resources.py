"""Where the shipped tables and geodata are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from whoholds.ground.errors import InputError

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _folder(name: str) -> Path:
    for base in (_PACKAGE / "_data", _PACKAGE.parents[1]):
        if (base / name).is_dir():
            return base / name
    raise InputError.of("no_folder", str(_PACKAGE), name=name)


def geodata(name: str = "") -> Path:
    """Return the path of a file in geodata/ (boundaries, backdrop, settlements).

    Examples
    --------
    >>> geodata("regions.geojson").name
    'regions.geojson'
    """
    return _folder("geodata") / name


def seeds(name: str = "") -> Path:
    """Return the path of a file in seeds/ (the tables that people edit).

    Examples
    --------
    >>> seeds("control_status.csv").name
    'control_status.csv'
    """
    return _folder("seeds") / name


def docs(name: str = "") -> Path:
    """Return the path of a page of the handbook in docs/.

    Examples
    --------
    >>> docs("assumptions.md").name
    'assumptions.md'
    """
    return _folder("docs") / name

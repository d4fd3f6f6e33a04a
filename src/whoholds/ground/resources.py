"""Where the shipped tables and geodata are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from whoholds.ground.errors import InputError

_PACKAGE = Path(__file__).resolve().parents[1]


def _folder(name: str) -> Path:
    for base in (_PACKAGE / "_data", _PACKAGE.parents[1]):
        if (base / name).is_dir():
            return base / name
    raise InputError(
        f"the folder {name}/ of whoholds is missing",
        where=str(_PACKAGE),
        expected=f"{name}/ inside the installed package or at the top of the checkout",
        remedy="reinstall whoholds, or run it from a complete checkout",
    )


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

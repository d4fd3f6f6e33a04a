"""Which conflict is meant: the shipped one, or a folder with seeds/ and geodata/."""

from __future__ import annotations

import os
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.ground.resources import geodata, seeds

VARIABLE = "WHOHOLDS_DATA"
"""The variable of the environment that names a folder."""


def folders_of(folder: Path | None = None) -> tuple[Path, Path, bool]:
    """Return the folders of tables and of geodata, and whether they are the shipped ones.

    Parameters
    ----------
    folder
        With seeds/ and geodata/ in it; None for the one that `VARIABLE` names, or, where it names
        none, for the shipped ones.

    Raises
    ------
    InputError
        When the folder lacks one of the two.

    Examples
    --------
    >>> seeds, geodata, is_shipped = folders_of()
    >>> seeds.name, geodata.name, is_shipped
    ('seeds', 'geodata', True)
    """
    named = os.environ.get(VARIABLE, "")
    chosen = folder if folder is not None else Path(named) if named else None
    if chosen is None:
        return seeds(), geodata(), True
    missing = [f"{name}/" for name in ("seeds", "geodata") if not (chosen / name).is_dir()]
    if missing:
        raise InputError.of("no_conflict", str(chosen), missing=tuple(missing))
    # What is read later has to be found from wherever that is.
    chosen = chosen.absolute()
    return chosen / "seeds", chosen / "geodata", False

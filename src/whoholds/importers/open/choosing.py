"""Which one of several: the layer of a file, the member of an archive, the day of an envelope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import days_in_name
from whoholds.importers.remarks import plain


def choose(
    names: Sequence[str],
    layer: str | None,
    date: dt.date | None,
    where: str,
    holder: str = "file",
) -> tuple[str, list[str]]:
    """Choose one of several by its name, or by the one day that was asked for.

    Parameters
    ----------
    names
        One name or more.
    layer
        The name that was asked for; None where none was.
    date
        The day that was asked for. It chooses where just one of the names says it.
    where, holder
        The file's name and what it is, for messages.

    Returns
    -------
    tuple
        The name, and a note where the day chose it.

    Raises
    ------
    InputError
        When there is no such name, or nothing says which one is meant.

    Examples
    --------
    >>> choose(["held_20250815", "held_20250816"], None, dt.date(2025, 8, 16), "a.gpkg")[0]
    'held_20250816'
    """
    if layer is None and len(names) == 1:
        return names[0], []
    if layer in names:
        return str(layer), []
    if layer is None and date is not None:
        of_day = [name for name in names if date.isoformat() in days_in_name(name)]
        if len(of_day) == 1:
            chosen = plain(of_day[0], 60)
            return of_day[0], [f"of its {len(names):,} layers the one of {date} is read: {chosen}"]
    raise InputError(
        f"the {holder} has more than one layer"
        if layer is None
        else f"no layer {layer!r} in the {holder}",
        where=where,
        expected="the name of one layer",
        found=plain(", ".join(names), 300),
        remedy="name one with --layer, or export it into a file of its own",
    )

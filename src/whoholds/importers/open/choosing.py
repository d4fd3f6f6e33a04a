"""Which one of several: the layer of a file, the member of an archive, the day of an envelope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from whoholds.ground.errors import InputError
from whoholds.importers.land.dates import days_in_name
from whoholds.importers.remarks import plain
from whoholds.words.saying import Note, Place


def choose(
    names: Sequence[str],
    layer: str | None,
    date: dt.date | None,
    place: Place,
    container: str = "file",
) -> tuple[str, list[Note]]:
    """Choose one of several by its name, or by the one day that was asked for.

    Parameters
    ----------
    names
        One name or more.
    layer
        The name that was asked for; None where none was.
    date
        The day that was asked for. It chooses where just one of the names says it.
    place, container
        The file and what it is ("file" or "archive"), for messages.

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
    >>> choose(["held_20250815", "held_20250816"], None, dt.date(2025, 8, 16), Place())[0]
    'held_20250816'
    """
    if layer is None and len(names) == 1:
        return names[0], []
    if layer in names:
        return str(layer), []
    if layer is None and date is not None:
        of_day = [name for name in names if date.isoformat() in days_in_name(name)]
        if len(of_day) == 1:
            chosen, count = plain(of_day[0], 60), len(names)
            note = Note.of("remark.layer_of_day", count=count, date=date, name=chosen)
            return of_day[0], [note]
    where, found = Note.of(f"container.{container}"), plain(", ".join(names), 300)
    choice = Note.of("choice.layer")
    if layer is None:
        raise InputError.of("several_layers", place, container=where, names=found, choice=choice)
    raise InputError.of(
        "no_such_layer", place, layer=layer, container=where, names=found, choice=choice
    )

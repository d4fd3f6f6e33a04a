"""Pictures to publish: of one proposal, two side by side, what differs, or the line on two days."""

from __future__ import annotations

import datetime as dt

from whoholds.conflict.conflict import Conflict
from whoholds.desk import control_layer, evaluate_on, evaluate_proposal, opened, zones_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.maps.picture_file import PictureFile, picture_file
from whoholds.maps.showing import shown


def picture(
    proposal: str | None = None,
    reading: str | None = None,
    *,
    against: str | None = None,
    against_reading: str | None = None,
    mode: str | None = None,
    since: dt.date | None = None,
    recognition: bool = False,
    control: ControlLayer | None = None,
    boundaries: BoundaryLayer | None = None,
    conflict: Conflict | None = None,
    form: str = "png",
    size: str = "card",
    language: str = "en",
    theme: str = "light",
    width: int | None = None,
) -> PictureFile:
    """Draw a picture of a proposal, of two, or of the line of contact on two days.

    Parameters
    ----------
    proposal, reading
        Ids; None for the newest line, and for the proposal's default reading.
    against, against_reading
        The proposal to compare with.
    mode
        "single", "side", "difference" or "then"; None for "side" of two proposals, "then" of two
        days, "single" otherwise.
    since
        The earlier of two days, one of the conflict's own control layers.
    recognition
        Whether a difference shows where recognition alone differs; it does so in any case where
        nothing else does.
    control, boundaries, conflict
        As for `whoholds.desk.evaluate_proposal`.
    form, size, language, theme, width
        As for `picture_file`.

    Returns
    -------
    PictureFile
        Its content, the same for the same arguments, and its alternative text.

    Raises
    ------
    UnknownNameError
        When there is no such proposal, reading, mode, size, language or theme.
    InputError
        When the arguments do not go together, or the form or width is none of a picture's.

    Examples
    --------
    >>> import whoholds
    >>> made = whoholds.picture("anchorage-aug-2025", against="putin-2024", mode="difference")
    >>> made.content[1:4], made.alt.partition(":")[0].split()[0]
    (b'PNG', 'Map.')
    """
    world = conflict or opened()
    chosen = mode or ("then" if since else "side" if against else "single")
    first = evaluate_proposal(
        proposal or world.catalogue.baseline, reading, control, boundaries, world
    )
    second = None
    if since is not None:
        before = control_layer(None, since, boundaries, conflict=world)
        second = first
        zones = zones_of(before, boundaries, world)
        first = evaluate_on(zones, first.proposal.id, first.reading.id, world)
    elif against is not None:
        second = evaluate_on(first.zones, against, against_reading, world)
    what = shown(chosen, first, second, recognition=recognition)
    sources = world.catalogue.sources
    return picture_file(what, sources, form, size, language, theme, width)

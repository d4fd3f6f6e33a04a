"""What is derived from zones: kept with them, made once, and gone when they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from whoholds.zones.partition import Zones

Given = ParamSpec("Given")
Made = TypeVar("Made")


def derived(
    make: Callable[Concatenate[Zones, Given], Made],
) -> Callable[Concatenate[Zones, Given], Made]:
    """Keep what a function makes of zones with the zones: made once, and gone when they are.

    Parameters
    ----------
    make
        Takes zones, and what else it takes can be looked up.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> @derived
    ... def names(zones: Zones) -> list[str]:
    ...     return list(zones.table.index)
    >>> names(baseline_zones()) is names(baseline_zones())
    True
    """

    @wraps(make)
    def kept(zones: Zones, /, *given: Given.args, **named: Given.kwargs) -> Made:
        key = (make, given, tuple(named.items()))
        if key not in zones._derived:
            zones._derived[key] = make(zones, *given, **named)
        found: Made = zones._derived[key]
        return found

    return kept

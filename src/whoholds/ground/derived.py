"""What is made of an object is kept with the object: made once, and gone when it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Given = ParamSpec("Given")
Made = TypeVar("Made")


def derived(
    make: Callable[Concatenate[Owner, Given], Made],
) -> Callable[Concatenate[Owner, Given], Made]:
    """Keep what a function makes of its first argument with that argument.

    Parameters
    ----------
    make
        Takes an object with a dictionary `_derived`, and what else it takes can be looked up.

    Examples
    --------
    >>> class Town:
    ...     def __init__(self) -> None:
    ...         self._derived: dict = {}
    >>> @derived
    ... def names(town: Town) -> list[str]:
    ...     return ["Anytown"]
    >>> town = Town()
    >>> names(town) is names(town), names(town) is names(Town())
    (True, False)
    """

    @wraps(make)
    def kept(owner: Owner, /, *given: Given.args, **named: Given.kwargs) -> Made:
        store: dict[Any, Any] = owner._derived  # type: ignore[attr-defined]
        key = (make, given, tuple(named.items()))
        if key not in store:
            store[key] = make(owner, *given, **named)
        found: Made = store[key]
        return found

    return kept

"""What the entries of a conflict may name: its sides and its terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydantic

from whoholds.ground.forms import unfit
from whoholds.vocabulary.sides import Sides
from whoholds.vocabulary.terms import TermEntry
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Known:
    """The context in which an entry is validated.

    Attributes
    ----------
    sides
        Who may hold, run and count a zone.
    terms
        What a proposal may answer beside territory, by id.
    """

    sides: Sides
    terms: Mapping[str, TermEntry]


def choice(choices: Callable[[Known], Sequence[str]]) -> pydantic.BeforeValidator:
    """Return a validator of a key whose values the conflict lists.

    Parameters
    ----------
    choices
        Takes what is known, and returns the values that there are.
    """

    def check(value: Any, info: pydantic.ValidationInfo) -> Any:
        known = choices(info.context) if info.context else None
        if known is None or value in known:
            return value
        quoted = tuple(Note.of("form.quoted", text=name) for name in known if name)
        raise unfit(Note.of("form.either", names=quoted))

    return pydantic.BeforeValidator(check)

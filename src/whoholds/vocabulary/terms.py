"""The terms beside territory that every proposal answers, or is shown not to answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

import pydantic

from whoholds.ground.entries import validate_model
from whoholds.ground.forms import unfit
from whoholds.ground.texts import read_toml
from whoholds.vocabulary.sides import Strict
from whoholds.words.saying import Note
from whoholds.words.text import Text

TermId = Annotated[str, pydantic.Field(pattern=r"^[a-z0-9_]+$")]
"""How proposals name a term."""


class TermEntry(Strict):
    """A term: its id, its name by language, and the question that the marks of it answer."""

    id: TermId
    name: Text
    question: Text | None = None


class Terms(Strict):
    """The file of terms."""

    terms: list[TermEntry]

    @property
    def by_id(self) -> dict[str, TermEntry]:
        """The terms by id, in the order of the file."""
        return {term.id: term for term in self.terms}

    @pydantic.model_validator(mode="after")
    def _stand_once(self) -> Self:
        ids = [term.id for term in self.terms]
        for name in ids:
            if ids.count(name) > 1:
                raise unfit(Note.of("conflict.terms", name=name, count=ids.count(name)))
        return self


def read_terms(path: Path) -> Mapping[str, TermEntry]:
    """Read the terms of a conflict, by id, in the order in which they are shown.

    Parameters
    ----------
    path
        seeds/terms.toml, or a file of its form.

    Raises
    ------
    InputError
        When a key is missing, unknown or wrong, or a term stands twice.

    Examples
    --------
    >>> from whoholds.ground.resources import seeds
    >>> list(read_terms(seeds("terms.toml")))[:3]
    ['nato', 'neutrality', 'forces']
    """
    return validate_model(Terms, read_toml(path), str(path)).by_id

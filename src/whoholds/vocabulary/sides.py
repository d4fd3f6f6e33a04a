"""The two sides of a conflict, by what they are to the territory; and what a zone's change is.

The change that a proposal brings to a zone is derived here, in one place, and never typed into a
table.
"""

from __future__ import annotations

import re
from typing import Self

import pydantic

from whoholds.ground.forms import unfit
from whoholds.vocabulary.closed import Basis, Change, Colours, Holder
from whoholds.words.saying import Note
from whoholds.words.text import Text

_CHANGES_OF_ANY = {
    Holder.DMZ: Change.DEMILITARISED,
    Holder.INT: Change.INTERNATIONAL,
    Holder.OPEN: Change.LEFT_OPEN,
}


class Strict(pydantic.BaseModel):
    """An entry of a file that has the keys that it names and no other."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Side(Strict):
    """A side: how tables, words and colours name it.

    Attributes
    ----------
    code
        In every table: capital letters.
    name
        By language.
    colours
        Its family of colours on the map.
    """

    code: str = pydantic.Field(pattern=r"^[A-Z]{2,8}$")
    name: Text
    colours: Colours

    @property
    def slug(self) -> str:
        """Its name in the first of the languages, as keys of JSON have it."""
        return re.sub(r"\W+", "_", next(iter(self.name.values())).lower())

    @property
    def keeps(self) -> str:
        """The change of a zone that it holds and would hold."""
        return f"{self.code.lower()}_keeps"


class Sides(Strict):
    """The two sides.

    Attributes
    ----------
    recognised
        The one whose internationally recognised territory it is.
    holding
        The one that holds a part of it.

    Examples
    --------
    >>> sides = Sides(
    ...     recognised={"code": "AA", "name": {"en": "A", "uk": "А"}, "colours": "water"},
    ...     holding={"code": "BB", "name": {"en": "B", "uk": "Б"}, "colours": "earth"},
    ... )
    >>> sides.holders
    ('AA', 'BB', 'DMZ', 'INT', 'OPEN')
    >>> sides.changes[:4]
    ('aa_keeps', 'bb_keeps', 'aa_cedes', 'bb_returns')
    >>> sides.change_of("AA", "BB"), sides.change_of("BB", "OPEN")
    ('aa_cedes', 'left_open')
    """

    recognised: Side
    holding: Side

    @pydantic.model_validator(mode="after")
    def _are_two(self) -> Self:
        for name in ("code", "colours"):
            if getattr(self.recognised, name) == getattr(self.holding, name):
                raise unfit(Note.of("conflict.differ", key=name))
        for code in set(self.codes) & set(Holder):
            raise unfit(Note.of("conflict.neither", code=code))
        return self

    @property
    def codes(self) -> tuple[str, str]:
        """Both codes, the recognised side first."""
        return self.recognised.code, self.holding.code

    @property
    def holders(self) -> tuple[str, ...]:
        """Who may hold a zone after a proposal."""
        return (*self.codes, *(holder.value for holder in Holder))

    @property
    def administrations(self) -> tuple[str, ...]:
        """Who may run a zone that neither side holds; "" where that is open."""
        return ("", *self.codes, Holder.INT.value)

    @property
    def cedes(self) -> str:
        """The change of a zone that the recognised side holds and the other would hold."""
        return f"{self.recognised.code.lower()}_cedes"

    @property
    def returns(self) -> str:
        """The change of a zone that the holding side holds and the other would hold."""
        return f"{self.holding.code.lower()}_returns"

    @property
    def keeps(self) -> tuple[str, str]:
        """The changes of zones that stay with the side that holds them."""
        return self.recognised.keeps, self.holding.keeps

    @property
    def moves(self) -> tuple[str, ...]:
        """The changes of zones that do not stay with the side that holds them."""
        return self.cedes, self.returns, *(change.value for change in Change)

    @property
    def changes(self) -> tuple[str, ...]:
        """Every change, in the order of legends and tables."""
        return *self.keeps, *self.moves

    def other(self, code: str) -> str:
        """Return the code of the other side."""
        first, second = self.codes
        return {first: second, second: first}[code]

    def gives(self, code: str) -> str:
        """Return the change of a zone that a side holds and the other would hold."""
        return dict(zip(self.codes, (self.cedes, self.returns), strict=True))[code]

    def change_of(self, held_by: str, holder: str, basis: str = Basis.REPORTED) -> str:
        """Return what happens to a zone held by one side that a proposal gives to `holder`.

        Parameters
        ----------
        held_by, holder
            Who holds it, and who would.
        basis
            With the basis `silent` the text does not mention the zone: nothing is given up and
            nothing is kept by it.

        Raises
        ------
        ValueError
            When a word is not in the vocabulary.
        """
        if held_by not in self.codes:
            raise ValueError(f"{held_by!r} is no side")
        if holder not in self.holders:
            raise ValueError(f"{holder!r} is no holder")
        if Basis(basis) is Basis.SILENT:
            return Change.NOT_MENTIONED.value
        if holder not in self.codes:
            return _CHANGES_OF_ANY[Holder(holder)].value
        if holder == held_by:
            return dict(zip(self.codes, self.keeps, strict=True))[held_by]
        return self.gives(held_by)

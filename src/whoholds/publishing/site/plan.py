"""Which pages a site has, and how they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whoholds.ground.errors import InputError
from whoholds.proposals.catalogue import Catalogue
from whoholds.words.reader import LANGUAGES

HANDBOOK = {
    "figures": ("uk",),
    "embedding": ("uk",),
    "assumptions": ("uk",),
    "data": ("uk",),
}
"""The pages of docs/ that a site has, with the languages beside English that each is there in."""

_OF_THE_PROJECT = ("figures", "assumptions")
"""Those that say figures of the project's own catalogue."""


@dataclass(frozen=True)
class Plan:
    """The pages of a site.

    Attributes
    ----------
    proposals
        Ids, each of a page.
    pairs
        Ids of two proposals whose comparison has a page.
    handbook
        Names of pages of docs/.
    """

    proposals: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    handbook: tuple[str, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that every page is there in."""
        return tuple(LANGUAGES)

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page by its path below the folder of a language."""
        return (
            "index.html",
            "map.html",
            *(proposal_page(name) for name in self.proposals),
            *(comparison_page(*pair) for pair in self.pairs),
            "terms.html",
            "claims.html",
            "handbook/index.html",
            *(handbook_page(name) for name in self.handbook),
        )


def plan_of(catalogue: Catalogue, compare: Iterable[str], *, is_shipped: bool) -> Plan:
    """Plan the pages of a site.

    Parameters
    ----------
    catalogue
        Its proposals.
    compare
        Comparisons asked for, as "A:B"; without any, each proposal with its rival.
    is_shipped
        Whether the catalogue is that of the project: the handbook has pages on it alone.

    Raises
    ------
    InputError
        When a comparison is none of two proposals.
    UnknownNameError
        When there is no such proposal.
    """
    asked = tuple(dict.fromkeys(_pair(one, catalogue) for one in compare))
    rivals = tuple(
        (one.id, catalogue.rival_of(one.id))
        for one in catalogue.proposals.values()
        if one.kind != "line"
    )
    handbook = tuple(name for name in HANDBOOK if is_shipped or name not in _OF_THE_PROJECT)
    return Plan(tuple(catalogue.proposals), asked or rivals, handbook)


def _pair(asked: str, catalogue: Catalogue) -> tuple[str, str]:
    first, sign, second = asked.partition(":")
    if not sign or not first or not second or first == second:
        raise InputError.of("site.compare", "--compare", asked=asked)
    return catalogue[first].id, catalogue[second].id


def proposal_page(name: str) -> str:
    """Return the path of a proposal's page."""
    return f"proposals/{name}.html"


def comparison_page(first: str, second: str) -> str:
    """Return the path of a comparison's page; no id has the sign between the two."""
    return f"compare/{first}_{second}.html"


def handbook_page(name: str) -> str:
    """Return the path of a page of the handbook."""
    return f"handbook/{name}.html"

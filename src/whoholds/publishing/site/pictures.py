"""The pictures of a site: the one place where they are made."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.maps.picture_file import picture_file
from whoholds.maps.showing import shown
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation


@dataclass(frozen=True)
class Picture:
    """A PNG: its path in the site, its content, and its size in pixels."""

    path: str
    content: bytes
    width: int
    height: int


def picture_of(evaluation: Evaluation, sources: Sources, language: str) -> Picture:
    """Draw the picture of a proposal's page.

    Parameters
    ----------
    evaluation
        What the page is about.
    sources
        What its source ids refer to.
    language
        A code.
    """
    made = picture_file(shown("single", evaluation), sources, "png", "card", language)
    # The first chunk of a PNG is its header, which begins with width and height.
    width, height = (int.from_bytes(made.content[at : at + 4], "big") for at in (16, 20))
    path = picture_path(language, evaluation.proposal.id)
    return Picture(path, made.content, width, height)


def picture_path(language: str, proposal: str) -> str:
    """Return the path of a proposal's picture."""
    return f"pictures/{language}/{proposal}.png"

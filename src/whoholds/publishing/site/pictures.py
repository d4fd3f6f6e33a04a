"""The pictures of a site: the one place where they are made."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.maps.print.picture import map_png
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation

WIDTH = 1200
"""Pixels: what those who share links ask for."""


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
    content = map_png(evaluation, sources, language, "light", WIDTH)
    # The first chunk of a PNG is its header, which begins with width and height.
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return Picture(picture_path(language, evaluation.proposal.id), content, width, height)


def picture_path(language: str, proposal: str) -> str:
    """Return the path of a proposal's picture."""
    return f"pictures/{language}/{proposal}.png"

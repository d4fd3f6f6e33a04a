"""What a page is given: the layer, the choice, and how the reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from whoholds.app.cache import Chosen, Finding, compared_of, finding_of, section_of
from whoholds.app.choice import Choice
from whoholds.app.sections import SECTIONS, figures
from whoholds.app.visit_layers import Layer
from whoholds.desk import opened
from whoholds.maps.payload import MODES
from whoholds.words.reader import PAGE, Reader


@dataclass(frozen=True)
class View:
    """What is on the screen.

    Attributes
    ----------
    layer
        Whose zones are shown.
    choice
        What the reader has chosen.
    """

    layer: Layer
    choice: Choice

    @property
    def language(self) -> str:
        """The reader's language: "en" or "uk"."""
        return self.choice["language"]

    @property
    def reader(self) -> Reader:
        """Who reads it."""
        return opened().country.reader(self.language, PAGE)

    @property
    def shown(self) -> tuple[Chosen, ...]:
        """The proposal that is shown with its reading, or both that are compared."""
        one = self.choice["proposal"], self.choice["reading"]
        other = self.choice["other"], self.choice["otherReading"]
        return (one,) if self.choice["mode"] == MODES[0] else (one, other)

    @property
    def finding(self) -> Finding:
        """What is shown, in one sentence."""
        return finding_of(self.layer, self.language, *self.shown)

    @property
    def theme(self) -> str:
        """Whether the page is "light" or "dark"."""
        return "dark" if st.context.theme.type == "dark" else "light"

    def show_figures(self) -> None:
        """Show the key figures: of one proposal, or of two and of what they differ over."""
        if len(self.shown) == 1:
            self.show_section("figures")
        else:
            figures.show(compared_of(self.layer, self.language, *self.shown), self.reader)

    def show_section(self, name: str) -> None:
        """Show a section, for the proposal and reading that are chosen, where the page stands."""
        chosen = self.choice["proposal"], self.choice["reading"]
        content = section_of(name, self.layer, *chosen, self.language, self.theme)
        SECTIONS[name].show(content, self.reader)

"""What a page is given: the layer, the choice, and how the reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from whoholds.app.cache import section_of
from whoholds.app.choice import Choice
from whoholds.app.sections import SECTIONS
from whoholds.app.visit_layers import Layer
from whoholds.desk import opened
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
    def theme(self) -> str:
        """Whether the page is "light" or "dark"."""
        return "dark" if st.context.theme.type == "dark" else "light"

    def show_section(self, name: str) -> None:
        """Show a section, for the proposal and reading that are chosen, where the page stands."""
        chosen = self.choice["proposal"], self.choice["reading"]
        content = section_of(name, self.layer, *chosen, self.language, self.theme)
        SECTIONS[name].show(content, self.reader)

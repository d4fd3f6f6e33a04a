"""The map of all proposals, the figures above it, and what can be read below."""

from __future__ import annotations

import streamlit as st

from whoholds.app.cache import map_page
from whoholds.app.choice import SECTIONS
from whoholds.app.components.map_frame import show_map, steer_map
from whoholds.app.notes import show_notes, show_warnings
from whoholds.app.state import is_awaited, take
from whoholds.app.take_home import show_downloads
from whoholds.app.view import View


def show(view: View) -> None:
    """Show the page."""
    figures = st.container(key="figures")
    show_warnings(view.layer, view.reader)
    with st.container(key="map"):
        with st.spinner(view.reader.word("page.drawing"), show_time=True):
            packed = map_page(view.layer, view.language)
        show_map(packed)
    steer_map(view.choice, st.session_state["steered"])
    # Figures, charts and tables take the browser as long as the map, which the reader came for.
    if is_awaited():
        figures.caption(view.reader.word("page.coming"))
        return
    with figures:
        view.show_figures()
    view.show_section("about")
    show_notes(view.layer, view.reader)
    _show_below(view)


def _show_below(view: View) -> None:
    """Show the section that is chosen; the others cost nothing until then."""
    names = {view.reader.word(f"section.{name}"): name for name in SECTIONS}
    key = f"sections-{view.language}"
    shown = _section_chosen(names, key, view.choice["section"])
    tabs = st.tabs(list(names), key=key, on_change=take, args=("section", key, names))
    with tabs[SECTIONS.index(shown)]:
        if shown == "downloads":
            show_downloads(view)
        else:
            view.show_section(shown)


def _section_chosen(names: dict[str, str], key: str, linked: str) -> str:
    """Return the section that the tabs are at, after they were told what a link asks for.

    The tabs are told no more than that: it would call back a reader who is at the next one already.
    """
    steered = st.session_state["steered"]
    if key not in st.session_state or st.session_state.get("section_told") != steered:
        st.session_state[key] = next(label for label, name in names.items() if name == linked)
        st.session_state["section_told"] = steered
    return names[st.session_state[key]]

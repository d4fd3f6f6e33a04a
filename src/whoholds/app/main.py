"""The page: controls, one evaluation, panels. It holds no computation of its own."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from whoholds.app.cache import content_of, ground, map_page, settle
from whoholds.app.components.map_frame import show_map, steer_map
from whoholds.app.formats import long_date
from whoholds.app.panels import show_details, show_figures
from whoholds.app.state import (
    choose_language,
    current_choice,
    hear_map,
    show_notices,
    write_link,
)
from whoholds.errors import WhoholdsError
from whoholds.labels import word
from whoholds.zones import Zones

_STYLE = files("whoholds.app").joinpath("style.css").read_text("utf-8")


def show() -> None:
    """Show the page, or in its place what is wrong and how to mend it."""
    st.set_page_config(page_title="whoholds", layout="wide")
    st.html(f"<style>{_STYLE}</style>")
    settle()
    try:
        _show_page()
    except WhoholdsError as error:
        st.error(word("page.cannot_show"), icon=":material/error:")
        st.code(str(error), language=None, wrap_lines=True)


def _show_page() -> None:
    catalogue, zones = ground()
    language = _show_head(zones)
    choice = current_choice(catalogue, list(zones.boundaries.regions.index))
    show_notices(language)
    figures = st.container(key="figures")
    html, page = map_page(language)
    hear_map(show_map(html, page, word("map.label", language), choice))
    choice = st.session_state["choice"]
    write_link(choice, catalogue)
    steer_map(choice, st.session_state["steered"])
    theme = "dark" if st.context.theme.type == "dark" else "light"
    content = content_of(choice["proposal"], choice["reading"], language, theme)
    with figures:
        show_figures(content.figures)
    show_details(content, language)


def _show_head(zones: Zones) -> str:
    """Show title, language switch and the date of the control layer; return the language."""
    title, switch = st.columns([5, 1], vertical_alignment="top")
    with switch:
        language = choose_language(f"{word('page.language', 'en')} / {word('page.language', 'uk')}")
    dated = long_date(zones.control.date, language)
    title.markdown(f"## {word('page.title', language)}")
    title.markdown(f"#### {word('map.control_of', language)} {dated}")
    return language

"""The page: controls, one evaluation, panels. It holds no computation of its own."""

from __future__ import annotations

import streamlit as st

from whoholds.app.cache import evaluation_of, ground, map_page
from whoholds.app.components.map_frame import show_map
from whoholds.app.formats import long_date
from whoholds.app.panels import (
    show_figures,
    show_proposal,
    show_regions,
    show_sources,
    show_terms,
)
from whoholds.app.state import choose_language, first_choice, remember_choice
from whoholds.errors import WhoholdsError
from whoholds.labels import word

# Streamlit leaves six rems of air above a page; a first screen with the map on it cannot.
_STYLE = "<style>.stMainBlockContainer { padding-top: 1.5rem; }</style>"


def show() -> None:
    """Show the page, or in its place what is wrong and how to mend it."""
    st.set_page_config(page_title="whoholds", layout="wide")
    st.html(_STYLE)
    try:
        _show_page()
    except WhoholdsError as error:
        st.error(word("page.cannot_show"), icon=":material/error:")
        st.code(str(error), language=None, wrap_lines=True)


def _show_page() -> None:
    catalogue, zones = ground()
    title, switch = st.columns([5, 1], vertical_alignment="top")
    with switch:
        language = choose_language(f"{word('page.language', 'en')} / {word('page.language', 'uk')}")
    dated = long_date(zones.control.date, language)
    title.markdown(f"## {word('page.title', language)}")
    title.markdown(f"#### {word('map.control_of', language)} {dated}")
    figures = st.container()
    html, page = map_page(language)
    chosen = show_map(html, page, word("map.label", language), first_choice(catalogue))
    remember_choice(chosen, catalogue)
    evaluation = evaluation_of(chosen["proposal"], chosen["reading"])
    with figures:
        show_figures(evaluation, language)
    show_proposal(evaluation.proposal, evaluation.reading.id, language)
    show_regions(evaluation, language)
    show_terms(evaluation.proposal, catalogue.sources, language)
    show_sources(evaluation, catalogue.sources, language)
    st.caption(word("page.basis_note", language))

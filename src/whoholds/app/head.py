"""The head of every page: title, day of the control layer, ways to the other pages, language.

On the page of the map the title is what it shows, in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from whoholds.app.cache import Finding
from whoholds.app.choice import Choice, link_of
from whoholds.app.html import as_html
from whoholds.app.state import browser_language, is_awaited, take
from whoholds.app.visit_layers import layer_ids, layer_of
from whoholds.desk import opened
from whoholds.proposals.catalogue import Catalogue
from whoholds.telling.title import page_title
from whoholds.words.reader import LANGUAGES, PAGE, Reader, reader_of

if TYPE_CHECKING:
    from streamlit.navigation.page import Page


def show_head(
    pages: Mapping[str, Page], choice: Choice, catalogue: Catalogue, finding: Finding | None
) -> None:
    """Show the head of a page.

    Parameters
    ----------
    pages
        All pages by name, to go to.
    choice
        What the reader has chosen.
    catalogue
        Against whose defaults the links of the ways are written.
    finding
        What the page of the map is headed by; None on the others.
    """
    reader = opened().country.reader(choice["language"], PAGE)
    name = page_title(catalogue, reader)
    st.set_page_config(page_title=f"{name} · whoholds")
    title, switches = st.columns([3, 2], vertical_alignment="top")
    day = layer_of(choice["layer"]).title(reader)
    site = f"<h1>{as_html(name)}</h1>" if finding is None else f"<p>{as_html(name)}</p>"
    held = as_html(f"{reader.word('map.control_of')} {day}")
    title.html(f'<div class="site">{site}<p class="day">{held}</p></div>')
    if finding is not None:
        text, subject = as_html(finding.text), as_html(finding.subject)
        st.html(f'<div class="finding"><h1>{text}</h1><p>{subject}</p></div>')
    # The browser has much to load for these, and first of all for the map.
    if is_awaited():
        return
    with switches, st.container(key="switches", horizontal=True):
        names = {name: layer_of(name).title(reader) for name in layer_ids()}
        _switch("layer", reader.word("page.layer"), names, choice)
        both = [reader_of(name).word("page.language") for name in LANGUAGES]
        _switch("language", " / ".join(both), LANGUAGES, choice)
    _show_ways(pages, choice, catalogue, reader)


def _switch(field: str, label: str, names: dict[str, str], choice: Choice) -> None:
    """Let the reader choose one field of the choice; it is taken over before the page runs."""
    st.session_state[field] = choice[field]  # type: ignore[literal-required]
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=field,
        on_change=take,
        args=(field, field),
    )


def _show_ways(
    pages: Mapping[str, Page], choice: Choice, catalogue: Catalogue, reader: Reader
) -> None:
    """Links to all pages, each with the choice, so that it stays the same on the way."""
    link = link_of(choice, catalogue, browser_language())
    with st.container(key="ways", horizontal=True):
        for name, page in pages.items():
            st.page_link(page, label=reader.word(f"page.{name}"), query_params=link)

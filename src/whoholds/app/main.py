"""Every page: its head, one module that shows it, and what is shown when that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import streamlit as st

from whoholds.app.bringing import bring_asked
from whoholds.app.cache import catalogue, settle
from whoholds.app.choice import PARAMETERS
from whoholds.app.components.around import tend_page
from whoholds.app.faults import show_fault
from whoholds.app.head import show_head
from whoholds.app.pages import PAGES
from whoholds.app.state import (
    browser_language,
    current_choice,
    is_awaited,
    show_notices,
    write_link,
)
from whoholds.app.view import View
from whoholds.app.visit_layers import layer_ids, layer_of, show_arrived
from whoholds.desk import opened
from whoholds.ground.errors import WhoholdsError, reader_for
from whoholds.maps.tokens import page_rules
from whoholds.words.reader import ENGLISH, LANGUAGES, PAGE, Reader, reader_of

_SHEETS = ("style.css", "print.css")
_STYLE = "\n".join(
    [page_rules(), *(files("whoholds.app").joinpath(name).read_text("utf-8") for name in _SHEETS)]
)

_FILTER = ":root { --paper-filter: invert(1) hue-rotate(180deg); }"
"""How a chart that was drawn for a dark page comes out on paper."""


def show() -> None:
    """Show the page, or in its place what is wrong and how to mend it."""
    st.set_page_config(page_title="whoholds", layout="wide")
    st.html(f"<style>{_STYLE}{_FILTER if st.context.theme.type == 'dark' else ''}</style>")
    try:
        _show_page()
        settle()
    except WhoholdsError as error:
        reader = _reader_of_link()
        show_fault(reader.word("page.cannot_show"), error, reader)


def _reader_of_link() -> Reader:
    """Who is told where nothing else is known of the reader."""
    language = st.query_params.get(PARAMETERS["language"], browser_language())
    reader = reader_of(language if language in LANGUAGES else ENGLISH.language, PAGE)
    return reader_of(ENGLISH.language, PAGE) if reader.gaps else reader


def _show_page() -> None:
    views: list[View] = []
    with st.spinner(ENGLISH.word("page.loading"), show_time=True):
        book, regions = catalogue(), list(opened().boundaries.regions.index)
        pages = {
            name: st.Page(_shower(name, views), title="whoholds", url_path=path, default=not path)
            for name, (path, _) in PAGES.items()
        }
        shown = st.navigation(list(pages.values()), position="hidden")
        show_arrived()
        choice = current_choice(book, regions, layer_ids(), shown.url_path)
        write_link(book)
        views.append(View(layer_of(choice["layer"]), choice))
    reader = reader_for(views[0].language, PAGE)
    head, arriving, body = st.container(key="head"), st.container(), st.container()
    try:
        # The browser asks for what an element needs when it hears of it: the map goes first.
        with body:
            shown.run()
    finally:
        with head:
            show_head(pages, choice, book, views[0].finding if not shown.url_path else None)
            show_notices(reader)
    if not is_awaited():
        tend_page(reader.language)
        with arriving:
            bring_asked(reader, stays=True)


def _shower(name: str, views: list[View]) -> Callable[[], None]:
    """What runs a page: its view is known once the choice is."""

    def show_this() -> None:
        PAGES[name][1].show(views[0])

    return show_this

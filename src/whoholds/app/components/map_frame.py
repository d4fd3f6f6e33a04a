"""The map page inside the dashboard: a sandboxed frame that tells Python what was chosen."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from whoholds.app.state import Choice

_SCRIPT = files("whoholds.app.components").joinpath("map_frame.js").read_text("utf-8")
_mount = st.components.v2.component("whoholds_map", js=_SCRIPT)


def show_map(html: str, page: str, title: str, first: Choice) -> Choice:
    """Show the map page and return what the reader has chosen in it.

    Parameters
    ----------
    html
        The whole page. It is sent once: as long as nothing here changes, a rerun resends
        nothing.
    page
        What the page depends on; another value replaces the frame.
    title
        Name of the frame for screen readers.
    first
        Proposal, reading and region to open with.

    Returns
    -------
    Choice
        `first` until the reader has chosen.
    """
    result = _mount(
        key=f"map-{page}",
        data={"html": html, "page": page, "title": title, "first": first},
        default={"chosen": first},
        on_chosen_change=lambda: None,
    )
    choice: Choice = result.chosen or first
    return choice

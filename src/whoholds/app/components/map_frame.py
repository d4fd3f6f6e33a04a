"""The map page inside the dashboard: a sandboxed frame that tells Python what was chosen."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import streamlit as st

from whoholds.app.state import Choice


def _script(name: str) -> str:
    return files("whoholds.app.components").joinpath(name).read_text("utf-8")


_frame = st.components.v2.component("whoholds_map", js=_script("map_frame.js"))
_steer = st.components.v2.component("whoholds_steer", js=_script("map_steer.js"))


def show_map(html: str, page: str, title: str, choice: Choice) -> dict[str, Any] | None:
    """Show the map page and return what the reader chose in it.

    Parameters
    ----------
    html
        The whole page. It is sent once: as long as nothing here changes, a rerun resends
        nothing.
    page
        What the page depends on; another value replaces the frame.
    title
        Name of the frame for screen readers.
    choice
        What a new frame opens with.

    Returns
    -------
    dict or None
        The fields of a `Choice` and a running number; None until the reader has chosen.
    """
    first = st.session_state.setdefault(f"first-{page}", dict(choice))
    result = _frame(
        key=f"map-{page}",
        data={"html": html, "page": page, "title": title, "first": first},
        default={"chosen": None},
        on_chosen_change=lambda: None,
    )
    heard: dict[str, Any] | None = result.chosen
    return heard


def steer_map(choice: Choice, steered: int) -> None:
    """Tell the map a choice that came from the link.

    Parameters
    ----------
    choice
        What to show.
    steered
        A number that is new whenever the link was changed from outside.
    """
    if st.session_state.get("told") != steered:
        st.session_state["told"] = steered
        st.session_state["told_choice"] = dict(choice)
    _steer(key="steer", data={"state": st.session_state["told_choice"], "steered": steered})

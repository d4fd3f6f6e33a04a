"""The map page inside the dashboard: a sandboxed frame that tells Python what was chosen."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from whoholds.app.choice import MAP_FIELDS, Choice
from whoholds.app.state import hear_drawn, hear_map


def _script(name: str) -> str:
    return files("whoholds.app.components").joinpath(name).read_text("utf-8")


_frame = st.components.v2.component("whoholds_map", js=_script("map_frame.js"))
_steer = st.components.v2.component("whoholds_steer", js=_script("map_steer.js"))


def show_map(html: str, page: str, title: str) -> None:
    """Show the map page; what the reader chooses in it reaches the session before a run.

    Parameters
    ----------
    html
        The whole page. It is sent once: as long as nothing here changes, a rerun resends
        nothing.
    page
        What the page depends on; another value replaces the frame.
    title
        Name of the frame for screen readers.
    """
    key = f"map-{page}"
    _frame(
        key=key,
        data={"html": html, "page": page, "title": title},
        default={"chosen": None, "drawn": False},
        on_chosen_change=lambda: hear_map(st.session_state[key].chosen),
        on_drawn_change=hear_drawn,
    )


def steer_map(choice: Choice, steered: int) -> None:
    """Tell the map what it does not know: a choice that came from the link, or on opening.

    Parameters
    ----------
    choice
        What to show.
    steered
        A number that is new whenever there is something to tell.
    """
    if st.session_state.get("told") != steered:
        state = {name: choice[name] for name in MAP_FIELDS}  # type: ignore[literal-required]
        st.session_state.update(told=steered, told_choice=state)
    _steer(key="steer", data={"state": st.session_state["told_choice"], "steered": steered})

"""The map page inside the dashboard: a sandboxed frame that tells Python what was chosen."""

from __future__ import annotations

import gzip
import hashlib
import json

import streamlit as st

from whoholds.app.choice import MAP_FIELDS, Choice
from whoholds.app.components.scripts import script
from whoholds.app.state import await_drawn, hear_again, hear_drawn, hear_map

_frame = st.components.v2.component(
    "whoholds_map", js=script("map_frame.js"), css=script("map_frame.css")
)
_steer = st.components.v2.component("whoholds_steer", js=script("map_steer.js"))


def pack_map(html: str, title: str, layer: str) -> bytes:
    """Make a map page ready to be sent.

    Packed, it is a quarter as long, and Streamlit takes bytes as they are; it would write out a
    text anew at every run, which cost a fifth of one.

    Parameters
    ----------
    html
        The whole page.
    title
        Name of the frame for screen readers.
    layer
        Id of the layer that it shows, for the link to it.

    Returns
    -------
    bytes
        A line with the name of the content, then the page with its title and layer as gzipped JSON.
    """
    content = json.dumps({"html": html, "title": title, "layer": layer}).encode()
    name = hashlib.sha256(content).hexdigest()
    return name.encode() + b"\n" + gzip.compress(content, mtime=0)


def name_of(packed: bytes) -> str:
    """Return the name of a packed page; another page has another name."""
    return packed.partition(b"\n")[0].decode()


def show_map(packed: bytes) -> None:
    """Show the map page; what the reader chooses in it reaches the session before a run.

    Parameters
    ----------
    packed
        From `pack_map`. It is sent once: as long as it is the same, a rerun resends nothing;
        another one replaces the frame.
    """
    key = f"map-{name_of(packed)}"
    frame = _frame(
        key=key,
        data=packed,
        default={"chosen": None, "drawn": False},
        on_chosen_change=lambda: hear_map(st.session_state[key].chosen),
        on_drawn_change=hear_drawn,
    )
    hear_again(frame.chosen, drawn=bool(frame.drawn))
    await_drawn()


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

"""What a page of its own lets its reader choose, kept in the address beside the choice of all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from whoholds.app.state import is_from_history


def choose_some(
    name: str, label: str, options: dict[str, str], most: int | None = None, placeholder: str = ""
) -> list[str]:
    """Let the reader choose some of several; the address says which, by their ids.

    Parameters
    ----------
    name
        Of the parameter in the address, and the key of the widget.
    label, placeholder
        Words above the field, and in it while it is empty.
    options
        What there is: a word by id.
    most
        How many can be chosen; None for all.

    Returns
    -------
    list of str
        Ids, in the order in which they were chosen. What the address names and does not exist is
        left out.
    """
    _take_link(name, options, most)
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        max_selections=most,
        placeholder=placeholder,
        on_change=_write_link,
        args=(name,),
    )
    return list(st.session_state[name])


def toggle_some(name: str, label: str, options: dict[str, str]) -> list[str]:
    """Let the reader choose some of several that are all in sight, as `choose_some` does."""
    _take_link(name, options)
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=name,
        on_change=_write_link,
        args=(name,),
    )
    return list(st.session_state[name])


def _take_link(name: str, options: dict[str, str], most: int | None = None) -> None:
    """Set a widget to what the address says, when a page is entered or its reader goes back."""
    chosen: Sequence[str] = st.session_state.get(name, [])
    if name not in st.session_state or is_from_history():
        chosen = list(dict.fromkeys(st.query_params.get_all(name)))
    st.session_state[name] = [one for one in chosen if one in options][:most]


def _write_link(name: str) -> None:
    """Write into the address what a widget was set to."""
    st.query_params[name] = st.session_state[name]

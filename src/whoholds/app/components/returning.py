"""A page whose server was away asks for a run as soon as it is back."""

from __future__ import annotations

import streamlit as st

from whoholds.app.components.scripts import script

_return = st.components.v2.component("whoholds_return", js=script("returning.js"))


def await_return() -> None:
    """Have the page come back by itself; nothing of it is seen."""
    _return(key="return", on_returned_change=lambda: None)

"""Tables of Streamlit's own, which are wider than a phone: within reach of the keyboard."""

from __future__ import annotations

import streamlit as st

from whoholds.app.components.scripts import script

_reach = st.components.v2.component("whoholds_tables", js=script("table_reach.js"))


def reach_tables() -> None:
    """Make a stop of every table of the page that scrolls sideways; nothing of it is seen."""
    _reach(key="tables")

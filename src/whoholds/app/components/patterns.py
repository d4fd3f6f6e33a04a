"""The patterns of the map's fills, for the charts of the page."""

from __future__ import annotations

import streamlit as st

from whoholds.app.components.scripts import script

_patterns = st.components.v2.component(
    "whoholds_patterns", js=script("patterns.js"), isolate_styles=False
)


def lay_patterns(drawing: str) -> None:
    """Put patterns where the charts of the page find them; nothing of it is seen.

    Streamlit takes every drawing out of the HTML that it is given.

    Parameters
    ----------
    drawing
        From `maps.palette.filled_patterns`.
    """
    _patterns(key="patterns", data={"drawing": drawing})

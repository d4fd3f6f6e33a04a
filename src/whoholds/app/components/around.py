"""What a page needs that Streamlit does not do: see around.js."""

from __future__ import annotations

import streamlit as st

from whoholds.app.components.scripts import script

_around = st.components.v2.component("whoholds_around", js=script("around.js"))


def tend_page(language: str) -> None:
    """Tend the page that a reader has open; nothing of it is seen.

    Parameters
    ----------
    language
        In which the page is.
    """
    _around(key="around", data={"language": language}, on_returned_change=lambda: None)

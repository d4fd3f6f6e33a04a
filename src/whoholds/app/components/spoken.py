"""The page's language, said where browsers and screen readers look for it."""

from __future__ import annotations

import streamlit as st

from whoholds.app.components.scripts import script

_spoken = st.components.v2.component("whoholds_spoken", js=script("spoken.js"))


def say_language(language: str) -> None:
    """Say in which language the page is; nothing of it is seen."""
    _spoken(key="spoken", data={"language": language})

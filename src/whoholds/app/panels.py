"""The panels beside the map. They only show."""

from __future__ import annotations

import streamlit as st

from whoholds.app.content import Content, Figure
from whoholds.labels import word


def show_figures(figures: list[Figure]) -> None:
    """Show the key figures side by side."""
    for column, figure in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(figure.label, figure.value, delta=figure.change, delta_color="off")
        column.caption(figure.below)


def show_details(content: Content, language: str) -> None:
    """Show the proposal's text, the table twin of the map, the terms and the sources."""
    st.subheader(content.name)
    for text in content.text:
        st.write(text)
    st.subheader(word("page.by_region", language))
    st.vega_lite_chart(content.bars)
    st.table(content.regions)
    st.subheader(word("page.terms", language))
    st.table(content.terms)
    st.subheader(word("page.sources", language))
    st.markdown(content.sources)
    st.caption(word("page.basis_note", language))

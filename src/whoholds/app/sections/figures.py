"""The key figures above the map: in round numbers, with the exact ones folded below each."""

from __future__ import annotations

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import KeyFigure, shown_figures
from whoholds.words.reader import Reader


def build(evaluation: Evaluation, setting: Setting) -> list[KeyFigure]:
    """Describe what is held, would be held, and what would move."""
    return shown_figures(evaluation, setting.reader)


def show(content: list[KeyFigure], reader: Reader) -> None:
    """Show the key figures side by side."""
    columns = st.columns(max(len(content), LEAST))
    for column, figure in zip(columns, content, strict=False):
        column.metric(plain(figure.label), plain(figure.about))
        column.caption(plain("; ".join(figure.short)))
        if not figure.area:
            continue
        with column.expander(reader.word("page.exactly")):
            exact = (figure.value, figure.band, *figure.notes)
            st.caption(plain("; ".join(filter(None, exact))))


LEAST = 3
"""Columns that there are at least, so that a single figure is no wider than it is among others."""

"""The key figures above the map."""

from __future__ import annotations

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import KeyFigure, key_figures
from whoholds.words.reader import Reader

Figures = list[tuple[KeyFigure, str]]
"""Key figures, each with the words below it."""


def build(evaluation: Evaluation, setting: Setting) -> Figures:
    """Describe what is held, would be held, and what would move."""
    return [
        (figure, "; ".join(filter(None, (figure.band, *figure.notes))))
        for figure in key_figures(evaluation, setting.reader)
    ]


def show(content: Figures, reader: Reader) -> None:
    """Show the key figures side by side."""
    columns = st.columns(len(content))
    for column, (figure, below) in zip(columns, content, strict=True):
        column.metric(
            plain(figure.label), plain(figure.value), delta=figure.change, delta_color="off"
        )
        column.caption(plain(below))

"""The key figures above the map, and the net of what changes sides."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.evaluation import Evaluation
from whoholds.key_figures import KeyFigure, balance_text, key_figures


@dataclass(frozen=True)
class Figures:
    """Key figures with the words below each, and the net in a sentence."""

    figures: list[tuple[KeyFigure, str]]
    net: str


def build(evaluation: Evaluation, setting: Setting) -> Figures:
    """Describe what Russia holds, would hold, and what would move."""
    language = setting.language
    return Figures(
        figures=[
            (figure, plain("; ".join(filter(None, (figure.band, *figure.notes)))))
            for figure in key_figures(evaluation, language)
        ],
        net=plain(balance_text(evaluation, language)),
    )


def show(content: Figures, language: str) -> None:
    """Show the key figures side by side, and the net below them."""
    columns = st.columns(len(content.figures))
    for column, (figure, below) in zip(columns, content.figures, strict=True):
        column.metric(figure.label, figure.value, delta=figure.change, delta_color="off")
        column.caption(below)
    if content.net:
        st.write(content.net)

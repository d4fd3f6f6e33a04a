"""The key figures above the map: in round numbers, with the exact ones folded below each."""

from __future__ import annotations

import streamlit as st

from whoholds.app.html import as_html
from whoholds.app.sections.setting import Setting
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import KeyFigure, shown_figures
from whoholds.words.reader import Reader


def build(evaluation: Evaluation, setting: Setting) -> list[KeyFigure]:
    """Describe what is held, would be held, and what would move."""
    return shown_figures(evaluation, setting.reader)


def show(content: list[KeyFigure], reader: Reader) -> None:
    """Show the key figures side by side."""
    keys = [figure.key for figure in content]
    # Of two that are compared the same figure may stand twice.
    names = [f"{key}-{keys[:position].count(key)}" for position, key in enumerate(keys)]
    exactly = reader.word("page.exactly")
    cards = "".join(_card(*one, exactly) for one in zip(content, names, strict=True))
    st.html(f'<div class="cards">{cards}</div>')


def _card(figure: KeyFigure, name: str, exactly: str) -> str:
    """A figure; one that a reader has unfolded is found again by its name, see around.js."""
    exact = filter(None, (figure.value, figure.band, *figure.notes))
    folded = (
        f'<details data-figure="{as_html(name)}"><summary>{as_html(exactly)}</summary>'
        f"<p>{as_html('; '.join(exact))}</p></details>"
    )
    return (
        f'<div class="card"><p class="label">{as_html(figure.label)}</p>'
        f'<p class="value">{as_html(figure.about)}</p>'
        f'<p class="short">{as_html("; ".join(figure.short))}</p>'
        f"{folded if figure.area else ''}</div>"
    )

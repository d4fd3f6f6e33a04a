"""All proposals by all terms beside territory."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from whoholds.app.cache import catalogue
from whoholds.app.sections.setting import as_text
from whoholds.app.sections.sources import show_cited
from whoholds.app.take_home import offer_table
from whoholds.app.view import View
from whoholds.telling.terms import terms_matrix, terms_table
from whoholds.words.reader import Reader

NAME_WIDTH, TERM_WIDTH, ROW_HEIGHT = 130, 210, 96
"""Pixels of the matrix: on a narrow phone a name and a term stand side by side, five lines high."""


def show(view: View) -> None:
    """Show the matrix, one term in words, and the way to take it home."""
    reader = view.reader
    names = {key: reader.text(one.name) for key, one in catalogue().known.terms.items()}
    st.header(reader.word("page.terms_page"))
    st.caption(reader.word("page.scope"))
    st.caption(reader.word("terms.note"))
    matrix = terms_matrix(catalogue(), reader.language)
    _show_matrix(matrix, names, reader)
    offer_table(matrix, f"terms_{reader.language}.csv", reader)
    term = st.selectbox(
        reader.word("terms.one"), list(names), format_func=names.__getitem__, key="term"
    )
    _show_term(term, reader)


def _show_matrix(matrix: pd.DataFrame, names: dict[str, str], reader: Reader) -> None:
    """Show a row a proposal, a column a term; its name alone stays, so a phone shows a term too."""
    about = {"name": reader.word("terms.proposal"), "date": reader.word("terms.date")}
    shown = matrix.assign(date=pd.to_datetime(matrix["date"]))[["name", *names, "date"]]
    column = st.column_config
    st.dataframe(
        shown,
        hide_index=True,
        column_config={
            "name": column.TextColumn(about["name"], width=NAME_WIDTH, pinned=True),
            "date": column.DateColumn(
                about["date"], format=reader.word("language.day_column"), width=100
            ),
            **{name: column.TextColumn(text, width=TERM_WIDTH) for name, text in names.items()},
        },
        row_height=ROW_HEIGHT,
        height="content",
    )


def _show_term(term: str, reader: Reader) -> None:
    """Show what every proposal says of a term, with its sources."""
    table = terms_table(catalogue(), reader.language)
    table = table[table["term"] == term]
    columns = {
        "name": reader.word("terms.proposal"),
        "date": reader.word("terms.date"),
        "value": reader.word("page.says"),
        "status": reader.word("page.status"),
    }
    status = [reader.word(f"status.{name}") for name in table["status"]]
    days = [reader.short_day(dt.date.fromisoformat(day)) for day in table["date"]]
    shown = table.assign(status=status, date=days, value=table["value"].replace("", "–"))
    st.table(as_text(shown[list(columns)].rename(columns=columns)))
    show_cited(catalogue().sources, table["sources"], reader)

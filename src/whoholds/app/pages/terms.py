"""All proposals by all terms beside territory."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from whoholds.app.address import choose_some
from whoholds.app.cache import catalogue
from whoholds.app.markdown import plain
from whoholds.app.marked_terms import show_marks, show_two
from whoholds.app.sections.sources import show_cited
from whoholds.app.take_home import offer_table
from whoholds.app.view import View
from whoholds.telling.terms import term_marks, terms_matrix
from whoholds.vocabulary.closed import TermMark
from whoholds.words.reader import Reader

FEW = 2
"""So many terms beside each other leave room for their texts."""


def show(view: View) -> None:
    """Show the marks of the terms and proposals that are chosen, and the way to take them home."""
    reader, known = view.reader, catalogue().known.terms
    st.header(reader.word("page.terms_page"))
    st.caption(reader.word("page.scope"))
    marks = term_marks(catalogue(), reader.language)
    terms, pair = _choose(marks, reader)
    entries = {name: known[name] for name in terms or known}
    shown = marks[marks["term"].isin(entries)]
    st.caption(_explained(reader))
    if len(pair) > 1:
        both = pd.concat([shown[shown["proposal"] == name] for name in pair])
        st.markdown(_difference(both, entries, reader))
        show_two(both, entries, catalogue().sources, reader)
    else:
        shown = shown[shown["proposal"].isin(pair)] if pair else shown
        is_open = bool(pair) or len(entries) <= FEW
        show_marks(shown, entries, catalogue().sources, reader, is_open=is_open)
    offer_table(terms_matrix(catalogue(), reader.language), f"terms_{reader.language}.csv", reader)
    show_cited(catalogue().sources, shown["sources"], reader)


def _choose(marks: pd.DataFrame, reader: Reader) -> tuple[list[str], list[str]]:
    """Let the reader choose terms, and two proposals; none means all."""
    names = {key: reader.text(one.name) for key, one in catalogue().known.terms.items()}
    proposals = dict(zip(marks["proposal"], marks["name"], strict=True))
    left, right = st.columns(2)
    with left:
        terms = choose_some(
            "terms", reader.word("terms.filter"), names, None, reader.word("terms.all")
        )
    with right:
        pair = choose_some(
            "pair", reader.word("terms.compare"), proposals, 2, reader.word("terms.two")
        )
    return [name for name in names if name in terms], pair


def _explained(reader: Reader) -> str:
    """What the marks mean, and how one opens."""
    meanings = [
        f"**{reader.word(f'mark.{mark}')}**: {reader.word(f'mark_means.{mark}')}"
        for mark in (TermMark.LIMITED, TermMark.UNCLEAR)
    ]
    return f"{reader.word('terms.note')} {'; '.join(meanings)}."


def _difference(both: pd.DataFrame, entries: Mapping[str, object], reader: Reader) -> str:
    """Which terms two proposals answer differently."""
    answers = both.groupby("term")["mark"].nunique()
    names = {key: reader.text(one.name) for key, one in catalogue().known.terms.items()}
    differ = [names[name] for name in entries if answers[name] > 1]
    if not differ:
        return plain(reader.word("terms.same"))
    said = reader.word("terms.differ_over")
    return plain(said.format(count=len(differ), all=len(entries), names=", ".join(differ)))

"""What the proposal says beside territory."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.sections.setting import Setting, as_text
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import TermStatus
from whoholds.words.reader import Reader


def build(evaluation: Evaluation, setting: Setting) -> pd.DataFrame:
    """List the terms, those that no source was found for last; a line has none."""
    reader, sources = setting.reader, setting.sources
    if evaluation.proposal.kind == "line":
        return pd.DataFrame()
    rows, names = [], setting.catalogue.known.terms
    terms = evaluation.proposal.terms
    for term in sorted(terms, key=lambda term: term.status is TermStatus.NOT_STATED):
        publishers = dict.fromkeys(reader.text(sources[name].publisher) for name in term.sources)
        rows.append(
            {
                reader.word("page.term"): reader.text(names[term.term].name),
                reader.word("page.says"): reader.text(term.value) if term.value else "–",
                reader.word("page.status"): reader.word(f"status.{term.status}"),
                reader.word("map.source"): "; ".join(publishers) or "–",
            }
        )
    return as_text(pd.DataFrame(rows))


def show(content: pd.DataFrame, reader: Reader) -> None:
    """Show the terms."""
    if content.empty:
        st.info(reader.word("page.no_terms"), icon=":material/info:")
    else:
        st.table(content)

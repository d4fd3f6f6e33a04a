"""What the proposal says beside territory."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.sections.setting import Setting, as_text
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import TermStatus
from whoholds.words.reader import word


def build(evaluation: Evaluation, setting: Setting) -> pd.DataFrame:
    """List the terms, those that no source was found for last; a line has none."""
    language, sources = setting.language, setting.sources
    if evaluation.proposal.kind == "line":
        return pd.DataFrame()
    rows, names = [], setting.catalogue.known.terms
    terms = evaluation.proposal.terms
    for term in sorted(terms, key=lambda term: term.status is TermStatus.NOT_STATED):
        publishers = dict.fromkeys(sources[name].publisher for name in term.sources)
        rows.append(
            {
                word("page.term", language): names[term.term].name[language],
                word("page.says", language): getattr(term.value, language) if term.value else "–",
                word("page.status", language): word(f"status.{term.status}", language),
                word("map.source", language): "; ".join(publishers) or "–",
            }
        )
    return as_text(pd.DataFrame(rows))


def show(content: pd.DataFrame, language: str) -> None:
    """Show the terms."""
    if content.empty:
        st.info(word("page.no_terms", language), icon=":material/info:")
    else:
        st.table(content)

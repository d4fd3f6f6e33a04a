"""What a proposal says beside territory."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.html import show_table
from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import TermStatus
from whoholds.words.reader import Reader
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Terms:
    """What was found, a row each, and in one sentence what was not."""

    found: pd.DataFrame
    missing: str


def build(evaluation: Evaluation, setting: Setting) -> Terms | None:
    """List the terms, and name those that no source was found for; a line has none."""
    reader, sources = setting.reader, setting.sources
    if evaluation.proposal.kind == "line":
        return None
    rows, missing, names = [], [], setting.catalogue.known.terms
    for term in evaluation.proposal.terms:
        name = reader.text(names[term.term].name)
        if term.status is TermStatus.NOT_STATED or not term.value:
            missing.append(name)
            continue
        publishers = dict.fromkeys(reader.text(sources[one].publisher) for one in term.sources)
        rows.append(
            {
                reader.word("page.term"): name,
                reader.word("page.says"): reader.text(term.value),
                reader.word("page.status"): reader.word(f"status.{term.status}"),
                reader.word("map.source"): "; ".join(publishers),
            }
        )
    said = reader.note(Note.of("report.not_found", terms=", ".join(missing))) if missing else ""
    return Terms(found=pd.DataFrame(rows), missing=said)


def show(content: Terms | None, reader: Reader) -> None:
    """Show the terms."""
    if content is None:
        st.info(reader.word("page.no_terms"), icon=":material/info:")
        return
    if not content.found.empty:
        show_table(content.found, reader.word("section.terms"))
    if content.missing:
        st.caption(plain(content.missing))

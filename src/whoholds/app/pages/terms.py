"""All proposals by all terms beside territory."""

from __future__ import annotations

import streamlit as st

from whoholds.app.cache import catalogue
from whoholds.app.sections.setting import as_text
from whoholds.app.sections.sources import cited
from whoholds.app.view import View
from whoholds.labels import word
from whoholds.tables import list_ids
from whoholds.terms import terms_matrix, terms_table
from whoholds.vocabulary import TermName


def show(view: View) -> None:
    """Show the matrix, one term in words, and the way to take it home."""
    language = view.language
    names = {name.value: word(f"term.{name}", language) for name in TermName}
    st.subheader(word("page.terms_page", language))
    st.caption(word("terms.note", language))
    matrix = terms_matrix(catalogue(), language).drop(columns="proposal")
    about = {"date": word("terms.date", language), "name": word("terms.proposal", language)}
    st.dataframe(
        matrix.rename(columns={**about, **names}).set_index(list(about.values())),
        column_config={
            name: st.column_config.TextColumn(width="medium") for name in names.values()
        },
        row_height=76,
        height="content",
    )
    st.download_button(
        word("download.table", language),
        data=terms_matrix(catalogue(), language).to_csv(index=False).encode(),
        file_name=f"terms_{language}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    term = st.selectbox(
        word("terms.one", language), list(names), format_func=names.__getitem__, key="term"
    )
    _show_term(term, language)


def _show_term(term: str, language: str) -> None:
    """Show what every proposal says of a term, with its sources."""
    table = terms_table(catalogue(), language)
    table = table[table["term"] == term]
    columns = {
        "name": word("terms.proposal", language),
        "date": word("terms.date", language),
        "value": word("page.says", language),
        "status": word("page.status", language),
    }
    status = [word(f"status.{name}", language) for name in table["status"]]
    shown = table.assign(status=status, value=table["value"].replace("", "–"))
    st.table(as_text(shown[list(columns)].rename(columns=columns)))
    ids = [name for cell in table["sources"] for name in list_ids(cell)]
    with st.expander(word("page.sources", language)):
        st.markdown("\n".join(cited(catalogue().sources, list(dict.fromkeys(ids)), language)))

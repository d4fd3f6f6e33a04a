"""Terms as tables of short marks; a mark opens on the text, how it stands and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from whoholds.app.html import as_html, boxed_table
from whoholds.ground.tables import list_ids
from whoholds.proposals.citations import Sources
from whoholds.telling.terms import NOT_FOUND
from whoholds.vocabulary.terms import TermEntry
from whoholds.words.reader import Reader


def show_marks(
    marks: pd.DataFrame,
    terms: Mapping[str, TermEntry],
    sources: Sources,
    reader: Reader,
    *,
    is_open: bool,
) -> None:
    """Show a row a proposal and a column a term.

    Parameters
    ----------
    marks
        Rows of `telling.terms.term_marks`, all of one proposal together.
    terms
        The columns.
    sources
        What the rows name.
    reader
        Who reads it.
    is_open
        Whether all texts are open from the start.
    """
    heads = [
        _corner(reader.word("terms.proposal")),
        *(_term(one, reader) for one in terms.values()),
    ]
    rows = []
    for _, said in marks.groupby("proposal", sort=False):
        cells = said.set_index("term").loc[list(terms)]
        about = said.iloc[0]
        head = f'<th scope="row">{as_html(about["name"])}<small>{_day(about, reader)}</small></th>'
        rows.append(head + "".join(_cells(cells, sources, reader, is_open=is_open)))
    st.html(boxed_table(heads, rows, reader.word("page.terms_page"), "marks all"))


def show_two(
    marks: pd.DataFrame, terms: Mapping[str, TermEntry], sources: Sources, reader: Reader
) -> None:
    """Show a row a term and a column each of two proposals, all texts open."""
    columns = {name: rows.set_index("term") for name, rows in marks.groupby("proposal", sort=False)}
    heads = [_corner(reader.word("page.term"))]
    for rows in columns.values():
        about = rows.iloc[0]
        small = f"<small>{_day(about, reader)}</small>"
        heads.append(f'<th scope="col">{as_html(about["name"])}{small}</th>')
    lines = []
    for name, entry in terms.items():
        cells = pd.concat([rows.loc[[name]] for rows in columns.values()])
        differ = cells["mark"].nunique() > 1
        head = _term(entry, reader, scope="row", differ=differ)
        lines.append(head + "".join(_cells(cells, sources, reader, is_open=True)))
    st.html(boxed_table(heads, lines, reader.word("terms.compare"), "marks two"))


def _cells(cells: pd.DataFrame, sources: Sources, reader: Reader, *, is_open: bool) -> list[str]:
    return [_cell(cell, sources, reader, is_open=is_open) for _, cell in cells.iterrows()]


def _cell(cell: pd.Series, sources: Sources, reader: Reader, *, is_open: bool) -> str:
    word = f"<b>{as_html(cell['word'])}</b>"
    if cell["mark"] == NOT_FOUND:
        return f'<td class="not_found">{word}</td>'
    status = as_html(reader.word(f"status.{cell['status']}"))
    links = "; ".join(_link(name, sources, reader) for name in list_ids(cell["sources"]))
    return (
        f'<td class="{cell["mark"]}"><details{" open" if is_open else ""}>'
        f'<summary><i aria-hidden="true"></i>{word}</summary>'
        f"<p>{as_html(cell['value'])}</p><small>{status}: {links}</small></details></td>"
    )


def _term(entry: TermEntry, reader: Reader, scope: str = "col", *, differ: bool = False) -> str:
    """The head of a term, with the question that its marks answer."""
    asked = reader.text(entry.question) if entry.question else ""
    small = f"<small>{as_html(asked)}</small>" if asked else ""
    told = f"<em>{as_html(reader.word('terms.differ'))}</em>" if differ else ""
    return f'<th scope="{scope}">{as_html(reader.text(entry.name))}{small}{told}</th>'


def _corner(word: str) -> str:
    return f'<th scope="col">{as_html(word)}</th>'


def _day(about: pd.Series, reader: Reader) -> str:
    return as_html(reader.short_day(dt.date.fromisoformat(about["date"])))


def _link(name: str, sources: Sources, reader: Reader) -> str:
    source = sources[name]
    publisher = as_html(reader.text(source.publisher))
    if not source.url:
        return publisher
    return f'<a href="{as_html(source.url)}" target="_blank">{publisher}</a>'

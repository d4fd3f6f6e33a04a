"""Terms as tables of short marks; a mark opens on the text, how it stands and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from whoholds.ground.tables import list_ids
from whoholds.proposals.citations import Sources
from whoholds.telling.terms import NOT_FOUND
from whoholds.vocabulary.terms import TermEntry
from whoholds.words.marks import visible
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
        head = f'<th scope="row">{_text(about["name"])}<small>{_day(about, reader)}</small></th>'
        rows.append(head + "".join(_cells(cells, sources, reader, is_open=is_open)))
    st.html(_table(heads, rows, reader.word("page.terms_page"), "all"))


def show_two(
    marks: pd.DataFrame, terms: Mapping[str, TermEntry], sources: Sources, reader: Reader
) -> None:
    """Show a row a term and a column each of two proposals, all texts open."""
    columns = {name: rows.set_index("term") for name, rows in marks.groupby("proposal", sort=False)}
    heads = [_corner(reader.word("page.term"))]
    for rows in columns.values():
        about = rows.iloc[0]
        small = f"<small>{_day(about, reader)}</small>"
        heads.append(f'<th scope="col">{_text(about["name"])}{small}</th>')
    lines = []
    for name, entry in terms.items():
        cells = pd.concat([rows.loc[[name]] for rows in columns.values()])
        differ = cells["mark"].nunique() > 1
        head = _term(entry, reader, scope="row", differ=differ)
        lines.append(head + "".join(_cells(cells, sources, reader, is_open=True)))
    st.html(_table(heads, lines, reader.word("terms.compare"), "two"))


def _table(heads: list[str], rows: list[str], label: str, kind: str) -> str:
    """The table as HTML, of cells whose texts were escaped; what it is called is escaped here."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    # The box scrolls sideways, so the keyboard has to reach it.
    return (
        f'<div class="marks {kind}" role="region" aria-label="{_text(label)}" tabindex="0"><table>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(cells: pd.DataFrame, sources: Sources, reader: Reader, *, is_open: bool) -> list[str]:
    return [_cell(cell, sources, reader, is_open=is_open) for _, cell in cells.iterrows()]


def _cell(cell: pd.Series, sources: Sources, reader: Reader, *, is_open: bool) -> str:
    word = f"<b>{_text(cell['word'])}</b>"
    if cell["mark"] == NOT_FOUND:
        return f'<td class="not_found">{word}</td>'
    status = _text(reader.word(f"status.{cell['status']}"))
    links = "; ".join(_link(name, sources, reader) for name in list_ids(cell["sources"]))
    return (
        f'<td class="{cell["mark"]}"><details{" open" if is_open else ""}>'
        f'<summary><i aria-hidden="true"></i>{word}</summary>'
        f"<p>{_text(cell['value'])}</p><small>{status}: {links}</small></details></td>"
    )


def _term(entry: TermEntry, reader: Reader, scope: str = "col", *, differ: bool = False) -> str:
    """The head of a term, with the question that its marks answer."""
    asked = reader.text(entry.question) if entry.question else ""
    small = f"<small>{_text(asked)}</small>" if asked else ""
    told = f"<em>{_text(reader.word('terms.differ'))}</em>" if differ else ""
    return f'<th scope="{scope}">{_text(reader.text(entry.name))}{small}{told}</th>'


def _corner(word: str) -> str:
    return f'<th scope="col">{_text(word)}</th>'


def _day(about: pd.Series, reader: Reader) -> str:
    return _text(reader.short_day(dt.date.fromisoformat(about["date"])))


def _link(name: str, sources: Sources, reader: Reader) -> str:
    source = sources[name]
    publisher = _text(reader.text(source.publisher))
    if not source.url:
        return publisher
    return f'<a href="{_text(source.url)}" target="_blank">{publisher}</a>'


def _text(text: str) -> str:
    """Text as HTML shows it, with marks that one does not see."""
    return escape(visible(text))

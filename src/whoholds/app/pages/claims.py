"""Published figures, recomputed, with a verdict."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st
from babel.dates import format_skeleton

from whoholds.app.cache import catalogue, checked_claims
from whoholds.app.markdown import linked, plain
from whoholds.app.notes import show_notes
from whoholds.app.sections.sources import show_cited
from whoholds.app.take_home import offer_table
from whoholds.app.view import View
from whoholds.claims.report import verdict_table
from whoholds.claims.rule import Verdict
from whoholds.ground.tables import list_ids
from whoholds.words.numbers import short_date, signed
from whoholds.words.reader import LOCALES, word, words


def show(view: View) -> None:
    """Show every claim with its verdict, or those with one of the verdicts chosen."""
    language = view.language
    st.header(word("page.claims", language))
    st.caption(word("claims.note", language))
    show_notes(view.layer, language)
    with st.spinner(word("claims.checking", language), show_time=True):
        table = verdict_table(checked_claims(view.layer), language)
    chosen = _choose_verdicts(table, language)
    st.table(_shown(table[table["verdict"].isin(chosen)], language))
    offer_table(table, f"claims_{view.layer.zones.control.date}_{language}.csv", language)
    show_cited(catalogue().sources, table["source"], language)


def _choose_verdicts(table: pd.DataFrame, language: str) -> list[str]:
    """Let the reader choose verdicts, each with how many claims have it; none means all."""
    counts = table["verdict"].value_counts()
    names = [word(f"verdict.{verdict}", language) for verdict in Verdict]
    names = [name for name in names if name in counts]
    chosen = st.pills(
        word("claims.verdict", language),
        names,
        selection_mode="multi",
        format_func=lambda name: f"{name}: {counts[name]}",
        key=f"verdicts-{language}",
    )
    return list(chosen) or names


def _shown(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """The columns that a reader wants, as text that Markdown shows as it is."""
    units = words("claims.unit", language)
    unit = table["unit"].map(units)
    said = [
        ", ".join(filter(None, (who, _day(day, language))))
        for who, day in zip(table["said_by"], table["said_on"], strict=True)
    ]
    rows = {
        word("claims.said", language): table["text"].map(plain),
        word("claims.verdict", language): [
            _verdict(*texts)
            for texts in zip(table["verdict"], table["why"], table["note"], strict=True)
        ],
        word("claims.ours", language): [
            plain(_ours(value, band, unit, language)) if value else "–"
            for value, band, unit in zip(table["recomputed"], table["band"], unit, strict=True)
        ],
        word("claims.difference", language): [
            plain(signed(text, language)) if text else "–" for text in table["difference"]
        ],
        word("claims.who", language): [plain(text) for text in said],
        word("map.source", language): [_links(list_ids(cell)) for cell in table["source"]],
    }
    return pd.DataFrame(rows).set_index(word("claims.said", language))


def _ours(value: str, band: str, unit: str, language: str) -> str:
    """The recomputed figure in the reader's way, with its band where it has one."""
    if value.startswith("<"):
        return word("unit.less_than", language).format(f"{signed(value[1:], language)} {unit}")
    figures = [signed(text, language) for text in (value, band) if text]
    return f"{' ± '.join(figures)} {unit}"


def _verdict(verdict: str, why: str, note: str) -> str:
    """A verdict, what it depends on or why there is none, and the remark on the claim."""
    reason = f": {plain(why)}" if why else ""
    return f"**{plain(verdict)}**{reason}" + (f". {plain(note)}" if note else "")


def _day(said_on: str, language: str) -> str:
    """A day in words, or the month or year that is known of it."""
    match said_on.split("-"):
        case [year, month, day]:
            return short_date(dt.date(int(year), int(month), int(day)), language)
        case [year, month]:
            known = dt.date(int(year), int(month), 1)
            return format_skeleton("yMMMM", known, locale=LOCALES[language])
        case _:
            return said_on


def _links(ids: list[str]) -> str:
    """The pages that the figure was read from, each by who published it."""
    sources = [catalogue().sources[name] for name in ids]
    return "; ".join(linked(source.publisher, source.url) for source in sources)

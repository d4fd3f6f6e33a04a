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
from whoholds.claims.rule import Verdict
from whoholds.ground.tables import list_ids
from whoholds.telling.claims import recomputed_text, verdict_table
from whoholds.words.reader import Reader


def show(view: View) -> None:
    """Show every claim with its verdict, or those with one of the verdicts chosen."""
    reader = view.reader
    st.header(reader.word("page.claims"))
    st.caption(reader.word("claims.note"))
    show_notes(view.layer, reader)
    with st.spinner(reader.word("claims.checking"), show_time=True):
        table = verdict_table(checked_claims(view.layer), reader.language)
    chosen = _choose_verdicts(table, reader)
    st.table(_shown(table[table["verdict"].isin(chosen)], reader))
    offer_table(table, f"claims_{view.layer.zones.control.date}_{reader.language}.csv", reader)
    show_cited(catalogue().sources, table["source"], reader)


def _choose_verdicts(table: pd.DataFrame, reader: Reader) -> list[str]:
    """Let the reader choose verdicts, each with how many claims have it; none means all."""
    counts = table["verdict"].value_counts()
    names = [reader.word(f"verdict.{verdict}") for verdict in Verdict]
    names = [name for name in names if name in counts]
    chosen = st.pills(
        reader.word("claims.verdict"),
        names,
        selection_mode="multi",
        format_func=lambda name: f"{name}: {counts[name]}",
        key=f"verdicts-{reader.language}",
    )
    return list(chosen) or names


def _shown(table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """The columns that a reader wants, as text that Markdown shows as it is."""
    units = reader.words("claims.unit")
    unit = table["unit"].map(units)
    said = [
        ", ".join(filter(None, (who, _day(day, reader))))
        for who, day in zip(table["said_by"], table["said_on"], strict=True)
    ]
    rows = {
        reader.word("claims.said"): table["text"].map(plain),
        reader.word("claims.verdict"): [
            _verdict(*texts)
            for texts in zip(table["verdict"], table["why"], table["note"], strict=True)
        ],
        reader.word("claims.ours"): [
            plain(recomputed_text(value, band, unit, reader)) or "–"
            for value, band, unit in zip(table["recomputed"], table["band"], unit, strict=True)
        ],
        reader.word("claims.difference"): [
            plain(reader.signed(text)) if text else "–" for text in table["difference"]
        ],
        reader.word("claims.who"): [plain(text) for text in said],
        reader.word("map.source"): [_links(list_ids(cell)) for cell in table["source"]],
    }
    return pd.DataFrame(rows).set_index(reader.word("claims.said"))


def _verdict(verdict: str, why: str, note: str) -> str:
    """A verdict, what it depends on or why there is none, and the remark on the claim."""
    reason = f": {plain(why)}" if why else ""
    return f"**{plain(verdict)}**{reason}" + (f". {plain(note)}" if note else "")


def _day(said_on: str, reader: Reader) -> str:
    """A day in words, or the month or year that is known of it."""
    match said_on.split("-"):
        case [year, month, day]:
            return reader.short_day(dt.date(int(year), int(month), int(day)))
        case [year, month]:
            known = dt.date(int(year), int(month), 1)
            return format_skeleton("yMMMM", known, locale=reader.locale)
        case _:
            return said_on


def _links(ids: list[str]) -> str:
    """The pages that the figure was read from, each by who published it."""
    sources = [catalogue().sources[name] for name in ids]
    return "; ".join(linked(source.publisher, source.url) for source in sources)

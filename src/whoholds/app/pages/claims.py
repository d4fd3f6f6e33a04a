"""Published figures, recomputed, with a verdict."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from babel.dates import format_skeleton

from whoholds.app.address import toggle_some
from whoholds.app.cache import catalogue, checked_claims
from whoholds.app.claim_links import is_about_proposal, map_address
from whoholds.app.markdown import linked, plain
from whoholds.app.notes import show_notes, show_warnings
from whoholds.app.sections.sources import show_cited
from whoholds.app.take_home import offer_table
from whoholds.app.view import View
from whoholds.claims.checking import Checked
from whoholds.claims.rule import Verdict
from whoholds.ground.tables import list_ids
from whoholds.telling.claims import recomputed_text, verdict_table
from whoholds.words.reader import Reader

BADGES = {
    Verdict.HOLDS: ":green-badge[:material/check_circle:",
    Verdict.HOLDS_WHEN_ROUNDED: ":green-badge[:material/check:",
    Verdict.WITHIN_PRECISION: ":blue-badge[:material/arrow_range:",
    Verdict.TOO_CLOSE: ":blue-badge[:material/balance:",
    Verdict.DEPENDS: ":orange-badge[:material/alt_route:",
    Verdict.DOES_NOT_HOLD: ":red-badge[:material/cancel:",
    Verdict.CANNOT_BE_CHECKED: ":gray-badge[:material/help:",
}
"""Colour and icon beside the word of a verdict, which says it all."""


def show(view: View) -> None:
    """Show every claim with its verdict, or those with one of the verdicts chosen."""
    reader = view.reader
    st.header(reader.word("page.claims"))
    st.caption(reader.word("claims.note"))
    show_warnings(view.layer, reader)
    show_notes(view.layer, reader)
    with st.spinner(reader.word("claims.checking"), show_time=True):
        checked = checked_claims(view.layer)
        table = verdict_table(checked, reader.language)
    chosen = _choose_verdicts(checked, reader)
    shown = _shown(table, checked, reader)
    for name, is_asked in (("control", False), ("proposals", True)):
        rows = [
            result.verdict in chosen and is_about_proposal(result.claim) == is_asked
            for result in checked
        ]
        if any(rows):
            st.markdown(f"### {reader.word(f'claims.{name}')}")
            _show_rows(shown, rows, checked, reader)
    with st.expander(reader.word("claims.means")):
        st.markdown(_meanings(reader))
    offer_table(table, f"claims_{view.layer.zones.control.date}_{reader.language}.csv", reader)
    show_cited(catalogue().sources, table["source"], reader)


def _show_rows(
    shown: pd.DataFrame, rows: list[bool], checked: Sequence[Checked], reader: Reader
) -> None:
    """Show the claims that were checked; folded away, without figures, those that cannot be."""
    without = [result.verdict is Verdict.CANNOT_BE_CHECKED for result in checked]
    judged = [row and not out for row, out in zip(rows, without, strict=True)]
    unjudged = [row and out for row, out in zip(rows, without, strict=True)]
    if any(judged):
        st.table(shown[judged])
    if any(unjudged):
        word = reader.word(f"verdict.{Verdict.CANNOT_BE_CHECKED}")
        figures = [reader.word(f"claims.{name}") for name in ("ours", "difference")]
        label = plain(f"{word[:1].upper()}{word[1:]}: {sum(unjudged)}")
        with st.expander(label, expanded=not any(judged), icon=":material/help:"):
            st.table(shown[unjudged].drop(columns=figures))


def _meanings(reader: Reader) -> str:
    """What each verdict says, by the rule that gives it."""
    return "\n".join(
        f"- {BADGES[verdict]} {plain(reader.word(f'verdict.{verdict}'))}] "
        f"{plain(reader.word(f'verdict_means.{verdict}'))}"
        for verdict in Verdict
    )


def _choose_verdicts(checked: Sequence[Checked], reader: Reader) -> list[str]:
    """Let the reader choose verdicts, each with how many claims have it; none means all."""
    counts = Counter(result.verdict for result in checked)
    names = {
        verdict.value: f"{reader.word(f'verdict.{verdict}')}: {counts[verdict]}"
        for verdict in Verdict
        if counts[verdict]
    }
    return toggle_some("verdicts", reader.word("claims.verdict"), names) or list(names)


def _shown(table: pd.DataFrame, checked: Sequence[Checked], reader: Reader) -> pd.DataFrame:
    """The columns that a reader wants, as text that Markdown shows as it is."""
    unit = table["unit"].map(reader.words("claims.unit"))
    apart = table["unit"].map(reader.words("claims.apart"))
    said = [
        ", ".join(filter(None, (who, _day(day, reader))))
        for who, day in zip(table["said_by"], table["said_on"], strict=True)
    ]
    rows = {
        reader.word("claims.said"): table["text"].map(plain),
        reader.word("claims.verdict"): [
            _verdict(result.verdict, *texts)
            for result, *texts in zip(
                checked, table["verdict"], table["why"], table["note"], strict=True
            )
        ],
        reader.word("claims.ours"): [
            plain(recomputed_text(value, band, unit, reader)) or "–"
            for value, band, unit in zip(table["recomputed"], table["band"], unit, strict=True)
        ],
        reader.word("claims.difference"): [
            plain(f"{reader.signed(text)} {unit}") if text else "–"
            for text, unit in zip(table["difference"], apart, strict=True)
        ],
        reader.word("claims.who"): [plain(text) for text in said],
        reader.word("map.source"): [_links(list_ids(cell), reader) for cell in table["source"]],
        reader.word("page.map"): [_map_link(result, reader) for result in checked],
    }
    return pd.DataFrame(rows).set_index(reader.word("claims.said"))


def _verdict(verdict: Verdict, word: str, why: str, note: str) -> str:
    """A verdict, what it depends on or why there is none, and the remark on the claim."""
    said = f"{plain(why)}." if why and note else plain(why)
    return f"{BADGES[verdict]} {plain(word)}] {said} {plain(note)}"


def _map_link(result: Checked, reader: Reader) -> str:
    """What opens the map of what a claim is about, where there is one."""
    address = map_address(result, catalogue(), reader.language)
    return linked(reader.word("claims.open"), address) if address else "–"


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


def _links(ids: list[str], reader: Reader) -> str:
    """The pages that the figure was read from, each by who published it."""
    sources = [catalogue().sources[name] for name in ids]
    return "; ".join(linked(reader.text(source.publisher), source.url) for source in sources)

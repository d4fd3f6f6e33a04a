"""The panels beside the map: key figures, regions, terms, sources. They only show."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.charts import show_region_bars
from whoholds.app.formats import kilometres, percent, plain, times
from whoholds.citations import Sources
from whoholds.evaluation import Evaluation
from whoholds.labels import word
from whoholds.proposals import Proposal
from whoholds.statistics import by_change, by_holder, by_region, headline
from whoholds.tables import list_ids
from whoholds.vocabulary import Change, Holder, TermStatus


def show_figures(evaluation: Evaluation, language: str) -> None:
    """Show what Russia holds today, and what the proposal would change."""
    first = headline(evaluation.zones)
    after = by_holder(evaluation).set_index("holder")
    changes = by_change(evaluation).set_index("change")["area_km2"]
    of_ukraine = word("page.of_ukraine", language)
    today, later, ceded, returned, other = st.columns(5)
    today.metric(word("page.held_today", language), kilometres(first.area_km2, language))
    today.caption(
        f"{_band(first.band_km2, language)}"
        f"**{percent(first.share, language, '0.00 %')}** {of_ukraine}; "
        f"**{times(first.ohio_total.ratio, language)}** {word('page.ohio', language)} "
        f"({word('page.ohio_total', language)}), {times(first.ohio_land.ratio, language)} "
        f"({word('page.ohio_land', language)})"
    )
    held_after = float(after["area_km2"].get(Holder.RU, 0.0))
    later.metric(
        word("page.held_after", language),
        kilometres(held_after, language),
        delta=_difference(held_after - first.area_km2, language),
        delta_color="off",
    )
    share = float(after["share"].get(Holder.RU, 0.0))
    later.caption(f"{percent(share, language, '0.00 %')} {of_ukraine}")
    open_changes = (Change.DEMILITARISED, Change.INTERNATIONAL, Change.LEFT_OPEN)
    known = by_change(evaluation).set_index("change")["band_km2"]
    for column, name, kinds in (
        (ceded, "page.ceded", (Change.UA_CEDES,)),
        (returned, "page.returned", (Change.RU_RETURNS,)),
        (other, "page.other", open_changes),
    ):
        area = sum(float(changes.get(kind, 0.0)) for kind in kinds)
        column.metric(word(name, language), kilometres(area, language))
        band = [known[kind] for kind in kinds if kind in known.index]
        portion = percent(area / first.denominator_km2, language, "0.00 %")
        plus_minus = _band(band[0] if len(band) == 1 else None, language)
        column.caption(f"{plus_minus}{portion} {of_ukraine}")


def _band(band: float | None, language: str) -> str:
    """Plus or minus, where the precision of the line is known and matters."""
    return f"±{kilometres(band, language)}; " if band and band >= 0.05 else ""


def _difference(area: float, language: str) -> str | None:
    if abs(area) < 0.05:
        return None
    # Streamlit takes the arrow's direction from a hyphen, not from a true minus sign.
    return ("+" if area > 0 else "-") + kilometres(abs(area), language)


def show_proposal(proposal: Proposal, reading: str, language: str) -> None:
    """Show what the proposal says and what became of it."""
    st.subheader(plain(getattr(proposal.name, language)))
    st.write(plain(getattr(proposal.summary, language)))
    facts = [
        f"**{word('page.proposer', language)}:** {plain(getattr(proposal.proposer, language))}",
        f"**{word('page.standing', language)}:** {plain(getattr(proposal.standing, language))}",
    ]
    if len(proposal.readings) > 1:
        chosen = proposal.reading(reading)
        name, reason = getattr(chosen.name, language), getattr(chosen.reason, language)
        facts.append(f"**{word('map.reading', language)}:** {plain(name)}. {plain(reason)}")
    st.write("  \n".join(facts))


def show_regions(evaluation: Evaluation, language: str) -> None:
    """Show the table twin of the map: one row a region where Russia holds land or land moves."""
    table = by_region(evaluation)
    other = table[["dmz_km2", "int_km2", "open_km2"]].sum(axis=1)
    columns = {
        word("page.region", language): table[f"name_{language}"],
        word("page.held_today", language): [
            f"{kilometres(area, language)} ({percent(share, language)})"
            for area, share in zip(table["ru_today_km2"], table["ru_today_share"], strict=True)
        ],
        word("page.ceded", language): _areas(table["ceded_km2"], language),
        word("page.returned", language): _areas(table["returned_km2"], language),
        word("page.other", language): _areas(other, language),
        word("page.held_after", language): _areas(table["ru_km2"], language),
    }
    st.subheader(word("page.by_region", language))
    show_region_bars(evaluation, language)
    _show_table(pd.DataFrame(columns))


def _areas(values: pd.Series, language: str) -> list[str]:
    return [kilometres(value, language) if value >= 0.05 else "–" for value in values]


def show_terms(proposal: Proposal, sources: Sources, language: str) -> None:
    """Show the non-territorial terms, those that the sources leave out included."""
    rows = []
    for term in sorted(proposal.terms, key=lambda term: term.status is TermStatus.NOT_STATED):
        publishers = dict.fromkeys(sources[name].publisher for name in term.sources)
        rows.append(
            {
                word("page.term", language): word(f"term.{term.term}", language),
                word("page.says", language): getattr(term.value, language) if term.value else "–",
                word("page.status", language): word(f"status.{term.status}", language),
                word("map.source", language): "; ".join(publishers) or "–",
            }
        )
    st.subheader(word("page.terms", language))
    _show_table(pd.DataFrame(rows))


def _show_table(table: pd.DataFrame) -> None:
    """A plain HTML table, every cell as text."""
    first = table.columns[0]
    escaped = table.map(plain).set_index(first)
    st.table(escaped)


def show_sources(evaluation: Evaluation, sources: Sources, language: str) -> None:
    """List every source that the proposal, its zones and its terms name, with links."""
    proposal = evaluation.proposal
    ids = [*proposal.sources]
    ids += [name for cell in evaluation.frame["source"] for name in list_ids(cell)]
    ids += [name for term in proposal.terms for name in term.sources]
    lines = []
    for name in dict.fromkeys(ids):
        source = sources[name]
        title = plain(source.title)
        text = f"[{title}](<{source.url}>)" if source.url else title
        dated = f", {source.date.isoformat()}" if source.date else ""
        weak = f" ({word('page.weak', language)})" if source.strength == "weak" else ""
        lines.append(f"- {text}. {plain(source.publisher)}{dated}{weak}")
    st.subheader(word("page.sources", language))
    st.markdown("\n".join(lines))

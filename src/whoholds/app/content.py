"""What the panels beside the map show, ready to be shown: figures, tables, lists as text.

Everything here depends on the evaluation, the language and the theme alone, so it is computed once
for all visitors (`whoholds.app.cache.content_of`); a choice then only shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from whoholds.app.charts import region_bars
from whoholds.app.formats import kilometres, percent, plain, times
from whoholds.citations import Sources
from whoholds.evaluation import Evaluation
from whoholds.labels import word
from whoholds.proposals import Proposal
from whoholds.statistics import by_change, by_holder, by_region, headline
from whoholds.tables import list_ids
from whoholds.vocabulary import Change, Holder, TermStatus


@dataclass(frozen=True)
class Figure:
    """One key figure: what, how much, what changes against today, and what belongs below it."""

    label: str
    value: str
    below: str
    change: str | None = None


@dataclass(frozen=True)
class Content:
    """The panels of one evaluation in one language and theme."""

    figures: list[Figure]
    name: str
    text: list[str]
    regions: pd.DataFrame
    bars: dict[str, Any]
    terms: pd.DataFrame
    sources: str


def build_content(evaluation: Evaluation, sources: Sources, language: str, theme: str) -> Content:
    """Build every panel of an evaluation.

    Parameters
    ----------
    evaluation
        Proposal, reading and the status of every zone.
    sources
        What the ids of its rows and terms refer to.
    language
        "en" or "uk".
    theme
        "light" or "dark".
    """
    proposal = evaluation.proposal
    return Content(
        figures=_figures(evaluation, language),
        name=plain(getattr(proposal.name, language)),
        text=_text(evaluation, language),
        regions=_regions(evaluation, language),
        bars=region_bars(evaluation, language, theme),
        terms=_terms(proposal, sources, language),
        sources=_sources(evaluation, sources, language),
    )


def _figures(evaluation: Evaluation, language: str) -> list[Figure]:
    first = headline(evaluation.zones)
    after = by_holder(evaluation).set_index("holder")
    changes = by_change(evaluation).set_index("change")
    of_ukraine = word("page.of_ukraine", language)
    held_after = float(after["area_km2"].get(Holder.RU, 0.0))
    today = Figure(
        label=word("page.held_today", language),
        value=kilometres(first.area_km2, language),
        below=f"{_band(first.band_km2, language)}"
        f"**{percent(first.share, language, '0.00 %')}** {of_ukraine}; "
        f"**{times(first.ohio_total.ratio, language)}** {word('page.ohio', language)} "
        f"({word('page.ohio_total', language)}), {times(first.ohio_land.ratio, language)} "
        f"({word('page.ohio_land', language)})",
    )
    later = Figure(
        label=word("page.held_after", language),
        value=kilometres(held_after, language),
        change=_difference(held_after - first.area_km2, language),
        below=f"{percent(held_after / first.denominator_km2, language, '0.00 %')} {of_ukraine}",
    )
    moved = []
    for name, kinds in (
        ("page.ceded", [Change.UA_CEDES]),
        ("page.returned", [Change.RU_RETURNS]),
        ("page.other", [Change.DEMILITARISED, Change.INTERNATIONAL, Change.LEFT_OPEN]),
    ):
        found = changes[changes.index.isin(kinds)]
        area = float(found["area_km2"].sum())
        band = found["band_km2"].iloc[0] if len(found) == 1 else None
        share = percent(area / first.denominator_km2, language, "0.00 %")
        below = f"{_band(band, language)}{share} {of_ukraine}"
        moved.append(Figure(word(name, language), kilometres(area, language), below))
    return [today, later, *moved]


def _band(band: float | None, language: str) -> str:
    """Plus or minus, where the precision of the line is known and matters."""
    return f"±{kilometres(band, language)}; " if band and band >= 0.05 else ""


def _difference(area: float, language: str) -> str | None:
    if abs(area) < 0.05:
        return None
    # Streamlit takes the arrow's direction from a hyphen, not from a true minus sign.
    return ("+" if area > 0 else "-") + kilometres(abs(area), language)


def _text(evaluation: Evaluation, language: str) -> list[str]:
    """What the proposal says, who made it, what became of it, and how it is read here."""
    proposal = evaluation.proposal
    facts = [
        f"**{word('page.proposer', language)}:** {plain(getattr(proposal.proposer, language))}",
        f"**{word('page.standing', language)}:** {plain(getattr(proposal.standing, language))}",
    ]
    if len(proposal.readings) > 1:
        reading = evaluation.reading
        name, reason = getattr(reading.name, language), getattr(reading.reason, language)
        facts.append(f"**{word('map.reading', language)}:** {plain(name)}. {plain(reason)}")
    return [plain(getattr(proposal.summary, language)), "  \n".join(facts)]


def _regions(evaluation: Evaluation, language: str) -> pd.DataFrame:
    """The table twin of the map: one row a region where Russia holds land or land moves."""
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
    return _as_text(pd.DataFrame(columns))


def _areas(values: pd.Series, language: str) -> list[str]:
    return [kilometres(value, language) if value >= 0.05 else "–" for value in values]


def _terms(proposal: Proposal, sources: Sources, language: str) -> pd.DataFrame:
    """The non-territorial terms; those that no source was found for come last."""
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
    return _as_text(pd.DataFrame(rows))


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose cells Markdown shows as they are."""
    return table.map(plain).set_index(table.columns[0])


def _sources(evaluation: Evaluation, sources: Sources, language: str) -> str:
    """Every source that the proposal, its zones and its terms name, with links."""
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
    return "\n".join(lines)

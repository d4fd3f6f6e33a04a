"""The key figures above the map, and how they change against today's line."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from whoholds.app.sections.setting import Setting
from whoholds.evaluation import Evaluation
from whoholds.formats import SMALLEST_KM2, kilometres, percent, times
from whoholds.headcounts import about
from whoholds.labels import word
from whoholds.people import people_of
from whoholds.statistics import by_change, by_holder, headline
from whoholds.vocabulary import Change, Holder

MOVES = {
    "page.ceded": (Change.UA_CEDES,),
    "page.returned": (Change.RU_RETURNS,),
    "page.other": (
        Change.DEMILITARISED,
        Change.INTERNATIONAL,
        Change.LEFT_OPEN,
        Change.NOT_MENTIONED,
    ),
}


@dataclass(frozen=True)
class Figure:
    """One key figure: what, how much, what changes against today, and what belongs below it."""

    label: str
    value: str
    below: str
    change: str | None = None


def build(evaluation: Evaluation, setting: Setting) -> list[Figure]:
    """Describe what Russia holds, would hold, and what would move."""
    language = setting.language
    first = headline(evaluation.zones)
    of_ukraine = word("page.of_ukraine", language)
    after = by_holder(evaluation).set_index("holder")["area_km2"]
    held_after = float(after.get(Holder.RU, 0.0))
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
    return [today, later, *_moves(evaluation, language, first.denominator_km2)]


def _moves(evaluation: Evaluation, language: str, denominator_km2: float) -> list[Figure]:
    areas = by_change(evaluation).set_index("change")
    moved = []
    for name, kinds in MOVES.items():
        found = areas[areas.index.isin(kinds)]
        area = float(found["area_km2"].sum())
        band = found["band_km2"].iloc[0] if len(found) == 1 else None
        share = percent(area / denominator_km2, language, "0.00 %")
        below = f"{_band(band, language)}{share} {word('page.of_ukraine', language)}"
        if area >= SMALLEST_KM2:
            count = people_of(evaluation.zones, evaluation.frame["change"].isin(kinds))
            below += f"; {about(count, language)}"
        moved.append(Figure(word(name, language), kilometres(area, language), below))
    return moved


def _band(band: float | None, language: str) -> str:
    """Plus or minus, where the precision of the line is known and matters."""
    return f"±{kilometres(band, language)}; " if band and band >= SMALLEST_KM2 else ""


def _difference(area: float, language: str) -> str | None:
    if abs(area) < SMALLEST_KM2:
        return None
    # Streamlit takes the arrow's direction from a hyphen, not from a true minus sign.
    return ("+" if area > 0 else "-") + kilometres(abs(area), language)


def show(content: list[Figure], language: str) -> None:
    """Show the key figures side by side."""
    for column, figure in zip(st.columns(len(content)), content, strict=True):
        column.metric(figure.label, figure.value, delta=figure.change, delta_color="off")
        column.caption(figure.below)

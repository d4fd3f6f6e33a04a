"""Region by region: the bars, and the table twin of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from whoholds.app.charts import region_bars
from whoholds.app.sections.setting import Setting, areas_or_dash, as_text
from whoholds.figures.areas import by_region
from whoholds.figures.key_figures import held_label
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import area_note, kilometres, percent
from whoholds.words.reader import word


@dataclass(frozen=True)
class Regions:
    """A chart, a table, and what their areas are."""

    bars: dict[str, Any]
    table: pd.DataFrame
    note: str


def build(evaluation: Evaluation, setting: Setting) -> Regions:
    """Describe every region where the holding side holds land or land moves."""
    return Regions(
        bars=region_bars(evaluation, setting.language, setting.theme),
        table=_table(evaluation, setting.language),
        note=area_note(evaluation.zones.boundaries.area_km2, setting.language),
    )


def _table(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table = by_region(evaluation)
    # What is demilitarised and changes sides stands under what is left or returned.
    changed = table[["leaves_km2", "gets_back_km2", "ceded_km2", "returned_km2"]]
    moved = changed["leaves_km2"] + changed["gets_back_km2"]
    buffer = moved - changed["ceded_km2"] - changed["returned_km2"]
    other = table[["dmz_km2", "int_km2", "open_km2"]].sum(axis=1) - buffer
    holding = evaluation.zones.sides.holding.code
    held = held_label(evaluation, language)
    columns = {
        word("page.region", language): table[f"name_{language}"],
        held: [
            f"{kilometres(area, language)} ({percent(share, language)})"
            for area, share in zip(table["held_km2"], table["held_share"], strict=True)
        ],
        word("page.leaves", language): areas_or_dash(table["leaves_km2"], language),
        word("page.returned", language): areas_or_dash(table["gets_back_km2"], language),
        word("page.other", language): areas_or_dash(other, language),
        word("page.held_after", language): areas_or_dash(table[f"{holding.lower()}_km2"], language),
    }
    return as_text(pd.DataFrame(columns))


def show(content: Regions, language: str) -> None:
    """Show the chart and the table."""
    if content.table.empty:
        st.info(word("page.no_regions", language), icon=":material/info:")
        return
    st.vega_lite_chart(content.bars, height="content")
    st.table(content.table)
    st.caption(content.note)

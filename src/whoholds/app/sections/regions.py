"""Region by region: the bars, and the table twin of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from whoholds.app.charts import region_bars
from whoholds.app.sections.setting import Setting, areas_or_dash, as_text
from whoholds.figures.areas import by_region
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import held_label
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Regions:
    """A chart, a table, and what their areas are."""

    bars: dict[str, Any]
    table: pd.DataFrame
    note: str


def build(evaluation: Evaluation, setting: Setting) -> Regions:
    """Describe every region where the holding side holds land or land moves."""
    return Regions(
        bars=region_bars(evaluation, setting.reader, setting.theme),
        table=_table(evaluation, setting.reader),
        note=setting.reader.area_note(evaluation.zones.boundaries.area_km2),
    )


def _table(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table = by_region(evaluation)
    # What is demilitarised and changes sides stands under what is left or returned.
    changed = table[["leaves_km2", "gets_back_km2", "ceded_km2", "returned_km2"]]
    moved = changed["leaves_km2"] + changed["gets_back_km2"]
    buffer = moved - changed["ceded_km2"] - changed["returned_km2"]
    other = table[["dmz_km2", "int_km2", "open_km2"]].sum(axis=1) - buffer
    holding = evaluation.zones.sides.holding.code
    held = held_label(evaluation, reader)
    columns = {
        reader.word("page.region"): table[reader.column("name")],
        held: [
            f"{reader.area(area)} ({reader.share(share)})"
            for area, share in zip(table["held_km2"], table["held_share"], strict=True)
        ],
        reader.word("page.leaves"): areas_or_dash(table["leaves_km2"], reader),
        reader.word("page.returned"): areas_or_dash(table["gets_back_km2"], reader),
        reader.word("page.other"): areas_or_dash(other, reader),
        reader.word("page.held_after"): areas_or_dash(table[f"{holding.lower()}_km2"], reader),
    }
    return as_text(pd.DataFrame(columns))


def show(content: Regions, reader: Reader) -> None:
    """Show the chart and the table."""
    if content.table.empty:
        st.info(reader.word("page.no_regions"), icon=":material/info:")
        return
    st.vega_lite_chart(content.bars, height="content")
    st.table(content.table)
    st.caption(content.note)

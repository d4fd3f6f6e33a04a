"""Region by region: the bars, and the table twin of the map."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.charts import Chart, region_bars
from whoholds.app.components.patterns import lay_patterns
from whoholds.app.html import show_table
from whoholds.app.sections.setting import (
    Setting,
    areas_or_dash,
    headed,
    numbers,
    only_said,
)
from whoholds.figures.areas import by_region
from whoholds.maps.palette import filled_patterns
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import held_label
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Regions:
    """A chart with the patterns of its fills, a table, and what their areas are."""

    bars: Chart
    patterns: str
    table: pd.DataFrame
    note: str


def build(evaluation: Evaluation, setting: Setting) -> Regions:
    """Describe every region where the holding side holds land or land moves."""
    table = _by_change(evaluation)
    return Regions(
        bars=region_bars(evaluation, table["region"].to_list(), setting.reader, setting.theme),
        patterns=filled_patterns(setting.theme, evaluation.zones.sides),
        table=_told(table, evaluation, setting.reader),
        note=setting.reader.area_note(evaluation.zones.boundaries.area_km2),
    )


def _by_change(evaluation: Evaluation) -> pd.DataFrame:
    """The regions, those first where most land changes hands, then by what else changes."""
    table = by_region(evaluation)
    # What is demilitarised and changes sides stands under what is left or returned.
    moved = table["leaves_km2"] + table["gets_back_km2"]
    buffer = moved - table["ceded_km2"] - table["returned_km2"]
    other = table[["dmz_km2", "int_km2", "open_km2"]].sum(axis=1) - buffer
    table = table.assign(moved_km2=moved.round(3), other_km2=other.round(3))
    order = ["moved_km2", "other_km2", "held_km2"]
    return table.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def _told(table: pd.DataFrame, evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    after = f"{evaluation.zones.sides.holding.code.lower()}_km2"
    unit = reader.word("unit.km2")
    held = held_label(evaluation, reader)
    areas = {
        reader.word("page.leaves"): "leaves_km2",
        reader.word("page.returned"): "gets_back_km2",
        reader.word("page.other"): "other_km2",
        held: "held_km2",
        reader.word("page.held_after"): after,
    }
    columns = {
        headed(name, unit): numbers(areas_or_dash(table[column], reader), unit)
        for name, column in areas.items()
    }
    shown = pd.DataFrame({reader.word("page.region"): table[reader.column("name")], **columns})
    shares = [reader.share(share) for share in table["held_share"]]
    share = headed(reader.word("map.of_region"), "%")
    shown.insert(len(shown.columns) - 1, share, numbers(shares, "%"))
    return only_said(shown)


def show(content: Regions, reader: Reader) -> None:
    """Show the chart and the table."""
    if content.table.empty:
        st.info(reader.word("page.no_regions"), icon=":material/info:")
        return
    lay_patterns(content.patterns)
    st.vega_lite_chart(content.bars.rows, content.bars.spec, height="content")
    show_table(content.table, reader.word("page.by_region"), "all")
    st.caption(content.note)

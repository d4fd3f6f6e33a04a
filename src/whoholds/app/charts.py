"""Charts beside the map, in the map's own colours."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from whoholds.evaluation import Evaluation
from whoholds.labels import word
from whoholds.maps.palette import FILLS
from whoholds.vocabulary import Change

ROW_HEIGHT = 26


def region_bars(evaluation: Evaluation, language: str, theme: str) -> dict[str, Any]:
    """Describe one bar a region: how its area splits by what the proposal does to it.

    Returns
    -------
    dict
        A Vega-Lite chart with its data.
    """
    table = _bar_table(evaluation, language)
    labels = [word(f"change.{change}", language) for change in Change]
    colours = [FILLS[theme][change].colour for change in Change]
    present = [label for label in labels if label in set(table["change"])]
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar(stroke="#7d8890", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "share:Q",
                stack="zero",
                scale=alt.Scale(domain=[0, 1], nice=False),
                axis=alt.Axis(format="%", title=None, tickCount=6),
            ),
            y=alt.Y("region:N", sort=None, axis=alt.Axis(title=None, labelLimit=220)),
            order=alt.Order("order:O"),
            color=alt.Color(
                "change:N",
                scale=alt.Scale(
                    domain=present, range=[colours[labels.index(label)] for label in present]
                ),
                legend=alt.Legend(title=None, orient="bottom", columns=2, labelLimit=320),
            ),
            tooltip=[
                alt.Tooltip("region:N", title=word("page.region", language)),
                alt.Tooltip("change:N", title=word("map.change", language)),
                alt.Tooltip("area:Q", title=word("unit.km2", language), format=",.0f"),
                alt.Tooltip("share:Q", title=word("map.of_region", language), format=".1%"),
            ],
        )
        .properties(height=ROW_HEIGHT * table["region"].nunique() + 70)
    )
    described: dict[str, Any] = chart.to_dict()
    return described


def _bar_table(evaluation: Evaluation, language: str) -> pd.DataFrame:
    """Shares of each region that Russia holds a part of, or where anything changes, by change."""
    frame = evaluation.frame
    concerned = frame.loc[(frame["held_by"] == "RU") | (frame["change"] != Change.UA_KEEPS)]
    frame = frame[frame["region"].isin(concerned["region"])]
    sums = frame.groupby(["region", "change"], as_index=False)[["area_km2", "share_of_region"]]
    table = sums.sum()
    names = evaluation.zones.boundaries.regions[f"name_{language}"]
    order = {change.value: index for index, change in enumerate(Change)}
    return pd.DataFrame(
        {
            "region": table["region"].map(names),
            "change": [word(f"change.{change}", language) for change in table["change"]],
            "order": table["change"].map(order),
            "area": table["area_km2"],
            "share": table["share_of_region"],
        }
    )

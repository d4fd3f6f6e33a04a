"""Charts beside the map, in the map's own colours and patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from whoholds.maps.palette import SURFACES, fills
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.reader import Reader

if TYPE_CHECKING:
    import altair as alt

ROW_HEIGHT = 26
"""Pixels from one bar to the next: a line of text fits beside each."""

QUARTERS = [0, 0.25, 0.5, 0.75, 1]

LONG = "length(datum.value) > 16 && indexof(datum.value, ' ') > 0"
LINES = (
    f"{LONG} ? [slice(datum.value, 0, indexof(datum.value, ' ')),"
    " slice(datum.value, indexof(datum.value, ' ') + 1)] : datum.value"
)
"""A long name takes two lines, so that a phone has room for the bars."""


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite chart, and its rows as they are sent: Streamlit would pack them at every run."""

    spec: dict[str, Any]
    rows: pa.Table


def region_bars(evaluation: Evaluation, order: list[str], reader: Reader, theme: str) -> Chart:
    """Describe one bar a region: how its area splits by what the proposal does to it.

    It is drawn as SVG, and the fills that have a pattern are those of `filled_patterns`, which
    stand beside it on the page.

    Parameters
    ----------
    evaluation
        What is drawn.
    order
        The regions from top to bottom.
    reader, theme
        Whose words, on which ground.

    Returns
    -------
    Chart
        One bar a region.
    """
    import altair as alt  # half a second, which no map needs

    surfaces, names = SURFACES[theme], evaluation.zones.boundaries.regions[reader.column("name")]
    chart: alt.Chart = (
        alt.Chart()
        .mark_bar(stroke=surfaces["region-edge"], strokeWidth=0.5)
        .encode(
            x=alt.X("share:Q", stack="zero", scale=alt.Scale(domain=[0, 1], nice=False))
            .axis(
                labelExpr="format(100 * datum.value, 'd') + ' %'",
                values=QUARTERS,
                labelColor=surfaces["text"],
                description=reader.word("map.of_region"),
            )
            .title(None),
            y=alt.Y("region:N", sort=[names[region] for region in order])
            .axis(
                labelExpr=LINES,
                labelBaseline={"condition": {"test": LONG, "value": "bottom"}, "value": "middle"},
                labelLineHeight=12,
                labelLimit=160,
                labelOverlap=False,
                labelPadding=6,
                labelColor=surfaces["text"],
                description=reader.word("page.region"),
            )
            .title(None),
            order=alt.Order("order:O"),
            # A screen reader says this; without it, the names of the columns.
            description=alt.Description("said:N"),
            color=_colours(evaluation, reader, theme),
            tooltip=[
                alt.Tooltip("region:N", title=reader.word("page.region")),
                alt.Tooltip("change:N", title=reader.word("map.change")),
                alt.Tooltip("area:N", title=reader.word("map.area")),
                alt.Tooltip("percent:N", title=reader.word("map.of_region")),
            ],
        )
        .properties(height=alt.Step(ROW_HEIGHT), description=reader.word("page.by_region"))
        .properties(usermeta={"embedOptions": {"renderer": "svg"}})
    )
    rows = pa.Table.from_pandas(_bar_table(evaluation, reader), preserve_index=False)
    # The rows take the place of those that altair writes into it where there are none.
    spec = {
        name: part for name, part in chart.to_dict().items() if name not in ("data", "datasets")
    }
    return Chart(spec, rows)


def _colours(evaluation: Evaluation, reader: Reader, theme: str) -> alt.Color:
    """The map's fill of each change that there is, named one below the other for a phone."""
    import altair as alt

    sides = evaluation.zones.sides
    known = fills(theme, sides)
    present = [name for name in sides.changes if name in set(evaluation.frame["change"])]
    scale = alt.Scale(
        domain=[reader.word(f"change.{change}") for change in present],
        range=[
            f"url(#wh-p-{change})" if known[change].pattern else known[change].colour
            for change in present
        ],
    )
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=1,
        labelLimit=320,
        labelFontSize=12,
        symbolStrokeWidth=0.5,
        symbolSize=220,
        labelColor=SURFACES[theme]["text"],
        description=reader.word("map.change"),
    )
    return alt.Color("change:N", scale=scale, legend=legend)


def _bar_table(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    """Shares by change of each region that is held in part, or where anything changes."""
    frame, sides = evaluation.frame, evaluation.zones.sides
    stays = frame["change"] == sides.recognised.keeps
    concerned = frame.loc[(frame["held_by"] == sides.holding.code) | ~stays]
    frame = frame[frame["region"].isin(concerned["region"])]
    sums = frame.groupby(["region", "change"], as_index=False)[["area_km2", "share_of_region"]]
    table = sums.sum()
    names = evaluation.zones.boundaries.regions[reader.column("name")]
    order = {change: index for index, change in enumerate(sides.changes)}
    bars = pd.DataFrame(
        {
            "region": table["region"].map(names),
            "change": [reader.word(f"change.{change}") for change in table["change"]],
            "order": table["change"].map(order),
            "share": table["share_of_region"],
            "area": [reader.area(area) for area in table["area_km2"]],
            "percent": [reader.share(share) for share in table["share_of_region"]],
        }
    )
    of_region = reader.word("map.of_region")
    said = bars["region"] + ": " + bars["change"] + ", " + bars["area"] + ", " + bars["percent"]
    return bars.assign(said=said + " " + of_region)

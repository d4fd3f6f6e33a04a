"""How large: what each side gives and gains, areas to compare with, lengths of the lines."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.html import show_table
from whoholds.app.markdown import plain
from whoholds.app.sections.setting import (
    Setting,
    areas_or_dash,
    headed,
    numbers,
    only_said,
)
from whoholds.country.comparators import Comparators
from whoholds.figures.lengths import LineLength, line_lengths
from whoholds.figures.multiples import areas_to_compare
from whoholds.figures.sides import by_recognition, by_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.reader import Reader
from whoholds.words.text import Text


@dataclass(frozen=True)
class Size:
    """Tables of sides, recognition and lines; areas, what to compare them with, what with first."""

    sides: pd.DataFrame
    recognition: pd.DataFrame
    lines: pd.DataFrame
    areas: dict[str, float]
    comparators: Comparators
    first: str


def build(evaluation: Evaluation, setting: Setting) -> Size:
    """Describe the sizes of an evaluation."""
    reader = setting.reader
    return Size(
        sides=_sides(evaluation, reader),
        recognition=_recognition(evaluation, reader),
        lines=_lines(evaluation, reader),
        areas={
            reader.word(f"size.{name}"): area for name, area in areas_to_compare(evaluation).items()
        },
        comparators=evaluation.zones.known.comparators,
        first=evaluation.zones.boundaries.about.comparator,
    )


def _sides(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table, day = by_side(evaluation), reader.day(evaluation.zones.control.date)
    after = zip(table["after_km2"], table["after_band_km2"], strict=True)
    areas = {
        reader.word("size.leaves"): areas_or_dash(table["leaves_km2"], reader),
        reader.word("size.gains"): areas_or_dash(table["gains_km2"], reader),
        reader.word("page.other"): areas_or_dash(table["other_km2"], reader),
        reader.word("size.held_by_it").format(day): areas_or_dash(table["held_km2"], reader),
        reader.word("map.after"): [reader.area(area, band) for area, band in after],
    }
    shares = [reader.share(share) for share in table["after_share"]]
    columns = {
        reader.word("size.side"): [reader.word(f"holder.{side}") for side in table["side"]],
        **_in(reader.word("unit.km2"), areas),
        **_in("%", {reader.word("denominator.territory"): shares}),
    }
    return only_said(pd.DataFrame(columns))


def _in(unit: str, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Columns of figures with their unit in the head alone."""
    return {headed(name, unit): numbers(texts, unit) for name, texts in columns.items()}


def _recognition(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    table = by_recognition(evaluation)
    held = zip(table["area_km2"], table["band_km2"], strict=True)
    areas = {
        reader.word("page.held_after"): [reader.area(area, band) for area, band in held],
        reader.word("area.official"): areas_or_dash(table["official_km2"], reader),
    }
    shares = [reader.share(share) for share in table["share"]]
    columns = {
        reader.word("map.recognition"): [
            reader.word(f"recognition.{name}") for name in table["recognition"]
        ],
        **_in(reader.word("unit.km2"), areas),
        **_in("%", {reader.word("denominator.territory"): shares}),
    }
    return only_said(pd.DataFrame(columns))


def _lines(evaluation: Evaluation, reader: Reader) -> pd.DataFrame:
    lines = line_lengths(evaluation)
    named: dict[str, LineLength] = {
        reader.word("map.line"): lines.held,
        reader.word("size.line_holding"): lines.holding,
        reader.word("size.line_recognised"): lines.recognised,
    }
    lengths = {
        reader.word("size.length"): [reader.length(line.km) for line in named.values()],
        reader.word("size.step"): [reader.length(line.step_km) for line in named.values()],
        reader.word("size.coarse"): [reader.length(line.coarse_km) for line in named.values()],
    }
    columns = {reader.word("size.line"): list(named), **_in(reader.word("unit.km"), lengths)}
    return pd.DataFrame(columns)


def show(content: Size, reader: Reader) -> None:
    """Show the tables, and the areas beside one that the reader chooses."""
    st.markdown(f"### {reader.word('size.sides')}")
    show_table(content.sides, reader.word("size.sides"), "all")
    if not content.recognition.empty:
        st.markdown(f"### {reader.word('size.recognition')}")
        show_table(content.recognition, reader.word("size.recognition"), "all")
    st.markdown(f"### {reader.word('size.compare')}")
    _show_comparison(content, reader)
    st.markdown(f"### {reader.word('size.lines')}")
    show_table(content.lines, reader.word("size.lines"), "all")
    st.caption(reader.word("size.lines_note"))


def _show_comparison(content: Size, reader: Reader) -> None:
    areas, known = content.areas, content.comparators
    table = known.table
    names = table[reader.column("name")] + [
        f" ({reader.word(f'denominator.{measure}')})" for measure in table["measure"]
    ]
    order = list(names.sort_values().index)
    familiar = table["comparator"] == content.first
    first = table.index[familiar & (table["measure"] == "total")][0]
    home = known.of_locale(st.context.locale)
    row = st.selectbox(
        reader.word("size.compare_with"),
        order,
        index=order.index(first if home is None else home),
        format_func=names.__getitem__,
        key="comparator",
    )
    with_it = float(table.loc[row, "area_km2"])
    alike = [known.nearest(area) for area in areas.values()]
    unit = reader.word("unit.km2")
    columns = {
        reader.word("map.area"): list(areas),
        unit: numbers([reader.area(area) for area in areas.values()], unit),
        headed(names[row], reader.area(with_it)): [
            _times(area / with_it, reader) for area in areas.values()
        ],
        reader.word("size.nearest"): [
            f"{reader.text(one.name)}, "
            f"{reader.word(f'denominator.{one.measure}')}: {_times(one.ratio, reader)}"
            for one in alike
        ],
    }
    show_table(pd.DataFrame(columns), reader.word("size.compare"), "all")
    st.caption(plain(reader.text(Text.of_row(table.loc[row].to_dict(), "source_note"))))


def _times(ratio: float, reader: Reader) -> str:
    """How large something is beside what the head of the column names."""
    return reader.share(ratio) if ratio < 1 else f"{reader.times(ratio)} ×"

"""How large: what each side gives and gains, areas to compare with, lengths of the lines."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting, areas_or_dash, as_text
from whoholds.country.comparators import Comparators
from whoholds.figures.lengths import LineLength, line_lengths
from whoholds.figures.multiples import areas_to_compare
from whoholds.figures.sides import by_recognition, by_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import compared, kilometres, length, long_date, percent
from whoholds.words.reader import word


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
    language = setting.language
    return Size(
        sides=_sides(evaluation, language),
        recognition=_recognition(evaluation, language),
        lines=_lines(evaluation, language),
        areas={
            word(f"size.{name}", language): area
            for name, area in areas_to_compare(evaluation).items()
        },
        comparators=evaluation.zones.known.comparators,
        first=evaluation.zones.boundaries.about.comparator,
    )


def _sides(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table, day = by_side(evaluation), long_date(evaluation.zones.control.date, language)
    columns = {
        word("size.side", language): [word(f"holder.{side}", language) for side in table["side"]],
        word("size.held_by_it", language).format(day): areas_or_dash(table["held_km2"], language),
        word("size.leaves", language): areas_or_dash(table["leaves_km2"], language),
        word("size.gains", language): areas_or_dash(table["gains_km2"], language),
        word("page.other", language): areas_or_dash(table["other_km2"], language),
        word("map.after", language): [
            f"{kilometres(area, language, band)} ({percent(share, language)})"
            for area, band, share in zip(
                table["after_km2"], table["after_band_km2"], table["after_share"], strict=True
            )
        ],
    }
    return as_text(pd.DataFrame(columns))


def _recognition(evaluation: Evaluation, language: str) -> pd.DataFrame:
    table = by_recognition(evaluation)
    columns = {
        word("map.recognition", language): [
            word(f"recognition.{name}", language) for name in table["recognition"]
        ],
        word("page.held_after", language): [
            kilometres(area, language, band)
            for area, band in zip(table["area_km2"], table["band_km2"], strict=True)
        ],
        word("area.official", language): areas_or_dash(table["official_km2"], language),
        word("denominator.territory", language): [
            percent(share, language) for share in table["share"]
        ],
    }
    return as_text(pd.DataFrame(columns))


def _lines(evaluation: Evaluation, language: str) -> pd.DataFrame:
    lines = line_lengths(evaluation)
    named: dict[str, LineLength] = {
        word("map.line", language): lines.held,
        word("size.line_holding", language): lines.holding,
        word("size.line_recognised", language): lines.recognised,
    }
    columns = {
        word("size.line", language): list(named),
        word("size.length", language): [length(line.km, language) for line in named.values()],
        word("size.step", language): [length(line.step_km, language) for line in named.values()],
        word("size.coarse", language): [
            length(line.coarse_km, language) for line in named.values()
        ],
    }
    return as_text(pd.DataFrame(columns))


def show(content: Size, language: str) -> None:
    """Show the tables, and the areas beside one that the reader chooses."""
    st.markdown(f"### {word('size.sides', language)}")
    st.table(content.sides)
    if not content.recognition.empty:
        st.markdown(f"### {word('size.recognition', language)}")
        st.table(content.recognition)
    st.markdown(f"### {word('size.compare', language)}")
    _show_comparison(content, language)
    st.markdown(f"### {word('size.lines', language)}")
    st.table(content.lines)
    st.caption(word("size.lines_note", language))


def _show_comparison(content: Size, language: str) -> None:
    areas, known = content.areas, content.comparators
    table = known.table
    names = table[f"name_{language}"] + [
        f" ({word(f'denominator.{measure}', language)})" for measure in table["measure"]
    ]
    order = list(names.sort_values().index)
    familiar = table["comparator"] == content.first
    first = table.index[familiar & (table["measure"] == "total")][0]
    home = known.of_locale(st.context.locale)
    row = st.selectbox(
        word("size.compare_with", language),
        order,
        index=order.index(first if home is None else home),
        format_func=names.__getitem__,
        key="comparator",
    )
    with_it = float(table.loc[row, "area_km2"])
    alike = [known.nearest(area) for area in areas.values()]
    columns = {
        word("map.area", language): list(areas),
        word("unit.km2", language): [kilometres(area, language) for area in areas.values()],
        names[row]: [compared(area / with_it, with_it, language) for area in areas.values()],
        word("size.nearest", language): [
            f"{getattr(one, f'name_{language}')}, "
            f"{word(f'denominator.{one.measure}', language)}: "
            f"{compared(one.ratio, one.area_km2, language)}"
            for one in alike
        ],
    }
    st.table(as_text(pd.DataFrame(columns)))
    st.caption(plain(table.loc[row, "source_note_uk" if language == "uk" else "source_note"]))

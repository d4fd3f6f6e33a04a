"""Every source that the proposal, its zones and its terms name, with links."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from whoholds.app.markdown import linked, plain
from whoholds.app.sections.setting import Setting
from whoholds.ground.tables import list_ids
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.layers import boundaries_in, layer_in
from whoholds.telling.reactions import said_of
from whoholds.words.reader import Reader


def build(evaluation: Evaluation, setting: Setting) -> str:
    """Return the list in Markdown, with what the figures rest on below it."""
    zones, reader = evaluation.zones, setting.reader
    ids = [*evaluation.proposal.sources]
    cells = [*evaluation.frame["source"]]
    cells += said_of(evaluation.proposal.id, setting.catalogue.reactions, reader)[
        "source"
    ].to_list()
    ids += [name for cell in cells for name in list_ids(cell)]
    ids += [name for term in evaluation.proposal.terms for name in term.sources]
    lines = cited(setting.sources, ids, reader)
    about = layer_in(zones.control, reader, is_whole=True)
    control = f"{reader.word('map.contact_source')}: {about}"
    boundaries = f"{reader.word('map.boundaries')}: {boundaries_in(zones.boundaries, reader)}."
    return "\n".join([*lines, "", plain(control), "", plain(boundaries)])


def cited(sources: Sources, ids: Iterable[str], reader: Reader) -> list[str]:
    """Return a line of Markdown a source, once: title with link, publisher, date, whether weak."""
    lines = []
    for name in dict.fromkeys(ids):
        source = sources[name]
        text = linked(reader.text(source.title), source.url)
        dated = f", {plain(reader.short_day(source.date))}" if source.date else ""
        original = ""
        if source.original:
            original = f"; {reader.word('page.original')}: {reader.text(source.original)}"
        weak = f" ({reader.word('page.weak')})" if source.strength == "weak" else ""
        lines.append(
            f"- {text}. {plain(reader.text(source.publisher))}{dated}{plain(original)}{weak}"
        )
    return lines


def show_cited(sources: Sources, cells: pd.Series, reader: Reader) -> None:
    """Show, folded away, the sources that the cells of a table name."""
    ids = [name for cell in cells for name in list_ids(cell)]
    with st.expander(reader.word("page.sources")):
        st.markdown("\n".join(cited(sources, ids, reader)))


def show(content: str, reader: Reader) -> None:
    """Show the list."""
    st.markdown(content)

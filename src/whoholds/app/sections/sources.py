"""Every source that the proposal, its zones and its terms name, with links."""

from __future__ import annotations

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.citations import Sources
from whoholds.evaluation import Evaluation
from whoholds.formats import short_date
from whoholds.labels import word
from whoholds.tables import list_ids


def build(evaluation: Evaluation, setting: Setting) -> str:
    """Return the list in Markdown, with what the figures rest on below it."""
    zones, language = evaluation.zones, setting.language
    ids = [*evaluation.proposal.sources]
    ids += [name for cell in evaluation.frame["source"] for name in list_ids(cell)]
    ids += [name for term in evaluation.proposal.terms for name in term.sources]
    lines = cited(setting.sources, list(dict.fromkeys(ids)), language)
    control = f"{word('map.contact_source', language)}: {zones.control.source_in(language)}"
    boundaries = (
        f"{word('map.boundaries', language)}: {zones.boundaries.source}, {zones.boundaries.scale}."
    )
    return "\n".join([*lines, "", plain(control), "", plain(boundaries)])


def cited(sources: Sources, ids: list[str], language: str) -> list[str]:
    """Return one line of Markdown a source: title with link, publisher, date, whether weak."""
    lines = []
    for name in ids:
        source = sources[name]
        title = plain(source.title)
        text = f"[{title}](<{source.url}>)" if source.url else title
        dated = f", {plain(short_date(source.date, language))}" if source.date else ""
        weak = f" ({word('page.weak', language)})" if source.strength == "weak" else ""
        lines.append(f"- {text}. {plain(source.publisher)}{dated}{weak}")
    return lines


def show(content: str, language: str) -> None:
    """Show the list."""
    st.markdown(content)

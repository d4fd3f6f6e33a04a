"""What the proposal says, who made it, what became of it, and how it is read here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.evaluation import Evaluation
from whoholds.formats import partial_date
from whoholds.labels import word
from whoholds.proposals import load_catalogue
from whoholds.reactions import load_reactions, said_of
from whoholds.succession import step_text
from whoholds.tables import list_ids


@dataclass(frozen=True)
class About:
    """The proposal's name as a heading, its text, the facts about it, and what was said of it."""

    name: str
    summary: str
    facts: str
    said: str


def build(evaluation: Evaluation, setting: Setting) -> About:
    """Describe the proposal of an evaluation."""
    language, proposal, reading = setting.language, evaluation.proposal, evaluation.reading
    facts = {
        "page.proposer": getattr(proposal.proposer, language),
        "page.standing": getattr(proposal.standing, language),
    }
    if len(proposal.readings) > 1:
        name, reason = getattr(reading.name, language), getattr(reading.reason, language)
        facts["map.reading"] = f"{name}. {reason}"
    step = step_text(evaluation, load_catalogue(), language)
    return About(
        name=plain(getattr(proposal.name, language)),
        summary=plain(" ".join(filter(None, [getattr(proposal.summary, language), step]))),
        facts="  \n".join(f"**{word(key, language)}:** {plain(facts[key])}" for key in facts),
        said="\n".join(_said(evaluation, setting)),
    )


def _said(evaluation: Evaluation, setting: Setting) -> Iterator[str]:
    """A line of Markdown for everything that was said of the proposal."""
    language, sources = setting.language, setting.sources
    for row in said_of(evaluation.proposal.id, load_reactions(), language).itertuples():
        links = ", ".join(
            f"[{plain(source.publisher)}](<{source.url}>)"
            if source.url
            else plain(source.publisher)
            for source in (sources[name] for name in list_ids(row.source))
        )
        day = plain(partial_date(row.day, language))
        yield f"- {day}, **{plain(row.who)}** ({plain(row.role)}): {plain(row.said)} {links}"


def show(content: About, language: str) -> None:
    """Show the heading and the text."""
    st.header(content.name)
    st.write(content.summary)
    st.write(content.facts)
    if content.said:
        with st.expander(word("page.reactions", language)):
            st.markdown(content.said)

"""What the proposal says, who made it, what became of it, and how it is read here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from whoholds.app.markdown import linked, plain
from whoholds.app.sections.setting import Setting
from whoholds.figures.key_figures import balance_text
from whoholds.figures.succession import step_text
from whoholds.ground.tables import list_ids
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.reactions import said_of
from whoholds.words.numbers import partial_date
from whoholds.words.reader import word


@dataclass(frozen=True)
class About:
    """The proposal's name as a heading, the net, its text, who made it and what became of it.

    Below that, in Markdown: what was said of it, and the reading; "" for what there is not.
    """

    name: str
    net: str
    summary: str
    facts: str
    said: str
    reading: str


def build(evaluation: Evaluation, setting: Setting) -> About:
    """Describe the proposal of an evaluation."""
    language, proposal = setting.language, evaluation.proposal
    step = step_text(evaluation, setting.catalogue, language)
    proposer = _fact("page.proposer", getattr(proposal.proposer, language), language)
    standing = _fact("page.standing", getattr(proposal.standing, language), language)
    return About(
        name=plain(getattr(proposal.name, language)),
        net=plain(balance_text(evaluation, language)),
        summary=plain(" ".join(filter(None, [getattr(proposal.summary, language), step]))),
        facts=f"{proposer}  \n{standing}",
        said="\n".join(_said(evaluation, setting)),
        reading=_reading(evaluation, language),
    )


def _fact(key: str, text: str, language: str) -> str:
    return f"**{word(key, language)}:** {plain(text)}"


def _reading(evaluation: Evaluation, language: str) -> str:
    """How the proposal is read here, where there are several ways."""
    if len(evaluation.proposal.readings) == 1:
        return ""
    reading = evaluation.reading
    name, reason = getattr(reading.name, language), getattr(reading.reason, language)
    return _fact("map.reading", f"{name}. {reason}", language)


def _said(evaluation: Evaluation, setting: Setting) -> Iterator[str]:
    """A line of Markdown for everything that was said of the proposal."""
    language, sources = setting.language, setting.sources
    for row in said_of(evaluation.proposal.id, setting.catalogue.reactions, language).itertuples():
        links = ", ".join(
            linked(source.publisher, source.url)
            for source in (sources[name] for name in list_ids(row.source))
        )
        day = plain(partial_date(row.day, language))
        yield f"- {day}, **{plain(row.who)}** ({plain(row.role)}): {plain(row.said)} {links}"


def show(content: About, language: str) -> None:
    """Show the heading and the text."""
    st.header(content.name)
    if content.net:
        st.markdown(f"**{content.net}**")
    st.write(content.summary)
    st.write(content.facts)
    if content.said:
        st.markdown(f"**{word('page.reactions', language)}:**\n\n{content.said}")
    if content.reading:
        st.write(content.reading)

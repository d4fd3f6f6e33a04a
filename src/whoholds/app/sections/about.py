"""What the proposal says, who made it, what became of it, and how it is read here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from whoholds.app.markdown import linked, plain
from whoholds.app.sections.setting import Setting
from whoholds.ground.tables import list_ids, rows_of
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.balance import balance_text
from whoholds.telling.reactions import said_of
from whoholds.telling.succession import step_text
from whoholds.words.reader import Reader


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
    reader, proposal = setting.reader, evaluation.proposal
    step = step_text(evaluation, setting.catalogue, reader)
    proposer = _fact("page.proposer", reader.text(proposal.proposer), reader)
    standing = _fact("page.standing", reader.text(proposal.standing), reader)
    return About(
        name=plain(reader.text(proposal.name)),
        net=plain(balance_text(evaluation, reader)),
        summary=plain(" ".join(filter(None, [reader.text(proposal.summary), step]))),
        facts=f"{proposer}  \n{standing}",
        said="\n".join(_said(evaluation, setting)),
        reading=_reading(evaluation, reader),
    )


def _fact(key: str, text: str, reader: Reader) -> str:
    return f"**{reader.word(key)}:** {plain(text)}"


def _reading(evaluation: Evaluation, reader: Reader) -> str:
    """How the proposal is read here, where there are several ways."""
    if len(evaluation.proposal.readings) == 1:
        return ""
    reading = evaluation.reading
    name, reason = reader.text(reading.name), reader.text(reading.reason)
    return _fact("map.reading", f"{name}. {reason}", reader)


def _said(evaluation: Evaluation, setting: Setting) -> Iterator[str]:
    """A line of Markdown for everything that was said of the proposal."""
    reader, sources = setting.reader, setting.sources
    for row in rows_of(said_of(evaluation.proposal.id, setting.catalogue.reactions, reader)):
        links = ", ".join(
            linked(reader.text(source.publisher), source.url)
            for source in (sources[name] for name in list_ids(row.source))
        )
        day = plain(reader.partial_day(row.day))
        yield f"- {day}, **{plain(row.who)}** ({plain(row.role)}): {plain(row.said)} {links}"


def show(content: About, reader: Reader) -> None:
    """Show the heading and the text."""
    st.header(content.name)
    if content.net:
        st.markdown(f"**{content.net}**")
    st.write(content.summary)
    st.write(content.facts)
    if content.said:
        st.markdown(f"**{reader.word('page.reactions')}:**\n\n{content.said}")
    if content.reading:
        st.write(content.reading)

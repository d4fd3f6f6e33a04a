"""What the proposal says, who made it, what became of it, and how it is read here."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from whoholds.app.markdown import linked, plain
from whoholds.app.sections.setting import Setting
from whoholds.ground.tables import list_ids, rows_of
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.balance import balance_text
from whoholds.telling.reactions import said_of
from whoholds.telling.succession import step_text
from whoholds.words.reader import Reader


def build(evaluation: Evaluation, setting: Setting) -> str:
    """Return, in Markdown, the name as a heading and all that there is to say below it.

    That is the net, the text, who made it, what became of it, what was said of it, the reading.
    """
    reader, proposal = setting.reader, evaluation.proposal
    step = step_text(evaluation, setting.catalogue, reader)
    net = plain(balance_text(evaluation, reader))
    proposer = _fact("page.proposer", reader.text(proposal.proposer), reader)
    standing = _fact("page.standing", reader.text(proposal.standing), reader)
    said = "\n".join(_said(evaluation, setting))
    parts = [
        f"## {plain(reader.text(proposal.name))}",
        f"**{net}**" if net else "",
        plain(" ".join(filter(None, [reader.text(proposal.summary), step]))),
        f"{proposer}  \n{standing}",
        f"**{reader.word('page.reactions')}:**\n\n{said}" if said else "",
        _reading(evaluation, reader),
    ]
    return "\n\n".join(filter(None, parts))


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


def show(content: str, reader: Reader) -> None:
    """Show the heading and the text."""
    st.markdown(content)

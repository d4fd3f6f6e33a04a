"""What the proposal says, who made it, what became of it, and how it is read here."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from whoholds.app.markdown import plain
from whoholds.app.sections.setting import Setting
from whoholds.evaluation import Evaluation
from whoholds.labels import word


@dataclass(frozen=True)
class About:
    """The proposal's name as a heading, its text, and the facts about it."""

    name: str
    summary: str
    facts: str


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
    return About(
        name=plain(getattr(proposal.name, language)),
        summary=plain(getattr(proposal.summary, language)),
        facts="  \n".join(f"**{word(key, language)}:** {plain(facts[key])}" for key in facts),
    )


def show(content: About, language: str) -> None:
    """Show the heading and the text."""
    st.header(content.name)
    st.write(content.summary)
    st.write(content.facts)

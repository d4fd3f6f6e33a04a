"""What the reader has chosen, and the link that reproduces it.

The link is read once, when a visit begins; from then on choices are written to it.
"""

from __future__ import annotations

from typing import TypedDict

import streamlit as st

from whoholds.errors import UnknownNameError
from whoholds.labels import LANGUAGES, require_language
from whoholds.proposals import Catalogue


class Choice(TypedDict):
    """Proposal, reading and region that the map shows; no region: None."""

    proposal: str
    reading: str
    region: str | None


def choose_language(label: str) -> str:
    """Show the language switch and return the language chosen."""
    if "language" not in st.session_state:
        wanted = st.query_params.get("language", "en")
        try:
            require_language(wanted)
        except UnknownNameError as error:
            _notice(error)
            wanted = "en"
        st.session_state["language"] = wanted
    language: str = st.selectbox(
        label,
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language",
        label_visibility="collapsed",
    )
    remember(language=language if language != "en" else None)
    return language


def first_choice(catalogue: Catalogue) -> Choice:
    """Return what the visit's link asks for, the first proposal where it asks for nothing."""
    if "first" not in st.session_state:
        st.session_state["first"] = _linked_choice(catalogue)
    choice: Choice = st.session_state["first"]
    return choice


def _linked_choice(catalogue: Catalogue) -> Choice:
    default = next(iter(catalogue.proposals))
    try:
        proposal = catalogue[st.query_params.get("proposal", default)]
        reading = proposal.reading(st.query_params.get("reading"))
    except UnknownNameError as error:
        _notice(error)
        proposal = catalogue[default]
        reading = proposal.default_reading
    return Choice(proposal=proposal.id, reading=reading.id, region=st.query_params.get("region"))


def remember_choice(choice: Choice, catalogue: Catalogue) -> None:
    """Write what is chosen into the link, leaving out what is the default."""
    proposal = catalogue[choice["proposal"]]
    remember(
        proposal=proposal.id if proposal.id != next(iter(catalogue.proposals)) else None,
        reading=choice["reading"] if choice["reading"] != proposal.default_reading.id else None,
        region=choice["region"],
    )


def remember(**values: str | None) -> None:
    """Set parameters of the link; None takes one out. What is the same is not sent again."""
    for name, value in values.items():
        if st.query_params.get(name) == value:
            continue
        if value is None:
            del st.query_params[name]
        else:
            st.query_params[name] = value


def _notice(error: UnknownNameError) -> None:
    st.toast(f"{error.what}. {error.details().get('expected', '')}", icon=":material/info:")

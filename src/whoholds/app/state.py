"""What the reader has chosen, and the link that reproduces it.

Three parties hold the choice: the map (in the reader's browser), this session, and the link in the
address bar. Whoever changed last is right. The map's word counts when it differs from the last
word heard from it; the link's counts when it differs from the last link written or read, which
happens when the reader goes back, forward or edits it. Nobody hears their own echo.
"""

from __future__ import annotations

from typing import Any, TypedDict, cast

import streamlit as st

from whoholds.errors import UnknownNameError
from whoholds.labels import LANGUAGES, require_language, word
from whoholds.proposals import Catalogue

MODES = ("single", "side", "difference", "swipe")


class Choice(TypedDict):
    """What the map shows. `other` and its reading matter in the modes that compare."""

    proposal: str
    reading: str
    region: str | None
    mode: str
    other: str
    otherReading: str


LINK = {
    "proposal": "proposal",
    "reading": "reading",
    "region": "region",
    "mode": "mode",
    "other": "other",
    "otherReading": "other_reading",
}
"""Names of the choice's fields in the link."""


def choose_language(label: str) -> str:
    """Show the language switch and return the language chosen."""
    if "language" not in st.session_state:
        wanted = st.query_params.get("language", "en")
        try:
            require_language(wanted)
        except UnknownNameError as error:
            notice(error)
            wanted = "en"
        st.session_state["language"] = wanted
    language: str = st.selectbox(
        label,
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language",
        label_visibility="collapsed",
    )
    _write("language", language if language != "en" else None)
    return language


def current_choice(catalogue: Catalogue, regions: list[str]) -> Choice:
    """Return the choice, after a look at whether the link was changed from outside."""
    link = _read_link()
    if link != st.session_state.get("link"):
        st.session_state["link"] = link
        st.session_state["choice"] = linked_choice(link, catalogue, regions)
        st.session_state["steered"] = st.session_state.get("steered", 0) + 1
    choice: Choice = st.session_state["choice"]
    return choice


def hear_map(heard: dict[str, Any] | None) -> None:
    """Take over what the map says, unless it is what the map said before."""
    if heard is None or heard == st.session_state.get("heard"):
        return
    st.session_state["heard"] = heard
    known = {name: heard[name] for name in LINK if name in heard}
    st.session_state["choice"] = {**st.session_state["choice"], **known}


def write_link(choice: Choice, catalogue: Catalogue) -> None:
    """Write the choice into the link, leaving out what is the default."""
    default = default_choice(catalogue)
    default["reading"] = catalogue[choice["proposal"]].default_reading.id
    default["otherReading"] = catalogue[choice["other"]].default_reading.id
    compares = choice["mode"] != "single"
    for (name, value), usual in zip(choice.items(), default.values(), strict=True):
        shown = value != usual and (compares or not name.startswith("other"))
        _write(LINK[name], str(value) if shown else None)
    st.session_state["link"] = _read_link()


def default_choice(catalogue: Catalogue) -> Choice:
    """Return what is shown to a reader who asks for nothing: the baseline."""
    first, *rest = catalogue.proposals.values()
    other = rest[-1] if rest else first
    return Choice(
        proposal=first.id,
        reading=first.default_reading.id,
        region=None,
        mode="single",
        other=other.id,
        otherReading=other.default_reading.id,
    )


def linked_choice(link: dict[str, str], catalogue: Catalogue, regions: list[str]) -> Choice:
    """Return what a link asks for; what it names and does not exist falls back, with a notice."""
    choice: dict[str, Any] = {**default_choice(catalogue)}
    for proposal, reading in (("proposal", "reading"), ("other", "otherReading")):
        try:
            found = catalogue[link.get(LINK[proposal], choice[proposal])]
            choice |= {proposal: found.id, reading: found.default_reading.id}
            choice[reading] = found.reading(link.get(LINK[reading])).id
        except UnknownNameError as error:
            notice(error)
    choice["region"] = _one_of(link, "region", [None, *regions])
    choice["mode"] = _one_of(link, "mode", list(MODES))
    return cast(Choice, choice)


def _one_of(link: dict[str, str], name: str, known: list[Any]) -> Any:
    value = link.get(name, known[0])
    if value in known:
        return value
    notice(
        UnknownNameError(
            f"unknown {name} {value!r}", expected=", ".join(str(item) for item in known if item)
        )
    )
    return known[0]


def notice(error: UnknownNameError) -> None:
    """Say visibly that a part of the link was not understood, once the page is drawn."""
    st.session_state.setdefault("notices", []).append(error.what)


def show_notices(language: str) -> None:
    """Show what was not understood; it goes away with the reader's next action."""
    for what in st.session_state.pop("notices", []):
        st.warning(f"{what}. {word('page.fell_back', language)}", icon=":material/info:")


def _read_link() -> dict[str, str]:
    return {name: st.query_params[name] for name in LINK.values() if name in st.query_params}


def _write(name: str, value: str | None) -> None:
    """Set a parameter of the link; None takes it out. What is the same is not sent again."""
    if st.query_params.get(name) == value:
        return
    if value is None:
        del st.query_params[name]
    else:
        st.query_params[name] = value

"""The reader's choice in a session, and the link that reproduces it.

Three parties hold the choice: the map (in the reader's browser), this session, and the link in the
address bar. Whoever changed last is right. The map's word counts when it differs from the last
word heard from it; the link's counts when a visit begins and when the reader goes back or forward.
The ways between the pages bear a link too, of the choice at the time when they were drawn: whoever
clicks one before it is drawn anew asks for a page, not for that choice. Nobody hears their own
echo.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from whoholds.app.choice import (
    MAP_FIELDS,
    PARAMETERS,
    Choice,
    default_choice,
    is_choice,
    link_of,
    linked_choice,
    spoken,
)
from whoholds.app.markdown import plain
from whoholds.proposals.catalogue import Catalogue
from whoholds.words.reader import Reader


def current_choice(
    catalogue: Catalogue, regions: Iterable[str], layers: Iterable[str], page: str
) -> Choice:
    """Return the choice, after a look at whether the link was changed from outside.

    Parameters
    ----------
    catalogue, regions, layers
        What a link can name.
    page
        Which page is shown. A page that is entered anew shows the choice from its start, so the
        map is told it once more.
    """
    entered = st.session_state.get("page") != page
    st.session_state["page"] = page
    link = _read_link()
    # A link that comes with a choice made meanwhile was written before it: it is old news.
    chosen = st.session_state.pop("chosen", False)
    changed = "choice" not in st.session_state or (
        is_from_history() and link != st.session_state.get("link") and not chosen
    )
    if changed:
        choice, faults = linked_choice(link, catalogue, regions, layers, browser_language())
        st.session_state.update(link=link, choice=choice)
        st.session_state["notices"] = faults
    if changed or entered:
        st.session_state["steered"] = st.session_state.get("steered", 0) + 1
    if not is_choice(st.session_state["choice"], catalogue, regions, layers):
        st.session_state["choice"] = st.session_state.get("sound") or default_choice(catalogue)
    current: Choice = st.session_state["choice"]
    st.session_state["sound"] = current
    return current


def browser_language() -> str:
    """Return the language that the reader's browser asks for, or the first of the interface."""
    return spoken(st.context.locale)


def hear_drawn() -> None:
    """Take over that the map is drawn; what was said before it was still stands."""
    st.session_state.update(drawn=True, notices=st.session_state.get("noticed", []))


def await_drawn() -> None:
    """Note that a map was sent, which the reader has not seen yet if it is the session's first."""
    st.session_state.setdefault("drawn", False)


def is_awaited() -> bool:
    """Whether the session's first map is on its way to the reader."""
    return st.session_state.get("drawn") is False


def hear_map(heard: Any) -> None:
    """Take over what the map says, unless it is what the map said before.

    Whether it is a choice is seen before it is shown, see `current_choice`.
    """
    if not isinstance(heard, dict) or heard == st.session_state.get("heard"):
        return
    st.session_state.update(heard=heard, drawn=True)
    choose(**{name: heard[name] for name in MAP_FIELDS if name in heard})


def hear_again(chosen: Any, *, drawn: bool) -> None:
    """Take over what a map shows that was there before the visit.

    Such a page has outlived its server, or was away for longer than a visit is kept. In the first
    run of a visit Streamlit reports no change, so what the map says is looked at.

    Parameters
    ----------
    chosen, drawn
        What the map said last, and whether it is drawn.
    """
    if "heard" in st.session_state or not drawn:
        return
    st.session_state["drawn"] = True
    before = st.session_state["choice"]
    hear_map(chosen)
    if st.session_state["choice"] != before:
        st.rerun()


def choose(**fields: Any) -> None:
    """Change the choice in some fields."""
    choice: Choice = {**st.session_state["choice"], **fields}  # type: ignore[typeddict-item]
    st.session_state.update(choice=choice, chosen=True)
    st.session_state.pop("refused", None)  # see `bringing`


def take(field: str, key: str, meanings: dict[str, str] | None = None) -> None:
    """Take over what a widget was set to, before the page runs.

    Parameters
    ----------
    field, key
        Which field of the choice, from the widget of which key.
    meanings
        What the widget's values mean, where they are words.
    """
    value = st.session_state[key]
    choose(**{field: meanings[value] if meanings else value})


def write_link(catalogue: Catalogue) -> None:
    """Write the choice into the link; what is the same is not sent again."""
    link = link_of(st.session_state["choice"], catalogue, browser_language())
    for name in PARAMETERS.values():
        if st.query_params.get(name) == link.get(name):
            continue
        if name in link:
            st.query_params[name] = link[name]
        else:
            del st.query_params[name]
    st.session_state["link"] = _read_link()


def show_notices(reader: Reader) -> None:
    """Show what was not understood; it goes away with the reader's next action."""
    notices = st.session_state.pop("notices", [])
    st.session_state["noticed"] = notices
    for what in notices:
        said = f"{plain(reader.note(what))}. {reader.word('page.fell_back')}"
        st.warning(said, icon=":material/info:")


def is_from_history() -> bool:
    """Whether the reader went back or forward: the one way to another link within a visit."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _read_link() -> dict[str, str]:
    return {name: st.query_params[name] for name in PARAMETERS.values() if name in st.query_params}

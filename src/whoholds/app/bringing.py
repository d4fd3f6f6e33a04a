"""Reading the file that was asked for, on whichever page its reader is by then.

A click that comes before a run has ended takes its place, and would take with it what an earlier
click asked for. So what was asked for is noted first, and stays noted until it is done or was
refused in sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from whoholds.app.faults import show_fault
from whoholds.app.layers import bring_layer, is_full
from whoholds.app.remedies import remedy_in_fields
from whoholds.errors import WhoholdsError
from whoholds.importers.layer import Options
from whoholds.labels import word

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


@dataclass(frozen=True)
class _Asked:
    file: UploadedFile | None
    options: Options


def ask_for(file: UploadedFile | None, options: Options) -> None:
    """Note that a file is to be read, with what its reader chose for it."""
    st.session_state["asked"] = [_Asked(file, options)]


def is_asked_for() -> bool:
    """Whether a file waits to be read."""
    return bool(st.session_state.get("asked"))


def bring_asked(language: str) -> None:
    """Read the file that was asked for and show its layer, or say why not."""
    asked: list[_Asked] = st.session_state.get("asked", [])
    if not asked:
        return
    file, options = asked[0].file, asked[0].options
    if file is None:
        _warn("layers.no_file", language)
    elif is_full():
        _warn("layers.too_many", language)
    elif options.held_field and not options.held_values:
        _warn("layers.no_values", language)
    else:
        try:
            with st.spinner(word("layers.reading", language), show_time=True):
                bring_layer(file.name, file.getvalue(), options, language)
                asked.clear()
        except WhoholdsError as error:
            refuse(error, language)
    done = not asked
    asked.clear()
    if done:
        st.empty()  # lets a click that came meanwhile go first: st.rerun would take its place
        st.rerun()


def refuse(error: WhoholdsError, language: str) -> None:
    """Say why a file is not shown, in the words of the page's fields."""
    show_fault(word("layers.refused", language), remedy_in_fields(error, language))


def _warn(key: str, language: str) -> None:
    st.warning(word(key, language), icon=":material/info:")

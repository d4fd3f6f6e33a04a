"""Reading the file that was asked for, on whichever page its reader is by then.

A click that comes before a run has ended takes its place, and would take with it what an earlier
click asked for. So what was asked for is noted first, and stays noted until it is done or was
refused in sight.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Protocol

import streamlit as st

from whoholds.app.faults import show_fault
from whoholds.app.visit_layers import (
    Layer,
    bring_layer,
    is_full,
    layer_ids,
    layer_of,
    outdate_layer,
)
from whoholds.ground.errors import WhoholdsError
from whoholds.importers.layer import Options
from whoholds.words.reader import Reader


class Brought(Protocol):
    """A file that its reader laid in, or had fetched."""

    @property
    def file_id(self) -> str:
        """What tells it from other files of this visit."""

    @property
    def name(self) -> str:
        """Its name, which may say form and day."""

    def getvalue(self) -> bytes:
        """Return its bytes."""


SEEN = 5.0
"""Seconds for which a refusal is told: who goes on sooner hears of it on the next page."""


@dataclass(frozen=True)
class _Asked:
    """A file to be read; one that was only laid in waits where it leaves something open."""

    file: Brought | None
    options: Options
    is_drop: bool = False
    receipt: bytes = b""


@dataclass(frozen=True)
class _Refused:
    """A refusal, the page where it was told, and when; beside the fields it is told but once."""

    error: WhoholdsError
    page: str
    told: float = field(default_factory=time.monotonic)
    is_of_fields: bool = True


def ask_for(
    file: Brought | None, options: Options, *, is_drop: bool = False, receipt: bytes = b""
) -> None:
    """Note that a file is to be read, with what its reader chose for it.

    Parameters
    ----------
    file, options
        What is read, and how.
    is_drop
        Whether it was only laid in, so that nothing was chosen yet.
    receipt
        The note of where it was fetched from.
    """
    st.session_state["asked"] = [_Asked(file, options, is_drop, receipt)]


def withdraw_drop() -> bool:
    """Take back that a file was laid in, which leaves something open; say whether it was."""
    asked: list[_Asked] = st.session_state.get("asked", [])
    is_drop = bool(asked) and asked[0].is_drop
    if is_drop:
        asked.clear()
    return is_drop


def is_asked_for() -> bool:
    """Whether a file waits to be read."""
    return bool(st.session_state.get("asked"))


def bring_asked(reader: Reader, *, stays: bool = False) -> None:
    """Read the file that was asked for and show its layer, or say why not.

    Parameters
    ----------
    language
        "en" or "uk".
    stays
        Whether a refusal is said again in the runs that follow by themselves, until its reader
        chooses something or has gone to another page; else it stands beside the fields, which a
        change takes away.
    """
    asked: list[_Asked] = st.session_state.get("asked", [])
    if not asked:
        if stays:
            _refuse_again(reader)
        return
    st.session_state.pop("refused", None)
    file, options = asked[0].file, asked[0].options
    if file is None:
        _warn("layers.no_file", reader)
    elif is_full():
        _warn("layers.too_many", reader)
    elif options.held_field and not options.held_values:
        _warn("layers.no_values", reader)
    else:
        try:
            with st.spinner(reader.word("layers.reading"), show_time=True):
                content, receipt = file.getvalue(), asked[0].receipt
                layer = bring_layer(file.name, content, options, reader, receipt=receipt)
                _replace_reading(file.file_id, layer)
                asked.clear()
        except WhoholdsError as error:
            page = st.session_state.get("page", "")
            st.session_state["refused"] = _Refused(error, page, is_of_fields=not stays)
            refuse(error, reader)
    done = not asked
    asked.clear()
    if done:
        st.empty()  # lets a click that came meanwhile go first: st.rerun would take its place
        st.rerun()


def _replace_reading(file: str, layer: Layer) -> None:
    """Keep of a file that is read anew for the same day the last reading alone."""
    readings: dict[str, list[str]] = st.session_state.setdefault("read_files", {})
    day = layer.zones.control.date
    known = [one for one in readings.get(file, []) if one in layer_ids() and one != layer.id]
    for earlier in known:
        if layer_of(earlier).zones.control.date == day:
            outdate_layer(earlier)
    readings.setdefault(file, []).append(layer.id)


def _refuse_again(reader: Reader) -> None:
    refused: _Refused | None = st.session_state.get("refused")
    page = st.session_state.get("page", "")
    if refused is None or (refused.page == page and refused.is_of_fields):
        return
    if refused.page == page or time.monotonic() < refused.told + SEEN:
        st.session_state["refused"] = replace(refused, page=page, is_of_fields=False)
        refuse(refused.error, reader)
    else:
        del st.session_state["refused"]


def refuse(error: WhoholdsError, reader: Reader) -> None:
    """Say why a file is not shown, in the words of the page's fields."""
    show_fault(reader.word("layers.refused"), error, reader)


def _warn(key: str, reader: Reader) -> None:
    st.warning(reader.word(key), icon=":material/info:")

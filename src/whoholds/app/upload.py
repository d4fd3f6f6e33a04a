"""Bringing a control layer: a file, and what its reader chooses of what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from whoholds.app.bringing import (
    ask_for,
    bring_asked,
    is_asked_for,
    refuse,
    withdraw_drop,
)
from whoholds.app.markdown import plain
from whoholds.app.visit_layers import offer_for
from whoholds.desk import opened
from whoholds.door.reader import warm
from whoholds.ground.errors import WhoholdsError
from whoholds.importers.forms.detection import FORMS
from whoholds.importers.forms.holders import HELD, meaning_of
from whoholds.importers.layer import Options
from whoholds.importers.offer import Column, Offer
from whoholds.importers.open.sniffing import FORMATS
from whoholds.words.marks import visible
from whoholds.words.reader import Reader
from whoholds.zones.slivers import Slivers

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


def show_upload(reader: Reader) -> None:
    """Take a file, and what it leaves open: layer, day, form, column, values, reference system."""
    warm(opened().country)
    with st.container(border=True, key="bring"):
        file = st.file_uploader(
            reader.word("layers.file"), type=list(FORMATS), key="file", on_change=_note_drop
        )
        if file is not None:
            _show_choices(file, reader)
    bring_asked(reader)


def _show_choices(file: UploadedFile, reader: Reader) -> None:
    """Show what can be chosen of a file: folded away once it was read as it is."""
    is_read = file.file_id in st.session_state.get("read_files", {})
    with st.expander(reader.word("layers.choices"), expanded=not is_read):
        try:
            if _ask(file, reader) and withdraw_drop():
                st.info(reader.word("layers.open"), icon=":material/info:")
        except WhoholdsError as error:
            if not is_asked_for():
                refuse(error, reader)
        st.button(reader.word("layers.load"), key="load", on_click=_note)


def _note_drop() -> None:
    """Note that a file was laid in: it is read at once where it leaves nothing open."""
    file = st.session_state["file"]
    if file is not None:
        ask_for(file, Options(), is_drop=True)


def _note() -> None:
    """Note the click with what the fields say at that time, before anything runs."""
    file = st.session_state["file"]
    ask_for(file, _options(file) if file is not None else Options())


def _options(file: UploadedFile) -> Options:
    """What the fields of a file say; a field that was not shown says nothing."""

    def said(name: str) -> Any:
        return st.session_state.get(f"{name}-{file.file_id}") or None

    field, crs = said("held_field"), (said("crs") or "").strip()
    counts = st.session_state.get(f"slivers-{file.file_id}", True)
    return Options(
        said("form"),
        said("several-date") or said("date"),
        field,
        tuple(said(f"values-{field}") or ()) if field else (),
        said("layer"),
        crs or None,
        reproject=bool(crs or said("reproject")),
        slivers=Slivers.COUNT if counts else Slivers.LEAVE,
        precision_km=said("precision"),
    )


def _ask(file: UploadedFile, reader: Reader) -> bool:
    """Show the fields that the file gives reason for; say whether one of them has to be filled.

    Every file has its own: what was chosen for one says nothing about the next.
    """
    content, layer = file.getvalue(), None
    with st.spinner(reader.word("layers.looking"), show_time=True):
        offer = offer_for(file.name, content, None, reader)
    if offer.layers:
        layer = _select("layer", offer.layers, reader.word("layers.choose"), file, reader)
        if layer:
            with st.spinner(reader.word("layers.looking"), show_time=True):
                offer = offer_for(file.name, content, layer, reader)
    left, right = st.columns(2)
    with left:
        _ask_day(offer, file, reader)
    with right:
        tell = reader.word("layers.tell")
        _select("form", tuple(FORMS), tell, file, reader, named=True)
    left, right = st.columns(2)
    with left:
        names = tuple(column.name for column in offer.columns)
        field = _select("held_field", names, tell, file, reader) if names else None
    with right:
        if field:
            _ask_values(offer, field, file, reader)
    _ask_crs(offer, file, reader)
    st.checkbox(reader.word("layers.slivers"), value=True, key=f"slivers-{file.file_id}")
    st.number_input(
        reader.word("layers.precision"),
        min_value=0.1,
        max_value=50.0,
        value=None,
        step=0.5,
        placeholder=reader.word("layers.usual"),
        key=f"precision-{file.file_id}",
    )
    return bool(offer.layers) or len(offer.days) > 1 or not offer.is_wgs84


def _select(
    name: str,
    options: tuple[str, ...],
    none: str,
    file: UploadedFile,
    reader: Reader,
    *,
    named: bool = False,
) -> str | None:
    """Let the reader choose one of several, or none; `named` options have words of their own."""
    label = reader.word(f"layers.{name}")

    def shown(option: str) -> str:
        if not option:
            return none
        return reader.word(f"form.{option}") if named else visible(option)

    key = f"{name}-{file.file_id}"
    return st.selectbox(label, ("", *options), format_func=shown, key=key) or None


def _ask_day(offer: Offer, file: UploadedFile, reader: Reader) -> None:
    """One of the days that the file has; any day, where it says none or one alone."""
    key = f"date-{file.file_id}"
    if len(offer.days) > 1:
        st.selectbox(
            reader.word("layers.day"),
            (None, *offer.days),
            format_func=lambda day: reader.day(day) if day else reader.word("layers.choose"),
            key=f"several-{key}",
        )
        return
    st.date_input(
        reader.word("layers.date"),
        value=None,
        min_value="2014-01-01",
        max_value="2100-01-01",
        format=reader.word("language.day_field"),
        key=key,
    )


def _ask_values(offer: Offer, field: str, file: UploadedFile, reader: Reader) -> None:
    """Which values of a column mean held; those whose words say so are there from the start.

    Of a column with too many values to list, the reader writes them.
    """
    column: Column = next(one for one in offer.columns if one.name == field)
    st.multiselect(
        reader.word("layers.held_values"),
        column.values,
        default=[value for value in column.values if meaning_of(value) == HELD],
        accept_new_options=not column.values,
        placeholder=reader.word("layers.choose_values"),
        key=f"values-{field}-{file.file_id}",
    )


def _ask_crs(offer: Offer, file: UploadedFile, reader: Reader) -> None:
    """The reference system where the file names none; leave to convert from another one."""
    if offer.is_wgs84 or (offer.layers and not offer.columns and offer.crs is None):
        return
    if offer.crs is None:
        key = f"crs-{file.file_id}"
        st.text_input(reader.word("layers.crs"), placeholder="EPSG:4326", key=key)
        return
    label = reader.word("layers.reproject").format(plain(offer.crs))
    st.checkbox(label, key=f"reproject-{file.file_id}")

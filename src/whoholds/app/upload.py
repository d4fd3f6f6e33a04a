"""Bringing a control layer: a file, and what its reader chooses of what is in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from whoholds.app.faults import show_fault
from whoholds.app.layers import bring_layer, is_full, offer_for
from whoholds.app.markdown import plain
from whoholds.app.remedies import remedy_in_fields
from whoholds.app.state import choose
from whoholds.door.reader import warm
from whoholds.errors import WhoholdsError
from whoholds.formats import long_date
from whoholds.importers.detection import FORMS
from whoholds.importers.holders import HELD, meaning_of
from whoholds.importers.layer import Options
from whoholds.importers.offer import Column, Offer
from whoholds.importers.sniffing import FORMATS
from whoholds.labels import word
from whoholds.slivers import Slivers

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_DAY_FORMS = {"en": "YYYY-MM-DD", "uk": "DD.MM.YYYY"}


def show_upload(language: str) -> None:
    """Take a file, and what it leaves open: layer, day, form, column, values, reference system."""
    warm()
    with st.container(border=True, key="bring"):
        file = st.file_uploader(word("layers.file", language), type=list(FORMATS))
        try:
            options = _ask(file, language)
        except WhoholdsError as error:
            options = Options()
            if file is not None and not st.session_state.get("load"):
                _refuse(error, language)
        asked = st.button(word("layers.load", language), key="load")
    if not asked:
        return
    if file is None:
        _warn("layers.no_file", language)
    elif is_full():
        _warn("layers.too_many", language)
    elif options.held_field and not options.held_values:
        _warn("layers.no_values", language)
    else:
        _bring(file, options, language)


def _ask(file: UploadedFile | None, language: str) -> Options:
    """Show the fields that the file gives reason for, and return what they say.

    Every file has its own: what was chosen for one says nothing about the next.
    """
    if file is None:
        return Options()
    content, layer = file.getvalue(), None
    with st.spinner(word("layers.looking", language), show_time=True):
        offer = offer_for(file.name, content, None)
    if offer.layers:
        layer = _select("layer", offer.layers, word("layers.choose", language), file, language)
        if layer:
            with st.spinner(word("layers.looking", language), show_time=True):
                offer = offer_for(file.name, content, layer)
    left, right = st.columns(2)
    with left:
        date = _ask_day(offer, file, language)
    with right:
        tell = word("layers.tell", language)
        form = _select("form", tuple(FORMS), tell, file, language, named=True)
    left, right = st.columns(2)
    with left:
        names = tuple(column.name for column in offer.columns)
        field = _select("held_field", names, tell, file, language) if names else None
    with right:
        values = _ask_values(offer, field, file, language) if field else ()
    crs, reproject = _ask_crs(offer, file, language)
    counts = st.checkbox(
        word("layers.slivers", language), value=True, key=f"slivers-{file.file_id}"
    )
    precision = st.number_input(
        word("layers.precision", language),
        min_value=0.1,
        max_value=50.0,
        value=None,
        step=0.5,
        placeholder=word("layers.usual", language),
        key=f"precision-{file.file_id}",
    )
    return Options(
        form, date, field, values, layer, crs, reproject=reproject,
        slivers=Slivers.COUNT if counts else Slivers.LEAVE, precision_km=precision,
    )  # fmt: skip


def _select(
    name: str,
    options: tuple[str, ...],
    none: str,
    file: UploadedFile,
    language: str,
    *,
    named: bool = False,
) -> str | None:
    """Let the reader choose one of several, or none; `named` options have words of their own."""
    label = word(f"layers.{name}", language)

    def shown(option: str) -> str:
        if not option:
            return none
        return word(f"form.{option}", language) if named else option

    key = f"{name}-{file.file_id}"
    return st.selectbox(label, ("", *options), format_func=shown, key=key) or None


def _ask_day(offer: Offer, file: UploadedFile, language: str) -> dt.date | None:
    """One of the days that the file has; any day, where it says none or one alone."""
    key = f"date-{file.file_id}"
    if len(offer.days) > 1:
        return st.selectbox(
            word("layers.day", language),
            (None, *offer.days),
            format_func=lambda day: (
                long_date(day, language) if day else word("layers.choose", language)
            ),
            key=f"several-{key}",
        )
    return st.date_input(
        word("layers.date", language),
        value=None,
        min_value="2014-01-01",
        max_value="2100-01-01",
        format=_DAY_FORMS[language],
        key=key,
    )


def _ask_values(offer: Offer, field: str, file: UploadedFile, language: str) -> tuple[str, ...]:
    """Which values of a column mean held; those whose words say so are there from the start.

    Of a column with too many values to list, the reader writes them.
    """
    column: Column = next(one for one in offer.columns if one.name == field)
    chosen: list[str] = st.multiselect(
        word("layers.held_values", language),
        column.values,
        default=[value for value in column.values if meaning_of(value) == HELD],
        accept_new_options=not column.values,
        placeholder=word("layers.choose_values", language),
        key=f"values-{field}-{file.file_id}",
    )
    return tuple(chosen)


def _ask_crs(offer: Offer, file: UploadedFile, language: str) -> tuple[str | None, bool]:
    """The reference system where the file names none; leave to convert from another one."""
    if offer.is_wgs84 or (offer.layers and not offer.columns and offer.crs is None):
        return None, False
    if offer.crs is None:
        named = st.text_input(
            word("layers.crs", language), placeholder="EPSG:4326", key=f"crs-{file.file_id}"
        ).strip()
        return named or None, bool(named)
    label = word("layers.reproject", language).format(plain(offer.crs))
    return None, st.checkbox(label, key=f"reproject-{file.file_id}")


def _bring(file: UploadedFile, options: Options, language: str) -> None:
    try:
        with st.spinner(word("layers.reading", language), show_time=True):
            layer = bring_layer(file.name, file.getvalue(), options)
    except WhoholdsError as error:
        _refuse(error, language)
        return
    choose(layer=layer.id)
    st.rerun()


def _refuse(error: WhoholdsError, language: str) -> None:
    show_fault(word("layers.refused", language), remedy_in_fields(error, language))


def _warn(key: str, language: str) -> None:
    st.warning(word(key, language), icon=":material/info:")

"""Control layers: the reader's own, what their import did, and how layers differ."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.cache import catalogue, spread_of
from whoholds.app.choice import default_choice
from whoholds.app.faults import show_fault
from whoholds.app.fetched import show_fetch
from whoholds.app.html import show_table
from whoholds.app.markdown import plain
from whoholds.app.spread_tables import show_spread
from whoholds.app.state import choose
from whoholds.app.upload import show_upload
from whoholds.app.view import View
from whoholds.app.visit_layers import (
    Layer,
    drop_layer,
    layer_of,
    own_layers,
    shipped_ids,
)
from whoholds.desk import opened
from whoholds.ground.errors import InputError, TooFarApartError
from whoholds.importers.report import ImportReport
from whoholds.spread.groups import NEAR_DAYS
from whoholds.telling.imports import import_table
from whoholds.telling.layers import layer_sentence
from whoholds.words.reader import Reader
from whoholds.words.saying import Note


def show(view: View) -> None:
    """Show the page."""
    reader = view.reader
    st.header(reader.word("page.layers"))
    st.markdown(f"**{plain(layer_sentence(view.layer.zones, reader))}**")
    st.write(reader.word("layers.intro"))
    show_upload(reader)
    show_fetch(reader)
    st.header(reader.word("layers.own"))
    own = own_layers()
    if not own:
        st.info(reader.word("layers.none"), icon=":material/info:")
    for layer in own:
        _show_own(layer, view)
    _show_spread([*map(layer_of, shipped_ids()), *own], view)


def _show_own(layer: Layer, view: View) -> None:
    """One of the reader's own layers: what it says in a sentence, and its report folded away."""
    reader, report = view.reader, layer.report
    assert report is not None
    is_shown = layer.id == view.layer.id
    st.markdown(f"**{plain(layer_sentence(layer.zones, reader))}**")
    if is_shown:
        st.success(reader.word("layers.loaded"), icon=":material/check:")
    for warning in report.warnings:
        st.warning(plain(reader.note(warning)), icon=":material/warning:")
    with st.expander(f"{reader.word('layers.details')}: {plain(report.file)}"):
        told = import_table(report, reader, whole=False)
        show_table(told.set_axis(_columns(reader), axis="columns"), reader.word("layers.details"))
        st.markdown(f"### {reader.word('layers.held')}")
        show_table(_regions(report, reader), reader.word("layers.held"), "all")
    st.button(reader.word("layers.remove"), key=layer.id, on_click=_remove, args=(layer.id,))


def _columns(reader: Reader) -> list[str]:
    return [reader.word("layers.item"), reader.word("layers.value")]


def _regions(report: ImportReport, reader: Reader) -> pd.DataFrame:
    names = opened().boundaries.regions[reader.column("name")]
    table = report.regions.sort_values("area_km2", ascending=False)
    columns = {
        reader.word("page.region"): table["region"].map(names),
        reader.word("map.area"): [reader.area(area) for area in table["area_km2"]],
        reader.word("map.of_region"): [reader.share(share) for share in table["share_of_region"]],
        reader.word("area.official"): [reader.area(area) for area in table["official_km2"]],
    }
    return pd.DataFrame(columns)


def _remove(layer: str) -> None:
    """Forget a layer; where it was shown, the baseline is shown in its place."""
    drop_layer(layer)
    if st.session_state["choice"]["layer"] == layer:
        choose(layer=default_choice(catalogue())["layer"])


def _show_spread(layers: list[Layer], view: View) -> None:
    """Put all layers side by side, where two are of near dates."""
    reader = view.reader
    st.header(reader.word("layers.spread"))
    if len(layers) == len(shipped_ids()):
        st.info(reader.word("layers.one_only"), icon=":material/info:")
        return
    try:
        with st.spinner(reader.word("layers.comparing"), show_time=True):
            found = spread_of(layers, view.choice["proposal"], view.choice["reading"])
    except TooFarApartError:
        st.info(reader.note(Note.of("layers.too_far", days=NEAR_DAYS)), icon=":material/info:")
        return
    except InputError as error:
        show_fault(reader.word("spread.none"), error, reader)
        return
    proposal = catalogue()[view.choice["proposal"]]
    show_spread(found, reader.text(proposal.name), reader)

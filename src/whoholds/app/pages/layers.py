"""Control layers: the reader's own, what their import did, and how layers differ."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from whoholds.app.cache import catalogue, spread_of
from whoholds.app.choice import default_choice
from whoholds.app.faults import show_fault
from whoholds.app.markdown import plain
from whoholds.app.notes import show_notes
from whoholds.app.sections.setting import as_text
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
from whoholds.words.numbers import kilometres, percent
from whoholds.words.reader import word


def show(view: View) -> None:
    """Show the page."""
    language = view.language
    st.header(word("page.layers", language))
    st.write(word("layers.intro", language))
    show_upload(language)
    st.header(word("layers.own", language))
    own = own_layers()
    if not own:
        st.info(word("layers.none", language), icon=":material/info:")
    for layer in own:
        _show_own(layer, view)
    _show_spread([*map(layer_of, shipped_ids()), *own], view)


def _show_own(layer: Layer, view: View) -> None:
    """One of the reader's own layers, with its report."""
    language, report = view.language, layer.report
    assert report is not None
    with st.expander(plain(layer.title(language)), expanded=layer.id == view.layer.id):
        if layer.id == view.layer.id:
            st.success(word("layers.loaded", language), icon=":material/check:")
        st.table(as_text(report.to_table(language).set_axis(_columns(language), axis="columns")))
        st.markdown(f"### {word('layers.held', language)}")
        st.table(_regions(report, language))
        st.button(word("layers.remove", language), key=layer.id, on_click=_remove, args=(layer.id,))


def _columns(language: str) -> list[str]:
    return [word("layers.item", language), word("layers.value", language)]


def _regions(report: ImportReport, language: str) -> pd.DataFrame:
    names = opened().boundaries.regions[f"name_{language}"]
    table = report.regions
    columns = {
        word("page.region", language): table["region"].map(names),
        word("map.area", language): [kilometres(area, language) for area in table["area_km2"]],
        word("map.of_region", language): [
            percent(share, language) for share in table["share_of_region"]
        ],
        word("area.official", language): [
            kilometres(area, language) for area in table["official_km2"]
        ],
    }
    return as_text(pd.DataFrame(columns))


def _remove(layer: str) -> None:
    """Forget a layer; where it was shown, the baseline is shown in its place."""
    drop_layer(layer)
    if st.session_state["choice"]["layer"] == layer:
        choose(layer=default_choice(catalogue())["layer"])


def _show_spread(layers: list[Layer], view: View) -> None:
    """Put all layers side by side, where two are of near dates."""
    language = view.language
    st.header(word("layers.spread", language))
    if len(layers) == len(shipped_ids()):
        st.info(word("layers.one_only", language), icon=":material/info:")
        return
    try:
        with st.spinner(word("layers.comparing", language), show_time=True):
            found = spread_of(layers, view.choice["proposal"], view.choice["reading"])
    except TooFarApartError:
        st.info(word("layers.too_far", language).format(days=NEAR_DAYS), icon=":material/info:")
        return
    except InputError as error:
        show_fault(word("spread.none", language), error)
        return
    for layer in layers:
        show_notes(layer, language)
    proposal = catalogue()[view.choice["proposal"]]
    show_spread(found, getattr(proposal.name, language), language)

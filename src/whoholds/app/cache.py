"""What all visitors share: evaluations, sections, pages and files are computed once a process.

Each is kept by the id of its control layer and the names of what is shown. The id of a layer that
a reader brought is made from the file's content, so nobody is shown the figures of another file.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import streamlit as st

from whoholds.app.components.map_frame import pack_map
from whoholds.app.layers import Layer
from whoholds.app.sections import SECTIONS, Setting
from whoholds.claims import load_claims
from whoholds.evaluation import Evaluation, check_parts, evaluate
from whoholds.labels import word
from whoholds.maps.build import build_map, render
from whoholds.maps.files import ZONE_FORMS, map_file, regions_csv, zones_file
from whoholds.measured import measure
from whoholds.parts import load_parts
from whoholds.people import residents
from whoholds.proposals import Catalogue, load_catalogue
from whoholds.spread import Spread, spread
from whoholds.verdicts import Checked, check_claims
from whoholds.workbench import claim_layers

_BY_ID: dict[str | type[Any], Callable[[Any], Any]] = {Layer: attrgetter("id")}

REGIONS = "regions"
"""The file with the table by region; the others are named by their form."""


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Take what stays for good out of the garbage collector's sight, once a page was shown.

    Going through the hundred thousands of objects of the imported libraries and of the zones keeps
    all visitors waiting each time.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """Return the catalogue, checked against the parts."""
    loaded = load_catalogue()
    check_parts(loaded, load_parts())
    return loaded


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=_BY_ID)
def evaluation_of(layer: Layer, proposal: str, reading: str) -> Evaluation:
    """Evaluate a proposal on a layer."""
    return evaluate(catalogue(), proposal, layer.zones, reading)


@st.cache_resource(show_spinner=False, max_entries=1024, hash_funcs=_BY_ID)
def section_of(
    section: str, layer: Layer, proposal: str, reading: str, language: str, theme: str
) -> Any:
    """Return what a section shows of an evaluation."""
    evaluation = evaluation_of(layer, proposal, reading)
    return SECTIONS[section].build(evaluation, Setting(catalogue().sources, language, theme))


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_BY_ID)
def map_page(layer: Layer, language: str) -> bytes:
    """Return the map page of a layer in a language, packed for the frame that shows it."""
    zones = layer.zones
    first = catalogue().baseline
    people = residents(zones).people
    html = render(build_map(catalogue(), zones, first, None, language, people=people))
    return pack_map(html, word("map.label", language))


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_BY_ID)
def checked_claims(layer: Layer) -> list[Checked]:
    """Check the published figures, on a reader's own layer where it is of a day near enough."""
    own = [layer.zones] if layer.report else []
    return check_claims(load_claims(), [*own, *claim_layers()])


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs=_BY_ID)
def spread_of(layers: list[Layer], proposal: str, reading: str) -> Spread:
    """Put layers side by side, with what a proposal would change on each."""
    return spread(
        [
            measure(layer.zones, evaluation_of(layer, proposal, reading), people=True)
            for layer in layers
        ]
    )


@st.cache_data(show_spinner=False, max_entries=64, hash_funcs=_BY_ID)
def file_of(
    form: str,
    layer: Layer,
    proposal: str,
    reading: str,
    language: str,
    theme: str,
    **compared: Any,
) -> bytes:
    """Return a file to take home.

    Parameters
    ----------
    form
        A form of `whoholds.maps.files`, or "regions" for the table by region.
    layer, proposal, reading, language, theme
        What is in it, and how it looks.
    compared
        For a page: mode, other and other_reading that it opens with.
    """
    evaluation = evaluation_of(layer, proposal, reading)
    if form == REGIONS:
        return regions_csv(evaluation)
    if form in ZONE_FORMS:
        return zones_file(evaluation, form)
    return map_file(evaluation, catalogue(), form, language, theme, **compared)

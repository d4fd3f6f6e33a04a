"""What all visitors share: zones, evaluations and map pages are computed once a process."""

from __future__ import annotations

import gc
import hashlib

import streamlit as st

from whoholds.app.content import Content, build_content
from whoholds.evaluation import check_parts, evaluate
from whoholds.maps.build import build_map, render
from whoholds.parts import load_parts
from whoholds.proposals import Catalogue, load_catalogue
from whoholds.workbench import baseline_zones
from whoholds.zones import Zones


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Take what the imports made out of the garbage collector's sight, once.

    Streamlit collects garbage after every run of the page. Going through the hundred thousands of
    objects of the imported libraries each time made up most of a run with many visitors.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner="Reading boundaries and the line of contact ...")
def ground() -> tuple[Catalogue, Zones]:
    """Return the catalogue and the zones of the baseline layer, checked against each other."""
    catalogue = load_catalogue()
    check_parts(catalogue, load_parts())
    return catalogue, baseline_zones()


@st.cache_resource(show_spinner=False)
def content_of(proposal: str, reading: str, language: str, theme: str) -> Content:
    """Return the panels of a proposal on the baseline layer."""
    catalogue, zones = ground()
    evaluation = evaluate(catalogue, proposal, zones, reading)
    return build_content(evaluation, catalogue.sources, language, theme)


@st.cache_resource(show_spinner="Drawing the map ...")
def map_page(language: str) -> tuple[str, str]:
    """Return the map page in a language, and a short name of its content."""
    catalogue, zones = ground()
    html = render(build_map(catalogue, zones, next(iter(catalogue.proposals)), None, language))
    return html, hashlib.sha256(html.encode()).hexdigest()[:12]

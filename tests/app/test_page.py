"""The page without a browser: what it shows, and what it shows when a table is broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import whoholds
from whoholds import boundaries, citations, parts, proposals, resources

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)


def texts(page: AppTest) -> str:
    return "\n".join(element.value for element in [*page.markdown, *page.caption])


def test_first_screen_says_what_russia_holds(page):
    page.run()
    assert not page.exception
    held = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    assert page.metric[0].label == "Russia holds today"
    assert page.metric[0].value == f"{held.area_km2:,.0f} km²"
    assert f"{held.ohio_total.ratio:.3f}" in texts(page)
    assert "Control as of 16 August 2025" in texts(page)


def test_every_region_row_and_term_is_shown(page):
    page.run()
    regions, terms = page.table
    expected = whoholds.by_region(whoholds.evaluate_proposal("line-2025-08-16"))
    assert len(regions.value) == len(expected)
    assert len(terms.value) == 13


def test_ukrainian_words_and_numbers(page):
    page.run()
    page.selectbox(key="language").select("uk").run()
    assert not page.exception
    assert page.metric[0].label == "Росія утримує зараз"
    assert "км²" in page.metric[0].value
    assert "Контроль станом на 16 серпня 2025" in texts(page)


@pytest.fixture
def broken_seeds(tmp_path, monkeypatch):
    """A copy of seeds/ with a holder that does not exist."""
    copy = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", copy)
    table = copy / "control_status.csv"
    table.write_text(table.read_text("utf-8").replace(",RU,,", ",ELBONIA,,", 1), "utf-8")
    monkeypatch.setattr(proposals, "seeds", lambda name="": copy / name)
    caches = (proposals.load_catalogue, citations.load_sources, parts.load_parts)
    for cached in (*caches, boundaries.load_boundaries):
        cached.cache_clear()
    st.cache_resource.clear()
    yield copy
    for cached in caches:
        cached.cache_clear()
    st.cache_resource.clear()


def test_a_broken_table_shows_its_message_in_place_of_the_map(page, broken_seeds):
    page.run()
    assert not page.exception
    assert not page.metric
    assert page.error[0].value == "The map cannot be shown"
    message = page.code[0].value
    assert "control_status.csv, line" in message
    assert "ELBONIA" in message
    assert "remedy" in message
    assert resources.seeds("control_status.csv").is_file()

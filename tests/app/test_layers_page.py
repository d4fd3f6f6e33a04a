"""The page of control layers in Ukrainian: nothing of ours is left in English."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.shown import tables
from tests.shipped import ENGLISH
from whoholds.app.visit_layers import MOST

DONETSK = [[37.5, 47.6], [38.3, 47.6], [38.3, 48.2], [37.5, 48.2], [37.5, 47.6]]
BOW = [[37.5, 47.6], [38.3, 48.2], [38.3, 47.6], [37.5, 48.2], [37.5, 47.6]]


def layers_page() -> None:
    """The page alone, as a script."""
    import streamlit as st

    from whoholds.app.cache import catalogue
    from whoholds.app.choice import default_choice
    from whoholds.app.pages import layers
    from whoholds.app.view import View
    from whoholds.app.visit_layers import layer_of, show_arrived

    chosen = {**default_choice(catalogue()), "language": "uk"}
    st.session_state.setdefault("choice", chosen)
    show_arrived()
    choice = st.session_state["choice"]
    layers.show(View(layer_of(choice["layer"]), choice))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(layers_page, default_timeout=120).run()


def geojson(day: str) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"held_by": "RU", "date": day},
            "geometry": shape and {"type": "Polygon", "coordinates": [shape]},
        }
        for shape in (DONETSK, BOW, None)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def bring(page: AppTest, content: bytes) -> None:
    page.file_uploader[0].set_value(("mine.geojson", content, "application/geo+json"))
    page.run()
    assert not page.exception


def shown(page: AppTest) -> str:
    """Every word on the page but what a library says of a file."""
    texts: list[Any] = [page.title, page.header, page.markdown, page.caption, page.code]
    texts += [page.info, page.success, page.warning, page.error]
    said = [element.value for kind in texts for element in kind]
    said += [element.label for element in (*page.button, *page.selectbox, *page.expander)]
    said += [element.label for element in (*page.date_input, *page.file_uploader)]
    said += [option for element in page.selectbox for option in element.options]
    said += [table.reset_index().to_csv() for table in tables(page)]
    return re.sub("(?<=повідомлення бібліотеки: ).*", "", "\n".join(map(str, said)))


KEPT = """
    GeoJSON JSON UTF GeoPackage GeoParquet shapefile KML ZIP VIINA DeepState ISW seeds sources toml
    mine geojson index info check error material held_by date
    api raw github githubusercontent com deepstatemap live CTP GPL
"""
"""Names, formats, ids, file names, hosts, licences, and names of icons."""


def english(page: AppTest) -> set[str]:
    return set(re.findall("[A-Za-z_]{3,}", shown(page))) - set(KEPT.split())


def test_the_page_without_a_layer(page):
    assert "Мапи контролю" in shown(page)
    assert english(page) == set()


@pytest.mark.parametrize("day", ["2026-01-10", "2025-08-14"], ids=["far", "near"])
def test_a_layer_with_its_report_and_spread(page, day):
    bring(page, geojson(day))
    said = shown(page)
    assert "прочитано об’єктів,3" in said
    assert "самоперетин" in said
    assert "mine, власна мапа користувача" in said
    assert english(page) == set()
    items = {row for table in tables(page) for row in map(str, table.index)}
    assert "прочитано об’єктів" in items
    assert items & set(ENGLISH.words("import").values()) == set()
    assert not page.code


def test_that_no_layer_is_near_enough_is_no_fault(page):
    bring(page, geojson("2026-01-10"))
    assert any("не більш як 10 днів" in info.value for info in page.info)
    assert not page.error


def test_a_file_that_is_refused(page):
    bring(page, b'{"type": "FeatureCollection", "features": [')
    assert page.error[0].value == "Файл не показано"
    assert "mine.geojson" in page.code[0].value
    assert english(page) == set()


def test_a_seventh_layer_is_not_taken(page):
    for day in range(10, 10 + MOST):
        bring(page, geojson(f"2026-01-{day}"))
    assert not any("шість мап" in warning.value for warning in page.warning)
    bring(page, geojson("2026-01-20"))
    assert any("шість мап" in warning.value for warning in page.warning)
    assert [button.label for button in page.button].count("Вилучити") == MOST
    assert english(page) == set()


def test_layers_that_are_too_large_together_are_not_taken(page, monkeypatch):
    bring(page, geojson("2026-01-10"))
    monkeypatch.setattr("whoholds.app.visit_layers.MOST_VERTICES", 5_000)
    bring(page, geojson("2026-01-11"))
    assert page.error[0].value == "Файл не показано"
    assert "не більш ніж 5\N{NO-BREAK SPACE}000 вершин" in page.code[0].value
    assert english(page) == set()
    assert [button.label for button in page.button].count("Вилучити") == 1

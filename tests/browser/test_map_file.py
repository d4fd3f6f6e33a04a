"""The exported page, opened from disk without any network."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

import whoholds
from tests.browser.map_pages import is_ready, pick, write_page
from tests.shipped import BASELINE, LINES, reader_of
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import build_map
from whoholds.telling.layers import source_in


@pytest.fixture(scope="module")
def map_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    command = [sys.executable, "-m", "whoholds.cli", "map", "anchorage-aug-2025", "-o", str(path)]
    subprocess.run(command, check=True)
    return path


def test_opens_from_disk_with_the_network_cut_off(map_file, open_page):
    page = open_page(map_file.as_uri(), offline=True)
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    expect(page.locator("input[name=proposal][value=anchorage-aug-2025]")).to_be_checked()
    expect(page.locator("h1")).to_be_visible()
    expected = whoholds.evaluate_proposal("anchorage-aug-2025").frame["change"].value_counts()
    for change, count in expected.items():
        expect(page.locator(f"path.wh-{change}.wh-zone")).to_have_count(int(count))
    pick(page, "formula-2022")
    expect(page.locator("path.wh-ru_keeps.wh-zone")).to_have_count(0)
    assert page.locator("path.wh-ru_returns.wh-zone").count() > 5


def test_two_builds_are_identical(map_file, tmp_path):
    again = tmp_path / "again.html"
    command = [sys.executable, "-m", "whoholds.cli", "map", "anchorage-aug-2025", "-o", str(again)]
    subprocess.run(command, check=True)
    assert again.read_bytes() == map_file.read_bytes()


def test_the_command_opens_the_page_in_a_comparison(tmp_path, open_page):
    path = tmp_path / "map.html"
    options = ["--compare", "anchorage-aug-2025:wide", "--mode", "difference", "--language", "uk"]
    command = [sys.executable, "-m", "whoholds.cli", "map", "putin-2024", "-o", str(path)]
    subprocess.run([*command, *options], check=True)
    page = is_ready(open_page(path.as_uri(), offline=True))
    expect(page.locator("input[name=mode][value=difference]")).to_be_checked()
    expect(page.locator("input[name=proposal][value=putin-2024]")).to_be_checked()
    expect(page.locator("select[name=other]")).to_have_value("anchorage-aug-2025")
    expect(page.locator("select[name=otherReading]")).to_have_value("wide")


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_foot_names_every_source_in_the_readers_language(tmp_path, open_page, language):
    page = is_ready(open_page(write_page(tmp_path, language=language)))
    foot = page.locator(".wh-foot").inner_text()
    assert source_in(LINES[BASELINE].provenance, reader_of(language)).removesuffix(".") in foot
    for credit in ("Natural Earth", "GeoNames, CC BY 4.0"):
        assert credit in foot
    if language == "uk":
        assert LINES[BASELINE].source not in foot
        assert re.search(r"\b(Own compilation|Territory held|Boundaries:)", foot) is None


# A notebook's page, as far as the map knows: what `_repr_html_` returns, in a cell.
NOTEBOOK = """<!doctype html><html lang="en"><meta charset="utf-8"><title>notebook</title>
<div style="width:900px">{}</div>"""


def test_a_notebook_shows_the_map_without_any_network(tmp_path, open_page):
    canvas = build_map(load_catalogue(), baseline_zones(), "putin-2024")
    path = tmp_path / "notebook.html"
    path.write_text(NOTEBOOK.format(canvas._repr_html_()), encoding="utf-8")
    page = open_page(path.as_uri(), offline=True)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-ready=yes]")).to_be_attached()
    expected = whoholds.evaluate_proposal("putin-2024").frame["change"].value_counts()
    for change, count in expected.items():
        expect(frame.locator(f"path.wh-{change}.wh-zone")).to_have_count(int(count))
    box = frame.locator(".wh-canvas").bounding_box()
    border = frame.locator("path.wh-border").first.bounding_box()
    assert box["height"] > 200
    assert border["width"] > 0.3 * min(box["width"], 1.4 * box["height"])
    pick(frame, "formula-2022")
    expect(frame.locator("path.wh-ru_returns.wh-zone").first).to_be_attached()
    frame.locator("path.wh-zone[aria-label^=Kherson]").first.focus()
    page.keyboard.press("Enter")
    expect(frame.locator(".wh-details a").first).to_have_attribute("href", re.compile("^http"))

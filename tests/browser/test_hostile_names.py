"""Names with markup, script or template code in them are shown as the text they are."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.frames import in_frames
from tests.browser.map_pages import enter, is_ready
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import build_map, render
from whoholds.proposals.citations import Source
from whoholds.proposals.file import Text

HOSTILE = (
    "<img src=x onerror=window.hurt=1></script><script>window.hurt=1</script>"
    "<!--<b>&amp;{{ 7*7 }}{% raw %}{% endraw %}{% if 1 %}{# gone #}`${window.hurt=1}`\\\"'\u2028"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    catalogue, zones = load_catalogue(), baseline_zones()
    proposals = dict(catalogue.proposals)
    for name in ("anchorage-aug-2025", "putin-2024"):
        text = Text({"en": f"P{HOSTILE}", "uk": "x"})
        proposal = proposals[name]
        readings = [
            reading.model_copy(update={"name": Text({"en": f"R{HOSTILE}", "uk": "x"})})
            for reading in proposal.readings
        ]
        proposals[name] = proposal.model_copy(
            update={"name": text, "proposer": text, "readings": readings}
        )
    sources = {
        name: Source.model_construct(
            **{
                **source.model_dump(),
                "publisher": Text({"en": f"S{HOSTILE}"}),
                "title": Text({"en": f"T{HOSTILE}"}),
            }
        )
        for name, source in catalogue.sources.items()
    }
    catalogue = dataclasses.replace(catalogue, proposals=proposals, sources=sources)
    regions = zones.boundaries.regions.assign(name_en=f"N{HOSTILE}")
    zones = dataclasses.replace(
        zones,
        boundaries=dataclasses.replace(zones.boundaries, regions=regions, source=f"B{HOSTILE}"),
        control=zones.control.telling(source={"en": f"L{HOSTILE}"}),
    )
    people = pd.Series(1, index=zones.frame.index)
    canvas = build_map(catalogue, zones, "anchorage-aug-2025", people=people)
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "map.html").write_text(render(canvas), encoding="utf-8")
    (folder / "notebook.html").write_text(
        f"<!doctype html><meta charset=utf-8>{canvas._repr_html_()}", encoding="utf-8"
    )
    return folder


def is_unhurt(page: Page) -> None:
    assert set(in_frames(page, "window.hurt")) == {None}
    assert page.locator("img, b").count() == 0


@pytest.mark.parametrize("mode", ["single", "side", "difference", "swipe"])
def test_names_are_text_everywhere(folder, open_page, mode):
    page = is_ready(open_page((folder / "map.html").as_uri()))
    enter(page, mode)
    if mode != "single":
        page.locator("select[name=other]").select_option("putin-2024")
    zone = page.locator(".leaflet-zones-pane path.wh-zone").nth(30)
    zone.focus()
    page.keyboard.press("ArrowRight")
    shown = HOSTILE.replace("\u2028", "")
    places = {
        ".wh-proposals .wh-name": "P",
        ".wh-readings .wh-name": "R",
        ".wh-tip strong": "N",
        ".wh-foot": "",
    }
    if mode != "single":
        places |= {".wh-title span": "P", "select[name=other]": "P"}
    page.keyboard.press("Enter")
    places |= {".wh-details h2": "N", ".wh-details .wh-sources": "S"}
    for place, letter in places.items():
        texts = page.locator(place).evaluate_all("all => all.map((one) => one.textContent)")
        assert any(letter + shown in text.replace("\u2028", "") for text in texts), place
    foot = page.locator(".wh-foot").inner_text()
    assert "L<img" in foot
    assert "B<img" in foot
    page.wait_for_timeout(200)
    is_unhurt(page)


def test_names_are_text_in_a_notebook(folder, open_page):
    page = open_page("about:blank")
    notebook = "http://127.0.0.1/notebook.html"
    page.route(notebook, lambda route: route.fulfill(path=folder / "notebook.html"))
    page.goto(notebook)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-ready=yes]")).to_be_attached()
    expect(frame.locator("h1")).to_be_visible()
    is_unhurt(page)

"""Map pages as files: alone, or in a sandboxed frame as in the dashboard."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
from playwright.sync_api import Frame, FrameLocator, Page, expect

from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import build_map, render

FIRST, SECOND = "anchorage-aug-2025", "putin-2024"

# A parent that keeps what the frame says and can speak to it.
PARENT = """<!doctype html><html lang="en"><title>parent</title><body style="margin:0">
<iframe title="map" sandbox="allow-scripts" style="width:100%;height:700px;border:0"></iframe>
<script>
  window.heard = [];
  window.addEventListener("message", (event) => window.heard.push(event.data));
  const frame = document.querySelector("iframe");
  window.tell = (state) => frame.contentWindow.postMessage({ whoholds: "set", state }, "*");
</script>"""


@cache
def page_html(people: bool = False, **options: str) -> str:
    zones = baseline_zones()
    each = pd.Series(1000, index=zones.frame.index) if people else None
    return render(build_map(load_catalogue(), zones, FIRST, people=each, **options))


def write_page(folder: Path, **options) -> str:
    """The address of a map page in a file of its own."""
    path = folder / "map.html"
    path.write_text(page_html(**options), encoding="utf-8")
    return path.as_uri()


def write_framed(folder: Path) -> str:
    """The address of a page that holds the map page in a sandbox."""
    path = folder / "parent.html"
    framed = f'srcdoc="{escape(page_html())}"></iframe>'
    path.write_text(PARENT.replace("></iframe>", f" {framed}"), encoding="utf-8")
    return path.as_uri()


def is_ready(page: Page) -> Page:
    expect(page.locator("html[data-ready=yes]")).to_be_attached(timeout=60_000)
    return page


def pick(page: Page | Frame | FrameLocator, value: str, name: str = "proposal") -> None:
    """Choose in the list or, where the layout has none, in the select."""
    radio = page.locator(f"input[name={name}][value={value}]")
    expect(radio).to_be_attached()
    if radio.is_visible():
        radio.check()
    else:
        page.locator(f"select[name={name}]").select_option(value)


def enter(page: Page, mode: str) -> None:
    """Choose a mode; a phone has no two maps beside each other, and the divider in their place."""
    if mode == "side" and page.evaluate("innerWidth < 600"):
        mode = "swipe"
    page.locator(f"input[name=mode][value={mode}]").check()

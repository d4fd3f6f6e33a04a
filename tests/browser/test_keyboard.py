"""The dashboard without a mouse: Tab, arrows, Enter, and a focus that is never lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, expect

import whoholds
from tests.browser.frames import in_map
from tests.browser.test_dashboard import map_of
from tests.browser.test_link import expect_link
from tests.shipped import ENGLISH, reader_of
from whoholds.app.choice import SECTIONS

MOST_STOPS = 60

# What has the focus, in the page or in the frame of the map.
FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  const text = node.labels?.[0]?.innerText || node.innerText || "";
  return [node.tagName, node.getAttribute("role"), node.getAttribute("aria-label"),
          node.name, node.value, text.trim().slice(0, 60)].filter(Boolean).join(" ");
}"""


def focused(page: Page) -> str | None:
    """Say what has the focus; in the map's frame, what has it there."""
    outer = page.evaluate(FOCUSED)
    if outer is None or not outer.startswith("IFRAME"):
        return outer
    return in_map(page, FOCUSED)


def expect_focus(page: Page, wanted: str) -> None:
    """What has the focus says what is wanted, at the latest when the page has come to rest."""
    for _ in range(50):
        found = focused(page)
        if wanted in (found or ""):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the focus is at {found!r}, not at {wanted!r}")


def at_rest(page: Page) -> None:
    """Wait until no run is under way.

    Until then Streamlit disables tabs and buttons: they lose the focus, are no stop of the
    keyboard, and a press can be lost.
    """
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(300)


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press a key until what has the focus says what is wanted."""
    at_rest(page)
    seen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        page.wait_for_timeout(60)  # the frame of the map is a process of its own
        seen.append(focused(page))
        if wanted in (seen[-1] or ""):
            return
    raise AssertionError(f"{wanted!r} is no stop among {seen}")


def test_language_pages_map_section_and_download(dashboard, open_page):
    page = open_page(dashboard)
    map_of(page)
    expect(page.get_by_role("combobox").nth(1)).to_be_visible()
    tab_to(page, "Language")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Українська").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_link(page, language="uk")
    expect(page.get_by_text("Хто що отримав би").first).to_be_visible()
    expect_focus(page, "Language")
    for name in ("terms_page", "claims", "layers", "map"):
        way = reader_of("uk").word(f"page.{name}")
        tab_to(page, way, "Shift+Tab" if name == "map" else "Tab")
        page.keyboard.press("Enter")
        if name != "map":
            expect(page.get_by_role("heading", name=way, exact=True).first).to_be_visible()
        expect_focus(page, way)
    frame = map_of(page)
    tab_to(page, "proposal")
    page.keyboard.press("ArrowDown")
    every = list(whoholds.load_catalogue().proposals)
    chosen = every[every.index("anchorage-aug-2025") + 1]
    expect_link(page, language="uk", proposal=chosen)
    expect(frame.locator(f"input[name=proposal][value={chosen}]")).to_be_focused()


def test_a_section_and_a_download(dashboard, open_page):
    page = open_page(f"{dashboard}/?proposal=putin-2024")
    frame = map_of(page)
    expect(page.get_by_role("tab").first).to_be_visible()
    tab_to(page, "Skip the zones")
    page.keyboard.press("Enter")
    expect(frame.locator(".wh-legend")).to_be_focused()
    tab_to(page, "By region")
    expect(page.locator(".table").first).to_be_visible()
    for before, name in pairwise(SECTIONS):
        at_rest(page)
        if ENGLISH.word(f"section.{before}") not in (focused(page) or ""):
            # The way goes on from within the section.
            tab_to(page, ENGLISH.word(f"section.{before}"), "Shift+Tab")
        page.keyboard.press("ArrowRight")
        expect_link(page, proposal="putin-2024", section=name)
    expect(page.get_by_role("button", name="Zones (GeoJSON)").first).to_be_visible()
    tab_to(page, "Zones (GeoJSON)")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert Path(started.value.path()).stat().st_size > 0
    page.keyboard.press("Tab")
    expect_focus(page, "Zones (GeoPackage)")

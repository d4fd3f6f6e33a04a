"""The map page in the dashboard's frame: headings in sight, no empty band, nothing cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.frames import in_map
from tests.browser.test_dashboard import choose, map_of

SCREENS = [(1280, 900), (1600, 1000), (800, 900), (390, 844)]
BESIDE = 1280
"""Width from which a list stands beside the map of the dashboard; below it there is a select."""
HEADINGS = {
    "en": ["Proposals", "Reading", "What the map shows"],
    "uk": ["Пропозиції", "Тлумачення", "Що показує мапа"],
}

# Height of what lies between the map and the key below it.
GAP = """() => {
  const { bottom } = document.querySelector(".wh-canvas").getBoundingClientRect();
  return document.querySelector(".wh-legend").getBoundingClientRect().top - bottom;
}"""

# What is drawn beyond the edge of the frame, or cut by a box that does not scroll.
CUT = """() => [...document.querySelectorAll(
    ".wh-choice *, .wh-modes *, .wh-title span, .wh-legend *, .wh-details *, .wh-foot")]
  .filter((node) => {
    const { right, left, width } = node.getBoundingClientRect();
    const scrolls = innerWidth < 720 && node.closest(".wh-proposals");
    return width && !scrolls && (right > innerWidth + 1 || left < -1);
  }).map((node) => node.outerHTML)"""


@pytest.fixture(params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request) -> dict[str, int]:
    width, height = request.param
    return {"width": width, "height": height}


def heading(frame: FrameLocator, text: str):
    return frame.locator("legend, h2").get_by_text(text, exact=True)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_headings_are_in_sight_and_the_legend_follows_the_map(dashboard, open_page, size, language):
    page = open_page(f"{dashboard}/?language={language}", **size)
    frame = map_of(page)
    choose(frame, "anchorage-aug-2025")
    height = in_map(page, "innerHeight")
    for text in HEADINGS[language] if size["width"] >= BESIDE else []:
        title = heading(frame, text)
        expect(title).to_be_visible()
        place = title.evaluate("node => node.getBoundingClientRect().toJSON()")
        assert 0 <= place["top"] < place["bottom"] <= height
    for name in ("proposal", "reading") if size["width"] < BESIDE else ():
        select = frame.locator(f"select[name={name}]")
        expect(select).to_be_visible()
        assert select.evaluate("node => node.getBoundingClientRect().bottom") <= height
    assert 0 <= in_map(page, GAP) < 24
    canvas = frame.locator(".wh-canvas").first.bounding_box()
    assert canvas["height"] > {1600: 400, 1280: 400, 800: 320, 390: 240}[size["width"]]
    if size["width"] >= 720:
        assert in_map(page, "document.documentElement.scrollHeight") <= height
    assert in_map(page, CUT) == []


def test_the_chosen_proposal_and_its_readings_stay_in_sight(dashboard, open_page, size):
    page = open_page(dashboard, **size)
    frame = map_of(page)
    for proposal in ("line-2025-08-16", "anchorage-aug-2025", "us-ua-20-dec-2025"):
        choose(frame, proposal)
        if size["width"] < BESIDE:
            expect_inside(page, ".wh-select-proposal select")
            continue
        expect_inside(page, ".wh-proposals .wh-choice:has(input:checked)")
        if proposal != "line-2025-08-16":
            expect_inside(page, ".wh-readings .wh-choice")


def expect_inside(page: Page, selector: str) -> None:
    """The first such element lies in the frame of the map, wherever the page around it stands."""
    inner = next(one for one in page.frames if one.parent_frame)
    inner.wait_for_function(
        """selector => {
          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
          return top >= -1 && bottom <= innerHeight + 1;
        }""",
        arg=selector,
        timeout=5_000,
    )


@pytest.mark.parametrize("mode", ["single", "side", "difference", "swipe"])
def test_the_legend_follows_the_map_in_every_mode(dashboard, open_page, mode):
    page = open_page(f"{dashboard}/?proposal=anchorage-aug-2025&mode={mode}")
    frame = map_of(page)
    expect(frame.locator(f"input[name=mode][value={mode}]")).to_be_checked()
    inside = next(one for one in page.frames if one.parent_frame)
    # The frame is made as high as the page in it asks, once that is drawn.
    inside.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight")
    assert 0 <= in_map(page, GAP) < 24
    assert in_map(page, CUT) == []


@pytest.mark.parametrize("language", ["en", "uk"])
def test_no_section_is_out_of_sight_on_a_phone(dashboard, open_page, language):
    link = f"{dashboard}/?section=downloads&language={language}"
    page = open_page(link, width=390, height=844)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_count(6)
    expect(tabs.last).to_have_attribute("aria-selected", "true")
    for tab in tabs.all():
        box = tab.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390


PLACE_WHEN_DRAWN = """if (window === top) addEventListener("message", ({ data }) => {
  if (data?.whoholds !== "ready") return;
  window.placeWhenDrawn ??= document.querySelector(".st-key-map").getBoundingClientRect().top;
});"""


def test_the_map_stays_where_it_was_drawn_while_the_rest_arrives(dashboard, open_page, size):
    page = open_page("about:blank", **size)
    page.add_init_script(PLACE_WHEN_DRAWN)
    page.goto(dashboard)
    map_of(page)
    expect(page.locator(".card").last).to_be_visible()
    expect(page.get_by_role("tab").first).to_be_visible()
    now = page.locator(".st-key-map").evaluate("node => node.getBoundingClientRect().top")
    assert page.evaluate("placeWhenDrawn") == pytest.approx(now, abs=24)

"""The map page for readers with a keyboard, a screen reader, a phone, or settings of their own."""

from __future__ import annotations

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import whoholds
from tests.browser.map_pages import FIRST, SECOND, enter, is_ready, page_html, pick, write_page
from whoholds.desk import baseline_zones

MODES = ("single", "side", "difference", "swipe")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    return write_page(tmp_path_factory.mktemp("map"))


@pytest.fixture
def page(address, open_page) -> Page:
    return is_ready(open_page(address))


def zones_of(page: Page):
    return page.locator(".leaflet-zones-pane path.wh-zone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(address, open_page, width, scheme):
    page = is_ready(open_page(address, width=width, color_scheme=scheme))
    for mode in MODES:
        enter(page, mode)
        for region in (False, True):
            if region:
                page.locator("path[aria-label^=Kherson]").first.focus()
                page.keyboard.press("Enter")
                expect(page.locator(".wh-details")).to_be_visible()
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found] == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def test_every_zone_is_a_stop_from_west_to_east(page):
    zones = baseline_zones()
    stops = page.locator("path.wh-zone[tabindex='0']").count()
    assert stops == len(whoholds.by_zone(whoholds.evaluate_proposal(FIRST)))
    page.locator(".folium-map").focus()
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    names = [label.split(":")[0].split(",")[0] for label in seen]
    order = list(dict.fromkeys(names))
    # The zones of a region come together ...
    assert names == sorted(names, key=order.index)
    # ... what Ukraine holds before what Russia holds, and the regions from west to east.
    assert seen.index("Kherson: Ukraine keeps") < seen.index("Kherson: Russia keeps")
    regions = zones.boundaries.regions
    west = dict(zip(regions["name_en"], regions.representative_point().x, strict=True))
    assert order == sorted(order, key=west.__getitem__)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Zoom in"


def test_arrows_go_from_zone_to_zone_and_a_button_past_them(page):
    zones_of(page).first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(zones_of(page).nth(2)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(zones_of(page).nth(1)).to_be_focused()
    skip = page.get_by_role("button", name="Skip the zones of the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".wh-legend")).to_be_focused()


def test_a_zone_tells_a_screen_reader_all_of_it(page):
    zone = page.get_by_role("button", name="Kherson: Russia keeps")
    expect(zone).to_have_attribute("aria-pressed", "false")
    text = zone.get_attribute("aria-description")
    for part in (
        "Held on 16 August 2025: Russia",
        "Would hold after: Russia",
        "Change: Russia keeps",
        "Area: 19,",
        "% of the region",
        "Recognition: unclear (reported)",
        "Source: Reuters",
    ):
        assert part in text
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Who would hold what: 14 peace proposals for Ukraine, mapped"


def test_focus_is_seen_and_shows_the_tooltip(page):
    page.locator(".folium-map").focus()
    page.keyboard.press("Tab")
    expect(page.locator("path.wh-focus-edge")).to_have_count(1)
    expect(page.locator("path.wh-focus-edge-casing")).to_have_count(1)
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("km²")
    expect(page.locator("[aria-describedby=wh-tip]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.locator("input[name=proposal]").first.focus()
    expect(tip).to_be_hidden()
    expect(page.locator("path.wh-focus-edge")).to_have_count(0)


def test_details_by_keyboard_and_back(page):
    zone = page.get_by_role("button", name="Kherson: Russia keeps")
    zone.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".wh-details")
    expect(panel.get_by_role("heading", level=2).first).to_have_text("Kherson")
    expect(panel.locator("article")).to_have_count(2)
    expect(panel.locator("article").first).to_contain_text("% of the region")
    expect(panel.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    expect(zone).to_be_focused()
    expect(zone).to_have_attribute("aria-pressed", "true")
    expect(page.locator("path.wh-chosen-edge")).to_have_count(1)
    expect(page.get_by_role("status").first).to_contain_text("Kherson")
    # A toggle with the panel open keeps the focus where it is, in the panel too.
    close = panel.get_by_role("button", name="Close")
    close.focus()
    page.keyboard.press("5")
    expect(close).to_be_focused()
    expect(panel.locator("article").first).to_contain_text("Ukraine would cede")
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(page.locator("path[aria-label^=Kherson]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("path.wh-chosen-edge")).to_have_count(0)


def test_the_choice_is_announced(page):
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    pick(page, SECOND)
    expect(status).to_contain_text("Russian terms of 14 June 2024")
    expect(status).to_contain_text("Ukraine would cede")
    enter(page, "difference")
    expect(status).to_contain_text(" / ")


def test_the_wheel_zooms_only_after_a_click(page):
    width = "document.querySelector('path.wh-border').getBoundingClientRect().width"
    box = page.locator(".wh-canvas").bounding_box()
    before = page.evaluate(width)
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.wheel(0, -300)
    expect(page.locator(".wh-hint")).to_have_class(re.compile("wh-on"))
    page.wait_for_timeout(500)
    assert page.evaluate(width) == before
    page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 40)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(700)
    assert page.evaluate(width) > before
    page.mouse.move(5, 5)
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    zoomed = page.evaluate(width)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(500)
    assert page.evaluate(width) == zoomed


def drag(page: Page, *paths: list[tuple[float, float]]) -> None:
    """Put down a finger for each path and move them all along."""
    touch = page.context.new_cdp_session(page)
    for step in range(len(paths[0])):
        points = [{"x": path[step][0], "y": path[step][1], "id": n} for n, path in enumerate(paths)]
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(30)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)


def test_one_finger_scrolls_the_page_and_two_move_the_map(address, open_page):
    page = is_ready(open_page(address, **PHONE, has_touch=True, is_mobile=True))
    place = """() => {
      const box = document.querySelector(".wh-canvas").getBoundingClientRect();
      const border = document.querySelector("path.wh-border").getBoundingClientRect();
      return [border.left - box.left, border.top - box.top, border.width].map(Math.round);
    }"""
    before = page.evaluate(place)
    box = page.locator(".wh-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drag(page, [(x, y - 20 * step) for step in range(8)])
    assert page.evaluate("scrollY") > 60
    assert page.evaluate(place) == before
    assert page.locator(".wh-hint").inner_text() == "Two fingers move the map"
    page.evaluate("scrollTo(0, 0)")
    box = page.locator(".wh-canvas").bounding_box()
    y = box["y"] + 120
    drag(
        page,
        [(x - 40 - 8 * step, y + 6 * step) for step in range(8)],
        [(x + 40 + 8 * step, y + 6 * step) for step in range(8)],
    )
    assert page.evaluate(place)[2] > before[2]


@pytest.mark.parametrize("language", ["en", "uk"])
def test_nothing_is_cut_off_on_a_phone(tmp_path, open_page, language):
    address = write_page(tmp_path, language=language, people=True)
    page = is_ready(open_page(address, **PHONE, has_touch=True, is_mobile=True))
    for mode in MODES:
        enter(page, mode)
        page.locator("path.wh-zone").nth(30).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".wh-details")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        cut = page.evaluate(
            """() => [...document.querySelectorAll(
                ".wh-head *, .wh-choice *, .wh-title span, .wh-legend *, .wh-details *, .wh-foot")]
              .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1
                && getComputedStyle(node).overflowX !== "visible")
              .map((node) => node.outerHTML)"""
        )
        assert cut == []
        beyond = page.evaluate(
            """() => [...document.querySelectorAll(
                ".wh-modes *, .wh-compare *, .wh-title span, .wh-legend *, .wh-details *")]
              .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
              .map((node) => node.outerHTML)"""
        )
        assert beyond == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def test_less_motion_is_respected(address, open_page):
    page = is_ready(open_page(address, reduced_motion="reduce"))
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0
    moves = page.evaluate("""() => [...document.querySelectorAll("*")].filter(
      (node) => parseFloat(getComputedStyle(node).transitionDuration) > 0).length""")
    assert moves == 0


def test_forced_colours_leave_the_map_its_own(address, open_page):
    page = is_ready(open_page(address, forced_colors="active"))
    fill = page.locator("path.wh-ua_keeps").first.evaluate("node => getComputedStyle(node).fill")
    assert fill == "rgb(213, 238, 246)"
    chosen = page.locator(".wh-choice:has(input:checked)").first
    assert chosen.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


def test_the_page_is_small():
    assert len(gzip.compress(page_html().encode(), mtime=0)) < 400_000

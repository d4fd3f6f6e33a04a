"""Pieces that the shown proposals do not treat apart are one: under pointer, keyboard and panel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_pages import FIRST, SECOND, enter, is_ready, pick, write_page
from whoholds.desk import evaluate_proposal, load_catalogue
from whoholds.proposals.tracts import tract_keys

STRIPS = "us-ua-20-dec-2025"
READINGS = [
    (proposal.id, reading.id)
    for proposal in load_catalogue().proposals.values()
    for reading in proposal.readings
]

# Where on the screen a zone is hit, well inside it.
SPOT = """path => {
  const box = path.getBoundingClientRect(), hits = [];
  for (let step = 1; step < 40; step++) {
    for (let other = 1; other < 40; other++) {
      const x = box.left + box.width * step / 40, y = box.top + box.height * other / 40;
      if (document.elementFromPoint(x, y) === path) hits.push([x, y]);
    }
  }
  return hits[Math.floor(hits.length / 2)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    return write_page(tmp_path_factory.mktemp("map"), people=True)


@pytest.fixture
def page(address, open_page) -> Page:
    return is_ready(open_page(address))


def show(page: Page, proposal: str, reading: str | None = None) -> None:
    pick(page, proposal)
    if reading and page.locator("input[name=reading]").count():
        pick(page, reading, "reading")


def stops(page: Page, start: str = ""):
    named = f"[aria-label^='{start}']" if start else ""
    return page.locator(f".leaflet-zones-pane path[tabindex='0']{named}")


def open_region(page: Page, name: str):
    stops(page, name).first.focus()
    page.keyboard.press("Enter")
    return page.locator(".wh-details")


def keys_of(proposal: str, reading: str | None = None):
    return tract_keys(evaluate_proposal(proposal, reading))


def test_every_reading_has_one_stop_a_tract_and_no_other_piece_is_told(page):
    silent = page.locator(".leaflet-zones-pane path.wh-zone:not([tabindex='0'])")
    for proposal, reading in READINGS:
        show(page, proposal, reading)
        keys = keys_of(proposal, reading)
        expect(stops(page)).to_have_count(keys.nunique())
        assert silent.count() == len(keys) - keys.nunique()
        told = silent.evaluate_all(
            "all => all.filter((one) => one.getAttribute('aria-hidden') !== 'true'"
            " || one.hasAttribute('role') || one.hasAttribute('aria-label')).length"
        )
        assert told == 0


def test_the_panel_has_one_block_a_status_and_what_changes_comes_first(page):
    panel = open_region(page, "Donetsk")
    expect(panel.locator("article")).to_have_count(2)
    first = panel.locator("article").first
    expect(first.locator("h3")).to_have_text("Ukraine would cede")
    expect(first).to_contain_text("25.0% of the region")
    frame = evaluate_proposal(FIRST).frame
    mine = frame[(frame["region"] == "UA-14") & (frame["change"] == "ua_cedes")]
    expect(first).to_contain_text(f"{mine['area_km2'].sum():,.0f} ±")
    expect(panel).not_to_contain_text("Strip")
    expect(panel).not_to_contain_text("24 February 2022")
    expect(panel.locator(".wh-sources")).to_have_count(1)


def test_parts_are_named_where_the_proposal_treats_them_apart(page):
    show(page, STRIPS, "dmz-10")
    panel = open_region(page, "Donetsk")
    expect(panel.locator("h3")).to_have_text(
        ["Would be demilitarised", "Would be demilitarised", "Russia keeps", "Ukraine keeps"]
    )
    for block in panel.locator("article").all()[:2]:
        expect(block).to_contain_text("Strip 0-5 km from the line, Strip 5-10 km from the line")
    expect(panel).not_to_contain_text("10-40")
    pick(page, "dmz-40", "reading")
    expect(panel.locator("article").first).to_contain_text("10-40")


@pytest.mark.parametrize("mode", ["side", "difference", "swipe"])
def test_two_proposals_part_what_either_parts(page, mode):
    show(page, STRIPS, "dmz-5")
    enter(page, mode)
    page.locator("select[name=other]").select_option(FIRST)
    both = keys_of(STRIPS, "dmz-5") + keys_of(FIRST)
    shown = both if mode != "side" else keys_of(STRIPS, "dmz-5")
    first = page.locator(".wh-canvas").first.locator(".leaflet-zones-pane path[tabindex='0']")
    expect(first).to_have_count(shown.nunique())
    panel = open_region(page, "Donetsk")
    expect(panel.locator("article")).to_have_count(
        both[both.index.str.startswith("UA-14")].nunique()
    )


def test_the_tooltip_is_short_and_goes_on_click_and_zoom(page):
    zone = stops(page, "Donetsk: Ukraine would cede")
    x, y = zone.evaluate(SPOT)
    page.mouse.move(x, y)
    tip = page.locator(".wh-tip")
    expect(tip.locator("strong")).to_have_text("Donetsk: Ukraine would cede")
    expect(tip).to_contain_text("25.0% of the region")
    assert tip.locator("p").count() == 2
    page.mouse.click(x, y)
    expect(tip).to_be_hidden()
    # The map comes near the region under a pointer that rests.
    page.wait_for_timeout(700)
    expect(tip).to_be_hidden()
    expect(page.locator(".wh-details")).to_be_visible()
    page.locator(".wh-details .wh-close").click()
    page.wait_for_timeout(700)
    page.mouse.move(*stops(page, "Autonomous Republic of Crimea").evaluate(SPOT))
    expect(tip).to_be_visible()
    page.mouse.move(x, y)
    expect(tip).to_be_visible()
    page.get_by_role("button", name="Zoom in").dispatch_event("click")
    expect(tip).to_be_hidden()
    page.wait_for_timeout(600)
    expect(tip).to_be_hidden()
    page.mouse.move(x + 3, y + 3)
    expect(tip).to_be_visible()


def test_the_pointer_is_on_the_whole_tract(page):
    keys = keys_of(FIRST)
    page.mouse.move(*stops(page, "Donetsk: Russia keeps").evaluate(SPOT))
    lit = page.locator("path[data-lit]")
    expect(lit).to_have_count(int((keys == "UA-14/RU/").sum()))
    assert lit.count() > 1
    page.mouse.move(*stops(page, "Autonomous Republic of Crimea").evaluate(SPOT))
    expect(lit).to_have_count(1)


def test_the_focus_is_drawn_around_all_pieces_and_leaves_nothing_behind(page):
    count = int((keys_of(FIRST) == "UA-14/UA/").sum())
    stops(page, "Donetsk: Ukraine").evaluate("path => path.focus({ focusVisible: true })")
    expect(page.locator(".wh-joined path.wh-focus-edge")).to_have_count(count)
    expect(page.locator("mask path.wh-hole")).to_have_count(count)
    page.locator("input[name=proposal]").first.focus()
    for left in (".wh-joined", "mask", ".wh-hole", ".wh-focus-edge"):
        expect(page.locator(left)).to_have_count(0)


def test_focus_stays_on_the_land_when_its_tract_changes(page):
    stops(page, "Donetsk: Russia keeps").focus()
    for proposal, reading in ((STRIPS, "dmz-10"), (SECOND, None), (FIRST, None)):
        page.evaluate(
            """([proposal, reading]) => {
              for (const [name, value] of [["proposal", proposal], ["reading", reading]]) {
                document.querySelector(`input[name=${name}][value=${value}]`)?.click();
              }
            }""",
            [proposal, reading],
        )
        expect(page.locator(f"input[name=proposal][value={proposal}]")).to_be_checked()
        focused = page.locator("path[tabindex='0']:focus")
        expect(focused).to_have_count(1)
        assert focused.get_attribute("aria-label").startswith("Donetsk")
        joined = page.locator(".wh-joined path.wh-focus-edge")
        keys = keys_of(proposal, reading)
        mine = keys.iloc[int(focused.get_attribute("data-zone"))]
        expect(joined).to_have_count(n if (n := int((keys == mine).sum())) > 1 else 0)


def test_no_seam_is_seen_where_nothing_is_parted(page):
    """What closes the seams between zones is painted as they are, pattern and all."""
    for proposal in (FIRST, STRIPS, "formula-2022"):
        show(page, proposal)
        paints = page.locator(".leaflet-zones-pane path.wh-zone").evaluate_all(
            "all => all.map((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"
        )
        assert any("url" in fill for fill, _ in paints)
        assert all(fill == stroke for fill, stroke in paints)

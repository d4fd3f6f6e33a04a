"""The dashboard in a real browser: toggling, figures, themes, phone width, no other host."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

import whoholds
from tests.browser.frames import in_frames, in_map
from tests.browser.map_pages import pick
from tests.shipped import ENGLISH

CEDED = "path.wh-zone.wh-ua_cedes"

# A point of a drawn zone, relative to its box: the middle of a box need not lie in the zone.
INTERIOR = """path => {
  const box = path.getBBox(), svg = path.ownerSVGElement;
  const inside = [];
  for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
    const point = svg.createSVGPoint();
    point.x = box.x + box.width * i / 40;
    point.y = box.y + box.height * j / 40;
    if (path.isPointInFill(point)) inside.push({ x: point.x - box.x, y: point.y - box.y });
  }
  return inside[Math.floor(inside.length / 2)];
}"""


def map_of(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe[title]").first
    expect(frame.locator("html[data-ready=yes]")).to_be_attached(timeout=60_000)
    return frame


def choose(frame: FrameLocator, proposal: str) -> None:
    pick(frame, proposal)


def press(target: Locator) -> None:
    """Click what may be off the screen.

    The frame of the map is a process of its own: until a page that was just scrolled has been
    drawn anew, the browser gives a click to the frame that was there before. No reader is that
    quick.
    """
    target.scroll_into_view_if_needed()
    target.page.wait_for_timeout(300)
    target.click()


def metric(page: Page, label: str) -> str:
    return page.locator(".card").filter(has_text=label).locator(".value").inner_text()


def kilometres(area: float) -> str:
    return f"{area:,.0f} km²"


def test_first_screen_gives_the_two_seed_figures(dashboard, open_page):
    page = open_page(dashboard)
    map_of(page)
    held = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    assert metric(page, "Russia held on 16 August 2025") == "about 114,000 km²"
    around = page.locator(".card").first
    expect(around).to_contain_text("19 % of Ukraine, about the size of Ohio")
    exact = around.locator("summary")
    expect(exact).to_have_text(re.compile("Exact figure"))
    exact.focus()
    page.keyboard.press("Enter")
    expect(around.get_by_text(f"{kilometres(held.area_km2)}; ± ")).to_be_visible()
    expect(around).to_contain_text(f"{held.share:.1%}".replace("%", " %"))
    expect(around).to_contain_text("times Ohio (its total area)")
    expect(page.get_by_text("Control as of 16 August 2025").first).to_be_visible()


def test_a_figure_that_was_unfolded_stays_so_from_proposal_to_proposal(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    card = page.locator(".card").filter(has_text="Ukraine would leave")
    card.locator("summary").click()
    for proposal in ("putin-2024", "us-28-nov-2025"):
        choose(frame, proposal)
        leaves = whoholds.balance(whoholds.evaluate_proposal(proposal)).leaves_km2
        expect(card.locator(".value")).to_have_text(ENGLISH.about(leaves))
        expect(card.get_by_text(kilometres(leaves))).to_be_visible()
    expect(page.locator(".card details[open]")).to_have_count(1)
    card.locator("summary").click()
    choose(frame, "putin-2024")
    expect(page.locator(".card details[open]")).to_have_count(0)


@pytest.mark.parametrize("proposal", list(whoholds.load_catalogue().proposals))
def test_each_proposal_toggles_map_and_figures(dashboard, open_page, proposal):
    page = open_page(dashboard)
    frame = map_of(page)
    choose(frame, proposal)
    evaluation = whoholds.evaluate_proposal(proposal)
    changes = evaluation.frame.groupby("change")["area_km2"].sum()
    expected = evaluation.frame["change"].value_counts()
    for change, count in expected.items():
        expect(frame.locator(f"path.wh-{change}.wh-zone")).to_have_count(int(count))
    label = page.locator(".card").filter(has_text="Ukraine would leave")
    ceded = float(changes.get("ua_cedes", 0.0))
    leaves = whoholds.balance(evaluation).leaves_km2
    title = page.get_by_role("heading", name=whoholds.finding(evaluation), exact=True)
    expect(title).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    if leaves:
        said = ENGLISH.about(leaves)
        expect(label.locator(".value").first).to_have_text(said)
    else:
        expect(label).to_have_count(0)
    expect(page.get_by_role("heading", name=evaluation.proposal.name["en"]).first).to_be_visible()
    legend = frame.locator(".wh-legend").inner_text()
    assert ("Ukraine would cede" in legend) == (ceded > 0)


def test_a_toggle_keeps_zoom_and_frame(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(500)
    handle = page.query_selector("iframe[title]")
    before = frame.locator("path.wh-border").first.get_attribute("d")
    choose(frame, "putin-2024")
    expect(frame.locator(CEDED).first).to_be_attached()
    expect(page.get_by_role("heading", name=re.compile("14 June 2024")).first).to_be_visible()
    assert frame.locator("path.wh-border").first.get_attribute("d") == before
    assert page.evaluate("handle => handle.isConnected", handle)


def test_number_and_arrow_keys_choose(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    first = frame.locator("input[name=proposal]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(frame.locator("input[name=proposal]").nth(1)).to_be_checked()
    page.keyboard.press("4")
    expect(frame.locator("input[name=proposal]").nth(3)).to_be_checked()


def test_tooltip_says_who_holds_and_who_would(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    choose(frame, "putin-2024")
    zone = frame.locator(f"{CEDED}[aria-label^=Zaporizhzhia]").first
    zone.hover(position=zone.evaluate(INTERIOR))
    expect(zone).to_have_attribute("aria-label", "Zaporizhzhia: Ukraine would cede")
    tip = frame.locator(".wh-tip")
    expect(tip.locator("strong")).to_have_text("Zaporizhzhia: Ukraine would cede")
    expect(tip).to_contain_text("km²")


def test_readings_show_where_there_are_several(dashboard, open_page):
    page = open_page(f"{dashboard}/?proposal=line-2025-08-16")
    frame = map_of(page)
    expect(frame.locator(".wh-readings")).to_be_hidden()
    choose(frame, "anchorage-aug-2025")
    pick(frame, "wide", "reading")
    returned = whoholds.by_change(whoholds.evaluate_proposal("anchorage-aug-2025", "wide"))
    area = float(returned.set_index("change").loc["ru_returns", "area_km2"])
    label = page.locator(".card").filter(has_text="Russia would return")
    expect(label.locator(".value").first).to_have_text(ENGLISH.about(area))


def test_frame_cannot_reach_the_page_around_it(dashboard, open_page):
    page = open_page(dashboard)
    map_of(page)
    reached = in_map(
        page,
        "() => { try { return String(window.parent.document.title) } catch (e) { return e.name } }",
    )
    assert reached == "SecurityError"


def test_a_first_visit_shows_the_seed_s_proposal(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    expect(frame.locator("input[name=proposal][value=anchorage-aug-2025]")).to_be_checked()
    evaluation = whoholds.evaluate_proposal("anchorage-aug-2025")
    title = page.get_by_role("heading", name=whoholds.finding(evaluation), exact=True)
    expect(title).to_be_visible()
    frame.locator("input[name=mode][value=difference]").check()
    expect(frame.locator("select[name=other]")).to_have_value("putin-2024")
    other = whoholds.evaluate_proposal("putin-2024")
    said = whoholds.comparison_finding(evaluation, other)
    expect(page.get_by_role("heading", name=said, exact=True)).to_be_visible()


def test_a_ukrainian_browser_is_spoken_to_in_ukrainian_unless_a_link_says_otherwise(
    dashboard, open_page
):
    evaluation = whoholds.evaluate_proposal("anchorage-aug-2025")
    for link, language in (("", "uk"), ("?language=en", "en")):
        page = open_page(f"{dashboard}/{link}", locale="uk-UA")
        map_of(page)
        said = whoholds.finding(evaluation, language)
        expect(page.get_by_role("heading", name=said, exact=True)).to_be_visible()


def test_ukrainian(dashboard, open_page):
    page = open_page(f"{dashboard}/?language=uk")
    frame = map_of(page)
    expect(page.get_by_text("Контроль станом на 16 серпня 2025").first).to_be_visible()
    expect(frame.locator(".wh-legend")).to_contain_text("Лінія зіткнення")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_follows_the_theme(dashboard, open_page, scheme):
    page = open_page(dashboard, color_scheme=scheme)
    frame = map_of(page)
    expect(frame.locator(f"html[data-theme={scheme}]")).to_be_attached()


def test_phone_width_cuts_nothing_off(dashboard, open_page):
    page = open_page(dashboard, width=390, height=844)
    frame = map_of(page)
    choose(frame, "anchorage-aug-2025")
    expect(page.get_by_role("heading", name=re.compile("Anchorage")).first).to_be_visible()
    wide = in_frames(page, "() => document.documentElement.scrollWidth - innerWidth")
    assert max(wide) <= 0
    expect(frame.locator(".wh-foot")).to_be_visible()


def test_the_page_names_its_language_and_itself(dashboard, open_page):
    page = open_page(f"{dashboard}/?language=uk")
    expect(page.locator("html[lang=uk]")).to_be_attached()
    expect(page).to_have_title(re.compile(r"^Хто що отримав би.* · whoholds$"))
    expect(open_page(dashboard).locator("html[lang=en]")).to_be_attached()

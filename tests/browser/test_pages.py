"""The dashboard's other pages: ways between them, what they show, links to them."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import whoholds
from tests.browser.test_dashboard import choose, map_of, press
from tests.browser.test_link import expect_link, expect_shown
from tests.browser.test_own_layers import rest

WAYS = {
    "": "Map",
    "terms": "Terms of all proposals",
    "claims": "Published figures, checked",
    "layers": "Maps of control",
}
SECTIONS = ("regions", "people", "size", "terms", "sources", "downloads")


def go(page: Page, way: str) -> None:
    page.get_by_role("link", name=way, exact=True).click()


def test_the_choice_stays_on_the_way_through_the_pages(dashboard, open_page):
    page = open_page(dashboard)
    choose(map_of(page), "putin-2024")
    expect_link(page, proposal="putin-2024")
    for path, way in list(WAYS.items())[1:]:
        go(page, way)
        expect(page.get_by_role("heading", name=way, exact=True).first).to_be_visible()
        expect_link(page, proposal="putin-2024")
        assert page.url.split("?")[0].rstrip("/").endswith(path)
    go(page, "Map")
    map_of(page)
    expect_shown(page, "putin-2024")
    choose(map_of(page), "formula-2022")
    expect_shown(page, "formula-2022")
    expect_link(page, proposal="formula-2022")


def test_back_goes_through_pages_and_choices(dashboard, open_page):
    page = open_page(dashboard)
    choose(map_of(page), "putin-2024")
    expect_link(page, proposal="putin-2024")
    go(page, WAYS["claims"])
    expect(page.get_by_role("heading", name=WAYS["claims"], exact=True).first).to_be_visible()
    page.go_back()
    map_of(page)
    expect_shown(page, "putin-2024")
    expect_link(page, proposal="putin-2024")


def test_a_link_opens_a_page_in_a_language(dashboard, open_page):
    page = open_page(f"{dashboard}/claims?language=uk")
    expect(page.get_by_role("heading", name="Перевірка чисел").first).to_be_visible()
    expect(page.get_by_text("підтверджено").first).to_be_visible()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_link_opens_a_section(dashboard, open_page, section):
    page = open_page(f"{dashboard}/?proposal=us-28-nov-2025&section={section}")
    map_of(page)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_count(len(SECTIONS))
    expect(tabs.nth(SECTIONS.index(section))).to_have_attribute("aria-selected", "true")


def test_a_section_that_is_chosen_is_in_the_link_and_stays_over_a_toggle(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    press(page.get_by_role("tab", name="People and places"))
    expect_link(page, section="people")
    expect(
        page.get_by_role("heading", name="Places that decide negotiations").first
    ).to_be_visible()
    choose(frame, "putin-2024")
    expect_link(page, section="people", proposal="putin-2024")
    expect(page.get_by_role("cell", name="Ukraine would cede").first).to_be_visible()


def test_bars_find_the_patterns_of_the_map(dashboard, open_page):
    page = open_page(f"{dashboard}/?proposal=us-28-nov-2025&section=regions")
    map_of(page)
    bar = page.locator(".stVegaLiteChart svg path[fill^=url]").first
    expect(bar).to_be_visible()
    found = "fill => document.querySelector(fill.getAttribute('fill').slice(4, -1)).tagName"
    assert bar.evaluate(found) == "pattern"
    right = page.locator(".table td").first
    expect(right).to_have_css("text-align", "right")


def test_every_claim_has_its_verdict(dashboard, open_page):
    page = open_page(f"{dashboard}/claims")
    rows = page.get_by_test_id("stTable").locator("tbody tr")
    expect(rows).to_have_count(len(whoholds.load_claims()))
    page.get_by_role("button", name="not confirmed").click()
    expect(rows.first).to_contain_text("not confirmed")
    expect(rows).not_to_have_count(len(whoholds.load_claims()))
    page.wait_for_url("**verdicts=does_not_hold**")
    rest(page)
    count = rows.count()
    again = open_page(page.url).get_by_test_id("stTable").locator("tbody tr")
    expect(again).to_have_count(count)


def test_a_claim_opens_the_map_of_what_it_is_about(dashboard, open_page):
    page = open_page(f"{dashboard}/claims")
    row = page.get_by_test_id("stTable").locator("tbody tr").filter(has_text="76 % of Donetsk")
    link = row.get_by_role("link", name="Show on the map")
    opened, line = open_page(link.evaluate("link => link.href")), "line-2025-08-16"
    shown = map_of(opened).locator(f"input[name=proposal][value={line}]")
    expect(shown).to_be_checked()
    expect_link(opened, proposal=line, region="UA-14")


def test_every_claim_has_a_link_to_its_source_and_a_day_in_words(dashboard, open_page):
    page = open_page(f"{dashboard}/claims?language=uk")
    rows = page.get_by_test_id("stTable").locator("tbody tr")
    expect(rows.first).to_be_visible()
    sources = whoholds.load_catalogue().sources
    printed = [
        claim
        for claim in whoholds.load_claims()
        if not any(sources[one].url for one in claim.sources)
    ]
    cells = rows.locator("td:nth-child(6)")
    expect(cells.filter(has_not=page.get_by_role("link"))).to_have_count(len(printed))
    expect(rows.filter(has_text="18 серп. 2025").first).to_be_visible()
    for table in page.get_by_test_id("stTable").all():
        assert not re.search(r"\d{4}-\d\d", table.inner_text())


def test_a_mark_opens_on_its_text_by_the_keyboard(dashboard, open_page):
    page = open_page(f"{dashboard}/terms")
    table = page.get_by_role("region", name=WAYS["terms"])
    proposals = [one for one in whoholds.load_catalogue().proposals.values() if one.kind != "line"]
    expect(table.locator("tbody tr")).to_have_count(len(proposals))
    row = table.get_by_role("row").filter(has_text="US 28-point plan")
    text = row.get_by_text("Capped at 600,000.")
    expect(text).to_be_hidden()
    summary = row.locator("summary").nth(2)
    expect(summary).to_have_text("yes")
    summary.press("Enter")
    expect(text).to_be_visible()
    expect(row.get_by_role("link", name="LIGA.net").first).to_be_visible()


def test_what_is_chosen_of_the_terms_is_in_the_address(dashboard, open_page):
    page = open_page(f"{dashboard}/terms?terms=nato&terms=forces")
    table = page.get_by_role("region", name=WAYS["terms"])
    expect(table.locator("thead th")).to_have_count(3)
    expect(table.get_by_text("Capped at 600,000.")).to_be_visible()
    pair = page.get_by_role("combobox", name="Compare two proposals")
    for name in ("US 28-point plan", "Russian terms of 14 June 2024"):
        pair.fill(name)
        page.get_by_role("option", name=name).click()
        pair.press("Escape")  # while its list is open, nothing else is told to screen readers
        expect(page.get_by_role("group", name="Selected values").get_by_text(name)).to_be_visible()
    both = page.get_by_role("region", name="Compare two proposals")
    expect(both.locator("tbody tr")).to_have_count(2)
    expect(page.get_by_text("They give the same answer on every term shown.")).to_be_visible()
    page.wait_for_url(re.compile("pair=us-28-nov-2025&pair=putin-2024"))
    again = open_page(page.url).get_by_role("region", name="Compare two proposals")
    expect(again.locator("tbody tr")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", [*list(WAYS)[1:], *(f"?proposal=us-28-nov-2025&section={name}" for name in SECTIONS)]
)
def test_axe_finds_nothing_serious(dashboard, open_page, path, scheme):
    page = open_page(f"{dashboard}/{path}", color_scheme=scheme)
    if path.startswith("?"):
        map_of(page)
    page.wait_for_timeout(1500)
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:300]) for one in serious] == []


@pytest.mark.parametrize("path", [*list(WAYS)[1:], "?proposal=us-28-nov-2025&section=size"])
def test_axe_finds_nothing_serious_on_a_phone(dashboard, open_page, path):
    page = open_page(f"{dashboard}/{path}", width=390, height=844)
    page.wait_for_timeout(2500)
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:300]) for one in serious] == []


def test_a_table_is_a_stop_of_the_keyboard_only_while_it_scrolls(dashboard, open_page):
    page = open_page(f"{dashboard}/claims", width=390, height=844)
    box = page.get_by_test_id("stTable").locator("div").first
    expect(box).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(box).not_to_have_attribute("tabindex", "0")


def test_a_wide_table_scrolls_by_keyboard_under_its_first_column(dashboard, open_page):
    page = open_page(f"{dashboard}/?proposal=us-28-nov-2025&section=size", width=390, height=844)
    map_of(page)
    box = page.locator(".table").first
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") > 0
    head = box.locator("tbody th").first
    before = head.bounding_box()["x"]
    page.get_by_role("tab", name="Size").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    assert box.evaluate("box => box.scrollLeft") > 0
    assert head.bounding_box()["x"] == pytest.approx(before, abs=1.5)


@pytest.mark.parametrize("path", list(WAYS))
def test_phone_width_cuts_nothing_off(dashboard, open_page, path):
    page = open_page(f"{dashboard}/{path}", width=390, height=844)
    expect(page.get_by_role("link", name=WAYS["layers"]).first).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

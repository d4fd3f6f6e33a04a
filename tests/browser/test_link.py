"""The link reproduces what is on the screen, and browser and link never fight."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

import whoholds
from tests.browser.map_pages import pick
from tests.browser.test_dashboard import choose, map_of


def link_of(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def expect_link(page: Page, **wanted: str) -> None:
    page.wait_for_function(
        """wanted => JSON.stringify([...new URLSearchParams(location.search)].sort())
                  === JSON.stringify(Object.entries(wanted).sort())""",
        arg=wanted,
    )


def expect_shown(page: Page, proposal: str) -> None:
    """Map and figures both show the proposal."""
    name = whoholds.load_catalogue()[proposal].name["en"]
    expect(page.get_by_role("heading", name=name, exact=True).first).to_be_visible()
    frame = page.frame_locator("iframe[title]").first
    expect(frame.locator(f"input[name=proposal][value={proposal}]")).to_be_checked()


def test_a_choice_is_written_to_the_link_and_the_link_opens_it(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    assert link_of(page) == {}
    choose(frame, "us-28-nov-2025")
    pick(frame, "de-jure", "reading")
    expect_link(page, proposal="us-28-nov-2025", reading="de-jure")
    again = open_page(page.url)
    frame = map_of(again)
    expect_shown(again, "us-28-nov-2025")
    expect(frame.locator("input[name=reading][value=de-jure]")).to_be_checked()
    choose(frame, "anchorage-aug-2025")
    expect_link(again)


def test_back_and_forward_move_map_and_figures(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    choose(frame, "putin-2024")
    expect_link(page, proposal="putin-2024")
    choose(frame, "formula-2022")
    expect_link(page, proposal="formula-2022")
    page.go_back()
    expect_link(page, proposal="putin-2024")
    expect_shown(page, "putin-2024")
    page.go_forward()
    expect_link(page, proposal="formula-2022")
    expect_shown(page, "formula-2022")
    # The very choice that the map sent last counts again once the link has moved on.
    page.go_back()
    expect_shown(page, "putin-2024")
    choose(frame, "formula-2022")
    expect_link(page, proposal="formula-2022")
    expect_shown(page, "formula-2022")


def test_quick_toggles_settle_on_the_last(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_of(page)
    for proposal in ("putin-2024", "formula-2022", "anchorage-aug-2025", "us-28-nov-2025") * 3:
        choose(frame, proposal)
    expect_link(page, proposal="us-28-nov-2025")
    expect_shown(page, "us-28-nov-2025")
    page.wait_for_timeout(1500)
    expect_link(page, proposal="us-28-nov-2025")
    expect_shown(page, "us-28-nov-2025")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("proposal=nonsense", "unknown proposal 'nonsense'"),
        ("proposal=anchorage-aug-2025&reading=odd", "unknown reading 'odd'"),
        ("region=UA-99", "unknown region 'UA-99'"),
        ("language=xx", "unknown language 'xx'"),
        ("mode=upside-down", "unknown mode 'upside-down'"),
        ("proposal=<img src=x onerror=alert(1)>", "unknown proposal '<img src=x"),
    ],
)
def test_what_a_link_names_in_vain_falls_back_with_a_notice(dashboard, open_page, query, said):
    page = open_page(f"{dashboard}/?{query}")
    map_of(page)
    expect(page.get_by_test_id("stAlert").first).to_contain_text(said)
    expect(page.get_by_test_id("stAlert").first).to_contain_text("The default is shown.")
    assert page.locator("img[src=x]").count() == 0

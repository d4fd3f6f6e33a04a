"""The server is killed while pages are open, and started again: nobody loses a choice."""

from __future__ import annotations

import pytest
from benchmarks.restart import SHOWS, kill, open_pages, restart
from playwright.sync_api import expect

from tests.browser.serving import own_dashboard
from tests.browser.test_dashboard import choose, map_of
from tests.browser.test_link import expect_link, expect_shown
from tests.browser.test_pages import WAYS

RUNS = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'running'"


@pytest.mark.slow
def test_open_pages_come_back_by_themselves_with_their_proposal(browser):
    with own_dashboard() as dashboard:
        opened = open_pages(browser, dashboard.address, 5)
        assert len({(one.proposal, one.reading) for one in opened}) == 5
        restart(dashboard, opened)
        lost = [(one.proposal, one.page.url) for one in opened if one.seconds is None]
        assert lost == []
        for one in opened[:2]:
            assert one.obeys("putin-2024")
            expect_link(one.page, proposal="putin-2024")
        opened[0].page.context.close()


@pytest.mark.slow
def test_what_is_chosen_while_there_is_no_server_is_kept(open_page):
    with own_dashboard() as dashboard:
        page = open_page(f"{dashboard.address}/?proposal=putin-2024")
        expect_shown(page, "putin-2024")
        kill(dashboard, [page])
        choose(map_of(page), "formula-2022")
        dashboard.start()
        expect_shown(page, "formula-2022")
        expect_link(page, proposal="formula-2022")


@pytest.mark.slow
def test_the_first_action_after_a_restart_counts_on_another_page(open_page):
    with own_dashboard() as dashboard:
        page = open_page(f"{dashboard.address}/claims?proposal=putin-2024")
        expect(page.get_by_role("heading", name=WAYS["claims"], exact=True).first).to_be_visible()
        expect(page.get_by_role("link", name="Map", exact=True).first).to_be_visible()
        kill(dashboard, [page])
        dashboard.start()
        page.wait_for_function(RUNS, timeout=60_000)
        page.wait_for_function(SHOWS, arg=WAYS["claims"], timeout=60_000)
        page.get_by_role("combobox").nth(1).click()
        page.get_by_role("option", name="українська").click()
        expect(page.get_by_role("heading", name="Перевірка чисел").first).to_be_visible()
        expect_link(page, proposal="putin-2024", language="uk")

"""The panel that shares what is on the screen: what it gives, how it is copied, what links open."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.map_pages import FIRST, SECOND, enter, is_ready, pick
from tests.browser.test_dashboard import map_of
from tests.browser.test_embedding import Quiet
from whoholds.desk import baseline_zones, evaluate_proposal, load_catalogue
from whoholds.figures.people import residents
from whoholds.maps.build import build_map, render
from whoholds.telling.comparison import comparison_finding
from whoholds.telling.finding import finding

COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}
LINK, EMBED, ENGLISH, UKRAINIAN, CITATION = range(5)


def shared_page(**options: str) -> str:
    zones = baseline_zones()
    people = residents(zones).people
    return render(build_map(load_catalogue(), zones, FIRST, people=people, **options))


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shared")
    (folder / "map.html").write_text(shared_page(), "utf-8")
    (folder / "url.html").write_text(shared_page(url="https://news.example/a/map.html"), "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def share(page: Page | FrameLocator) -> list[str]:
    """Open the panel, and what stands in its fields."""
    page.locator(".wh-share").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    return texts(page)


def texts(page: Page | FrameLocator) -> list[str]:
    return page.locator("dialog textarea").evaluate_all("all => all.map(({ value }) => value)")


def copy(page: Page | FrameLocator, field: int) -> None:
    page.locator("dialog .wh-field .wh-button").nth(field).click()
    expect(page.locator(".wh-copied")).to_contain_text("Copied")


def pasted(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def found_in(language: str, mode: str) -> str:
    first, second = evaluate_proposal(FIRST), evaluate_proposal(SECOND)
    if mode == "single":
        return finding(first, language)
    return comparison_finding(first, second, language)


def test_what_is_on_the_screen_is_copied_and_its_link_shows_it_again(site, open_page):
    page = is_ready(open_page(f"{site}/map.html", **COPYING))
    again = is_ready(open_page(f"{site}/map.html"))
    for mode in ("side", "difference", "swipe", "single"):
        enter(page, mode)
        found = share(page)
        copy(page, LINK)
        assert pasted(page) == found[LINK] == page.url
        for field, language in ((ENGLISH, "en"), (UKRAINIAN, "uk")):
            copy(page, field)
            assert pasted(page) == found[field]
            source = found[field].removeprefix(found_in(language, mode))
            assert source.startswith((" Source: Reuters", " Джерело: Reuters"))
            assert "16" in source
            assert source.endswith("whoholds.")
        assert found[CITATION].startswith("whoholds: Anchorage terms")
        page.keyboard.press("Escape")
        again.goto(found[LINK])
        expect(again.locator(f"input[name=mode][value={mode}]")).to_be_checked()
        assert share(again) == found
        again.keyboard.press("Escape")


def test_the_code_shows_the_map_in_another_page(site, tmp_path, open_page):
    page = is_ready(open_page(f"{site}/map.html#proposal={SECOND}&mode=swipe"))
    found = share(page)
    expect(page.locator("dialog .wh-note").first).to_contain_text("your own machine")
    article = tmp_path / "article.html"
    frame = found[EMBED].replace("https://example.org", site)
    article.write_text(f'<!doctype html><html lang="en"><title>article</title>{frame}', "utf-8")
    around = open_page(article.as_uri())
    inner = around.frame_locator("iframe")
    expect(inner.locator("html[data-ready=yes]")).to_be_attached(timeout=60_000)
    expect(inner.locator(f"input[name=proposal][value={SECOND}]")).to_be_checked()
    expect(inner.locator(".wh-stage[data-mode=swipe]")).to_be_attached()
    expect(inner.locator(".wh-share")).to_be_hidden()
    assert "Russian terms" in around.locator("iframe").get_attribute("title")
    page.goto(f"{site}/url.html")
    found = share(is_ready(page))
    assert 'src="https://news.example/a/map.html#proposal=' in found[EMBED]


def test_a_page_that_may_not_write_to_the_clipboard_copies_what_is_selected(tmp_path, open_page):
    path = tmp_path / "map.html"
    path.write_text(shared_page(language="uk"), "utf-8")
    page = open_page("about:blank", width=390, height=844, has_touch=True)
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(path.as_uri())
    found = share(is_ready(page))
    assert found[LINK].startswith("file:///")
    assert found[2].startswith(found_in("uk", "single"))
    page.evaluate(
        "document.addEventListener('copy', () => { window.taken = document.activeElement.value; })"
    )
    button = page.locator("dialog .wh-field .wh-button").nth(2)
    button.click()
    expect(button).to_have_text("Скопійовано")
    expect(page.locator(".wh-copied")).to_contain_text("Скопійовано")
    assert page.evaluate("window.taken") == found[2]
    box = page.locator("dialog").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 844
    # Where not even that is allowed, the reader is told how.
    page.evaluate("document.execCommand = () => false")
    page.locator("dialog .wh-field .wh-button").nth(3).click()
    expect(page.locator(".wh-copied")).to_contain_text("Ctrl+C")


def test_the_panel_is_reached_and_left_by_keyboard(site, open_page):
    page = is_ready(open_page(f"{site}/map.html"))
    page.locator(".wh-share").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Share")).to_be_visible()
    expect(page.get_by_role("textbox", name="Finding with its source: English")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(f"input[name=proposal][value={FIRST}]")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".wh-share")).to_be_focused()


def test_the_dashboard_gives_its_own_link(dashboard, open_page):
    page = open_page(dashboard, **COPYING)
    frame = map_of(page)
    pick(frame, SECOND)
    frame.locator("input[name=mode][value=difference]").check()
    share(frame)
    own = re.compile(re.escape(dashboard) + r"/\?.*layer=\d")
    expect(frame.locator("dialog textarea").first).to_have_value(own)
    copy(frame, LINK)
    assert pasted(page) == texts(frame)[LINK]
    shown = map_of(open_page(pasted(page)))
    expect(shown.locator(f"input[name=proposal][value={SECOND}]")).to_be_checked()
    expect(shown.locator("input[name=mode][value=difference]")).to_be_checked()
    share(shown)
    expect(shown.locator("dialog textarea").first).to_have_value(own)
    assert texts(shown)[EMBED:] == texts(frame)[EMBED:]

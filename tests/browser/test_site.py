"""The site in a browser: from disk and from a plain server below a folder, asking nobody else."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.map_pages import pick
from tests.sites import write_few

HERE = "anchorage-aug-2025"
PAIR = "compare/anchorage-aug-2025_putin-2024.html"
MAPS = ["en/index.html", f"en/proposals/{HERE}.html", f"uk/{PAIR}"]
TEXTS = [
    "index.html", "uk/terms.html", "en/claims.html", "uk/handbook/index.html",
    "uk/handbook/embedding.html",
]  # fmt: skip
SEEN = [(390, "dark", path) for path in (*MAPS, *TEXTS)] + [(1280, "light", one) for one in MAPS]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("root")
    write_few(root / "ukraine")
    return root


@pytest.fixture(scope="module")
def served(folder) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ukraine"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["disk", "server"])
def site(request, folder, served) -> str:
    """Its address; it was written for another one."""
    return served if request.param == "server" else (folder / "ukraine").as_uri()


@pytest.fixture
def visit(open_page) -> Iterator:
    """Open pages whose every fault is told: what a policy refuses is an error of the console."""
    faults = []

    def visit_(url: str, **options) -> Page:
        page = open_page("about:blank", **options)
        page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
        page.on("requestfailed", lambda one: faults.append(one.url))
        page.goto(url)
        return page

    yield visit_
    assert faults == []


def map_in(page: Page) -> Frame:
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
    return frame


def test_a_page_shows_its_map_and_leads_to_the_others(site, visit):
    page = visit(f"{site}/en/proposals/{HERE}.html", width=700)
    frame = map_in(page)
    expect(page.locator("h1")).to_contain_text("Under the terms reported from Anchorage")
    assert frame.locator(".wh-title").first.inner_text().startswith("Anchorage terms (reported)")
    assert not frame.locator(".wh-side").is_visible()
    # The height is what the map asks for: nothing in the frame scrolls.
    frame.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
    swatch = page.locator("svg.swatch rect.wh-ua_cedes")
    assert "wh-p-ua_cedes" in swatch.evaluate("(node) => getComputedStyle(node).fill")
    page.get_by_role("link", name="Open the map with all proposals").first.click()
    page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
    expect(page.locator(f"input[name=proposal][value={HERE}]")).to_be_checked()
    pick(page, "putin-2024")
    page.wait_for_url("**#proposal=putin-2024*")
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Compare with: Russian terms of 14 June 2024").click()
    assert page.url.endswith(f"/en/{PAIR}")
    assert map_in(page).evaluate("document.querySelector('.wh-stage').dataset.mode") == "difference"
    page.get_by_role("link", name="Українська").click()
    assert page.url.endswith(f"/uk/{PAIR}")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    map_in(page)


def test_the_first_page_toggles_between_all(site, visit):
    page = visit(f"{site}/index.html")
    page.get_by_role("link", name="Українська").click()
    frame = map_in(page)
    pick(frame, "putin-2024")
    expect(frame.locator("h1")).to_contain_text("14 червня 2024")
    assert page.url.endswith("/uk/index.html")


@pytest.mark.parametrize(("width", "scheme", "path"), SEEN)
def test_axe_finds_nothing_and_nothing_sticks_out(served, visit, width, scheme, path):
    page = visit(f"{served}/{path}", width=width, color_scheme=scheme)
    if page.locator("iframe").count():
        map_in(page)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_everything_but_the_map_is_there(site, visit):
    page = visit(f"{site}/uk/proposals/{HERE}.html", java_script_enabled=False)
    picture = page.locator("noscript img")
    expect(picture).to_be_visible()
    assert picture.bounding_box()["width"] > 600
    assert page.locator("table th[scope=row]").count() >= 4
    expect(page.locator(".sources li").first).to_be_visible()


def test_the_keyboard_reaches_the_content_at_once(served, visit):
    page = visit(f"{served}/en/terms.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "wide"

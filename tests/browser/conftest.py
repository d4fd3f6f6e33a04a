"""A real Chromium against a real server on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.browser.serving import running_dashboard

# A machine that does other work too may take this long to show what a click asks for. While a
# script runs anew, Streamlit shows what the last run wrote beside what this one writes: an
# expectation of a page's text therefore takes `.first`, and a count is to_have_count.
expect.set_options(timeout=20_000)

OWN_SCHEMES = ("data", "blob", "about", "file")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if os.environ.get("BROWSER") == "none":
        pytest.skip("BROWSER=none: the browser tests were switched off")
    path = find()
    if path is None:
        pytest.fail("no Chromium or Chrome: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """The address of a running dashboard."""
    with running_dashboard() as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator:
    """Open pages; at the end no page may have asked another host, or thrown an error."""
    contexts, foreign, errors = [], [], []

    def open_(url: str, *, width: int = 1280, height: int = 900, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: foreign.append(request.url) if _is_foreign(request.url) else None,
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert foreign == []
    assert errors == []


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in OWN_SCHEMES and parts.hostname != "127.0.0.1"

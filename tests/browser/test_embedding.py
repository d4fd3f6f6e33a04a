"""The exported page on a web server: its address, and in the frames of other pages."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.frames import in_frames
from tests.browser.map_pages import FIRST, SECOND, is_ready, page_html, pick

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/embedding.md").read_text("utf-8")
SCRIPT = re.findall(r"```html\n(<script>.*?)```", DOCUMENT, re.DOTALL)[0]
IFRAME = re.findall(r"```html\n(<iframe.*?)```", DOCUMENT, re.DOTALL)[0]

ARTICLE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>article</title><p>Text.</p>{}'
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """A web server with the map, and with pages that show it as the handbook says."""
    folder = tmp_path_factory.mktemp("site")
    iframe = IFRAME.replace("https://example.org/", "")
    pages = {
        "map.html": page_html(),
        "article.html": ARTICLE.format(iframe + SCRIPT),
        "head.html": ARTICLE.format(SCRIPT + iframe),
        "without.html": ARTICLE.format(iframe),
        "whole.html": ARTICLE.format(iframe.replace("&bare", "&mode=side") + SCRIPT),
        "marked.html": ARTICLE.format(
            SCRIPT + '<iframe src="whole.html" title="article" data-whoholds style="width: 100%; '
            'height: 700px; border: 0"></iframe>'
        ),
        "outer.html": ARTICLE.format(
            SCRIPT + '<iframe src="article.html" title="article" data-other style="width: 100%; '
            'height: 500px; border: 0"></iframe>'
        ),
    }
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def chosen(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('input:checked')].map((one) => one.value)")


def shows(page: Page, proposal: str) -> None:
    expect(page.locator(f"input[name=proposal][value={proposal}]")).to_be_checked()


def map_in(page: Page) -> Frame:
    page.wait_for_function("() => document.querySelector('iframe')")
    for _ in range(80):
        for frame in page.frames:
            if "/map.html" in frame.url:
                frame.wait_for_selector("html[data-ready=yes]", state="attached")
                return frame
        page.wait_for_timeout(100)
    raise AssertionError("no map among the frames")


def test_the_address_shows_what_it_names_and_follows_what_is_chosen(site, open_page):
    asked = f"proposal={SECOND}&mode=swipe&other={FIRST}&other_reading=wide&region=UA-14"
    page = is_ready(open_page(f"{site}/map.html#{asked}&theme=dark"))
    assert chosen(page)[:1] == [SECOND]
    assert "swipe" in chosen(page)
    expect(page.locator("select[name=otherReading]")).to_have_value("wide")
    expect(page.locator(".wh-details h2")).to_contain_text("Donetsk")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".wh-notice")).to_be_empty()
    page.locator("input[name=mode][value=single]").check()
    pick(page, "formula-2022")
    page.wait_for_url("**/map.html#proposal=formula-2022&*")
    address = page.url
    assert address.endswith(
        "#proposal=formula-2022&reading=stated&mode=single&region=UA-14&theme=dark"
    )
    page.go_back()
    shows(page, SECOND)
    page.go_back()
    expect(page.locator("input[name=mode][value=swipe]")).to_be_checked()
    page.go_forward()
    page.go_forward()
    shows(page, "formula-2022")
    assert page.url == address
    page.evaluate("location.hash = '#proposal=istanbul-2022'")
    shows(page, "istanbul-2022")
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    page.reload()
    shows(page, "istanbul-2022")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("proposal=nobody&mode=3d&lang=xx", "proposal, mode, lang"),
        ("proposal=" + "x" * 10_000, "#"),
        ("region=%E0%A4%A&theme=%zz", "region, theme"),
        ("reading=<img src=x onerror=alert(1)>", "reading"),
        ("theme=blue&extent=all&other=nobody&recognition=1", "other, extent, recognition, theme"),
        ("&&=&%&proposal=&%3D=1", "proposal"),
    ],
    ids=["unknown", "long", "broken", "markup", "looks", "signs"],
)
def test_an_address_that_names_nothing_shows_the_default_and_says_so(site, open_page, asked, named):
    page = is_ready(open_page(f"{site}/map.html#{asked}"))
    shows(page, FIRST)
    notice = page.locator(".wh-notice")
    expect(notice).to_have_text(
        f"The address asks for something that this page does not have ({named}). "
        "The default is shown."
    )
    pick(page, SECOND)
    expect(notice).to_be_empty()


def test_a_file_from_disk_has_an_address_too(tmp_path, open_page):
    path = tmp_path / "map.html"
    path.write_text(page_html(), "utf-8")
    page = is_ready(open_page(f"{path.as_uri()}#proposal={SECOND}"))
    shows(page, SECOND)
    pick(page, FIRST)
    page.wait_for_url(f"**#proposal={FIRST}&reading=narrow&mode=single")
    page.go_back()
    shows(page, SECOND)


BARE = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height).length;
  const { bottom } = document.querySelector(".wh-source").getBoundingClientRect();
  return {
    hidden: seen(".wh-head, .wh-side, .wh-bar, .wh-foot, .wh-help, .wh-details"),
    shown: [".leaflet-container", ".wh-title", ".wh-legend", ".wh-source"].map(seen),
    room: innerHeight - bottom, wide: document.documentElement.scrollWidth - innerWidth,
    map: document.querySelector(".wh-canvas").getBoundingClientRect().height,
  };
}"""


@pytest.mark.parametrize("width", [1000, 600, 340])
def test_a_bare_map_has_the_height_that_it_asks_for(site, open_page, width):
    page = open_page(f"{site}/article.html", width=width)
    frame = map_in(page)
    frame.wait_for_function("() => innerHeight !== 600 && innerHeight > 300")
    page.wait_for_timeout(300)
    found = frame.evaluate(BARE)
    assert found["hidden"] == 0
    assert found["shown"] == [1, 1, 1, 1]
    assert found["wide"] <= 0
    assert 0 <= found["room"] < 40
    assert found["map"] > 0.55 * min(width, 700)
    before = page.evaluate("history.length")
    frame.locator("path.wh-zone").nth(3).dispatch_event("click")
    assert page.evaluate("history.length") == before
    assert page.url == f"{site}/article.html"


def test_a_map_without_the_script_fits_the_frame_that_it_gets(site, open_page):
    page = open_page(f"{site}/without.html", width=900)
    frame = map_in(page)
    found = frame.evaluate(BARE)
    assert page.locator("iframe").bounding_box()["height"] == 600
    assert found["room"] >= 0
    assert found["map"] > 250


def test_the_script_may_stand_before_the_frame(site, open_page):
    page = open_page(f"{site}/head.html", width=700)
    map_in(page).wait_for_function("() => innerHeight !== 600")


def test_in_an_embed_inside_an_embed_each_page_sizes_its_own_frame(site, open_page):
    page = open_page(f"{site}/outer.html", width=600)
    map_in(page).wait_for_function("() => innerHeight !== 600")
    page.wait_for_timeout(300)
    assert page.locator("iframe").bounding_box()["height"] == 500


def at_rest(page):
    """How high each frame is, once none has changed for a while."""
    for _ in range(8):
        before = in_frames(page, "innerHeight")
        page.wait_for_timeout(700)
        if in_frames(page, "innerHeight") == before:
            return before
    raise AssertionError("the frames do not come to rest")


@pytest.mark.parametrize("width", [1300, 700, 390])
def test_a_map_in_a_frame_in_a_frame_works_and_comes_to_rest(site, open_page, width):
    """Each asks its own page for a height: none grows by what it was given."""
    page = open_page(f"{site}/marked.html", width=width)
    frame = map_in(page)
    before = page.evaluate("history.length")
    for mode in ("difference", "swipe", "single"):
        frame.locator(f"input[name=mode][value={mode}]").check()
        expect(frame.locator(f".wh-stage[data-mode={mode}]")).to_be_attached()
        frame.wait_for_function("mode => location.hash.includes(`mode=${mode}`)", arg=mode)
        settled = at_rest(page)
        assert settled[1] == 700
        assert 300 < settled[2] < 3000
    assert page.evaluate("history.length") == before
    assert page.url == f"{site}/marked.html"


MESSAGES = """[
  { whoholds: "height", height: 3000 }, { whoholds: "set", state: { proposal: "putin-2024" } },
  { whoholds: "set", theme: "dark", ground: "red" }, { whoholds: "measure" }, null, 7, "height",
]"""


def test_foreign_messages_change_nothing(site, open_page):
    page = open_page(f"{site}/outer.html", width=600)
    frame = map_in(page)
    frame.wait_for_function("() => innerHeight !== 600")
    page.wait_for_timeout(300)
    looks = """[innerHeight, document.querySelector("input[name=proposal]:checked")?.value,
      document.documentElement.dataset.theme ?? ""]"""
    before = in_frames(page, looks)
    # To the map from the page around the page around it; to the pages from themselves.
    page.evaluate(f"{MESSAGES}.forEach((one) => frames[0].frames[0].postMessage(one, '*'))")
    for one in page.frames[:2]:
        one.evaluate(f"{MESSAGES}.forEach((one) => window.postMessage(one, '*'))")
    # From the page around the map, but nothing that there is.
    page.frames[
        1
    ].evaluate("""[{ whoholds: "set", state: { proposal: ["x"], mode: {}, region: 3 } },
      { whoholds: "set", state: 5, theme: "blue", ground: "url(x)" }, { whoholds: "other" }]
      .forEach((one) => frames[0].postMessage(one, '*'))""")
    # From the map, a height that is none.
    frame.evaluate("""[NaN, -5, 1e9, "9px", null, {}].forEach((height) =>
      parent.postMessage({ whoholds: "height", height }, "*"))""")
    page.wait_for_timeout(500)
    assert in_frames(page, looks) == before


def test_the_page_around_may_choose_and_set_the_theme(site, open_page):
    page = open_page(f"{site}/without.html", width=900)
    frame = map_in(page)
    page.evaluate(
        "frames[0].postMessage("
        "{ whoholds: 'set', theme: 'dark', state: { proposal: 'putin-2024' } }, '*')"
    )
    expect(frame.locator(f"input[name=proposal][value={SECOND}]")).to_be_checked()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_document_has_the_script_that_ships():
    shipped = (ROOT / "src/whoholds/maps/web/embed.js").read_text("utf-8")
    code = "".join(line for line in shipped.splitlines(True) if "@returns" not in line)
    assert f"<script>\n{code}</script>" in SCRIPT

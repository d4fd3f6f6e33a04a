"""Every page keeps to a policy of its own: it works whole under it, what is smuggled in does not.

A violation is heard of twice: from the browser's event, in every frame, and from its console.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.map_pages import is_ready, page_html, pick, write_framed, write_page
from tests.browser.test_dashboard import choose, map_of, press
from tests.browser.tile_server import serving_tiles
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.maps.build import build_map
from whoholds.maps.payload import MODES

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

LISTEN = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`violation of ${event.violatedDirective}: ${event.blockedURI}`));"""

SMUGGLED = {
    "script": "<script>window.hurt = 1</script>",
    "handler": '<img src="data:," onerror="window.hurt = 1">',
    "frame": '<iframe srcdoc="<script>parent.hurt = 1</script>"></iframe>',
    "base": '<base href="https://elsewhere.example/">',
    "style": "<style>body { --hurt: 1 }</style>",
}


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def listen(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open pages whose violations and errors are written down."""
    contexts = []

    def open_(url: str, **options) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_bad(said.type) else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()


def _is_bad(kind: str) -> bool:
    return kind in ("error", "warning")


def use(page: Page, frame, mode: str) -> None:
    """Do what a reader does in a mode: choose, point, open the panel, zoom."""
    frame.locator(f"input[name=mode][value={mode}]").check()
    pick(frame, "putin-2024")
    panel = frame.locator(".wh-details h2").first
    if not panel.is_visible():  # a second Enter would close it
        frame.locator(".leaflet-zones-pane path.wh-zone[aria-label^=Kherson]").first.focus()
        page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("+")
    page.wait_for_timeout(400)


@pytest.mark.parametrize("people", [True, False])
@pytest.mark.parametrize("mode", MODES)
def test_a_file_works_whole_without_a_violation(tmp_path, listen, complaints, mode, people):
    page = is_ready(listen(write_page(tmp_path, mode=mode, people=people), offline=True))
    use(page, page, mode)
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen", color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(300)
    assert complaints == []


def test_the_page_in_a_sandbox_keeps_to_it(tmp_path, listen, complaints):
    page = listen(write_framed(tmp_path), offline=True)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-ready=yes]")).to_be_attached()
    for mode in MODES:
        use(page, frame, mode)
    assert complaints == []


def test_a_notebook_keeps_to_it(tmp_path, listen, complaints):
    path = tmp_path / "notebook.html"
    canvas = build_map(load_catalogue(), baseline_zones(), "putin-2024")
    html = f"<!doctype html><meta charset=utf-8>{canvas._repr_html_()}"
    path.write_text(html, encoding="utf-8")
    page = listen(path.as_uri(), offline=True)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-ready=yes]")).to_be_attached()
    use(page, frame, "side")
    assert complaints == []


def test_the_map_of_the_dashboard_keeps_to_it_and_so_does_its_download(
    dashboard, listen, complaints, tmp_path
):
    page = listen(f"{dashboard}/?section=downloads", accept_downloads=True)
    frame = map_of(page)
    for mode in MODES:
        use(page, frame, mode)
    choose(frame, "anchorage-aug-2025")
    expect(page.get_by_role("heading", name="Anchorage").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.wait_for_timeout(1_000)  # the buttons of the last choice go only now
    with page.expect_download() as download:
        press(page.get_by_role("button", name="Page with all proposals").first)
    path = tmp_path / "download.html"
    download.value.save_as(path)
    assert [one for one in complaints if _is_of_the_map(one)] == []
    complaints.clear()
    use(page := is_ready(listen(path.as_uri(), offline=True)), page, "swipe")
    assert complaints == []


def _is_of_the_map(said: str) -> bool:
    """Streamlit's own page says this and that; of policies only ours speaks."""
    return "violat" in said.lower() or "Content Security Policy" in said


def test_a_street_map_may_be_asked_for_and_no_other_host(tmp_path, listen, complaints):
    with serving_tiles() as asked:
        address = write_page(tmp_path, tiles=asked.template, attribution="whose")
        page = is_ready(listen(address))
        expect(page.locator("img.leaflet-tile-loaded").first).to_be_visible()
        assert complaints == []
        with serving_tiles() as other:
            blocked = page.evaluate(
                """address => new Promise((end) => {
                  const image = new Image();
                  image.onload = () => end(false);
                  image.onerror = () => end(true);
                  image.src = address;
                })""",
                other.template.format(z=1, x=1, y=1),
            )
            assert blocked
            assert other.paths == []
    assert complaints


def _hurt(page: Page) -> bool:
    """Whether anything of what was smuggled in had its way."""
    page.wait_for_timeout(300)
    return bool(
        page.evaluate(
            """() => window.hurt === 1
              || getComputedStyle(document.body).getPropertyValue("--hurt") !== ""
              || document.baseURI !== document.URL"""
        )
    )


@pytest.mark.parametrize("kind", SMUGGLED)
def test_what_is_smuggled_in_does_nothing_under_the_policy_alone(
    tmp_path, listen, complaints, kind
):
    html = page_html().replace("<main", f"{SMUGGLED[kind]}<main", 1)
    guarded, bare = tmp_path / "guarded.html", tmp_path / "bare.html"
    guarded.write_text(html, encoding="utf-8")
    bare.write_text(POLICY.sub("", html), encoding="utf-8")
    assert _hurt(is_ready(listen(bare.as_uri())))
    complaints.clear()
    assert not _hurt(is_ready(listen(guarded.as_uri())))
    assert any(_is_of_the_map(one) for one in complaints)


def test_nothing_can_be_sent_away(tmp_path, listen, complaints):
    page = is_ready(listen(write_page(tmp_path)))
    with serving_tiles() as asked:
        address = asked.template.format(z=1, x=1, y=1)
        page.evaluate("address => fetch(address, {mode: 'no-cors'}).catch(() => 0)", address)
        page.evaluate("address => { navigator.sendBeacon(address, 'x'); }", address)
        page.evaluate(
            """address => {
              const form = document.createElement("form");
              Object.assign(form, { action: address, method: "post" });
              document.body.append(form);
              form.submit();
            }""",
            address,
        )
        page.wait_for_timeout(500)
        assert asked.paths == []
    assert len([one for one in complaints if "violation of" in one]) >= 3


def test_the_page_carries_the_licence_of_leaflet(tmp_path):
    licence = Path("src/whoholds/maps/leaflet-license.txt")
    text = (Path(__file__).resolve().parents[2] / licence).read_text("utf-8")
    assert "Redistribution and use in source and binary forms" in text
    html = page_html()
    assert text in html
    assert html.index(text) < html.index("L.map(")
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert "unsafe" not in POLICY.search(html)[1]

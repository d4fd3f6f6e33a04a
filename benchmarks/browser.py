"""The map in a real browser: a toggle, a first visit, and the sizes of what is sent."""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from tests.browser.chromium import FLAGS, find
from tests.browser.serving import running_dashboard, running_script

from benchmarks.measure import Row
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.figures.people import residents
from whoholds.maps.build import build_map, render

TOGGLES = 20
TENS = 10
"""Series of toggles: how often the figures follow in time says more than one median."""
FOLLOWS = 150
VISITS = 7
PHONE = {"width": 390, "height": 844}
SLOWER = 4
"""Times that a phone's processor is slower, as Lighthouse takes it."""
BAR_FIRST = 0.5
EMPTY = Path(__file__).with_name("empty_app.py")
SERVERS = 5
SETTLED = 4.0
"""Seconds from the server's first answer to its first visitor, who has an address to open."""

# From the click to the end of the layout that it causes: all colours are the new ones by then.
TOGGLE = """id => {
  const input = document.querySelector(`input[name=proposal][value="${id}"]`);
  const clicked = Date.now(), start = performance.now();
  input.click();
  document.querySelector("path.wh-zone").getBoundingClientRect();
  return [performance.now() - start, clicked];
}"""

# The last change of the page around the map that a toggle causes: its heading, figures and table
# are those of the proposal, and nothing moves any more.
FOLLOW = """name => { window.followed = new Promise((done) => {
  let quiet;
  const watch = new MutationObserver(() => {
    const last = Date.now();
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const headings = [...document.querySelectorAll("h2, h3")].map((one) => one.innerText.trim());
      if (!headings.includes(name)) return;
      watch.disconnect();
      done(last);
    }, 300);
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
}); }"""


def rows() -> list[Row]:
    """Every comparison that takes a browser."""
    with (
        sync_playwright() as playwright,
        running_dashboard() as ours,
        running_script(EMPTY) as other,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        shared = [_toggling(browser, ours), _visiting(browser, ours, other)]
        return [*shared, _toggling_slowed(browser), _first_visiting(browser), _sizing()]


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    return page


def _drawn(page: Page) -> None:
    frame = page.frame_locator("iframe[title]").first
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=60_000)


def _toggling(browser: Browser, address: str) -> Row:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    page.on("websocket", listen)
    page.goto(address)
    _drawn(page)
    page.get_by_role("tab").first.wait_for()
    page.wait_for_timeout(2_000)
    received.clear()
    inside = next(frame for frame in page.frames if frame.parent_frame)
    times, medians = [], []
    for _ in range(TENS):
        follow = []
        for proposal in ["putin-2024", "formula-2022"] * (TOGGLES // 2):
            name = load_catalogue()[proposal].name["en"]
            page.evaluate(FOLLOW, name)
            seconds, clicked = inside.evaluate(TOGGLE, proposal)
            times.append(seconds)
            follow.append(page.evaluate("window.followed") - clicked)
            page.wait_for_timeout(300)
        medians.append(statistics.median(follow))
    page.context.close()
    received_each = sum(received) / len(times) / 1e3
    in_time = sum(one <= FOLLOWS for one in medians)
    return Row(
        f"toggle, median of {len(times)}: click to all colours changed",
        f"{statistics.median(times):.1f} ms",
        f"figures and tables follow after {min(medians):.0f} to {max(medians):.0f} ms (medians of "
        f"{TENS} series of {TOGGLES}, {in_time} within {FOLLOWS} ms), with "
        f"{received_each:.1f} kB received, none of it needed for the map",
        "",
        f"at most 16 ms; figures within {FOLLOWS} ms, ten of ten",
    )


def _toggling_slowed(browser: Browser) -> Row:
    """The exported page on a phone whose processor is slow."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.html"
        file.write_text(exported(), encoding="utf-8")
        page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
        page.goto(file.as_uri())
        page.locator("html[data-ready=yes]").wait_for(state="attached")
        page.wait_for_timeout(2_000)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        choices = list(load_catalogue().proposals)
        # Each is chosen once before: what it says of every zone is looked up the first time.
        first, again = (
            [page.evaluate(TOGGLE, one)[0] for one in choices if not page.wait_for_timeout(300)]
            for _ in range(2)
        )
        page.context.close()
    return Row(
        f"toggle at {PHONE['width']} px on a processor {SLOWER} times as slow, median of all "
        "proposals",
        f"{statistics.median(again):.1f} ms",
        f"each the first time {statistics.median(first):.1f} ms, at most {max(first):.0f} ms",
        "",
        "at most 16 ms",
    )


def _visiting(browser: Browser, ours: str, other: str) -> Row:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(VISITS + 1):
        start = time.perf_counter()
        page = _open(browser, ours)
        _drawn(page)
        times[0].append(time.perf_counter() - start)
        page.context.close()
        start = time.perf_counter()
        page = _open(browser, other)
        page.get_by_text("ready").wait_for()
        times[1].append(time.perf_counter() - start)
        page.context.close()
    # The first visit to a server is measured by itself, see `_first_visiting`.
    mine, empty = (statistics.median(seconds[1:]) for seconds in times)
    return Row(
        "first visit: until the map is drawn",
        f"{mine:.2f} s",
        f"empty Streamlit page ready {empty:.2f} s",
        f"{mine / empty:.2f}",
        f"at most {BAR_FIRST} s more (here {mine - empty:+.2f} s)",
    )


def _first_visiting(browser: Browser) -> Row:
    """The very first visitor of a server that has just been started, beside an empty page's."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(SERVERS):
        with running_dashboard() as ours:
            time.sleep(SETTLED)
            start = time.perf_counter()
            page = _open(browser, ours)
            _drawn(page)
            times[0].append(time.perf_counter() - start)
            page.context.close()
        with running_script(EMPTY) as other:
            time.sleep(SETTLED)
            start = time.perf_counter()
            page = _open(browser, other)
            page.get_by_text("ready").wait_for()
            times[1].append(time.perf_counter() - start)
            page.context.close()
    mine, empty = (statistics.median(seconds) for seconds in times)
    return Row(
        f"very first visit of a server, {SETTLED:.0f} s after it answered: until the map is drawn",
        f"{mine:.2f} s",
        f"empty Streamlit page ready {empty:.2f} s",
        f"{mine / empty:.2f}",
        f"at most {BAR_FIRST} s more (here {mine - empty:+.2f} s)",
    )


def _sizing() -> Row:
    page = exported().encode()
    return Row(
        "the map page, gzipped",
        f"{len(gzip.compress(page)) / 1e3:.0f} kB",
        f"{len(page) / 1e3:.0f} kB as it is; sent once",
        "",
        "at most 400 kB",
    )


def exported(proposal: str = "line-2025-08-16") -> str:
    """Return the exported page, opened at a proposal."""
    zones = baseline_zones()
    people = residents(zones).people
    return render(build_map(load_catalogue(), zones, proposal, people=people))

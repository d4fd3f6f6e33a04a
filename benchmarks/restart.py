"""Kill the dashboard's server while pages are open, start it again, and see who comes back.

Every page shows another proposal or reading, and nobody touches it: Streamlit's page finds the
server again, and the choice is in the link.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NoAnswerError
from tests.browser.chromium import FLAGS, find
from tests.browser.serving import Dashboard

from whoholds.desk import load_catalogue

PATIENCE = 120.0
"""Seconds that a page has to come back."""

ANSWER = 30.0
"""Seconds that the server has to answer a choice."""

CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"

# Whether a page is connected, at rest, and shows a heading.
SHOWS = """heading => {
  const app = document.querySelector("[data-testid=stApp]");
  const headings = [...document.querySelectorAll("h2, h3")].map((one) => one.innerText.trim());
  return app?.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning" && headings.includes(heading);
}"""

# Notes when a page that has lost the server has run again and shows a heading; asking it from here
# all the time would keep it busy.
WATCH = """heading => {
  const app = document.querySelector("[data-testid=stApp]");
  let away = false, ran = false;
  window.backAt = 0;
  new MutationObserver(() => {
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (!connected) [away, ran] = [true, false];
    if (connected && away && app.dataset.testScriptState === "running") ran = true;
    if (ran && !window.backAt && (SHOWS)(heading)) window.backAt = Date.now();
  }).observe(app, { attributes: true, childList: true, subtree: true });
}""".replace("SHOWS", SHOWS)


@dataclass
class Opened:
    """A page, and what was chosen in it."""

    page: Page
    proposal: str
    reading: str
    heading: str
    link: str = ""
    seconds: float | None = None
    """How long after the server answered again it was back; None while it is not."""

    def back_at(self) -> float:
        """When it showed, after a run of a living server, what was chosen in it; 0 before."""
        at = float(self.page.evaluate("window.backAt")) / 1e3
        return at if at and self._keeps() else 0.0

    def _keeps(self) -> bool:
        """Whether link and map have the choice."""
        inside = next((one for one in self.page.frames if one.parent_frame), None)
        if self.page.url != self.link or inside is None:
            return False
        for field, value in (("proposal", self.proposal), ("reading", self.reading)):
            chosen = inside.locator(f"input[name={field}][value={value}]")
            if chosen.count() and not chosen.is_checked():
                return False
        return True

    def obeys(self, proposal: str) -> bool:
        """Whether the server answers a further choice in this page."""
        inside = next(one for one in self.page.frames if one.parent_frame)
        inside.locator(f"input[name=proposal][value={proposal}]").check()
        heading = load_catalogue()[proposal].name["en"]
        try:
            self.page.wait_for_function(SHOWS, arg=heading, timeout=ANSWER * 1e3)
        except NoAnswerError:
            return False
        return True


def open_pages(browser: Browser, address: str, count: int) -> list[Opened]:
    """Open pages, each with another proposal or reading, and wait until they are there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    proposals = [one for one in load_catalogue().proposals.values() if one.kind != "line"]
    chosen = [(one, reading.id) for one in proposals for reading in one.readings]
    opened = []
    for proposal, reading in (chosen * (1 + count // len(chosen)))[:count]:
        page = context.new_page()
        page.goto(f"{address}/?{urlencode({'proposal': proposal.id, 'reading': reading})}")
        one = Opened(page, proposal.id, reading, proposal.name["en"])
        page.wait_for_function(SHOWS, arg=one.heading, timeout=PATIENCE * 1e3)
        one.link = page.url
        opened.append(one)
    return opened


def kill(dashboard: Dashboard, pages: list[Page]) -> None:
    """Kill the server, and wait until the pages know that it is gone."""
    dashboard.kill()
    for page in pages:
        page.wait_for_function(f"{CONNECTION} !== 'CONNECTED'", timeout=PATIENCE * 1e3)


def restart(dashboard: Dashboard, opened: list[Opened]) -> float:
    """Kill the server, start it, and note in every page when it was back.

    Returns
    -------
    float
        Seconds for which there was no server.
    """
    for one in opened:
        one.page.evaluate(WATCH, one.heading)
    killed = time.time()
    kill(dashboard, [one.page for one in opened])
    dashboard.start()
    answered = time.time()
    while time.time() < answered + PATIENCE:
        for one in opened:
            if one.seconds is None and (at := one.back_at()):
                one.seconds = at - answered
        if all(one.seconds is not None for one in opened):
            break
        time.sleep(1)
    return answered - killed


def rows(dashboard: Dashboard, pages: int) -> list[str]:
    """Lines of the soak's table about a kill with pages open in a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        opened = open_pages(browser, dashboard.address, pages)
        away = restart(dashboard, opened)
        seconds = sorted(one.seconds for one in opened if one.seconds is not None)
        others = [*opened[pages // 2 :], *opened[: pages // 2]]
        obeying = sum(
            one.obeys(other.proposal)
            for one, other in zip(opened, others, strict=True)
            if one.seconds is not None
        )
        browser.close()
    middle = seconds[len(seconds) // 2] if seconds else float("nan")
    last = seconds[-1] if seconds else float("nan")
    return [
        f"| killed with {pages} pages open, {away:.0f} s without a server: pages that came back "
        f"with their proposal | {len(seconds)} of {pages}, median {middle:.1f} s, last "
        f"{last:.1f} s after it answered | all |",
        f"| and answered a further choice | {obeying} of {pages} | all |",
    ]

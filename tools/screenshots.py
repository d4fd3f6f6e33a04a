"""Take the README's pictures anew: `make screenshots`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.browser.chromium import FLAGS, find
from tests.browser.serving import running_dashboard

from whoholds import picture

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, what the link asks for, size and theme."""

    name: str
    query: str
    width: int
    height: int
    theme: str


PICTURES = [
    Picture("dashboard", "?proposal=anchorage-aug-2025", 1280, 1000, "light"),
    Picture(
        "dashboard-dark",
        "?proposal=putin-2024&mode=difference&other=us-28-nov-2025",
        1280,
        1000,
        "dark",
    ),
    Picture("dashboard-phone", "?proposal=us-28-nov-2025", 390, 844, "light"),
]


CARDS = {
    "card": {"proposal": "anchorage-aug-2025"},
    "comparison": {"proposal": "anchorage-aug-2025", "against": "putin-2024", "mode": "difference"},
}
"""What `whoholds picture` draws for the README."""


def main() -> None:
    """Serve the dashboard, take every picture, stop the server; draw the cards."""
    for name, asked in CARDS.items():
        picture(**asked).save(FOLDER / f"{name}.png")
    with running_dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for one in PICTURES:
            _take(browser, address, one)


def _take(browser: Browser, address: str, picture: Picture) -> None:
    size = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=size, color_scheme=picture.theme)
    page.goto(f"{address}/{picture.query}")
    frame = page.frame_locator("iframe[title]").first
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=60_000)
    page.get_by_role("tab").first.wait_for()
    page.wait_for_timeout(3_000)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()

"""Find a Chromium or Chrome on this machine; run as a module it prints the path or fails."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Without these the browser asks its maker's hosts for updates at every start, and the test that
# counts requests to other hosts would count them.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The address bar's suggestions are two more pages in every window, which nobody here opens.
    "--disable-features="
    + ",".join(
        [
            *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
            *("Translate", "MediaRouter", "HttpsUpgrades", "LazyFrameLoading", "PaintHolding"),
        ]
    ),
]


def find() -> str | None:
    """The path of an installed browser: the system's, else Playwright's own build."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.is_file() else None


if __name__ == "__main__":
    found = find()
    print(found or "no Chromium or Chrome found")
    sys.exit(0 if found else 1)

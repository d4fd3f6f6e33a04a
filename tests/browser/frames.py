"""Ask the frames of a page, also while one of them is on its way to another document."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Error, Page

GONE = ("Execution context was destroyed", "Frame was detached", "frame got detached")
"""What Playwright says of a frame whose document is replaced while it is asked."""

TRIES = 20
PAUSE_MS = 250


def in_frames(page: Page, script: str, *, only: slice = slice(None)) -> list[Any]:
    """What the script gives in each frame, the page itself first; asked anew if one moves on."""
    for _ in range(TRIES):
        try:
            return [frame.evaluate(script) for frame in page.frames[only]]
        except Error as error:
            if not any(gone in str(error) for gone in GONE):
                raise
        page.wait_for_timeout(PAUSE_MS)
    raise AssertionError(f"the frames of {page.url} never came to rest")


def in_map(page: Page, script: str) -> Any:
    """What the script gives in the frame of the map, which is the first below the page."""
    (found,) = in_frames(page, script, only=slice(1, 2))
    return found

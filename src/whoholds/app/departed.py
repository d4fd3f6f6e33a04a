"""Visits whose page was left: kept for a moment, in case it comes back, then ended whole.

A browser that loses its line for a moment finds its visit again. Streamlit lets the others go
without ending them: their files stay, and three file descriptors of each, until Python's collector
comes by. Here they are ended, and there are never more of them than descriptors can be spared.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import sys
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from streamlit import runtime

if TYPE_CHECKING:
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.session_manager import SessionInfo
    from streamlit.starlette import App

MOST = 30
"""Visits that are kept: each holds three file descriptors."""

SECONDS = 120.0
"""How long a visit is kept."""

ROUND = 10.0
"""Seconds between two looks at who has been away too long."""


class Departed:
    """Where Streamlit keeps visits without a page (its `SessionStorage`).

    Parameters
    ----------
    most, seconds
        How many visits are kept, and for how long.
    """

    def __init__(self, most: int = MOST, seconds: float = SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._kept: dict[str, tuple[float, SessionInfo]] = {}
        self._ended: list[AppSession] = []

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a visit that is still kept."""
        self.end_old()
        kept = self._kept.get(session_id)
        return kept[1] if kept else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a visit; where there are too many, the one that left first is ended."""
        self._kept[session_info.session.id] = (time.monotonic() + self._seconds, session_info)
        self.end_old()
        while len(self._kept) > self._most:
            self._end(next(iter(self._kept)))

    def delete(self, session_id: str) -> None:
        """Give a visit back to its page, or to who ends it."""
        del self._kept[session_id]

    def list(self) -> list[SessionInfo]:
        """Return every visit that is kept."""
        return [info for _, info in self._kept.values()]

    def end_old(self) -> None:
        """End those that have been away too long."""
        now = time.monotonic()
        for name in [name for name, (until, _) in self._kept.items() if until < now]:
            self._end(name)

    def _end(self, name: str) -> None:
        _, info = self._kept.pop(name)
        info.session.shutdown()
        self._ended.append(info.session)

    def empty_ended(self) -> bool:
        """Empty the visits that were ended and whose script has stopped; tell if there were any.

        Streamlit's loop holds on to the visit that it served last until another one comes, and
        the layers that were brought hang on its state.
        """
        stopped = [session for session in self._ended if session._scriptrunner is None]
        for session in stopped:
            session.session_state.clear()
            self._ended.remove(session)
        return bool(stopped)


def give_back() -> None:
    """Give the memory of what is gone back to the machine, where the C library keeps it (glibc)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


@contextlib.asynccontextmanager
async def ending_visits(_app: App) -> AsyncIterator[None]:
    """Put `Departed` in the place of Streamlit's own storage for as long as the server runs."""
    departed = Departed()
    # Streamlit's App takes no storage; its runtime has one to be replaced before the first visit.
    runtime.get_instance()._session_mgr._session_storage = departed  # type: ignore[attr-defined]

    async def go_round() -> None:
        while True:
            await asyncio.sleep(ROUND)
            departed.end_old()
            if departed.empty_ended():
                await asyncio.to_thread(give_back)

    task = asyncio.create_task(go_round())
    try:
        yield
    finally:
        task.cancel()

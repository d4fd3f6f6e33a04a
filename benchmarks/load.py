"""Many visitors at once: sessions that toggle every five seconds, over real websockets.

Each session is what a browser's is (`benchmarks/visitor.py`); a toggle is timed from sending to the
message that the run has finished. The dashboard and the plain st_folium page run in turn on this
machine, the generator beside them on the same cores.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.serving import running_dashboard, running_script

from benchmarks.visitor import Visitor
from whoholds.app.choice import MAP_FIELDS, default_choice
from whoholds.app.markdown import plain
from whoholds.desk import load_catalogue

PERIOD = 5.0
LASTS = 20.0
GIVE_UP = 60.0
PROPOSALS = ["putin-2024", "formula-2022", "anchorage-aug-2025", "us-28-nov-2025"]


@dataclass(frozen=True)
class Page:
    """How one of the two pages is told of a choice."""

    name: str
    widget: str
    """How the key of the field begins that is set."""
    value: Callable[[str, int], dict[str, str]]
    answer: Callable[[str], str]
    """The heading that the run for a proposal has to show; "" where there is none."""


def chosen_in_map(proposal: str, count: int) -> dict[str, str]:
    """Return what the map's component says when a proposal is chosen in it.

    Parameters
    ----------
    proposal
        Its id.
    count
        A number that is new with every choice.
    """
    book = load_catalogue()
    choice = default_choice(book) | {
        "proposal": proposal,
        "reading": book[proposal].default_reading.id,
    }
    state = {name: choice[name] for name in MAP_FIELDS} | {"count": count}
    return {"json_value": json.dumps({"chosen": state, "drawn": True})}


def heading_of(proposal: str) -> str:
    """Return the heading of the page that shows a proposal."""
    return plain(load_catalogue()[proposal].name["en"])


DASHBOARD = Page("whoholds", "map-", chosen_in_map, heading_of)
ST_FOLIUM = Page(
    "st_folium rebuild",
    "proposal",
    lambda proposal, _count: {"string_value": proposal},
    lambda _proposal: "",
)


@dataclass
class Session:
    """One visitor, who toggles."""

    visitor: Visitor
    page: Page
    seconds: list[float] = field(default_factory=list)

    async def toggle(self) -> None:
        """Toggle until the time is over, or an answer stays away."""
        start = time.monotonic()
        await asyncio.sleep(random.random() * PERIOD)
        self.visitor.received = 0
        for count, proposal in enumerate(itertools.cycle(PROPOSALS), start=1):
            begun = time.monotonic()
            if begun > start + LASTS:
                return
            widget = self.visitor.seen.widget(self.page.widget)
            try:
                seen = await self.visitor.run({widget: self.page.value(proposal, count)}, GIVE_UP)
            except TimeoutError:
                self.seconds.append(math.inf)
                return
            if self.page.answer(proposal) not in {*seen.headings, ""}:
                raise RuntimeError(f"the run for {proposal} showed {seen.headings}")
            self.seconds.append(time.monotonic() - begun)
            await asyncio.sleep(max(0.0, PERIOD - (time.monotonic() - begun)))


async def _measure(address: str, page: Page, visitors: int) -> list[Session]:
    sessions = [Session(Visitor(address), page) for _ in range(visitors)]
    try:
        await asyncio.gather(*(session.visitor.open() for session in sessions))
        await asyncio.gather(*(session.toggle() for session in sessions))
    finally:
        await asyncio.gather(*(session.visitor.close() for session in sessions))
    return sessions


def _line(page: Page, visitors: int, sessions: list[Session]) -> str:
    times = sorted(second for session in sessions for second in session.seconds)
    middle, worst = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    bytes_each = sum(session.visitor.received for session in sessions) / len(times)
    return (
        f"| {page.name} | {visitors} | {len(times)} | {_milliseconds(middle)} | "
        f"{_milliseconds(worst)} | {bytes_each / 1e3:.1f} kB |"
    )


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.0f} ms" if seconds < GIVE_UP else f"no answer in {GIVE_UP:.0f} s"


def rows(loads: tuple[int, ...] = (10, 40, 80, 160)) -> Iterator[str]:
    """Lines of the load table as they are measured, both pages at every number of visitors."""
    rebuild = Path(__file__).with_name("st_folium_app.py")
    with running_dashboard() as ours, running_script(rebuild) as other:
        for address, page in ((ours, DASHBOARD), (other, ST_FOLIUM)):
            asyncio.run(_measure(address, page, 1))
        for visitors in loads:
            for address, page in ((ours, DASHBOARD), (other, ST_FOLIUM)):
                sessions = asyncio.run(_measure(address, page, visitors))
                yield _line(page, visitors, sessions)


if __name__ == "__main__":
    for line in rows(tuple(int(text) for text in sys.argv[1:]) or (10, 40)):
        print(line, flush=True)

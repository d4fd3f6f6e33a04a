"""Many visitors at once: sessions that toggle every five seconds, over real websockets.

Each session is what a browser's is: a websocket that asks for the page and then sends one change
after the other, timed from sending to the message that the run has finished. Like a browser it
sends the address bar's link with every change, as the server has last set it. The dashboard and
the plain st_folium page run in turn on this machine, the generator beside them on the same cores.
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

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tests.browser.serving import running_dashboard, running_script

from whoholds.app.choice import MAP_FIELDS, default_choice
from whoholds.app.markdown import plain
from whoholds.proposals import load_catalogue

PERIOD = 5.0
LASTS = 20.0
GIVE_UP = 60.0
PROPOSALS = ["putin-2024", "formula-2022", "anchorage-aug-2025", "us-28-nov-2025"]


@dataclass
class Page:
    """How one of the two pages is told of a choice."""

    name: str
    is_widget: Callable[[object], str]
    set_value: Callable[[object, str, int], None]
    answer: Callable[[str], str]
    """The heading that the run for a proposal has to show; "" where there is none."""


def _component_id(element: object) -> str:
    component = element.bidi_component  # type: ignore[attr-defined]
    return component.id if component.component_name == "whoholds_map" else ""


def _tell_component(widget: object, proposal: str, count: int) -> None:
    book = load_catalogue()
    choice = default_choice(book) | {
        "proposal": proposal,
        "reading": book[proposal].default_reading.id,
    }
    state = {name: choice[name] for name in MAP_FIELDS} | {"count": count}
    widget.json_value = json.dumps({"chosen": state})  # type: ignore[attr-defined]


def _select_id(element: object) -> str:
    return element.selectbox.id  # type: ignore[attr-defined]


def _tell_select(widget: object, proposal: str, _count: int) -> None:
    widget.string_value = proposal  # type: ignore[attr-defined]


DASHBOARD = Page(
    "whoholds",
    _component_id,
    _tell_component,
    lambda proposal: plain(load_catalogue()[proposal].name.en),
)
ST_FOLIUM = Page("st_folium rebuild", _select_id, _tell_select, lambda _proposal: "")


@dataclass
class Session:
    """One visitor."""

    address: str
    page: Page
    seconds: list[float] = field(default_factory=list)
    received: int = 0
    socket: websockets.ClientConnection | None = None
    widget: str = ""
    link: str = ""
    headings: set[str] = field(default_factory=set)
    cached: dict[str, None] = field(default_factory=dict)

    async def open(self) -> None:
        """Open the page and wait until it is there, however long that takes."""
        url = self.address.replace("http", "ws") + "/_stcore/stream"
        self.socket = await websockets.connect(
            url,
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
            # An overloaded server answers no pings either; it is the toggles that are timed.
            open_timeout=None,
            ping_interval=None,
        )
        await self._run(BackMsg(rerun_script=ClientState()), None)

    async def toggle(self) -> None:
        """Toggle until the time is over, or an answer stays away."""
        start = time.monotonic()
        await asyncio.sleep(random.random() * PERIOD)
        self.received = 0
        for count, proposal in enumerate(itertools.cycle(PROPOSALS), start=1):
            begun = time.monotonic()
            if begun > start + LASTS:
                return
            message = BackMsg()
            widget = message.rerun_script.widget_states.widgets.add(id=self.widget)
            self.page.set_value(widget, proposal, count)
            try:
                await self._run(message, GIVE_UP)
            except TimeoutError:
                self.seconds.append(math.inf)
                return
            if self.page.answer(proposal) not in {*self.headings, ""}:
                raise RuntimeError(f"the run for {proposal} showed {self.headings}")
            self.seconds.append(time.monotonic() - begun)
            await asyncio.sleep(max(0.0, PERIOD - (time.monotonic() - begun)))

    async def close(self) -> None:
        """Leave the page."""
        if self.socket is not None:
            await self.socket.close()

    async def _run(self, message: BackMsg, patience: float | None) -> None:
        assert self.socket is not None
        message.rerun_script.cached_message_hashes.extend(self.cached)
        message.rerun_script.query_string = self.link
        self.headings.clear()
        await self.socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(), patience)
            self.received += len(data)
            forward = ForwardMsg()
            forward.ParseFromString(data)
            # A browser keeps large messages and says so, and the server sends their names alone.
            if forward.metadata.cacheable:
                self.cached[forward.hash] = None
            kind = forward.WhichOneof("type")
            if kind == "page_info_changed":
                self.link = forward.page_info_changed.query_string
            if kind == "delta" and forward.delta.WhichOneof("type") == "new_element":
                element = forward.delta.new_element
                self.widget = self.page.is_widget(element) or self.widget
                self.headings.add(element.heading.body)
            if kind == "script_finished":
                return


async def _measure(address: str, page: Page, visitors: int) -> list[Session]:
    sessions = [Session(address, page) for _ in range(visitors)]
    try:
        await asyncio.gather(*(session.open() for session in sessions))
        await asyncio.gather(*(session.toggle() for session in sessions))
    finally:
        await asyncio.gather(*(session.close() for session in sessions))
    return sessions


def _line(page: Page, visitors: int, sessions: list[Session]) -> str:
    times = sorted(second for session in sessions for second in session.seconds)
    middle, worst = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    bytes_each = sum(session.received for session in sessions) / len(times)
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

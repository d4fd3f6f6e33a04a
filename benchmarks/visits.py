"""What the soak's visitors do, and what came of it: readers who toggle, readers who import."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, KeysView
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import websockets

from benchmarks.cargo import DAY, Brought
from benchmarks.load import chosen_in_map, heading_of
from benchmarks.visitor import Seen, Visitor
from whoholds.app.pages import PAGES
from whoholds.desk import load_catalogue
from whoholds.words.reader import ENGLISH

PERIOD = 5.0
STAY = (30.0, 120.0)
"""Shortest and longest time that a visit lasts."""

PATIENCE, IMPORT_PATIENCE = 30.0, 120.0
PROPOSALS = [one.id for one in load_catalogue().proposals.values() if one.kind != "line"]
OTHERS = {path: ENGLISH.word(f"page.{name}") for name, (path, _) in PAGES.items() if path}
"""Pages beside the map's by their paths, each with its heading."""

LOADED, REFUSED = ENGLISH.word("layers.loaded"), ENGLISH.word("layers.refused")


@dataclass(frozen=True)
class Import:
    """One file that was brought."""

    name: str
    begun: float
    ended: float
    outcome: str


@dataclass
class Tally:
    """What came of everything that the visitors did."""

    toggles: list[tuple[float, float]] = field(default_factory=list)
    """When each was sent, and answered."""
    pages: list[float] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    visits: int = 0

    def hear(self, doing: str, seen: Seen, heading: str = "") -> None:
        """Note what is wrong with a run."""
        for text in seen.exceptions:
            self.faults[f"{doing}: {text[:200]}"] += 1
        if heading and heading not in seen.headings:
            self.faults[f"{doing}: showed {sorted(seen.headings)}"] += 1

    @asynccontextmanager
    async def visit(self, address: str) -> AsyncIterator[Visitor]:
        """One visit, from its opening with the map drawn; what ends it early is noted."""
        visitor = Visitor(address)
        self.visits += 1
        try:
            await visitor.open(patience=PATIENCE)
            drawn = {visitor.seen.widget("map-"): {"json_value": '{"chosen": null, "drawn": true}'}}
            self.hear("opening", await visitor.run(drawn, PATIENCE))
            yield visitor
        except TimeoutError:
            self.faults["no answer in time"] += 1
        except (OSError, websockets.WebSocketException) as error:
            self.faults[f"the connection broke: {type(error).__name__}"] += 1
        except (KeyError, RuntimeError) as error:
            self.faults[f"{type(error).__name__}: {str(error)[:200]}"] += 1
        finally:
            await visitor.close()


_COUNT = itertools.count(1)


async def toggle(visitor: Visitor, tally: Tally, chance: random.Random) -> None:
    """Choose a proposal in the map."""
    proposal = chance.choice(PROPOSALS)
    change = {visitor.seen.widget("map-"): chosen_in_map(proposal, next(_COUNT))}
    begun = time.monotonic()
    seen = await visitor.run(change, PATIENCE)
    tally.toggles.append((begun, time.monotonic()))
    tally.hear("toggle", seen, heading_of(proposal))


async def look_around(visitor: Visitor, tally: Tally, chance: random.Random) -> None:
    """Open another page, stay for as long as between two toggles, and go back to the map."""
    path = chance.choice(list(OTHERS))
    begun = time.monotonic()
    tally.hear(f"page {path}", await visitor.go(path, PATIENCE), OTHERS[path])
    tally.pages.append(time.monotonic() - begun)
    await asyncio.sleep(PERIOD)
    tally.hear("back to the map", await visitor.go("", PATIENCE))


async def read(address: str, tally: Tally, end: float, seed: int) -> None:
    """Visit after visit until the end: toggle every five seconds, now and then see another page."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * PERIOD)
    while time.monotonic() < end:
        async with tally.visit(address) as visitor:
            leaves = min(end, time.monotonic() + chance.uniform(*STAY))
            while time.monotonic() < leaves:
                begun = time.monotonic()
                act = toggle if chance.random() < 0.9 else look_around
                await act(visitor, tally, chance)
                await asyncio.sleep(max(0.0, PERIOD - (time.monotonic() - begun)))
        await asyncio.sleep(chance.random())


async def bring_files(
    address: str, tally: Tally, end: float, number: int, cargo: list[Brought]
) -> None:
    """Visit after visit until the end: bring one file after the other, and remove most."""
    chance = random.Random(number)
    start = number * len(cargo) // 2
    turn = itertools.cycle([*cargo[start % len(cargo) :], *cargo[: start % len(cargo)]])
    while time.monotonic() < end:
        async with tally.visit(address) as visitor:
            await visitor.go("layers", PATIENCE)
            for brought in itertools.islice(turn, 6):
                if time.monotonic() > end:
                    break
                await _bring(visitor, tally, brought)
                await _see_and_remove(visitor, tally, chance)
                await asyncio.sleep(1)


async def _bring(visitor: Visitor, tally: Tally, brought: Brought) -> None:
    """Bring a file, and note how long that took and what came of it."""
    begun, outcome = time.monotonic(), "no answer"
    try:
        outcome = await _import(visitor, tally, brought)
    finally:
        tally.imports.append(Import(brought.name, begun, time.monotonic(), outcome))


async def _import(visitor: Visitor, tally: Tally, brought: Brought) -> str:
    """Put a file into its field; where that is not enough, say its day and press the button."""
    seen = await visitor.bring(visitor.seen.widget("file"), brought.path, IMPORT_PATIENCE)
    tally.hear(f"file {brought.name}", seen)
    if not any(LOADED in text for text in seen.texts):
        day = seen.widget("date-")
        changes = {day: {"string_array_value": {"data": [DAY]}}} if day else {}
        seen = await visitor.run(changes, IMPORT_PATIENCE, seen.widget("load"))
        tally.hear(f"import of {brought.name}", seen)
    loaded = any(LOADED in text for text in seen.texts)
    refused = any(REFUSED in text for text in seen.texts)
    outcome = "refused" if refused else "read" if loaded else "neither read nor refused"
    if outcome not in (("read",) if brought.is_ordinary else ("read", "refused")):
        tally.faults[f"import of {brought.name}: {outcome}: {seen.texts[:4]}"] += 1
    return outcome


def _own(seen: Seen) -> KeysView[str]:
    """The buttons that remove a visit's own layers, by id, the newest last."""
    return {name: key for key, name in seen.widgets.items() if key.startswith("own-")}.keys()


async def _see_and_remove(visitor: Visitor, tally: Tally, chance: random.Random) -> None:
    """See an own layer on the map, then remove it; one in four stays until the visit ends."""
    layer = next(reversed(_own(visitor.seen)), "")
    if layer:
        tally.hear("own layer on the map", await visitor.go("", PATIENCE))
        tally.hear("back to the layers", await visitor.go("layers", PATIENCE))
        if chance.random() < 0.75:
            seen = await visitor.run({}, PATIENCE, layer)
            tally.hear("removing", seen)
            if layer in _own(seen):
                tally.faults["a removed layer is still there"] += 1
    await visitor.empty(visitor.seen.widget("file"), PATIENCE)


async def come_and_go(address: str, tally: Tally, visits: int, seen: Callable[[], object]) -> None:
    """Many visits, a few at a time, each opened and left; look at the server after each."""

    async def one_after_the_other() -> None:
        while tally.visits < visits:
            async with tally.visit(address) as visitor:
                await toggle(visitor, tally, random.Random(tally.visits))
            seen()

    await asyncio.gather(*(one_after_the_other() for _ in range(4)))

"""A server that is used for long, by readers, by people who import, and by files meant to hurt.

`make soak` takes 15 minutes; `python -m benchmarks.soak --minutes 60` an hour. The table that is
printed at the end is the section "Soak" of benchmarks/results.md.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.serving import Dashboard, own_dashboard

from benchmarks import cargo, restart
from benchmarks.load import chosen_in_map
from benchmarks.visits import (
    OTHERS,
    PATIENCE,
    PROPOSALS,
    Tally,
    bring_files,
    come_and_go,
    read,
)
from benchmarks.watch import Clock, Sample, Watch
from whoholds.app.departed import ROUND, SECONDS

LOOK = 2.0
"""Seconds between two looks at the server."""

MOST_DESCRIPTORS = 150
BAR = 0.15
"""Seconds below which 95 of 100 toggles stay."""


async def _warm_up(address: str, tally: Tally) -> None:
    """See every page and every proposal once: what all visitors share is computed by then."""
    async with tally.visit(address) as visitor:
        for count, proposal in enumerate(PROPOSALS, start=1):
            change = {visitor.seen.widget("map-"): chosen_in_map(proposal, -count)}
            await visitor.run(change, PATIENCE)
        for path in OTHERS:
            await visitor.go(path, PATIENCE)


async def _looking(watch: Watch) -> None:
    while True:
        watch.look()
        await asyncio.sleep(LOOK)


async def _telling(watch: Watch, tally: Tally) -> None:
    """Say every minute how it goes."""
    print(
        "minute | visits | toggles | median, p95 | imports | server, helpers | descriptors | "
        "threads | children | faults",
        flush=True,
    )
    told, minute = 0, 0
    while True:
        await asyncio.sleep(60)
        minute += 1
        now, fresh = watch.samples[-1], tally.toggles[told:]
        told += len(fresh)
        print(
            f"{minute} | {tally.visits} | {len(fresh)} | {_times(fresh)} | {len(tally.imports)} | "
            f"{_memory(now)} | {now.descriptors} | {now.threads} | {now.children} | "
            f"{tally.faults.total()}",
            flush=True,
        )


async def _soak(
    server: Dashboard, minutes: float, visitors: int, importers: int, brought: list[cargo.Brought]
) -> list[str]:
    address, tally, watch = server.address, Tally(), Watch(server.server.pid)
    await _warm_up(address, tally)
    before, clock = watch.look(), Clock(server.server.pid)
    end = time.monotonic() + 60 * minutes
    background = [asyncio.create_task(one) for one in (_looking(watch), _telling(watch, tally))]
    await asyncio.gather(
        *(read(address, tally, end, number) for number in range(visitors - importers)),
        *(bring_files(address, tally, end, number, brought) for number in range(importers)),
    )
    shares = clock.shares()
    busiest = list(watch.samples)
    await asyncio.sleep(SECONDS + 2 * ROUND)
    for task in background:
        task.cancel()
    return [
        f"| visits | {tally.visits} of {visitors} at a time | |",
        *_speeds(tally),
        *_imports(tally),
        *_takings(before, busiest, watch.look()),
        f"| processors used: server, this generator, others of the machine | "
        f"{', '.join(f'{share:.2f}' for share in shares)} of {os.cpu_count()} | |",
        f"| errors | {tally.faults.total()}{_list(tally.faults)} | 0 |",
    ]


def _list(faults: dict[str, int]) -> str:
    said = "; ".join(f"{count} x {text}" for text, count in faults.items())
    return f": {said}".replace("|", "/").replace("\n", " ") if said else ""


def _speeds(tally: Tally) -> list[str]:
    """Toggles, those of them beside an import, and pages."""
    beside = [
        (begun, ended)
        for begun, ended in tally.toggles
        if any(begun < one.ended and one.begun < ended for one in tally.imports)
    ]
    busy = {one.name for one in tally.imports}
    pages = [(0.0, seconds) for seconds in tally.pages]
    bar = f"95th percentile under {BAR * 1e3:.0f} ms"
    return [
        f"| toggles: median, 95th percentile | {len(tally.toggles)}: {_times(tally.toggles)} "
        f"| {bar} |",
        f"| those while a file was imported ({len(busy)} kinds) | {len(beside)}: "
        f"{_times(beside)} | {bar} |",
        f"| other pages opened: median, 95th percentile | {len(pages)}: {_times(pages)} | |",
    ]


def _imports(tally: Tally) -> list[str]:
    read_ = [one for one in tally.imports if one.outcome == "read"]
    refused = [one for one in tally.imports if one.outcome == "refused"]
    longest = max(tally.imports, key=lambda one: one.ended - one.begun, default=None)
    line = f"| files brought: read, refused | {len(read_)}, {len(refused)}"
    if longest:
        line += f"; longest {longest.ended - longest.begun:.1f} s ({longest.name})"
    return [f"{line} | |"]


def _takings(before: Sample, samples: list[Sample], after: Sample) -> list[str]:
    """What the server took before, at most, and after all had left and their visits had ended."""
    middle = samples[len(samples) // 2 :]
    rows = {
        "memory of the server": ("server", "{:.0f} MB", ""),
        "memory of the processes that read files": ("helpers", "{:.0f} MB", ""),
        "descriptors": ("descriptors", "{}", f"under {MOST_DESCRIPTORS}"),
        "threads": ("threads", "{}", ""),
        "processes that read files": ("children", "{}", ""),
    }
    lines = []
    for what, (name, form, bar) in rows.items():
        most = max(getattr(one, name) for one in samples)
        late = statistics.median(getattr(one, name) for one in middle)
        said = [form.format(one) for one in (getattr(before, name), late, most)]
        left = form.format(getattr(after, name))
        lines.append(
            f"| {what}: before, in the second half, at most; after all had left | "
            f"{', '.join(said)}; {left} | {bar} |"
        )
    return lines


def _memory(sample: Sample) -> str:
    return f"{sample.server:.0f} MB, {sample.helpers:.0f} MB"


def _times(spans: list[tuple[float, float]]) -> str:
    if not spans:
        return "–"
    times = sorted(ended - begun for begun, ended in spans)
    worst = times[math.ceil(0.95 * len(times)) - 1]
    return f"{statistics.median(times) * 1e3:,.0f} ms, {worst * 1e3:,.0f} ms"


async def _many_visits(server: Dashboard, visits: int) -> list[str]:
    tally, watch = Tally(), Watch(server.server.pid)
    before = watch.look()
    began = time.monotonic()
    await come_and_go(server.address, tally, visits, watch.look)
    seconds = time.monotonic() - began
    most = max(watch.samples, key=lambda one: one.descriptors)
    return [
        f"| {tally.visits:,} visits that came and went, 4 at a time, in {seconds:.0f} s: "
        f"descriptors at first, at most | {before.descriptors}, {most.descriptors} | under "
        f"{MOST_DESCRIPTORS} |",
        f"| memory of the server: at first, after the first half, at the end | "
        f"{before.server:.0f} MB, {watch.samples[len(watch.samples) // 2].server:.0f} MB, "
        f"{watch.samples[-1].server:.0f} MB | |",
        f"| errors | {tally.faults.total()}{_list(tally.faults)} | 0 |",
    ]


def rows(asked: argparse.Namespace) -> Iterator[str]:
    """Lines of the table as they are measured."""
    with (
        tempfile.TemporaryDirectory(prefix="soak-") as folder,
        Path(folder, "log.txt").open("w+") as log,
        own_dashboard(log=log) as server,
    ):
        if asked.visits:
            yield from asyncio.run(_many_visits(server, asked.visits))
        else:
            with cargo.files(Path(folder)) as brought:
                yield from asyncio.run(
                    _soak(server, asked.minutes, asked.visitors, asked.importers, brought)
                )
        if asked.pages:
            yield from restart.rows(server, asked.pages)
        log.seek(0)
        said = log.read()
        yield f"| tracebacks in the server's log | {said.count('Traceback')} | 0 |"
        if "Traceback" in said:
            print(said[said.index("Traceback") :][:4_000])


def main() -> None:
    """Soak, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--visitors", type=int, default=40, help="at a time, importers among them")
    parser.add_argument("--importers", type=int, default=1)
    parser.add_argument("--pages", type=int, default=20, help="open in a browser at the kill")
    parser.add_argument("--visits", type=int, help="instead: so many visits that come and go")
    asked = parser.parse_args()
    lines = ["| what | measured | bar |", "|---|---|---|"]
    for line in rows(asked):
        print(line, flush=True)
        lines.append(line)
    print("\n".join(["", *lines]))


if __name__ == "__main__":
    main()

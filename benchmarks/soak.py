"""A server that is used for long, by readers, by people who import, and by files meant to hurt.

`make soak` takes some 18 minutes and writes the section "Soak" of benchmarks/results.md;
`make soak MINUTES=60` takes more than an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.serving import Dashboard, own_dashboard

from benchmarks import cargo, restart
from benchmarks.load import chosen_in_map
from benchmarks.results import write_soak
from benchmarks.soak_table import MOST_DESCRIPTORS, imports, memory, said_of, speeds, takings, times
from benchmarks.visits import (
    OTHERS,
    PATIENCE,
    PERIOD,
    PROPOSALS,
    Tally,
    bring_files,
    come_and_go,
    read,
)
from benchmarks.watch import Clock, Watch
from whoholds.app.departed import ROUND, SECONDS

LOOK = 2.0
"""Seconds between two looks at the server."""


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
            f"{minute} | {tally.visits} | {len(fresh)} | {times(fresh)} | {len(tally.imports)} | "
            f"{memory(now)} | {now.descriptors} | {now.threads} | {now.children} | "
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
        *speeds(tally),
        *imports(tally),
        *takings(before, busiest, watch.look()),
        f"| processors used: this generator, server, others of the machine | "
        f"{', '.join(f'{share:.2f}' for share in shares)} of {os.cpu_count()} | |",
        f"| errors | {said_of(tally.faults)} | 0 |",
    ]


async def _many_visits(server: Dashboard, visits: int) -> list[str]:
    tally, watch = Tally(), Watch(server.server.pid)
    await _warm_up(server.address, Tally())
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
        f"| errors | {said_of(tally.faults)} | 0 |",
    ]


def rows(asked: argparse.Namespace) -> Iterator[str]:
    """Lines of the table as they are measured, all of one server, but for its restart."""
    with (
        tempfile.TemporaryDirectory(prefix="soak-") as folder,
        Path(folder, "log.txt").open("w+") as log,
        own_dashboard(log=log) as server,
    ):
        if asked.minutes:
            with cargo.files(Path(folder)) as brought:
                yield from asyncio.run(
                    _soak(server, asked.minutes, asked.visitors, asked.importers, brought)
                )
        if asked.visits:
            yield from asyncio.run(_many_visits(server, asked.visits))
        if asked.pages:
            yield from restart.rows(server, asked.pages)
        log.seek(0)
        said = log.read()
        yield f"| tracebacks in the server's log | {said.count('Traceback')} | 0 |"
        if "Traceback" in said:
            print(said[said.index("Traceback") :][:4_000])


def main() -> None:
    """Soak, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.soak", description="0 leaves a part out"
    )
    parser.add_argument("--minutes", type=float, default=10, help="of visitors and imports")
    parser.add_argument("--visitors", type=int, default=40, help="at a time, importers among them")
    parser.add_argument("--importers", type=int, default=1)
    parser.add_argument("--visits", type=int, default=1_000, help="that come and go after that")
    parser.add_argument("--pages", type=int, default=20, help="open in a browser at the kill")
    parser.add_argument("--write", action="store_true", help="write benchmarks/results.md")
    asked = parser.parse_args()
    lines = [
        f"{asked.visitors} visitors for {asked.minutes:g} minutes, each toggling every "
        f"{PERIOD:.0f} s, {asked.importers} of them bringing files, every other one of "
        "tests/hostile; visits last half a minute to two, and others begin.",
        "",
        f"Measured {dt.datetime.now(dt.UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, which the visitors and the browser share with the server.",
        "",
        "| what | measured | bar |",
        "|---|---|---|",
    ]
    for line in rows(asked):
        print(line, flush=True)
        lines.append(line)
    text = "\n".join(lines) + "\n"
    if asked.write:
        write_soak(text)
    print(f"\n{text}")


if __name__ == "__main__":
    main()

"""What a server takes of the machine: memory, descriptors, threads, processes, processor time."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Sample:
    """One look at a server: megabytes, and numbers."""

    server: float
    helpers: float
    """Memory of the processes that it has started; what they share is counted once."""
    descriptors: int
    threads: int
    children: int


@dataclass
class Watch:
    """Looks at a server's process, from its id."""

    pid: int
    samples: list[Sample] = field(default_factory=list)

    def look(self) -> Sample:
        """Take a sample and keep it."""
        children = _below(self.pid)
        own = PROC / str(self.pid)
        sample = Sample(
            _megabytes(own / "status", "VmRSS"),
            sum(_megabytes(PROC / str(one) / "smaps_rollup", "Pss") for one in children),
            len(list((own / "fd").iterdir())),
            len(list((own / "task").iterdir())),
            len(children),
        )
        self.samples.append(sample)
        return sample


@dataclass
class Clock:
    """Processor time beside the time by the clock, of this process, a server, and all others."""

    pid: int
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._first = self._now()

    def shares(self) -> tuple[float, float, float]:
        """Return the processors that each took on average: 1.0 is one processor."""
        seconds = time.monotonic() - self.began
        mine, server, all_ = (
            (now - first) / seconds for now, first in zip(self._now(), self._first, strict=True)
        )
        return mine, server, max(0.0, all_ - mine - server)

    def _now(self) -> tuple[float, float, float]:
        server = sum(_seconds(one) for one in [self.pid, *_below(self.pid)])
        user, nice, system, _idle, _wait, *interrupts = (
            int(word) for word in (PROC / "stat").read_text().split("\n")[0].split()[1:8]
        )
        return time.process_time(), server, (user + nice + system + sum(interrupts)) / TICKS


def _below(pid: int) -> list[int]:
    """Processes that a process started, and those that they did."""
    found = []
    for task in (PROC / str(pid) / "task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(word) for word in task.read_text().split()]
    return [*found, *(below for one in found for below in _below(one))]


def _megabytes(file: Path, name: str) -> float:
    # A process may end while it is looked at.
    with contextlib.suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _seconds(pid: int) -> float:
    """Processor time of a process and of those of its children that have ended."""
    with contextlib.suppress(OSError):
        words = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return sum(map(int, words[11:15])) / TICKS
    return 0.0

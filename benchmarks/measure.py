"""Timing in alternation: both sides of a comparison see the same noise of the machine."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the report: ours beside the other, the ratio and the bar it is held to."""

    what: str
    ours: str
    other: str
    ratio: str
    bar: str


def alternate(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> list[float]:
    """Median seconds of two callables, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, seconds in zip((first, second), times, strict=True):
            start = time.perf_counter()
            call()
            seconds.append(time.perf_counter() - start)
    return [statistics.median(seconds) for seconds in times]


def python(code: str) -> Callable[[], object]:
    """A fresh interpreter that runs `code`."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)

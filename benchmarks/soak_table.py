"""The lines of the soak's table."""

from __future__ import annotations

import math
import statistics
from collections import Counter

from benchmarks.visits import Tally
from benchmarks.watch import Sample

MOST_DESCRIPTORS = 150
BAR = 0.15
"""Seconds below which 95 of 100 toggles stay."""


def said_of(faults: Counter[str]) -> str:
    """How many faults there are, and which."""
    said = "; ".join(f"{count} x {text}" for text, count in faults.items())
    return f"{faults.total()}: {said}".replace("|", "/").replace("\n", " ") if said else "0"


def speeds(tally: Tally) -> list[str]:
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
        f"| toggles: median, 95th percentile | {len(tally.toggles)}: {times(tally.toggles)} "
        f"| {bar} |",
        f"| those while a file was imported ({len(busy)} kinds) | {len(beside)}: "
        f"{times(beside)} | {bar} |",
        f"| other pages opened: median, 95th percentile | {len(pages)}: {times(pages)} | |",
    ]


def imports(tally: Tally) -> list[str]:
    """How many files were read and refused, and which took longest."""
    read_ = [one for one in tally.imports if one.outcome == "read"]
    refused = [one for one in tally.imports if one.outcome == "refused"]
    longest = max(tally.imports, key=lambda one: one.ended - one.begun, default=None)
    line = f"| files brought: read, refused | {len(read_)}, {len(refused)}"
    if longest:
        line += f"; longest {longest.ended - longest.begun:.1f} s ({longest.name})"
    return [f"{line} | |"]


def takings(before: Sample, samples: list[Sample], after: Sample) -> list[str]:
    """What the server took before, at most, and after all had left and their visits had ended."""
    middle = samples[len(samples) // 2 :]
    rows = {
        "memory of the server": ("server", "{:.0f} MB", ""),
        "memory of the processes that read files": ("helpers", "{:.0f} MB", ""),
        "descriptors": ("descriptors", "{}", ""),
        "threads": ("threads", "{}", ""),
        "processes that read files": ("children", "{}", ""),
    }
    lines = []
    for what, (name, form, bar) in rows.items():
        most = max(getattr(one, name) for one in samples)
        late = statistics.median_low(getattr(one, name) for one in middle)
        said = [form.format(one) for one in (getattr(before, name), late, most)]
        left = form.format(getattr(after, name))
        lines.append(
            f"| {what}: before, in the second half, at most; after all had left | "
            f"{', '.join(said)}; {left} | {bar} |"
        )
    return lines


def memory(sample: Sample) -> str:
    """Memory of the server and of its helpers."""
    return f"{sample.server:.0f} MB, {sample.helpers:.0f} MB"


def times(spans: list[tuple[float, float]]) -> str:
    """Median and 95th percentile of how long things took."""
    if not spans:
        return "–"
    seconds = sorted(ended - begun for begun, ended in spans)
    worst = seconds[math.ceil(0.95 * len(seconds)) - 1]
    return f"{statistics.median(seconds) * 1e3:,.0f} ms, {worst * 1e3:,.0f} ms"

"""Run every benchmark and write benchmarks/results.md: `make bench`."""

from __future__ import annotations

import datetime as dt
import os
import platform

from benchmarks import browser, core, lighthouse, load
from benchmarks.results import write_tables


def main() -> None:
    """Print the table and write it down."""
    lines = [
        "# Benchmarks",
        "",
        "Both sides of each line were run in turn in one process or as whole processes; the "
        "figures are medians. Machines differ and are shared: only the ratios say something.",
        "",
        f"Measured {dt.datetime.now(dt.UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores.",
        "",
        "| what | whoholds | side by side with | ratio | bar |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.ours} | {row.other} | {row.ratio} | {row.bar} |"
        for row in [*core.rows(), *browser.rows(), *lighthouse.rows()]
    ]
    lines += [
        "",
        "## Visitors who toggle every five seconds",
        "",
        "From sending a choice to the end of the run that answers it; the generator runs beside "
        "the server on the same cores.",
        "",
        "| page | visitors | toggles | median | 95th percentile | received per toggle |",
        "|---|---|---|---|---|---|",
        *load.rows(),
    ]
    text = "\n".join(lines) + "\n"
    write_tables(text)
    print(text)


if __name__ == "__main__":
    main()

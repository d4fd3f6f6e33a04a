"""How close the shipped control layers are to other projects' maps: `make accuracy`.

Writes benchmarks/line_accuracy.md. The references stay in their folder (WHOHOLDS_REFERENCE, or
../shared/reference); nothing of their geometry is written down but areas and distances. They
measure: no waypoint is taken from them. `--picture FILE` draws where the layers differ, into a
file outside the repository.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from benchmarks import references
from benchmarks.accuracy import CRUMB_KM2, MARGIN_KM, STEP_KM, STRIP_KM, TOWN_POPULATION
from benchmarks.bands import coverage
from benchmarks.goals import goals
from benchmarks.pairs import NEAR_DAYS, Bench
from benchmarks.picture import draw
from benchmarks.sections import (
    among_references,
    by_oblast,
    likeness,
    settlements,
    stale_by_oblast,
    staleness,
    weakest,
)

REPORT = Path(__file__).parent / "line_accuracy.md"
ROOT = Path(__file__).parents[1]

METHOD = (
    "References only measure: no waypoint is taken from them, and nothing of their geometry is "
    "here but areas, distances and the towns nearby. Layers without a reference within "
    f"{NEAR_DAYS} days are held to published totals and to VIINA's settlements only."
)

READINGS_TEXT = (
    "Two readings. **As drawn**: both layers clipped to the shipped regions. **Closed**: the same, "
    "and what lies between a layer and the coast or state border is added to it where the rest of "
    f"Ukraine is nowhere wider than {STRIP_KM:.0f} km, lies within {STRIP_KM:.0f} km of the border "
    "and touches the layer. Such strips come from two drawings of one coast and say nothing of the "
    "line of contact. The line is, in both readings, the edge of the largest piece of Ukraine that "
    f"the closed layer does not hold, more than {MARGIN_KM:.0f} km from coast and state border, "
    f"without islands and holes below {CRUMB_KM2:.0f} km2; distances are taken every {STEP_KM:g} "
    "km of it to the nearest point of the other. "
    f"Places are the nearest towns of {TOWN_POPULATION:,} people."
)


def report(bench: Bench) -> str:
    """The whole report as Markdown."""
    pairs = list(bench.pairs())
    return (
        "\n\n".join(
            [
                "# The lines of contact beside other projects' maps",
                f"Written by `make accuracy`, {dt.datetime.now(dt.UTC):%Y-%m-%d}. {METHOD}",
                READINGS_TEXT,
                "## Goals",
                goals(bench, pairs),
                "## Overlap and distance",
                likeness(bench, pairs),
                "## Held area by region",
                by_oblast(bench, pairs),
                "## Where they differ most",
                weakest(bench, pairs),
                "## How often the bands cover",
                "Stretches of the line whose difference lies within their band of two standard "
                "errors, by the length of the stretch; the model says 95 %. DeepState and ISW "
                "are taken as precise to the defaults of imports, both together along "
                "DeepState's line.",
                coverage(bench),
                "## DeepState and ISW beside each other",
                among_references(bench),
                "## How old the ISW files are",
                "A file's date is the day in its name. The file of 31 July 2025 is all but that of "
                "11 June, and both fit DeepState's maps of the end of February best: what was "
                "taken in the months between is missing in them.",
                staleness(bench),
                stale_by_oblast(bench),
                "## Settlements",
                "VIINA says per settlement who holds it; its table begins on 24 February 2022, so "
                "the layer of the day before is held to that day, when the first places of the new "
                "advance count as Russia's, in the regions where something was held before.",
                settlements(bench),
            ]
        )
        + "\n"
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the report and write it down; without references, say so."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line_accuracy", description=__doc__)
    parser.add_argument("--picture", type=Path, help="an .svg file outside the repository")
    options = parser.parse_args(arguments)
    base = references.folder()
    if base is None:
        print("No folder of reference layers (WHOHOLDS_REFERENCE names one): nothing measured.")
        return
    bench = Bench(base)
    if options.picture:
        path = options.picture.resolve()
        if path.is_relative_to(ROOT):
            parser.error(f"{path} is inside the repository; references stay out of it")
        path.write_text(draw(bench.country, list(bench.pairs())), encoding="utf-8")
        print(f"wrote {path}")
        return
    text = report(bench)
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

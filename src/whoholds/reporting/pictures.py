"""The pictures of a report: the one place that asks for maps."""

from __future__ import annotations

from collections.abc import Iterable

from whoholds.maps.palette import fills
from whoholds.maps.print.bare import bare_svg, swatch_svg
from whoholds.proposals.evaluation import Evaluation

SMALL_MM, LARGE_MM = (102.0, 70.0), (122.0, 92.0)
"""Width and height of two maps beside each other, and of one that has the legend beside it.

They are drawn larger than they are set, so that names find room: type is 6 pt and more."""


def pictures_of(
    line: Evaluation, evaluation: Evaluation, language: str, changes: Iterable[str]
) -> dict[str, str]:
    """Return the maps of a report and the samples of its legend as SVG, by their names.

    Parameters
    ----------
    line
        The line of contact on the same zones: who holds what on the layer's day.
    evaluation
        What the report is about; maps of what comes after are drawn unless it is the line.
    language
        "en" or "uk".
    changes
        What the legend has.
    """
    drawn = {"day": bare_svg(line, SMALL_MM, language)}
    if not evaluation.proposal.of_layer:
        drawn["after"] = bare_svg(evaluation, SMALL_MM, language, only_holders=True)
        drawn["change"] = bare_svg(evaluation, LARGE_MM, language, zoomed=True)
    known = fills("light", evaluation.zones.sides)
    drawn |= {f"swatch.{change}": swatch_svg(known[change]) for change in changes}
    return {name: svg.decode("utf-8") for name, svg in drawn.items()}

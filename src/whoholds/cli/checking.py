"""The command that checks the shipped or edited files, and files of the user's own."""

from __future__ import annotations

from typing import Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    ReportFormat,
    conflict,
    parsed_date,
)
from whoholds.cli.printing import print_json, tell
from whoholds.ground.errors import CheckFailedError


def check(
    boundaries: BoundariesOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    format: Annotated[  # noqa: A002 - the option's name
        ReportFormat, typer.Option("--format", help="How to print the report.")
    ] = ReportFormat.TABLE,
) -> None:
    """Check that the shipped or edited files, and files of your own, are whole and fit together.

    Every fault is named in one go. For boundaries of your own: the regions that were found, their
    areas beside the official ones, overlaps and gaps; for a control layer: what its import did,
    and every proposal on it.

    Examples: [bold]whoholds check[/bold],
    [bold]whoholds check --boundaries oblasts.gpkg --control held.geojson[/bold]
    """
    from whoholds.checks.report import check_report, run_checks

    results = run_checks(
        conflict().country, boundaries=boundaries, control=control, date=parsed_date(control_date)
    )
    if format is ReportFormat.JSON:
        print_json(check_report(results))
    for result in results if format is ReportFormat.TABLE else ():
        mark = "ok    " if result.passed else "FAILED"
        tell(f"{mark} {result.name}: {result.detail}")
        for note in result.notes:
            tell(f"note   {result.name}: {note}")
    failed = [result.name for result in results if not result.passed]
    if failed:
        raise CheckFailedError(
            f"{len(failed)} of {len(results)} checks failed",
            where=", ".join(failed),
            remedy="mend what the lines above name, and run `whoholds check` again",
        )

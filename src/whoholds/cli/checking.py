"""The command that checks the shipped or edited files, and files of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    LanguageOption,
    ReportFormat,
    conflict,
    parsed_date,
)
from whoholds.cli.printing import print_json, tell
from whoholds.ground.errors import CheckFailedError
from whoholds.words.reader import Reader
from whoholds.words.saying import Note

if TYPE_CHECKING:
    from whoholds.checks.report import CheckResult
    from whoholds.words.reader import Reader


def check(
    boundaries: BoundariesOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    format: Annotated[  # noqa: A002 - the option's name
        ReportFormat, typer.Option("--format", help="How to print the report.")
    ] = ReportFormat.TABLE,
    language: LanguageOption = "en",
) -> None:
    """Check that the shipped or edited files, and files of your own, are whole and fit together.

    Every fault is named in one go. For boundaries of your own: the regions that were found, their
    areas beside the official ones, overlaps and gaps; for a control layer: what its import did,
    and every proposal on it.

    Examples: [bold]whoholds check[/bold],
    [bold]whoholds check --boundaries oblasts.gpkg --control held.geojson[/bold]
    """
    from whoholds.checks.report import check_report, run_checks
    from whoholds.ground.errors import reader_for

    reader = reader_for(language)
    results = run_checks(
        conflict().country, boundaries=boundaries, control=control, date=parsed_date(control_date)
    )
    if format is ReportFormat.JSON:
        print_json(check_report(results, reader))
    elif format is ReportFormat.TABLE:
        for line in _lines(results, reader):
            tell(line)
    failed = tuple(Note.of(f"check.name.{one.name}") for one in results if not one.passed)
    if failed:
        raise CheckFailedError.of("checks", names=failed, failed=len(failed), count=len(results))


def _lines(results: list[CheckResult], reader: Reader) -> Iterator[str]:
    """What each check found, and what there is to know of it, line by line."""
    marks = reader.words("check.mark")
    width = max(map(len, marks.values()))
    for result in results:
        name = reader.word(f"check.name.{result.name}")
        mark = marks["passed" if result.passed else "failed"]
        yield f"{mark:<{width}} {name}: {result.detail(reader)}"
        for note in result.notes(reader):
            yield f"{marks['note']:<{width}} {name}: {note}"

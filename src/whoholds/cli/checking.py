"""The command that checks the shipped or edited files."""

from __future__ import annotations

import typer

from whoholds.errors import CheckFailedError


def check() -> None:
    """Check that the shipped or edited files are whole and fit together.

    Example: [bold]whoholds check[/bold]
    """
    from whoholds.checks import run_checks

    results = run_checks()
    for result in results:
        mark = "ok    " if result.passed else "FAILED"
        typer.echo(f"{mark} {result.name}: {result.detail}")
        for note in result.notes:
            typer.echo(f"note   {result.name}: {note}")
    failed = [result.name for result in results if not result.passed]
    if failed:
        raise CheckFailedError(
            f"{len(failed)} of {len(results)} checks failed",
            where=", ".join(failed),
            remedy="mend what the lines above name, and run `whoholds check` again",
        )

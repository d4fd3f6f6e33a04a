"""The command that writes a conflict to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import LanguageOption
from whoholds.cli.printing import phrase, say


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Write a small invented conflict to start from: six regions, two sides, two proposals.

    Example: [bold]whoholds new mine[/bold], then [bold]whoholds --data mine check[/bold]
    """
    from whoholds.conflict.new import write_conflict

    write_conflict(folder)
    say(phrase("new", folder=str(folder)))

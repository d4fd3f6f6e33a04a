"""The command that writes a conflict to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.printing import say


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
) -> None:
    """Write a small invented conflict to start from: six regions, two sides, two proposals.

    Example: [bold]whoholds new mine[/bold], then [bold]whoholds --data mine check[/bold]
    """
    from whoholds.conflict.new import write_conflict

    write_conflict(folder)
    say(f"{folder}: a conflict to start from; docs/conflicts.md says how to go on")

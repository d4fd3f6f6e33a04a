"""The command that writes all tables and zones as a data package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import LanguageOption, conflict
from whoholds.cli.printing import phrase, say


def package(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Write tables and zones as a Frictionless data package, for archives and other programs.

    Example: [bold]whoholds package whoholds-data[/bold]
    """
    from whoholds.publishing.package import write_package

    count = write_package(folder, conflict())
    say(phrase("package", folder=str(folder), count=count))

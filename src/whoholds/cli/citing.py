"""The command that says how what is shown is cited."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from whoholds.cli.options import (
    ControlOption,
    DateOption,
    LanguageOption,
    OpenedArgument,
    ReadingOption,
    chosen_control,
    conflict,
)
from whoholds.cli.printing import print_json, tell


class CiteFormat(StrEnum):
    """Forms of a citation."""

    TEXT = "text"
    BIBTEX = "bibtex"
    JSON = "json"


def cite(
    proposal: OpenedArgument = None,
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    link: Annotated[
        str | None,
        typer.Option("--link", help="Page that is cited; the project's own if left out."),
    ] = None,
    language: LanguageOption = "en",
    format: Annotated[  # noqa: A002 - the option's name
        CiteFormat, typer.Option("--format", help="How to print it.")
    ] = CiteFormat.TEXT,
) -> None:
    """Say how a figure or map is cited: proposal, day of the control layer, versions, link.

    Examples: [bold]whoholds cite anchorage-aug-2025[/bold],
    [bold]whoholds cite putin-2024 --format bibtex[/bold]
    """
    from whoholds.desk import cite as found_for
    from whoholds.telling.citation import HOME

    known = conflict()
    layer = chosen_control(control, control_date, None)
    found = found_for(
        proposal or known.catalogue.baseline,
        reading,
        layer,
        language,
        link=link or HOME,
        conflict=known,
    )
    reader = known.reader(language)
    match format:
        case CiteFormat.JSON:
            print_json(found.record(reader))
        case CiteFormat.BIBTEX:
            tell(found.bibtex(reader))
        case CiteFormat.TEXT:
            tell(found.text(reader))

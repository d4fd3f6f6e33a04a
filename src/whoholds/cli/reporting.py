"""The command that writes a proposal as a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    LanguageOption,
    PrecisionOption,
    ProposalArgument,
    ReadingOption,
    SliverChoice,
    SliversOption,
    chosen_boundaries,
    chosen_control,
    conflict,
)
from whoholds.cli.printing import phrase, say


def report(
    proposal: ProposalArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="A .pdf file.")],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
) -> None:
    """Write a proposal as a report in PDF: maps, figures, towns, terms, reactions, sources.

    Example: [bold]whoholds report anchorage-aug-2025 -o anchorage.pdf --language uk[/bold]
    """
    from whoholds.desk import evaluate_proposal
    from whoholds.maps.files import form_of, save
    from whoholds.reporting.document import FORMS, report_of

    form_of(output, FORMS)
    regions = chosen_boundaries(boundaries)
    layer = chosen_control(control, control_date, regions, slivers, precision)
    evaluation = evaluate_proposal(proposal, reading, layer, regions, conflict())
    content = report_of(evaluation, conflict(), language)
    save(content, output)
    day = evaluation.zones.control.date
    say(phrase("report_written", file=str(output), kb=len(content) / 1e3, day=day))

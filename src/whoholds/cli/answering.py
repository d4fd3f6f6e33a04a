"""The command that answers language models over the Model Context Protocol."""

from __future__ import annotations

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    LanguageOption,
    PrecisionOption,
    SliverChoice,
    SliversOption,
    chosen_boundaries,
    chosen_control,
    conflict,
)


def mcp(
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
) -> None:
    """Answer a language model's program: proposals, figures, comparison, towns and claims.

    It speaks the Model Context Protocol over standard input and output, reads only, and ends with
    its input. A program that is to ask it is told the command: whoholds mcp.

    Example: [bold]whoholds mcp --control held.gpkg[/bold]
    """
    from whoholds.model_context.answers import Answers
    from whoholds.model_context.server import serve

    regions = chosen_boundaries(boundaries)
    layer = chosen_control(control, control_date, regions, slivers, precision)
    serve(Answers(conflict(), layer, regions, language))

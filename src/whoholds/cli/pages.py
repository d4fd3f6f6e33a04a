"""The commands that make maps: in a file, as zones, and the dashboard."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    ProposalArgument,
    ReadingOption,
    chosen_boundaries,
    chosen_control,
)
from whoholds.cli.printing import say

if TYPE_CHECKING:
    from whoholds.evaluation import Evaluation


class Theme(StrEnum):
    """Colours of a printed map."""

    LIGHT = "light"
    DARK = "dark"


def map_(
    proposal: ProposalArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="An .html, .svg or .png file: its end decides.")
    ],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    boundaries: BoundariesOption = None,
    language: Annotated[str, typer.Option("--language", help="en or uk.")] = "en",
    theme: Annotated[Theme, typer.Option("--theme", help="Of an SVG or PNG.")] = Theme.LIGHT,
    width: Annotated[
        int, typer.Option("--width", min=500, max=8000, help="Of a PNG, in pixels.")
    ] = 2000,
) -> None:
    """Write a map: a page with all proposals, opened at this one, or a picture of it for print.

    Examples: [bold]whoholds map anchorage-aug-2025 -o map.html[/bold],
    [bold]whoholds map putin-2024 -o map.png --language uk --theme dark[/bold]
    """
    from whoholds.labels import require_language
    from whoholds.maps.files import MAP_FORMS, form_of, map_file, save
    from whoholds.proposals import load_catalogue

    form = form_of(output, MAP_FORMS)
    require_language(language)
    evaluation = _evaluation(proposal, reading, control, control_date, boundaries)
    content = map_file(evaluation, load_catalogue(), form, language, theme, width)
    save(content, output)
    say(f"{output}: {len(content) / 1e3:,.0f} kB, needs no network")


def zones(
    proposal: ProposalArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="A .geojson, .gpkg or .csv file.")],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    boundaries: BoundariesOption = None,
) -> None:
    """Write the zones of a proposal with their statuses, areas and sources.

    Example: [bold]whoholds zones anchorage-aug-2025 -o zones.gpkg[/bold]
    """
    from whoholds.maps.files import ZONE_FORMS, form_of, save, zones_file

    form = form_of(output, ZONE_FORMS)
    evaluation = _evaluation(proposal, reading, control, control_date, boundaries)
    save(zones_file(evaluation, form), output)
    say(f"{output}: {len(evaluation.frame)} zones, control as of {evaluation.zones.control.date}")


def _evaluation(
    proposal: str,
    reading: str | None,
    control: Path | None,
    control_date: str | None,
    boundaries: Path | None,
) -> Evaluation:
    from whoholds.workbench import evaluate_proposal

    regions = chosen_boundaries(boundaries)
    chosen = chosen_control(control, control_date, regions)
    return evaluate_proposal(proposal, reading, chosen, regions)


def dashboard(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8501,
) -> None:
    """Serve the dashboard on this machine, at 127.0.0.1, until Ctrl-C.

    Example: [bold]whoholds dashboard --port 8600[/bold]
    """
    from whoholds.app.server import serve

    serve(port)

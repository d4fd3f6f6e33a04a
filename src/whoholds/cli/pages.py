"""The commands that make maps: in a file, as zones, and the dashboard."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

import typer
from rich.console import Console

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    LanguageOption,
    OpenedArgument,
    PrecisionOption,
    ProposalArgument,
    ReadingOption,
    SliverChoice,
    SliversOption,
    Theme,
    chosen_boundaries,
    chosen_control,
    conflict,
    data_folder,
)
from whoholds.cli.printing import phrase, say
from whoholds.words.saying import Note

if TYPE_CHECKING:
    from whoholds.maps.files import PageOptions
    from whoholds.proposals.evaluation import Evaluation


class Mode(StrEnum):
    """Ways to see two proposals together."""

    SIDE = "side"
    DIFFERENCE = "difference"
    SWIPE = "swipe"


def map_(
    *,
    proposal: OpenedArgument = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="An .html, .svg or .png file: its end decides.")
    ],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
    theme: Annotated[Theme, typer.Option("--theme", help="Of an SVG or PNG.")] = Theme.LIGHT,
    width: Annotated[
        int, typer.Option("--width", min=500, max=8000, help="Of a PNG, in pixels.")
    ] = 2000,
    compare: Annotated[
        str | None,
        typer.Option("--compare", help="A second proposal, or PROPOSAL:READING (.html)."),
    ] = None,
    mode: Annotated[
        Mode | None, typer.Option("--mode", help="How to see the two (.html); side if left out.")
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option("--tiles", help="Street map to lay under, as https://.../{z}/{x}/{y}.png."),
    ] = None,
    attribution: Annotated[
        str | None, typer.Option("--attribution", help="Whose the tiles are, as they ask.")
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            help="Where the page will be found, as https://example.org/map.html: links and the "
            "code to embed lead there, and a card is written beside it (.html).",
        ),
    ] = None,
) -> None:
    """Write a map: a page with all proposals, opened at this one, or a picture of it for print.

    Examples: [bold]whoholds map -o map.html[/bold],
    [bold]whoholds map putin-2024 -o map.png --language uk --theme dark[/bold],
    [bold]whoholds map putin-2024 -o map.html --compare anchorage-aug-2025:wide --mode swipe[/bold]
    """
    from whoholds.desk import cite_evaluation
    from whoholds.maps.files import MAP_FORMS, form_of, map_file, save

    form = form_of(output, MAP_FORMS)
    catalogue = conflict().catalogue
    opened = proposal or catalogue.baseline
    evaluation = _evaluation(opened, reading, control, control_date, boundaries, slivers, precision)
    page: PageOptions = {
        **_compared(compare, mode),
        **_tiled(tiles, attribution),
        **_shared(url, output),
    }
    cited = cite_evaluation(evaluation, conflict(), language)
    content = map_file(evaluation, catalogue, form, language, theme, width, cited, **page)
    card = _card(evaluation, page, language) if url else None
    save(content, output)
    needs = Note.of("cli.asks", host=urlsplit(tiles).netloc) if tiles else Note.of("cli.asks_none")
    say(phrase("map_written", file=str(output), kb=len(content) / 1e3, needs=needs))
    if card:
        beside = output.with_suffix(".png")
        save(card, beside)
        say(phrase("card_written", file=str(beside), kb=len(card) / 1e3))


def _compared(compare: str | None, mode: Mode | None) -> PageOptions:
    """The second proposal and how it is seen, where one of the two is asked for."""
    if compare is None and mode is None:
        return {}
    other, _, reading = (compare or "").partition(":")
    chosen = mode or Mode.SIDE
    return {"mode": chosen.value, "other": other or None, "other_reading": reading or None}


def _tiled(tiles: str | None, attribution: str | None) -> PageOptions:
    return {"tiles": tiles, "attribution": attribution} if tiles else {}


def _shared(url: str | None, output: Path) -> PageOptions:
    """Where the page will be, and beside it a card of what it opens with."""
    return {"url": url, "image": quote(output.with_suffix(".png").name)} if url is not None else {}


def _card(evaluation: Evaluation, page: PageOptions, language: str) -> bytes:
    """The picture that the page is shared with: of two proposals, of where they differ."""
    from whoholds.maps.build import chosen_of
    from whoholds.maps.picture_file import picture_file
    from whoholds.maps.showing import shown
    from whoholds.proposals.evaluation import evaluate

    known, zones = conflict(), evaluation.zones
    asked = (page.get("other"), page.get("other_reading"))
    names = evaluation.proposal.id, evaluation.reading.id
    opens = chosen_of(known.catalogue, names, asked, page.get("mode", "single"))
    second = None
    if opens.mode != "single":
        second = evaluate(known.catalogue, opens.other, zones, opens.other_reading)
    what = shown("difference" if second else "single", evaluation, second)
    return picture_file(what, known.catalogue.sources, "png", "card", language).content


def zones(
    proposal: ProposalArgument,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="A .geojson, .gpkg, .fgb, .topojson, .xlsx or .csv file."
        ),
    ],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Write the zones of a proposal with their statuses, areas and sources.

    Example: [bold]whoholds zones anchorage-aug-2025 -o zones.gpkg[/bold]
    """
    from whoholds.maps.files import ZONE_FORMS, form_of, save, zones_file

    form = form_of(output, ZONE_FORMS)
    evaluation = _evaluation(
        proposal, reading, control, control_date, boundaries, slivers, precision
    )
    save(zones_file(evaluation, conflict().catalogue, form), output)
    day = evaluation.zones.control.date
    say(phrase("zones_written", file=str(output), count=len(evaluation.frame), day=day))


def _evaluation(
    proposal: str,
    reading: str | None,
    control: Path | None,
    control_date: str | None,
    boundaries: Path | None,
    slivers: SliverChoice,
    precision: float | None,
) -> Evaluation:
    from whoholds.desk import evaluate_proposal

    regions = chosen_boundaries(boundaries)
    chosen = chosen_control(control, control_date, regions, slivers, precision)
    return evaluate_proposal(proposal, reading, chosen, regions, conflict())


def dashboard(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8501,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--origin",
            help="Origin, such as https://news.example, whose pages may show the dashboard in a "
            "frame, or whose server stands in front of it; may be given again.",
        ),
    ] = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Serve the dashboard on this machine, at 127.0.0.1, until Ctrl-C.

    Example: [bold]whoholds dashboard --port 8600[/bold]
    """
    from whoholds.app.server import serve

    waiting = Console(stderr=True).status(phrase("making_maps"))
    serve(port, origin or (), data_folder(), waiting)

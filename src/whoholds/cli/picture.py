"""The command that draws a picture to publish."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    LanguageOption,
    PrecisionOption,
    ReadingOption,
    SliverChoice,
    SliversOption,
    Theme,
    chosen_boundaries,
    chosen_control,
    conflict,
    parsed_date,
)
from whoholds.cli.printing import phrase, say


class PictureMode(StrEnum):
    """What a picture shows."""

    SINGLE = "single"
    SIDE = "side"
    DIFFERENCE = "difference"
    THEN = "then"


def picture(
    output: Annotated[Path, typer.Argument(help="A .png or .svg file: its end decides.")],
    proposal: Annotated[
        str | None, typer.Argument(help="Id of the proposal; the newest line if left out.")
    ] = None,
    *,
    reading: ReadingOption = None,
    against: Annotated[
        str | None,
        typer.Option("--against", help="A second proposal, or PROPOSAL:READING."),
    ] = None,
    mode: Annotated[
        PictureMode | None,
        typer.Option(
            "--mode", help="side if there is a second proposal, then with --since, else single."
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Earlier day to compare control with.")
    ] = None,
    recognition: Annotated[
        bool,
        typer.Option("--recognition", help="With a difference: where recognition alone differs."),
    ] = False,
    size: Annotated[
        str,
        typer.Option(
            "--size",
            help="card, square, portrait, story, web, a4, a4-landscape, a5 or a5-landscape.",
        ),
    ] = "card",
    width: Annotated[
        int | None, typer.Option("--width", help="Of a PNG, in pixels; its size's own if left out.")
    ] = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
    theme: Annotated[Theme, typer.Option("--theme", help="Colours.")] = Theme.LIGHT,
) -> None:
    """Draw a picture to publish, with a text beside it that says what it shows.

    Examples: [bold]whoholds picture card.png anchorage-aug-2025[/bold],
    [bold]whoholds picture both.svg anchorage-aug-2025 --against putin-2024 --size square[/bold],
    [bold]whoholds picture since.png --since 2022-02-23 --size story --language uk[/bold]
    """
    from whoholds.maps.files import form_of
    from whoholds.maps.picture_file import PICTURE_FORMS
    from whoholds.pictures import picture as drawn

    form = form_of(output, PICTURE_FORMS)
    regions = chosen_boundaries(boundaries)
    other, _, other_reading = (against or "").partition(":")
    made = drawn(
        proposal,
        reading,
        against=other or None,
        against_reading=other_reading or None,
        mode=mode.value if mode else None,
        since=parsed_date(since),
        recognition=recognition,
        control=chosen_control(control, control_date, regions, slivers, precision),
        boundaries=regions,
        conflict=conflict(),
        form=form,
        size=size,
        language=language,
        theme=theme.value,
        width=width,
    )
    made.save(output)
    beside = str(output.with_suffix(".txt"))
    kb = len(made.content) / 1e3
    say(phrase("picture_written", file=str(output), kb=kb, beside=beside))

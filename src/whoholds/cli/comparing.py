"""The command that compares two proposals: where they differ, and what that comes to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    Format,
    FormatOption,
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
from whoholds.cli.printing import in_words, print_json, print_table, say
from whoholds.words.reader import Reader

if TYPE_CHECKING:
    from whoholds.proposals.difference import Difference


class By(StrEnum):
    """What the rows of `whoholds compare` are."""

    DIFFERENCE = "difference"
    REGION = "region"


def compare(
    proposal: ProposalArgument,
    other: Annotated[str, typer.Argument(help="Id of the proposal to compare it with.")],
    by: Annotated[By, typer.Option("--by", help="What the rows are.")] = By.DIFFERENCE,
    reading: ReadingOption = None,
    other_reading: Annotated[
        str | None,
        typer.Option(
            "--other-reading", help="Reading of the other proposal; its default if left out."
        ),
    ] = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Say where two proposals differ: in who would hold the land, or in its recognition alone.

    Examples: [bold]whoholds compare anchorage-aug-2025 putin-2024[/bold],
    [bold]whoholds compare us-28-nov-2025 us-28-nov-2025 --reading de-facto --other-reading
    de-jure[/bold], [bold]whoholds compare formula-2022 putin-2024 --by region --format csv[/bold]
    """
    from whoholds.desk import evaluate_proposal
    from whoholds.figures.differences import by_difference, by_region_and_kind, difference_report
    from whoholds.proposals.difference import difference
    from whoholds.zones.bands import told

    reader = conflict().reader(language)
    regions = chosen_boundaries(boundaries)
    layer = chosen_control(control, control_date, regions, slivers, precision)
    first = evaluate_proposal(proposal, reading, layer, regions, conflict())
    second = evaluate_proposal(other, other_reading, first.zones.control, regions, conflict())
    found = difference(first, second)
    if format is Format.JSON:
        print_json(difference_report(found))
        return
    table = told(by_difference(found) if by is By.DIFFERENCE else by_region_and_kind(found))
    if format is Format.TABLE:
        shown = (*_SHOWN, f"name_{language}")
        table = in_words(table[[name for name in table.columns if name in shown]], reader)
    print_table(table, format, title=_title(found, reader))
    for line in _in_words(found, reader):
        say(line)


_SHOWN = (
    "differs", "region", "first_holder", "second_holder", "first_counted_for",
    "second_counted_for", "first_recognition", "second_recognition", "area_km2", "less_than_km2",
    "band_km2", "share", "share_of_region", "people",
)  # fmt: skip


def _title(found: Difference, reader: Reader) -> str:
    sides = (found.first, found.second)
    return " → ".join(f"{reader.text(side.proposal.name)} ({side.reading.id})" for side in sides)


def _in_words(found: Difference, reader: Reader) -> list[str]:
    """The finding, how much differs in all, as the map's heading has it, and on which day."""
    from whoholds.figures.differences import by_kind
    from whoholds.ground.tables import rows_of
    from whoholds.telling.comparison import comparison_finding
    from whoholds.telling.layers import layer_in

    said = {
        "holder": "map.differ", "silent": "map.differ_silent", "recognition": "map.differ_terms",
    }  # fmt: skip
    sums = [
        f"{reader.word(said[row.differs])}: {reader.area(row.area_km2, row.band_km2)}."
        for row in rows_of(by_kind(found))
        if row.differs in said
    ]
    layer = found.first.zones.control
    control = f"{reader.word('map.control_of')} {layer.date}: {layer_in(layer, reader)}"
    sums = sums or [reader.word("map.nothing_differs") + "."]
    return [comparison_finding(found.first, found.second, reader.language), *sums, control]

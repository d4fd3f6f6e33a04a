"""The commands about proposals: which there are, and what they would mean in km2."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    Format,
    FormatOption,
    PrecisionOption,
    ProposalArgument,
    ReadingOption,
    chosen_boundaries,
    chosen_control,
)
from whoholds.cli.printing import print_json, print_table, say

if TYPE_CHECKING:
    import pandas as pd


CompareOption = Annotated[
    str | None,
    typer.Option(
        "--compare-with",
        metavar="ID",
        help="Say how many times the size of this it is: ohio, portugal ... or a country's ISO "
        "code. With --format csv these rows alone.",
    ),
]


class By(StrEnum):
    """What the rows of `whoholds areas` are."""

    COUNTRY = "country"
    REGION = "region"
    ZONE = "zone"


def proposals(format: FormatOption = Format.TABLE) -> None:  # noqa: A002 - the option's name
    """List the proposals, with their dates, proposers and readings.

    Example: [bold]whoholds proposals --format csv[/bold]
    """
    import pandas as pd

    from whoholds.proposals import load_catalogue

    rows = [
        {
            "id": proposal.id,
            "date": proposal.date.isoformat(),
            "kind": proposal.kind,
            "name": proposal.name.en,
            "proposer": proposal.proposer.en,
            "readings": " ".join(reading.id for reading in proposal.readings),
        }
        for proposal in load_catalogue().proposals.values()
    ]
    print_table(pd.DataFrame(rows), format, title="Proposals; the first reading is the default")


def areas(
    proposal: ProposalArgument,
    by: Annotated[By, typer.Option("--by", help="What the rows are.")] = By.COUNTRY,
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    compare_with: CompareOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Say how much each side would hold, cede and return under a proposal.

    Examples: [bold]whoholds areas anchorage-aug-2025[/bold],
    [bold]whoholds areas putin-2024 --by region --format csv[/bold],
    [bold]whoholds areas putin-2024 --compare-with portugal[/bold],
    [bold]whoholds areas formula-2022 --control my-layer.geojson --format json[/bold]
    """
    from whoholds.multiples import as_multiples
    from whoholds.statistics import report
    from whoholds.workbench import evaluate_proposal

    regions = chosen_boundaries(boundaries)
    layer = chosen_control(control, control_date, regions, precision)
    evaluation = evaluate_proposal(proposal, reading, layer, regions)
    compared = None if compare_with is None else as_multiples(evaluation, compare_with)
    if format is Format.JSON:
        more = {} if compared is None else {"multiples": compared.to_dict("records")}
        print_json(report(evaluation) | more)
        return
    if format is Format.TABLE or compared is None:
        title = f"{evaluation.proposal.name.en}, reading {evaluation.reading.id}"
        print_table(_table(evaluation, by), format, title=title)
    if compared is not None:
        _print_multiples(compared, format)
    layer = evaluation.zones.control
    say(f"Control as of {layer.date}: {layer.described_in('en')}")
    say(
        "area_km2: share of the region's polygon x official area; geodesic_km2: the polygon's own "
        "area; share: of 603,628 km2."
    )


def _table(evaluation: Any, by: By) -> pd.DataFrame:
    import pandas as pd

    from whoholds.statistics import by_change, by_holder, told_by_region, told_by_zone
    from whoholds.uncertainty import told

    if by is not By.COUNTRY:
        return told_by_zone(evaluation) if by is By.ZONE else told_by_region(evaluation)
    table = pd.concat(
        [
            by_holder(evaluation).rename(columns={"holder": "row"}).assign(of="holder"),
            by_change(evaluation).rename(columns={"change": "row"}).assign(of="change"),
        ],
        ignore_index=True,
    )
    return told(table[["of", "row", "area_km2", "geodesic_km2", "band_km2", "share"]])


def _print_multiples(compared: pd.DataFrame, form: Format) -> None:
    """Print the table whole as CSV, and without ids and sources in a grid."""
    from whoholds.formats import times

    if form is Format.CSV:
        print_table(compared, form, title="")
        return
    shown = compared.assign(times=[times(ratio, "en") for ratio in compared["times"]]).rename(
        columns={"name_en": "compared with"}
    )
    columns = ["of", "area_km2", "match", "compared with", "measure", "comparator_km2", "times"]
    print_table(shown[columns], form, title="How many times the size", figures=("times",))
    for one in compared.drop_duplicates(["comparator", "measure"]).itertuples():
        say(f"{one.name_en}, {one.measure} area: {one.source}")

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
from whoholds.cli.printing import (
    control_line,
    in_words,
    listener,
    phrase,
    print_json,
    print_table,
    print_text,
    say,
)
from whoholds.words.reader import Reader

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


def proposals(
    proposal: Annotated[
        str | None, typer.Argument(help="Id of one proposal, to show it whole; all if left out.")
    ] = None,
    language: LanguageOption = "en",
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """List the proposals, or show one whole: text, readings, terms, reactions and sources.

    Examples: [bold]whoholds proposals --format csv[/bold],
    [bold]whoholds proposals anchorage-aug-2025[/bold],
    [bold]whoholds proposals putin-2024 --language uk --format json[/bold]
    """
    reader = conflict().reader(language)
    if proposal is None:
        _print_list(reader, format)
    else:
        _print_whole(proposal, reader, format)


def _print_list(reader: Reader, form: Format) -> None:
    import pandas as pd

    from whoholds.telling.record import proposal_list

    rows = proposal_list(conflict().catalogue, reader)
    print_table(pd.DataFrame(rows), form, title=phrase("proposals"))
    say(reader.word("page.scope"))


def _print_whole(name: str, reader: Reader, form: Format) -> None:
    import pandas as pd

    from whoholds.desk import evaluate_proposal
    from whoholds.telling.record import proposal_record
    from whoholds.telling.record_text import record_lines, record_rows

    record = proposal_record(
        evaluate_proposal(name, conflict=conflict()), conflict().catalogue, reader.language
    )
    if form is Format.JSON:
        print_json(record)
    elif form is Format.CSV:
        print_table(pd.DataFrame(record_rows(record)), form, title="")
    else:
        print_text(record_lines(record, reader))


def areas(
    proposal: ProposalArgument,
    by: Annotated[By, typer.Option("--by", help="What the rows are.")] = By.COUNTRY,
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    compare_with: CompareOption = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Say how much each side would hold, cede and return under a proposal.

    Examples: [bold]whoholds areas anchorage-aug-2025[/bold],
    [bold]whoholds areas putin-2024 --by region --format csv[/bold],
    [bold]whoholds areas putin-2024 --compare-with portugal[/bold],
    [bold]whoholds areas formula-2022 --control my-layer.geojson --format json[/bold]
    """
    from whoholds.desk import evaluate_proposal
    from whoholds.figures.multiples import as_multiples
    from whoholds.figures.report import report

    regions = chosen_boundaries(boundaries)
    layer = chosen_control(control, control_date, regions, slivers, precision)
    evaluation = evaluate_proposal(proposal, reading, layer, regions, conflict())
    compared = None if compare_with is None else as_multiples(evaluation, compare_with)
    if format is Format.JSON:
        more = {} if compared is None else {"multiples": compared.to_dict("records")}
        print_json(report(evaluation) | more)
        return
    if format is Format.TABLE or compared is None:
        name = listener().text(evaluation.proposal.name)
        title = phrase("areas", name=name, reading=evaluation.reading.id)
        table, reader = _table(evaluation, by), evaluation.zones.known.reader(listener().language)
        told = in_words(table, reader) if format is Format.TABLE else table
        print_table(told, format, title=title)
    if compared is not None:
        _print_multiples(compared, format)
    for line in _in_words(evaluation):
        say(line)
    layer = evaluation.zones.control
    say(control_line(layer))
    say(phrase("areas_note", whole_km2=evaluation.zones.boundaries.area_km2))


def _in_words(evaluation: Any) -> list[str]:
    """The finding, and what a sum by holder does not say: what is held beside silence, the net."""
    from whoholds.telling.balance import balance_text
    from whoholds.telling.finding import finding
    from whoholds.telling.key_figures import key_figures

    reader = evaluation.zones.known.reader(listener().language)
    after = next(one for one in key_figures(evaluation, reader) if one.key == "after")
    said = "; ".join(filter(None, (after.value, after.band, *after.notes)))
    net = balance_text(evaluation, reader)
    title = finding(evaluation, reader.language)
    return [title, f"{after.label}: {said}.", *([net] if net else [])]


def _table(evaluation: Any, by: By) -> pd.DataFrame:
    import pandas as pd

    from whoholds.figures.areas import by_change, by_holder, told_by_region, told_by_zone
    from whoholds.zones.bands import told

    if by is not By.COUNTRY:
        return told_by_zone(evaluation) if by is By.ZONE else told_by_region(evaluation)
    parts: list[pd.DataFrame] = [
        by_holder(evaluation).rename(columns={"holder": "row"}).assign(of="holder"),
        by_change(evaluation).rename(columns={"change": "row"}).assign(of="change"),
    ]
    table = pd.concat(parts, ignore_index=True)
    return told(table[["of", "row", "area_km2", "official_km2", "band_km2", "share"]])


def _print_multiples(compared: pd.DataFrame, form: Format) -> None:
    """Print the table whole as CSV, and without ids and sources in a grid."""
    if form is Format.CSV:
        print_table(compared, form, title="")
        return
    shown = compared.assign(times=[listener().times(ratio) for ratio in compared["times"]]).rename(
        columns={listener().column("name"): "compared with"}
    )
    columns = ["of", "area_km2", "match", "compared with", "measure", "comparator_km2", "times"]
    print_table(shown[columns], form, title=phrase("times_the_size"), figures=("times",))
    for one in compared.drop_duplicates(["comparator", "measure"]).itertuples():
        name = getattr(one, listener().column("name"))
        say(phrase(f"comparator_{one.measure}", name=name, source=str(one.source)))

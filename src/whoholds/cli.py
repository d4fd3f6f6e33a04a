"""The command line. Results go to standard output, messages to standard error."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from whoholds.errors import CheckFailedError, InputError, WhoholdsError

if TYPE_CHECKING:
    import pandas as pd

    from whoholds.control import ControlLayer

app = typer.Typer(
    name="whoholds",
    help="Who holds, and who would cede, which part of Ukraine under each peace proposal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog="Exit codes: 0 done, 2 usage, 3 a file is wrong, 4 unknown name, 5 geometry, "
    "6 tables do not fit together, 7 a check failed, 8 something outside is missing or busy.",
)


class Format(StrEnum):
    """Forms in which a table can be printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class By(StrEnum):
    """What the rows of `whoholds areas` are."""

    COUNTRY = "country"
    REGION = "region"
    ZONE = "zone"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
ControlOption = Annotated[
    Path | None,
    typer.Option("--control", help="A control layer of your own (GeoJSON, GeoPackage ...)."),
]
DateOption = Annotated[
    str | None,
    typer.Option("--control-date", help="Day of the control layer, such as 2025-08-16."),
]
ReadingOption = Annotated[
    str | None, typer.Option("--reading", help="Reading of the proposal; its default if left out.")
]
ProposalArgument = Annotated[
    str, typer.Argument(help="Id of a proposal; `whoholds proposals` lists them.")
]


@app.command()
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
    _print_table(pd.DataFrame(rows), format, title="Proposals; the first reading is the default")


@app.command()
def areas(
    proposal: ProposalArgument,
    by: Annotated[By, typer.Option("--by", help="What the rows are.")] = By.COUNTRY,
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Say how much each side would hold, cede and return under a proposal.

    Examples: [bold]whoholds areas anchorage-aug-2025[/bold],
    [bold]whoholds areas putin-2024 --by region --format csv[/bold],
    [bold]whoholds areas formula-2022 --control my-layer.geojson --format json[/bold]
    """
    from whoholds.statistics import by_region, by_zone, report
    from whoholds.workbench import evaluate_proposal

    evaluation = evaluate_proposal(proposal, reading, _control(control, control_date))
    if format is Format.JSON:
        _print_json(report(evaluation))
        return
    layer = evaluation.zones.control
    title = f"{evaluation.proposal.name.en}, reading {evaluation.reading.id}"
    if by is By.COUNTRY:
        table = _country_table(evaluation)
    else:
        table = by_region(evaluation) if by is By.REGION else by_zone(evaluation)
    _print_table(table, format, title=title)
    _say(f"Control as of {layer.date}: {layer.source}")
    _say(
        "area_km2: share of the region's polygon x official area; geodesic_km2: the polygon's own "
        "area; share: of 603,628 km2."
    )


def _country_table(evaluation: Any) -> pd.DataFrame:
    import pandas as pd

    from whoholds.statistics import by_change, by_holder

    return pd.concat(
        [
            by_holder(evaluation).rename(columns={"holder": "row"}).assign(of="holder"),
            by_change(evaluation).rename(columns={"change": "row"}).assign(of="change"),
        ]
    )[["of", "row", "area_km2", "geodesic_km2", "band_km2", "share"]]


@app.command()
def layer(
    date: Annotated[str, typer.Argument(help="Date of a shipped control layer.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .geojson or .gpkg file.")],
) -> None:
    """Write the control layer of a date to a file.

    Example: [bold]whoholds layer 2025-08-16 -o held.geojson[/bold]
    """
    from whoholds.control import embedded_layer, layer_frame
    from whoholds.outputs import write_vector

    chosen = embedded_layer(_date(date))
    write_vector(layer_frame(chosen), output)
    _say(f"{output}: territory held by Russia on {chosen.date}")


@app.command(name="map")
def map_(
    proposal: ProposalArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="An .html file.")],
    reading: ReadingOption = None,
    control: ControlOption = None,
    control_date: DateOption = None,
    language: Annotated[str, typer.Option("--language", help="en or uk.")] = "en",
) -> None:
    """Write one self-contained page with the map of all proposals, opened at this one.

    Example: [bold]whoholds map anchorage-aug-2025 -o map.html[/bold]
    """
    from whoholds.labels import require_language
    from whoholds.maps.build import build_map, render
    from whoholds.outputs import write_text
    from whoholds.proposals import load_catalogue
    from whoholds.workbench import baseline_zones, zones_of

    require_language(language)
    chosen = _control(control, control_date)
    zones = baseline_zones() if chosen is None else zones_of(chosen)
    page = render(build_map(load_catalogue(), zones, proposal, reading, language))
    write_text(page, output)
    _say(f"{output}: {len(page) / 1e3:,.0f} kB, needs no network")


@app.command()
def check() -> None:
    """Check that the shipped or edited files are whole and fit together.

    Example: [bold]whoholds check[/bold]
    """
    from whoholds.checks import run_checks

    results = run_checks()
    for result in results:
        mark = "ok    " if result.passed else "FAILED"
        typer.echo(f"{mark} {result.name}: {result.detail}")
    failed = [result.name for result in results if not result.passed]
    if failed:
        raise CheckFailedError(
            f"{len(failed)} of {len(results)} checks failed",
            where=", ".join(failed),
            remedy="mend what the lines above name, and run `whoholds check` again",
        )


@app.command()
def dashboard(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8501,
) -> None:
    """Serve the dashboard on this machine, at 127.0.0.1, until Ctrl-C.

    Example: [bold]whoholds dashboard --port 8600[/bold]
    """
    from whoholds.app.server import serve

    serve(port)


def _control(file: Path | None, date: str | None) -> ControlLayer | None:
    """The control layer that the options ask for; None for the baseline."""
    if file is None and date is None:
        return None
    from whoholds.workbench import control_layer

    chosen = control_layer(file, _date(date) if date else None)
    if chosen.outside_km2 >= 0.05:
        _say(
            f"{file}: {chosen.outside_km2:,.1f} km2 lie outside Ukraine's regions (coast, "
            "border mismatch) and are not counted"
        )
    return chosen


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            "that is not a date",
            where="command line",
            expected="year-month-day, such as 2025-08-16",
            found=text,
            remedy="write the date so",
        ) from error


def _print_table(table: pd.DataFrame, form: Format, title: str) -> None:
    if form is Format.CSV:
        sys.stdout.write(table.to_csv(index=False, lineterminator="\n"))
    elif form is Format.JSON:
        _print_json(table.to_dict("records"))
    else:
        _print_grid(table, title)


def _print_json(data: Any) -> None:
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def _print_grid(table: pd.DataFrame, title: str) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title), title_justify="left")
    numeric = {name: table[name].dtype.kind in "if" for name in table.columns}
    for name in table.columns:
        grid.add_column(Text(str(name)), justify="right" if numeric[name] else "left")
    for row in table.itertuples(index=False):
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(_cell(name, value)) for name, value in cells))
    Console(width=None if sys.stdout.isatty() else 160).print(grid)


def _cell(name: str, value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    if "share" in name:
        return f"{value:.2%}"
    return f"{value:,.0f}" if abs(value) >= 10 or value == 0 else f"{value:,.2f}"


def _say(text: str) -> None:
    typer.echo(text, err=True)


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; a user's mistake ends with a message and an exit code."""
    try:
        run()
    except WhoholdsError as error:
        _say(f"error: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()

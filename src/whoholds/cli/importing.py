"""The commands about control layers: write a shipped one, import one of somebody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    LanguageOption,
    PrecisionOption,
    ReportFormat,
    SliverChoice,
    SliversOption,
    chosen_boundaries,
    conflict,
    parsed_date,
)
from whoholds.cli.printing import listener, print_json, print_table, say
from whoholds.vocabulary.closed import DataForm
from whoholds.words.saying import Note

if TYPE_CHECKING:
    from whoholds.importers.report import ImportReport
    from whoholds.vocabulary.sides import Side
    from whoholds.words.reader import Reader


def layer(
    date: Annotated[str, typer.Argument(help="Date of a shipped control layer.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .geojson or .gpkg file.")],
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Write the control layer of a date to a file.

    Example: [bold]whoholds layer 2025-08-16 -o held.geojson[/bold]
    """
    from whoholds.layers.layer_file import write_layer

    day = parsed_date(date)
    assert day is not None
    chosen, side = conflict().lines[day], conflict().country.territory.sides.holding
    write_layer(chosen, output, side.code)
    say(_written(output, side, chosen.date))


def _written(file: Path, side: Side, day: dt.date) -> str:
    name = dict(side.name)
    return listener().note(Note.of("import.written", file=str(file), side=name, date=day))


def import_(
    file: Annotated[Path, typer.Argument(help="GeoJSON, GeoPackage, shapefile, KML, ZIP ...")],
    form: Annotated[
        DataForm | None,
        typer.Option("--as", help="Form of the data; told from the content if left out."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", help="Its day, where the data do not say it or have several."),
    ] = None,
    held_field: Annotated[
        str | None, typer.Option("--held-field", help="Column that says who holds a polygon.")
    ] = None,
    held_value: Annotated[
        list[str] | None,
        typer.Option(
            "--held-value", help="What it says of land that the layer holds. May be given again."
        ),
    ] = None,
    layer: Annotated[
        str | None, typer.Option("--layer", help="Which layer of the file, if it has several.")
    ] = None,
    crs: Annotated[
        str | None, typer.Option("--crs", help="Reference system, where the file names none.")
    ] = None,
    reproject: Annotated[
        bool, typer.Option("--reproject", help="Allow another reference system than EPSG:4326.")
    ] = False,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    licence: Annotated[
        str | None,
        typer.Option("--licence", help="What its owner allows, where the file does not say it."),
    ] = None,
    boundaries: BoundariesOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A .geojson or .gpkg file to write.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        ReportFormat, typer.Option("--format", help="How to print the report.")
    ] = ReportFormat.TABLE,
    language: LanguageOption = "en",
) -> None:
    """Turn a file into a control layer, and report what was repaired, dropped and measured.

    Examples: [bold]whoholds import deepstatemap_data_20250816.geojson -o held.gpkg[/bold],
    [bold]whoholds import viina.json --date 2025-08-16[/bold],
    [bold]whoholds import map.kmz --held-field Name --held-value occupied --format json[/bold]
    """
    from whoholds.door.importing import import_layer
    from whoholds.importers.layer import Options
    from whoholds.layers.layer_file import write_layer

    reader = conflict().reader(language)
    options = Options(
        form and form.value,
        parsed_date(date),
        held_field,
        tuple(held_value or ()),
        layer,
        crs,
        reproject=reproject,
        slivers=slivers.value,
        precision_km=precision,
        licence=licence,
    )
    country = conflict().country
    regions = chosen_boundaries(boundaries) or country.boundaries
    result = import_layer(file, regions, country, options)
    if output is not None:
        side = regions.sides.holding
        write_layer(result.layer, output, side.code)
        say(_written(output, side, result.layer.date))
    _print_report(result.report, format, reader)


def _print_report(report: ImportReport, form: ReportFormat, reader: Reader) -> None:
    from whoholds.telling.imports import import_record, import_regions, import_table

    if form is ReportFormat.JSON:
        print_json(import_record(report, reader))
        return
    table = import_table(report, reader)
    table.columns = [reader.word("import.item"), reader.word("import.value")]
    print_table(table, form, title=reader.note(Note.of("import.title", file=report.file)))
    regions = import_regions(report, reader)
    print_table(regions, form, title=reader.word("import.by_region"))

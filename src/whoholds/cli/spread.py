"""The command that puts the figures of several control layers side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    Format,
    FormatOption,
    LanguageOption,
    PrecisionOption,
    ReadingOption,
    SliverChoice,
    SliversOption,
    chosen_boundaries,
    conflict,
    imported_layer,
    parsed_date,
)
from whoholds.cli.printing import listener, phrase, print_json, print_table, say
from whoholds.ground.errors import InputError
from whoholds.words.numbers import rounded_up, two_digits
from whoholds.words.saying import Note

if TYPE_CHECKING:
    import pandas as pd

    from whoholds.layers.boundaries import BoundaryLayer
    from whoholds.layers.control import ControlLayer
    from whoholds.spread.groups import Spread
    from whoholds.spread.side_by_side import Group

UNITS = {"km2": "{:,.0f}", "percent": "{:.2f} %", "people": "{:,.0f}"}

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE[=DAY]",
        help="Control layers: any files that `whoholds import` reads, with the day after = where "
        "the data do not say it.",
    ),
]


def spread(
    files: FilesArgument = None,
    shipped: Annotated[
        list[str] | None,
        typer.Option("--with", help="A shipped layer by its date; may be given again."),
    ] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", help="Compare what it would change, too.")
    ] = None,
    reading: ReadingOption = None,
    residents: Annotated[
        bool, typer.Option("--residents", help="Compare the pre-war residents of held land, too.")
    ] = False,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Put the figures of several control layers of near dates side by side, with their spread.

    Layers are never averaged: the table has what each gives, the lowest, the highest and the
    difference. Layers of dates further apart are listed apart.

    Examples: [bold]whoholds spread deepstate.geojson isw.geojson[/bold],
    [bold]whoholds spread theirs.gpkg --with 2025-08-16 --proposal anchorage-aug-2025[/bold],
    [bold]whoholds spread a.gpkg viina.json=2025-08-16 --format json[/bold]
    """
    from whoholds.desk import spread_of
    from whoholds.spread.report import spread_report

    regions = chosen_boundaries(boundaries)
    layers = list(_layers(files or [], shipped or [], regions, slivers, precision))
    found = spread_of(
        layers,
        regions,
        proposal=proposal,
        reading=reading,
        people=residents,
        conflict=conflict(),
    )
    if format is Format.JSON:
        print_json(spread_report(found))
        return
    if format is Format.CSV:
        print_table(_long(found), format, title="")
    else:
        _print_spread(found)
    for one in found.apart:
        say(phrase("compared_with_none", why=one.note))


_DAYS = ("choice.date", "choice.such_date", "choice.any_date", "choice.one_date")
"""Choices of a day: where one is asked for, it stands after the file's name here."""


def _layers(
    files: list[str],
    dates: list[str],
    boundaries: BoundaryLayer | None,
    slivers: SliverChoice,
    precision: float | None,
) -> Iterator[ControlLayer]:
    from whoholds.desk import control_layer

    for text in files:
        name, _, day = (text, "", "") if Path(text).exists() else text.rpartition("=")
        file = Path(name or day)
        try:
            named = day if name and day else None
            layer = imported_layer(file, named, boundaries, slivers, precision)
        except InputError as error:
            asked = (one for one in error.fault.values.values() if isinstance(one, Note))
            if not any(note.key in _DAYS for note in asked):
                raise
            remedy = Note.of("cli.day_after_file", file=str(file))
            raise InputError(error.fault.saying(remedy=remedy)) from error
        yield layer
    for date in dates:
        yield control_layer(None, parsed_date(date), boundaries, slivers, conflict=conflict())


def _long(found: Spread) -> pd.DataFrame:
    """Figures and bands of all groups in one table."""
    import pandas as pd

    tables = []
    for number, group in enumerate(found.groups, start=1):
        layers = [layer.label for layer in group.layers]
        bands = group.told_bands[layers].rename(columns=lambda name: f"band of {name}")
        table = pd.concat([group.table, bands], axis="columns")
        table.insert(0, "group", number)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _print_spread(found: Spread) -> None:
    import pandas as pd

    ids = {layer.label: f"L{n}" for n, layer in enumerate(found.layers, start=1)}
    legend = [
        (ids[layer.label], layer.name[0].isoformat(), layer.zones.control.kind, layer.name[1])
        for layer in found.layers
    ]
    columns = ["layer", "date", "kind", "source"]
    print_table(pd.DataFrame(legend, columns=columns), "table", title=phrase("control_layers"))
    for group in found.groups:
        names = ", ".join(ids[layer.label] for layer in group.layers)
        table = _figures(group, ids)
        title = phrase("figures_of", names=names)
        print_table(table, "table", title=title, figures=list(table.columns[1:]))
        print_table(_pairs(group, ids), "table", title=phrase("where_they_differ"))
    country = found.groups[0].layers[0].zones.boundaries.about.name
    say(phrase("spread_note", country=country))


def _figures(group: Group, ids: dict[str, str]) -> pd.DataFrame:
    """The group's table in words: plus or minus where the band is known."""
    import pandas as pd

    boundaries = group.layers[0].zones.boundaries
    reader = conflict().reader(listener().language)
    names = boundaries.regions[reader.column("name")]
    country = reader.text(boundaries.about.name)
    rows = []
    for row, band in zip(
        group.table.to_dict("records"), group.bands.to_dict("records"), strict=True
    ):
        form = UNITS[row["unit"]].format
        cells = {
            ids[layer.label]: _figure(row[layer.label], band[layer.label], row["unit"])
            for layer in group.layers
        }
        place = names.get(row["region"], country)
        rows.append(
            {
                "what": f"{place}: {_quantity(row['quantity'])}, {_unit(row['unit'])}",
                **cells,
                **{end: form(row[end]) for end in ("lowest", "highest", "spread")},
                "points": f"{row['spread_points']:.2f}",
            }
        )
    return pd.DataFrame(rows)


def _quantity(name: str) -> str:
    """What was measured; of a proposal whose holder or which change, by its code."""
    kind, _, code = name.partition(":")
    said = listener().words("quantity")[kind]
    return f"{said}:{code.replace('_', ' ')}" if code else said


def _unit(name: str) -> str:
    return listener().words("measured_in")[name]


def _figure(value: float, band: float | None, unit: str) -> str:
    """A figure with its band, where one is known; below the band it is only said to be less."""
    form = UNITS[unit].format
    if band and band >= value > 0:
        return listener().word("unit.less_than").format(form(rounded_up(value + band)))
    return f"{form(value)} ± {form(two_digits(band))}" if band else form(value)


def _pairs(group: Group, ids: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    boundaries = group.layers[0].zones.boundaries
    reader = conflict().reader(listener().language)
    names = boundaries.regions[reader.column("name")]
    country = reader.text(boundaries.about.name)
    rows = [
        {
            "layers": phrase("both", names=(ids[row["first"]], ids[row["second"]])),
            "where": names.get(row["region"], country),
            "intersection over union": f"{row['overlap']:.3f}",
            "only the first": row["only_first_km2"],
            "only the second": row["only_second_km2"],
        }
        for row in group.pairs.to_dict("records")
    ]
    return pd.DataFrame(rows)

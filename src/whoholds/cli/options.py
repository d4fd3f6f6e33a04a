"""The options that commands share, and what they mean."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.printing import listen, listener, phrase, say
from whoholds.ground.errors import InputError
from whoholds.words.reader import LANGUAGES
from whoholds.words.saying import Note

if TYPE_CHECKING:
    from whoholds.conflict.conflict import Conflict
    from whoholds.layers.boundaries import BoundaryLayer
    from whoholds.layers.control import ControlLayer

_DATA: ContextVar[Path | None] = ContextVar("data", default=None)


class Format(StrEnum):
    """Forms in which a table can be printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ReportFormat(StrEnum):
    """Forms in which a report can be printed."""

    TABLE = "table"
    JSON = "json"


class SliverChoice(StrEnum):
    """What becomes of strips along coast and border, as `whoholds.zones.slivers.Slivers` has it."""

    COUNT = "count"
    LEAVE = "leave"


class Theme(StrEnum):
    """Colours of a picture."""

    LIGHT = "light"
    DARK = "dark"


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        envvar="WHOHOLDS_DATA",
        help="Another conflict: a folder with seeds/ and geodata/, such as `whoholds new` writes.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
ControlOption = Annotated[
    Path | None,
    typer.Option(
        "--control", help="A control layer of your own: any file that `whoholds import` reads."
    ),
]
SliversOption = Annotated[
    SliverChoice,
    typer.Option(
        "--slivers",
        help="Thin strips between a layer and coast or border: counted with the land behind them, "
        "or left as they are drawn.",
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option("--control-date", help="Day of the control layer, such as 2025-08-16."),
]
PrecisionOption = Annotated[
    float | None,
    typer.Option(
        "--precision",
        metavar="KM",
        help="How precise the layer's line of contact is, in km, for the bands of areas; what is "
        "usual for its source if left out.",
    ),
]
BoundariesOption = Annotated[
    Path | None,
    typer.Option("--boundaries", help="Finer regions: a file or folder with all of them."),
]
ReadingOption = Annotated[
    str | None, typer.Option("--reading", help="Reading of the proposal; its default if left out.")
]
ProposalArgument = Annotated[
    str, typer.Argument(help="Id of a proposal; `whoholds proposals` lists them.")
]
LanguageOption = Annotated[
    str,
    typer.Option("--language", help=f"{' or '.join(LANGUAGES)}.", callback=listen, is_eager=True),
]
OpenedArgument = Annotated[
    str | None,
    typer.Argument(help="Id of the proposal to open at; the newest line if left out."),
]


def conflict() -> Conflict:
    """The conflict that the command works on: the one of `--data`, or the shipped one."""
    from whoholds.desk import opened

    return opened(data_folder())


def data_folder() -> Path | None:
    """The folder that `--data` or the environment names; None for the shipped conflict."""
    return _DATA.get()


def use_data(folder: Path | None) -> None:
    """Let the commands of this run work on the conflict of a folder; None for the shipped one."""
    _DATA.set(folder)


def chosen_control(
    file: Path | None,
    date: str | None,
    boundaries: BoundaryLayer | None,
    slivers: SliverChoice = SliverChoice.COUNT,
    precision: float | None = None,
) -> ControlLayer | None:
    """The control layer that the options ask for; None for the baseline."""
    if file is not None:
        return imported_layer(file, date, boundaries, slivers, precision)
    if date is None and precision is None and slivers is SliverChoice.COUNT:
        return None
    from whoholds.desk import control_layer

    day = parsed_date(date)
    return control_layer(
        None, day, boundaries, slivers, precision_km=precision, conflict=conflict()
    )


def imported_layer(
    file: Path,
    date: str | None,
    boundaries: BoundaryLayer | None,
    slivers: SliverChoice = SliverChoice.COUNT,
    precision: float | None = None,
) -> ControlLayer:
    """The layer of a file, with a word on everything that its import noted."""
    from whoholds.door.importing import import_layer
    from whoholds.importers.layer import Options

    day, country = parsed_date(date), conflict().country
    options = Options(date=day, slivers=slivers.value, precision_km=precision)
    result = import_layer(file, boundaries or country.boundaries, country, options)
    notes = result.report.in_short()
    for note in notes:
        say(f"{file}: {listener().note(note)}")
    if notes:
        say(phrase("whole_report", file=str(file)))
    return result.layer


def chosen_boundaries(file: Path | None) -> BoundaryLayer | None:
    """The boundaries that the option asks for, with a word on what they are; None for ours."""
    if file is None:
        return None
    from whoholds.door.importing import import_boundaries

    result = import_boundaries(file, conflict().country)
    for note in result.report.noted():
        say(listener().note(note))
    return result.layer


def parsed_date(text: str | None) -> dt.date | None:
    """Read a date of the command line, or say that it is none."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError.of("no_date", day=text or Note.of("import.nothing")) from error

"""Tables, JSON and messages on the terminal."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Collection, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

import typer
from rich.console import Console

from whoholds.cli.streams import can_say_all
from whoholds.ground.errors import reader_for
from whoholds.words.marks import visible
from whoholds.words.reader import ENGLISH, LANGUAGES, Reader
from whoholds.words.saying import Note, Value

if TYPE_CHECKING:
    import pandas as pd

    from whoholds.layers.control import ControlLayer


_LISTENER = ContextVar("_LISTENER", default=ENGLISH)


WHOLE = 32
"""Characters of a row's name that a grid does not break."""

CODES = {
    "row": ("holder", "change", "sum"),
    "holder": ("holder", "change"),
    "held_by": ("holder",),
    "administration": ("holder",),
    "counted_for": ("holder",),
    "change": ("change",),
    "recognition": ("recognition",),
    "basis": ("basis",),
    "differs": ("differs",),
}
"""What the codes in a column are; of two proposals it is the first's or the second's."""


def print_table(table: pd.DataFrame, form: str, title: str, figures: Collection[str] = ()) -> None:
    """Print a table as a grid, as CSV or as JSON.

    In a grid, numbers stand to the right, and so does the text in the columns `figures`.
    """
    if form == "csv":
        sys.stdout.write(table.to_csv(index=False, lineterminator="\n"))
    elif form == "json":
        print_json(table.to_dict("records"))
    else:
        _print_grid(table, title, figures)


def in_words(table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Return a table with words in place of its codes, for a grid; files keep the codes."""
    shown = table.copy()
    for name in table.columns:
        kinds = CODES.get(str(name).removeprefix("first_").removeprefix("second_"), ())
        words = {code: word for kind in kinds for code, word in reader.words(kind).items()}
        if words:
            shown[name] = [words.get(value, value) for value in table[name]]
    return shown


def print_json(data: Any) -> None:
    """Print JSON without NaN; where the output does not have every letter, in ASCII escapes."""
    is_plain = not can_say_all(sys.stdout)
    tell(json.dumps(data, ensure_ascii=is_plain, indent=2, allow_nan=False))


def _print_grid(table: pd.DataFrame, title: str, figures: Collection[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title), title_justify="left")
    zero = []
    if len(table):
        zero = [name for name in table.columns[1:] if _is_zero(table[name])]
        table = table[[name for name in table.columns.drop(zero) if _says(table[name])]]
    for position, name in enumerate(table.columns):
        is_right = name in figures or table[name].dtype.kind in "if"
        # What names the row is not broken, so that it can be copied; nor is a word of a name.
        whole = min(_longest(table[name], is_split=position > 0), WHOLE)
        whole = whole if not position or str(name).startswith("name_") else 0
        justify: Literal["left", "right"] = "right" if is_right else "left"
        heading = Text(_heading(str(name)))
        grid.add_column(heading, justify=justify, min_width=whole, overflow="fold")
    for row in table.itertuples(index=False):
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(_cell(name, value)) for name, value in cells))
    least = Console(width=10_000).measure(grid).minimum  # below it, columns would be lost
    Console(width=None if sys.stdout.isatty() else max(160, least)).print(grid)
    if zero:
        say(phrase("zero_columns", names="; ".join(_heading(str(name)) for name in zero)))


def _longest(column: pd.Series[Any], *, is_split: bool) -> int:
    """Characters of the longest text of a column, or of the longest word in it."""
    texts = column.astype(str)
    return max((texts.str.split().explode() if is_split else texts).str.len(), default=0)


def _says(column: pd.Series[Any]) -> bool:
    """Whether a column says something in some row, and not in another language than the others."""
    of, _, language = str(column.name).rpartition("_")
    if of == "name" and language in LANGUAGES and language != listener().language:
        return False
    return any(_cell(str(column.name), value) for value in column)


def _is_zero(column: pd.Series[Any]) -> bool:
    return column.dtype.kind in "if" and bool((column == 0).all())


def _heading(name: str) -> str:
    """A column's name in words; that of a side or of a layer, which is data, as it is."""
    return listener().words("grid").get(name.replace(" ", "_"), name)


def _cell(name: str, value: Any) -> str:
    if value is None:
        # What a figure is less than is said where its band is larger than itself, and only there.
        return "" if "less_than" in name else phrase("unknown")
    if not isinstance(value, float):
        return visible(str(value))
    if "share" in name:
        return f"{100 * value:.2f} %"
    return f"{value:,.0f}" if abs(value) >= 10 or value == 0 else f"{value:,.2f}"


def tell(text: str) -> None:
    """Print a result to standard output."""
    # Named, the stream is used as it is; typer would write UTF-8 where it is said to be ASCII.
    typer.echo(text, file=sys.stdout)


def print_text(lines: Iterable[str], width: int = 100) -> None:
    """Print lines of text, the long ones broken; what a line starts with is its indent."""
    for line in lines:
        body = line.lstrip(" -")
        hanging = " " * (len(line) - len(body))
        broken = textwrap.wrap(
            line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
        )
        tell("\n".join(broken))


def listener() -> Reader:
    """Return who reads what the command says."""
    return _LISTENER.get()


def listen(language: str) -> str:
    """Say everything from here on in a language, errors too; an unknown one is an error."""
    _LISTENER.set(reader_for(language))
    return language


def phrase(key: str, /, **values: Value) -> str:
    """Return a row `cli.KEY` of words.csv, its gaps filled, in the language asked for."""
    return listener().note(Note(f"cli.{key}", values))


def control_line(layer: ControlLayer) -> str:
    """Say of which day and whose a control layer is."""
    from whoholds.telling.layers import layer_in

    return phrase("control_as_of", day=layer.date, source=layer_in(layer, listener()))


def say(text: str) -> None:
    """Print a message to standard error."""
    typer.echo(visible(text), file=sys.stderr)

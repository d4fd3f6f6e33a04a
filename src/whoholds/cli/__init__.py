"""The command line. Results go to standard output, messages to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from whoholds.cli.answering import mcp
from whoholds.cli.checking import check
from whoholds.cli.citing import cite
from whoholds.cli.claims import claims, terms
from whoholds.cli.comparing import compare
from whoholds.cli.ending import ended, open_streams
from whoholds.cli.fetch import app as fetch_app
from whoholds.cli.importing import import_, layer
from whoholds.cli.new import new
from whoholds.cli.options import DataOption, use_data
from whoholds.cli.packaging import package
from whoholds.cli.pages import dashboard, map_, zones
from whoholds.cli.picture import picture
from whoholds.cli.proposals import areas, proposals
from whoholds.cli.reporting import report
from whoholds.cli.site import site
from whoholds.cli.spread import spread
from whoholds.cli.streams import sayable

app = typer.Typer(
    name="whoholds",
    help="Who holds, and who would cede, which part of a country under each peace proposal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog="Exit codes: 0 done, 2 usage, 3 a file is wrong, 4 unknown name, 5 geometry, "
    "6 tables do not fit together, 7 a check failed, 8 something outside is missing or busy, "
    "9 a download failed, 10 the result could not be written, 70 whoholds itself is at fault, "
    "130 interrupted.",
)


@app.callback()
def _start(data: DataOption = None) -> None:
    """Who holds, and who would cede, which part of a country under each peace proposal."""
    use_data(data)


app.command()(proposals)
app.command()(areas)
app.command()(compare)
app.command()(layer)
app.command(name="import")(import_)
app.command(name="map")(map_)
app.command()(picture)
app.command()(zones)
app.command()(report)
app.command()(spread)
app.command()(claims)
app.command()(terms)
app.command()(cite)
app.command()(check)
app.command()(new)
app.command()(package)
app.command()(site)
app.command()(mcp)
app.command()(dashboard)
app.add_typer(fetch_app, name="fetch")


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; a user's mistake ends with a message and an exit code."""
    open_streams()
    with sayable():
        code = ended(run)
    sys.exit(code)

"""The commands `whoholds fetch ...`: the only way in which whoholds asks a server for anything."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from whoholds.cli.options import LanguageOption, ReportFormat, conflict, parsed_date
from whoholds.cli.printing import listener, phrase, print_json, print_table, say, tell

if TYPE_CHECKING:
    from whoholds.fetch.limits import Watcher
    from whoholds.ground.errors import DownloadError

PATIENCE_S = 0.5
"""Time after which a person wants to see that something is going on."""


class _ByName(TyperGroup):
    """`whoholds fetch deepstate` is short for `whoholds fetch file deepstate`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["file", *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_ByName,
    help="Download control layers of others: [bold]whoholds fetch deepstate[/bold]. Nothing is "
    "downloaded unless you ask for it here.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


SourcesOption = Annotated[
    Path | None,
    typer.Option(
        "--sources", help="A list of downloads of your own; the environment's WHOHOLDS_DOWNLOADS."
    ),
]


@app.command(name="list")
def list_(
    sources: SourcesOption = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
    format: Annotated[  # noqa: A002 - the option's name
        ReportFormat, typer.Option("--format", help="How to print the list.")
    ] = ReportFormat.TABLE,
) -> None:
    """List what can be downloaded, under which licence, and what is in the cache already.

    Example: [bold]whoholds fetch list[/bold]
    """
    from whoholds.fetch.cache import kept
    from whoholds.fetch.downloads import chosen_downloads

    rows = []
    for name, entry in chosen_downloads(sources, conflict().downloads).items():
        notes = kept(name)
        rows.append(
            {
                "id": name,
                "title": entry.title,
                "days": listener().note(entry.days),
                "licence": listener().text(entry.licence),
                "cached_files": len(notes),
                "cached_bytes": sum(note.size for note in notes),
                "newest_cached": _newest(notes[-1].day) if notes else "",
                "note": entry.note,
            }
        )
    if format is ReportFormat.JSON:
        print_json(rows)
    else:
        _print(rows)


def _newest(day: dt.date | None) -> str:
    return listener().word("fetch.days.one_file") if day is None else day.isoformat()


def _print(rows: list[dict[str, Any]]) -> None:
    import pandas as pd

    columns = ["id", "title", "days", "licence", "in the cache"]
    shown = [{**row, "in the cache": _cached(row)} for row in rows]
    print_table(pd.DataFrame(shown, columns=columns), "table", title=phrase("downloads"))


def _cached(row: dict[str, Any]) -> str:
    if not row["cached_files"]:
        return listener().word("import.nothing")
    size, count = row["cached_bytes"] / 1e6, row["cached_files"]
    return phrase("cached", count=count, mb=size, newest=row["newest_cached"])


@app.command()
def file(
    name: Annotated[str, typer.Argument(help="Id; `whoholds fetch list` shows them.")],
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            help="Day such as 2025-08-16. Without one, the newest in the source's own list of "
            "files, if it has such a list.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Put a copy here as well.")
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again although it is in the cache.")
    ] = False,
    sources: SourcesOption = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Download one file into the cache and print its path. `file` may be left out.

    Examples: [bold]whoholds fetch deepstate --date 2025-08-16[/bold],
    [bold]whoholds fetch isw -o isw.geojson[/bold]
    """
    from whoholds.fetch.downloads import chosen_downloads, require_download
    from whoholds.fetch.fetching import fetch
    from whoholds.fetch.listing import newest_day

    entry = require_download(name, chosen_downloads(sources, conflict().downloads))
    with _watched(name) as watcher:
        day = parsed_date(date) if date else newest_day(entry, watcher=watcher)
        if day and not date:
            say(phrase("newest_day", day=day))
        fetched = fetch(name, entry, day, output=output, refresh=refresh, watcher=watcher)
    note = fetched.receipt
    key = "fetched" if fetched.is_new else "in_cache"
    time = f"{note.retrieved:%Y-%m-%d %H:%M}"
    say(phrase(key, time=time, bytes=note.size, sha256=note.sha256))
    say(phrase("licence", licence=listener().text(entry.licence)))
    tell(str(fetched.path))


@contextlib.contextmanager
def _watched(name: str) -> Iterator[Watcher]:
    """Give a watcher that shows, after half a second and on a terminal, how much has come."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from whoholds.fetch.limits import Watcher

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(name, total=None)

    class Shown(Watcher):
        def receives(self, done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        def waits(self, seconds: float, error: DownloadError) -> None:
            said = error.told(listener())
            say(phrase("again", what=said["what"], found=said["found"], seconds=seconds))

    timer = threading.Timer(PATIENCE_S, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield Shown()
    finally:
        timer.cancel()
        timer.join()
        bar.stop()

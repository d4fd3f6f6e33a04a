"""The command that writes the whole explorer as files for a web server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import LanguageOption, conflict
from whoholds.cli.printing import phrase, say


def site(
    folder: Annotated[
        Path,
        typer.Argument(help="A folder that is not there yet, is empty, or has such a site."),
    ],
    base_url: Annotated[
        str,
        typer.Option("--base-url", help="Where it will be found, as https://example.org/ukraine/."),
    ],
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare",
            metavar="A:B",
            help="Two proposals whose comparison gets a page; may be given again. Without any: "
            "each proposal with the one that it changes or answers.",
        ),
    ] = None,
    tiles: Annotated[str | None, typer.Option("--tiles", hidden=True)] = None,
    language: LanguageOption = "en",  # noqa: ARG001 - its callback listens
) -> None:
    """Write the whole explorer as static files, in every language, for any web server or CDN.

    A page for each proposal and comparison, the map of all of them, terms, published figures, the
    handbook, pictures, and JSON for programs. Nothing in it asks another host for anything.

    Examples: [bold]whoholds site public --base-url https://example.org/ukraine/[/bold],
    [bold]whoholds site public --base-url https://example.org --compare
    anchorage-aug-2025:putin-2024[/bold]
    """
    from whoholds.ground.errors import InputError
    from whoholds.publishing.site.writing import write_site

    if tiles is not None:
        raise InputError.of("site.tiles", "--tiles")
    sizes = write_site(folder, conflict(), base_url, compare or ())
    pages = sum(name.endswith(".html") for name in sizes)
    mb = sum(sizes.values()) / 1e6
    say(phrase("site", folder=str(folder), pages=pages, files=len(sizes), mb=mb))

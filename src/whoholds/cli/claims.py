"""The commands that compare: published figures with ours, proposals by their terms."""

from __future__ import annotations

import textwrap
from typing import Annotated

import typer

from whoholds.cli.options import (
    BoundariesOption,
    ControlOption,
    DateOption,
    Format,
    FormatOption,
    LanguageOption,
    PrecisionOption,
    SliverChoice,
    SliversOption,
    chosen_boundaries,
    chosen_control,
    conflict,
)
from whoholds.cli.printing import control_line, phrase, print_json, print_table, say

MARKS = {"stated": "S", "reported": "R", "disputed": "D", "not_stated": "-"}
"""How a term stands, in one letter."""


def claims(
    control: ControlOption = None,
    control_date: DateOption = None,
    slivers: SliversOption = SliverChoice.COUNT,
    precision: PrecisionOption = None,
    boundaries: BoundariesOption = None,
    language: LanguageOption = "en",
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Check published figures against the control layers.

    A layer of your own is used for every claim of a day near its own; the shipped ones for the
    others.

    Examples: [bold]whoholds claims[/bold], [bold]whoholds claims --format json[/bold],
    [bold]whoholds claims --control my-layer.geojson[/bold]
    """
    from whoholds.claims.checking import check_claims
    from whoholds.desk import claim_layers
    from whoholds.telling.claims import verdict_report, verdict_table

    reader = conflict().reader(language)
    regions = chosen_boundaries(boundaries)
    chosen = chosen_control(control, control_date, regions, slivers, precision)
    layers = claim_layers(chosen, regions, conflict())
    checked = check_claims(conflict().claims, layers)
    if format is Format.JSON:
        print_json(verdict_report(checked, reader))
        return
    table = verdict_table(checked, language)
    if format is Format.TABLE:
        table = table[["said_by", "text", "recomputed", "band", "difference", "verdict", "why"]]
    print_table(table, format, title=phrase("claims"))
    for zones in layers:
        say(control_line(zones.control))
    say(phrase("verdict_rule"))


def terms(
    term: Annotated[
        str | None, typer.Option("--term", help="One term, such as nato, with its full text.")
    ] = None,
    language: LanguageOption = "en",
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Compare what the proposals say beside territory: NATO, forces, guarantees ...

    The table shows how each term stands; --term shows one of them in words; CSV and JSON have
    all texts.

    Examples: [bold]whoholds terms --term nato[/bold], [bold]whoholds terms --format csv[/bold]
    """
    from whoholds.ground.errors import UnknownNameError
    from whoholds.telling.terms import terms_matrix, terms_table

    catalogue = conflict().catalogue
    if term is not None and term not in catalogue.known.terms:
        raise UnknownNameError.of("unknown_term", name=term, known=tuple(catalogue.known.terms))
    if term is not None:
        table = terms_table(catalogue, language)
        print_table(table[table["term"] == term].drop(columns="term"), format, title=term)
    elif format is Format.JSON:
        print_json(terms_table(catalogue, language).to_dict("records"))
    elif format is Format.CSV:
        print_table(terms_matrix(catalogue, language), format, title="")
    else:
        table = terms_table(catalogue, language)
        marks = table.assign(mark=table["status"].map(MARKS))
        wide = marks.pivot(index="proposal", columns="term", values="mark")
        wide = wide.loc[marks["proposal"].unique(), list(catalogue.known.terms)].rename(
            columns=_narrow
        )
        print_table(wide.rename_axis(columns=None).reset_index(), format, phrase("terms"))
        say("; ".join(f"{mark} {phrase(f'term_mark.{status}')}" for status, mark in MARKS.items()))


def _narrow(term: str) -> str:
    return "\n".join(textwrap.wrap(term.replace("_", " "), 7))

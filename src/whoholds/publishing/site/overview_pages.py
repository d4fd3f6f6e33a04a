"""The pages on all proposals at once: the first one, and that of the map."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from whoholds.desk import cite_evaluation
from whoholds.figures.people import residents
from whoholds.maps.build import build_map
from whoholds.maps.pieces import Pieces, pieces_of
from whoholds.publishing.site.edition import Edition, Head, Page
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import comparison_page, proposal_page
from whoholds.publishing.site.proposal_pages import shown_by
from whoholds.telling.finding import finding


def index_written(edition: Edition, picture: Picture) -> Page:
    """Write the first page of a language: the map of all proposals, and the list of them."""
    catalogue, reader = edition.conflict.catalogue, edition.reader
    first = edition.evaluation(edition.conflict.shown_first)
    line = finding(edition.evaluation(catalogue.baseline), edition.language)
    shown = shown_by(first)
    entries = [_entry(edition, name) for name in edition.plan.proposals]
    return edition.page(
        "index.html",
        "index.html",
        Head(edition.title, line, picture, shown),
        line=line,
        shown=shown,
        scope=f"{reader.word('page.scope')} {reader.word('page.order')}",
        lines=[one for one in entries if one["is_line"]],
        proposals=[one for one in entries if not one["is_line"]],
        pairs=[
            {
                "page": comparison_page(*pair),
                "names": [reader.text(catalogue[one].name) for one in pair],
            }
            for pair in edition.plan.pairs
        ],
    )


def _entry(edition: Edition, name: str) -> dict[str, Any]:
    reader, proposal = edition.reader, edition.conflict.catalogue[name]
    is_line = proposal.kind == "line"
    day = reader.day(proposal.date)
    return {
        "page": proposal_page(name),
        "name": reader.text(proposal.name),
        "by": "" if is_line else f"{reader.text(proposal.proposer)} · {day}",
        "finding": finding(edition.evaluation(name), edition.language),
        "is_line": is_line,
    }


def map_pieces(edition: Edition) -> Pieces:
    """Build the map page of a language, which every other page shows."""
    catalogue, zones = edition.conflict.catalogue, edition.zones
    people = residents(zones).people
    shown = edition.conflict.shown_first
    cited = cite_evaluation(edition.evaluation(shown), edition.conflict, edition.language)
    canvas = build_map(
        catalogue,
        zones,
        shown,
        language=edition.language,
        people=people,
        cited=cited,
        url=edition.url("map.html"),
    )
    return pieces_of(canvas)


def map_written(
    edition: Edition,
    body: str,
    picture: Picture,
    styles: list[str],
    scripts: list[str],
) -> Page:
    """Write the map page, with its style sheets and scripts in files of their own."""
    shown = edition.evaluation(edition.conflict.shown_first)
    said = finding(shown, edition.language)
    return edition.page(
        "map.html",
        "map.html",
        Head(edition.title, said, picture, shown_by(shown)),
        body=Markup(body),  # noqa: S704 - the map page escapes what it is given
        styles=styles,
        scripts=scripts,
    )

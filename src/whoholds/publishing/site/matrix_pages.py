"""The pages that put many side by side: terms beside territory, and published figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoholds.claims.checking import Checked
from whoholds.ground.tables import list_ids, rows_of
from whoholds.publishing.site.edition import Edition, Head, Page
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import proposal_page
from whoholds.telling.claims import recomputed_text, verdict_table
from whoholds.telling.terms import terms_table
from whoholds.vocabulary.closed import TermStatus

MARKS = {
    TermStatus.STATED: "●",
    TermStatus.REPORTED: "◐",
    TermStatus.DISPUTED: "◇",
    TermStatus.NOT_STATED: "–",
}
"""How a term stands, in one sign; its words stand beside it for who does not see it."""


def terms_written(edition: Edition, picture: Picture) -> Page:
    """Write the page of terms: a matrix of marks, each of which leads to its words below."""
    catalogue, reader = edition.conflict.catalogue, edition.reader
    table = terms_table(catalogue, edition.language)
    known = {name: reader.text(term.name) for name, term in catalogue.known.terms.items()}
    cells = [_cell(row, known, edition) for row in rows_of(table)]
    rows = [(page, list(mine)) for page, mine in groupby(cells, key=itemgetter("page"))]
    note = reader.word("site.terms_note")
    title = reader.word("page.terms_page")
    return edition.page(
        "terms.html",
        "terms.html",
        Head(title, note, picture),
        note=note,
        terms=known,
        rows=rows,
        marks=[(mark, reader.word(f"status.{status}")) for status, mark in MARKS.items()],
        details=[
            (term, name, [one for one in cells if one["term"] == term])
            for term, name in known.items()
        ],
        data=[f"api/{edition.language}/terms.json"],
    )


def _cell(row: Any, known: dict[str, str], edition: Edition) -> dict[str, Any]:
    reader = edition.reader
    return {
        "term": row.term,
        "anchor": f"{row.term}_{row.proposal}",
        "proposal": row.name,
        "page": proposal_page(row.proposal),
        "day": reader.short_day(dt.date.fromisoformat(row.date)),
        "mark": MARKS[TermStatus(row.status)],
        "label": f"{row.name}, {known[row.term]}: {reader.word(f'status.{row.status}')}",
        "status": reader.word(f"status.{row.status}"),
        "value": row.value,
        "sources": sources_in(row.sources, edition),
    }


def sources_in(names: str, edition: Edition) -> list[dict[str, str]]:
    """Return the sources that a cell names, each by who published it and where."""
    found, reader = [edition.conflict.sources[name] for name in list_ids(names)], edition.reader
    weak = f" ({reader.word('page.weak')})"
    return [
        {
            "name": reader.text(one.publisher) + (weak if one.strength == "weak" else ""),
            "url": one.url or "",
        }
        for one in found
    ]


def claims_written(edition: Edition, checked: Sequence[Checked], picture: Picture) -> Page:
    """Write the page of published figures, each with ours and the verdict."""
    reader = edition.reader
    note = reader.word("claims.note")
    table = verdict_table(checked, edition.language)
    return edition.page(
        "claims.html",
        "claims.html",
        Head(reader.word("page.claims"), note, picture),
        note=note,
        claims=list(_claims(checked, rows_of(table), edition)),
        counts=[(name, int(count)) for name, count in table["verdict"].value_counts().items()],
        data=[f"api/{edition.language}/claims.json"],
    )


def _claims(
    checked: Sequence[Checked], rows: Iterable[Any], edition: Edition
) -> Iterable[dict[str, Any]]:
    reader = edition.reader
    units = reader.words("claims.unit")
    for result, row in zip(checked, rows, strict=True):
        unit = units[row.unit]
        said_on = reader.partial_day(row.said_on) if row.said_on.count("-") else row.said_on
        ours = recomputed_text(row.recomputed, row.band, unit, reader)
        yield {
            "id": row.claim,
            "text": row.text,
            "who": ", ".join(filter(None, (row.said_by, said_on))),
            "kind": result.verdict.value.replace("_", "-"),
            "verdict": row.verdict,
            "why": row.why,
            "ours": ours,
            "difference": f"{reader.signed(row.difference)} {units[row.unit]}"
            if row.difference
            else "",
            "note": row.note,
            "sources": sources_in(row.source, edition),
        }

"""What a report says, in a reader's language, as plain data for the page that sets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from whoholds.figures.people import cities_changing, people_by_change
from whoholds.ground.tables import rows_of
from whoholds.maps.backdrop import dry_in_words
from whoholds.maps.sheet import Sheet, sheet_of
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.citation import Citation
from whoholds.telling.finding import finding
from whoholds.telling.record import proposal_record
from whoholds.words.headcounts import Headcount, rounded, told
from whoholds.words.reader import Reader
from whoholds.words.saying import Note

MOST_TOWNS = 24
"""Towns that are named of each change; the largest come first."""


def content_of(
    evaluation: Evaluation, catalogue: Catalogue, cited: Citation, language: str
) -> dict[str, Any]:
    """Write everything that a report says.

    Parameters
    ----------
    evaluation
        What the report is about.
    catalogue
        Its sources, and what was said of it.
    cited
        How the report is cited.
    language
        "en" or "uk".

    Returns
    -------
    dict
        Texts, and lists of them, by the names that `report.typ` knows them by.

    Examples
    --------
    >>> from whoholds.desk import cite, evaluate_proposal, load_catalogue
    >>> shown = evaluate_proposal("putin-2024"), load_catalogue(), cite("putin-2024")
    >>> content = content_of(*shown, "en")
    >>> content["title"], content["towns"][0]["towns"][0]
    ('Russian terms of 14 June 2024', 'Zaporizhzhia (710,000)')
    """
    reader = evaluation.zones.known.reader(language)
    sheet = sheet_of(evaluation, catalogue.sources, language)
    record = proposal_record(evaluation, catalogue, language)
    told_in_short = finding(evaluation, language)
    numbers = {source["id"]: str(n) for n, source in enumerate(record["sources"], start=1)}
    return {
        "language": language,
        "words": _headings(reader),
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "dated": f"{sheet.dated} {sheet.date}",
        "lead": told_in_short,
        "summary": record["summary"],
        "figures": [
            {"name": one.name, "value": one.value, "details": list(one.details)}
            for one in sheet.figures
        ],
        "maps": _maps(evaluation, sheet, told_in_short, reader),
        "legend": _legend(evaluation, sheet, reader),
        "changes": [row.kind for row in sheet.legend],
        "lines": _lines(evaluation, sheet, reader),
        "towns": _towns(evaluation, reader),
        **_said(record, numbers, reader),
        "sources": [_source(source, reader) for source in record["sources"]],
        "notes": [sheet.notes[0], sheet.notes[-1], reader.word("map.people_note")],
        "cited": cited.text(reader),
    }


_HEADINGS = {
    "kind": "report.kind", "land": "report.land", "people": "map.people",
    "towns": "people.cities", "no_towns": "people.no_cities", "terms": "page.terms",
    "term": "page.term", "says": "page.says", "reactions": "page.reactions",
    "standing": "page.standing", "sources": "page.sources", "cite": "download.cite",
    "no_terms": "page.no_terms", "no_reactions": "report.no_reactions",
}  # fmt: skip


def _headings(reader: Reader) -> dict[str, str]:
    return {name: reader.word(key) for name, key in _HEADINGS.items()}


def _maps(
    evaluation: Evaluation, sheet: Sheet, told_in_short: str, reader: Reader
) -> dict[str, dict[str, str]]:
    """The title of each map, and what it shows for those who do not see it."""
    day = Note.of("report.on_day", day=reader.day(evaluation.zones.control.date))
    titles = {"day": reader.note(day)}
    if not evaluation.proposal.of_layer:
        titles |= {name: reader.word(f"report.{name}") for name in ("after", "change")}
    held = sheet.figures[0]
    said = {
        "day": f"{held.name}: {held.value}.",
        "after": told_in_short,
        "change": "; ".join(f"{row.name}: {row.area}" for row in sheet.legend) + ".",
    }
    return {
        name: {"title": title, "alt": f"{sheet.title}. {title}. {said[name]}"}
        for name, title in titles.items()
    }


def _legend(evaluation: Evaluation, sheet: Sheet, reader: Reader) -> list[dict[str, str]]:
    """What becomes of the land, in words: the legend of the maps, with areas and residents."""
    table = people_by_change(evaluation).set_index("change")
    columns = ["people", "band_people", "fewer_than", "settlements"]
    return [
        {
            "swatch": f"swatch.{row.kind}",
            "name": row.name,
            "area": row.area,
            "people": told(Headcount(*table.loc[row.kind, columns]), reader),
        }
        for row in sheet.legend
    ]


def _lines(evaluation: Evaluation, sheet: Sheet, reader: Reader) -> list[dict[str, str]]:
    """The kinds of lines that the maps have, with what each is."""
    zones = evaluation.zones
    contact = [] if zones.line.is_empty else [("line", sheet.line)]
    dry = dry_in_words(zones.known, zones.control.date, reader)
    rows = [*contact, ("border", sheet.border), *(("drained", text) for text in dry)]
    return [{"kind": kind, "name": name} for kind, name in rows]


def _towns(evaluation: Evaluation, reader: Reader) -> list[dict[str, Any]]:
    """The cities that would change hands or be left open, by what would become of them."""
    table = cities_changing(evaluation)
    return [
        {
            "change": reader.word(f"change.{change}"),
            "towns": _named(rows_of(rows[:MOST_TOWNS]), len(rows), reader),
        }
        for change, rows in table.groupby("change", sort=False)
    ]


def _named(rows: Iterable[Any], count: int, reader: Reader) -> list[str]:
    named = []
    for row in rows:
        close = f", {reader.word('people.near_line')}" if row.close else ""
        people = reader.count(rounded(row.population))
        named.append(f"{getattr(row, reader.column('name'))} ({people}{close})")
    left = count - len(named)
    return [*named, reader.note(Note.of("report.more", count=left))] if left > 0 else named


def _said(record: dict[str, Any], numbers: dict[str, str], reader: Reader) -> dict[str, Any]:
    """What the proposal says beside territory, what was said of it, and what became of it."""

    def cited(ids: Sequence[str]) -> str:
        return ", ".join(sorted((numbers[name] for name in ids), key=int))

    stated = [term for term in record["terms"] if term["value"]]
    missing = [term["name"] for term in record["terms"] if not term["value"]]
    silent = Note.of("report.not_found", terms="; ".join(missing))
    return {
        "earlier": record["earlier"]["text"] if record["earlier"] else "",
        "standing": record["standing"],
        "terms": [
            {
                "name": term["name"],
                "value": term["value"],
                "status": reader.word(f"status.{term['status']}"),
                "cited": cited(term["sources"]),
            }
            for term in stated
        ],
        "missing": reader.note(silent) if missing else "",
        "reactions": [
            {
                "who": f"{reader.partial_day(row['day'])}, {row['who']} ({row['role']})",
                "said": row["said"],
                "cited": cited(row["source"]),
            }
            for row in record["reactions"]
        ],
    }


def _source(source: dict[str, Any], reader: Reader) -> dict[str, str]:
    parts = [source["publisher"]]
    if source["date"]:
        parts.append(reader.partial_day(source["date"]))
    if source["original"]:
        parts.append(f"{reader.word('page.original')}: {source['original']}")
    weak = f" ({reader.word('page.weak')})" if source["strength"] == "weak" else ""
    return {"title": source["title"], "url": source["url"], "rest": _ended(", ".join(parts) + weak)}


def _ended(text: str) -> str:
    """A text with one full stop at its end, whichever way a day is written."""
    return text.removesuffix(".") + "."

"""The record of one proposal as lines to read, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoholds.words.reader import Reader


def record_lines(record: dict[str, Any], reader: Reader) -> Iterator[str]:
    """Write the record of a proposal as lines of text.

    Parameters
    ----------
    record
        From `whoholds.telling.record.proposal_record`.
    language
        That of the record.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> from whoholds.telling.record import proposal_record
    >>> record = proposal_record(evaluate_proposal("putin-2024"), opened().catalogue)
    >>> next(record_lines(record, ENGLISH))
    'Russian terms of 14 June 2024 (putin-2024)'
    """
    yield f"{record['name']} ({record['id']})"
    yield f"{reader.partial_day(record['date'])} · {record['proposer']}"
    yield ""
    yield record["finding"]
    yield ""
    yield record["summary"]
    if record["earlier"]:
        yield record["earlier"]["text"]
    yield from _below("page.standing", reader)
    yield record["standing"]
    if record["reactions"]:
        yield from _below("page.reactions", reader)
    for row in record["reactions"]:
        cited = ", ".join(row["source"])
        day = reader.partial_day(row["day"])
        yield f"- {day}, {row['who']} ({row['role']}): {row['said']} [{cited}]"
    yield from _below("map.reading", reader)
    for reading in record["readings"]:
        yield f"- {reading['name']} ({reading['id']}): {reading['reason']}"
    yield from _below("page.terms", reader)
    for term in record["terms"]:
        status = reader.word(f"status.{term['status']}")
        said = f"{term['value']} ({status}) [{', '.join(term['sources'])}]"
        yield f"- {term['name']}: {said if term['value'] else status}"
    yield from _below("page.sources", reader)
    yield from (f"- {_source(source, reader)}" for source in record["sources"])


def record_rows(record: dict[str, Any]) -> list[dict[str, str]]:
    """Write the record of a proposal as rows: what it is, its key, its text, status and sources.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> from whoholds.telling.record import proposal_record
    >>> record = proposal_record(evaluate_proposal("putin-2024"), opened().catalogue)
    >>> [row["key"] for row in record_rows(record)[:3]]
    ['name', 'date', 'proposer']
    """
    facts = [*("name", "date", "proposer", "finding", "summary", "standing")]
    rows = [_row("text", key, record[key]) for key in facts]
    if record["earlier"]:
        rows.append(_row("earlier", record["earlier"]["proposal"], record["earlier"]["text"]))
    rows += [
        _row("reading", one["id"], f"{one['name']}. {one['reason']}") for one in record["readings"]
    ]
    rows += [
        _row("term", one["term"], one["value"], one["status"], one["sources"])
        for one in record["terms"]
    ]
    rows += [
        _row(
            "reaction",
            one["day"],
            f"{one['who']} ({one['role']}): {one['said']}",
            "",
            one["source"],
        )
        for one in record["reactions"]
    ]
    rows += [
        _row(
            "source",
            one["id"],
            f"{one['title']}. {one['publisher']}. {one['url']}",
            one["strength"],
        )
        for one in record["sources"]
    ]
    return rows


def _row(
    kind: str, key: str, text: str, status: str = "", sources: list[str] | None = None
) -> dict[str, str]:
    cited = " ".join(sources or [])
    return {"kind": kind, "key": key, "text": text, "status": status, "sources": cited}


def _below(key: str, reader: Reader) -> Iterator[str]:
    yield ""
    yield reader.word(key)


def _source(source: dict[str, Any], reader: Reader) -> str:
    parts = [source["publisher"], source["date"], source["url"]]
    if source["original"]:
        parts.append(f"{reader.word('page.original')}: {source['original']}")
    weak = f" ({reader.word('page.weak')})" if source["strength"] == "weak" else ""
    return f"{source['id']}: {source['title']}. {', '.join(filter(None, parts))}{weak}"

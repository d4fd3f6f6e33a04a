"""One proposal whole, as plain data: text, readings, terms, reactions, sources."""

from __future__ import annotations

from typing import Any

from whoholds.figures.succession import step_from_earlier
from whoholds.ground.tables import list_ids
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.citations import Source
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.file import Proposal
from whoholds.telling.finding import finding
from whoholds.telling.reactions import said_of
from whoholds.telling.succession import step_text
from whoholds.words.reader import ENGLISH, Reader


def source_record(source: Source, reader: Reader) -> dict[str, Any]:
    """Return a source as plain data, with its texts in the reader's language.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> source = opened().sources["reuters-2025-08-17-meduza"]
    >>> source_record(source, opened().reader("uk"))["publisher"]
    'Reuters, передрук Meduza'
    """
    texts = {"title": source.title, "publisher": source.publisher, "original": source.original}
    told = {name: reader.text(text) if text else "" for name, text in texts.items()}
    return source.model_dump(mode="json") | told


def proposal_list(catalogue: Catalogue, reader: Reader) -> list[dict[str, str]]:
    """Return what tells the proposals apart, a row each, in order of dates after the lines.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> rows = proposal_list(opened().catalogue, ENGLISH)
    >>> next(row["readings"] for row in rows if row["id"] == "anchorage-aug-2025").split()[0]
    'narrow'
    """
    return [
        {
            "id": proposal.id,
            "date": proposal.date.isoformat(),
            "kind": proposal.kind,
            "name": reader.text(proposal.name),
            "proposer": reader.text(proposal.proposer),
            "readings": " ".join(
                reading.id for reading in sorted(proposal.readings, key=lambda one: not one.default)
            ),
        }
        for proposal in catalogue.proposals.values()
    ]


def proposal_record(
    evaluation: Evaluation, catalogue: Catalogue, language: str = "en"
) -> dict[str, Any]:
    """Return everything that the project says of a shipped proposal, but its map.

    Parameters
    ----------
    evaluation
        The proposal, evaluated: its zones give the areas beside the earlier text.
    catalogue
        What it is compared with, and its sources.
    language
        "en" or "uk".

    Returns
    -------
    dict
        As docs/data.md describes it; `json.dumps` takes it.

    Raises
    ------
    UnknownNameError
        When the language is neither.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> record = proposal_record(evaluate_proposal("e3-nov-2025"), opened().catalogue)
    >>> record["name"], len(record["terms"]), record["reactions"][0]["who"]
    ('E3 counter-proposal, November 2025', 13, 'Rubio')
    """
    reader = evaluation.zones.known.reader(language)
    proposal = evaluation.proposal
    texts = ("name", "proposer", "summary", "standing")
    return {
        "id": proposal.id,
        "kind": proposal.kind,
        "date": proposal.date.isoformat(),
        **{key: reader.text(getattr(proposal, key)) for key in texts},
        "finding": finding(evaluation, language),
        "earlier": _earlier(evaluation, catalogue, reader),
        "readings": [
            {
                "id": reading.id,
                "default": reading.default,
                "name": reader.text(reading.name),
                "reason": reader.text(reading.reason),
            }
            for reading in sorted(proposal.readings, key=lambda one: not one.default)
        ],
        "terms": _terms(proposal, catalogue, reader),
        "reactions": [
            row | {"source": list_ids(row["source"])}
            for row in said_of(proposal.id, catalogue.reactions, reader).to_dict("records")
        ],
        "sources": [
            source_record(catalogue.sources[name], reader) | {"id": name}
            for name in cited_by(proposal, catalogue)
        ],
    }


def cited_by(proposal: Proposal, catalogue: Catalogue) -> list[str]:
    """Return every source of a proposal, its rows, clauses, terms and reactions, its own first."""
    rows = catalogue.status[catalogue.status["proposal"] == proposal.id]["source"]
    clauses = [clause.source for clause in proposal.elsewhere.values()]
    said = said_of(proposal.id, catalogue.reactions, ENGLISH)["source"]
    named = [name for text in [*rows, *clauses] for name in list_ids(text)]
    named += [name for term in proposal.terms for name in term.sources]
    named += [name for text in said for name in list_ids(text)]
    return list(dict.fromkeys([*proposal.sources, *named]))


def _earlier(evaluation: Evaluation, catalogue: Catalogue, reader: Reader) -> dict[str, Any] | None:
    step = step_from_earlier(evaluation, catalogue)
    if step is None:
        return None
    return {
        "proposal": step.earlier.id,
        "control_date": evaluation.zones.control.date.isoformat(),
        "leaves_km2": step.leaves_km2,
        "earlier_leaves_km2": step.earlier_leaves_km2,
        "text": step_text(evaluation, catalogue, reader),
    }


def _terms(proposal: Proposal, catalogue: Catalogue, reader: Reader) -> list[dict[str, Any]]:
    return [
        {
            "term": term.term,
            "name": reader.text(catalogue.known.terms[term.term].name),
            "status": term.status.value,
            "value": reader.text(term.value) if term.value else "",
            "sources": list(term.sources),
        }
        for term in proposal.terms
    ]

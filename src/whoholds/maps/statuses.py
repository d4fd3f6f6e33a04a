"""Proposals as the map page takes them: each zone's status by number, each status written once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from whoholds.evaluation import evaluate
from whoholds.formats import short_date
from whoholds.proposal_file import Proposal
from whoholds.proposals import Catalogue
from whoholds.tables import list_ids
from whoholds.zones import Zones


@dataclass(frozen=True)
class Statuses:
    """What all proposals of a catalogue do to the zones.

    Attributes
    ----------
    proposals
        One a proposal: id, name, date and proposer, and its readings, each with the number of a
        status for every zone.
    statuses
        What the numbers mean: holder, administration, counted_for, change, recognition, basis,
        sources.
    sources
        What the ids of the sources mean: name, title, url.
    """

    proposals: list[dict[str, Any]]
    statuses: list[dict[str, Any]]
    sources: dict[str, dict[str, str]]


def statuses_of(catalogue: Catalogue, zones: Zones, language: str) -> Statuses:
    """Evaluate every reading of every proposal; most zones share a status with many others."""
    numbers: dict[str, int] = {}
    proposals = [
        _proposal(catalogue, proposal, zones, language, numbers)
        for proposal in catalogue.proposals.values()
    ]
    statuses = [json.loads(status) for status in numbers]
    used = sorted({name for status in statuses for name in status["sources"]})
    sources = {name: _source(catalogue, name, language) for name in used}
    return Statuses(proposals, statuses, sources)


def _proposal(
    catalogue: Catalogue, proposal: Proposal, zones: Zones, language: str, numbers: dict[str, int]
) -> dict[str, Any]:
    readings = {}
    for reading in proposal.readings:
        frame = evaluate(catalogue, proposal.id, zones, reading.id).frame
        readings[reading.id] = {
            "id": reading.id,
            "name": getattr(reading.name, language),
            "statuses": [
                numbers.setdefault(_status(row), len(numbers))
                for row in frame.itertuples(index=False)
            ],
        }
    is_line = proposal.kind == "line"
    return {
        "id": proposal.id,
        "name": getattr(proposal.name, language),
        "date": "" if is_line else short_date(proposal.date, language),
        "proposer": "" if is_line else getattr(proposal.proposer, language),
        "reading": proposal.default_reading.id,
        "readings": readings,
    }


def _status(row: Any) -> str:
    return json.dumps(
        {
            "holder": row.holder,
            "administration": row.administration,
            "counted_for": row.counted_for,
            "change": row.change,
            "recognition": row.recognition,
            "basis": row.basis,
            "sources": list_ids(row.source),
        }
    )


def _source(catalogue: Catalogue, name: str, language: str) -> dict[str, str]:
    source = catalogue.sources[name]
    dated = f", {short_date(source.date, language)}" if source.date else ""
    return {"name": source.publisher + dated, "title": source.title, "url": source.url}

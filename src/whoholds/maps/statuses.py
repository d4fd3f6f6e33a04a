"""Proposals as the map page takes them: each zone's status by number, each status written once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from whoholds.figures.sides import balance
from whoholds.ground.tables import list_ids
from whoholds.maps.differing import Differences, differences
from whoholds.maps.page_types import ProposalData, ReadingData, SourceData, Status, ToldReading
from whoholds.maps.palette import differences as differing_classes
from whoholds.maps.short_source import publishers
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import TREATED, Evaluation, evaluated
from whoholds.proposals.file import Proposal
from whoholds.proposals.layer_line import on_layer
from whoholds.telling.finding import finding, moved
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones


@dataclass(frozen=True)
class Statuses:
    """What all proposals of a catalogue do to the zones.

    Attributes
    ----------
    proposals
        One a proposal: id, name, date and proposer, and its readings, each with the number of a
        status for every zone (`statuses`), and which zones have it from a row for a part
        (`treated`: the numbers of the zones by part).
    statuses
        What the numbers mean.
    differences
        How two statuses of a zone differ.
    sources
        What the ids of the sources mean: name, title, url.
    parts
        What the ids of the parts mean.
    evaluations
        What all of it is made of, by proposal and reading.
    """

    proposals: list[ProposalData]
    statuses: list[Status]
    differences: Differences
    sources: dict[str, SourceData]
    parts: dict[str, str]
    evaluations: dict[tuple[str, str], Evaluation]

    def readings(self) -> list[ReadingData]:
        """Return every reading of every proposal."""
        return [one for proposal in self.proposals for one in proposal["readings"].values()]


def statuses_of(catalogue: Catalogue, zones: Zones, reader: Reader) -> Statuses:
    """Evaluate every reading of every proposal; most zones share a status with many others."""
    numbers: dict[str, int] = {}
    evaluations = {
        (one.id, reading.id): evaluated(zones, catalogue, one.id, reading.id)
        for one in catalogue.proposals.values()
        for reading in one.readings
    }
    proposals = [
        _proposal(catalogue, proposal, reader, numbers, evaluations)
        for proposal in catalogue.proposals.values()
    ]
    raw = [json.loads(status) for status in numbers]
    readings = [
        reading["statuses"] for proposal in proposals for reading in proposal["readings"].values()
    ]
    found = differences(raw, readings, differing_classes(zones.sides), reader)
    statuses = [
        _told(status, after, treatment)
        for status, after, treatment in zip(raw, found.after, found.treatments, strict=True)
    ]
    used = sorted({name for status in statuses for name in status["sources"]})
    sources = {name: _source(catalogue, name, reader) for name in used}
    known = zones.known.parts
    names = known.drop_duplicates("part").set_index("part")[reader.column("name")]
    parts = {
        part: str(names.get(part, part))
        for proposal in proposals
        for reading in proposal["readings"].values()
        for part in reading["treated"]
    }
    return Statuses(proposals, statuses, found, sources, parts, evaluations)


def _told(status: dict[str, Any], after: str, treatment: int) -> Status:
    return {
        "after": after,
        "treatment": treatment,
        "change": status["change"],
        "recognition": status["recognition"],
        "basis": status["basis"],
        "sources": status["sources"],
    }


def _proposal(
    catalogue: Catalogue,
    proposal: Proposal,
    reader: Reader,
    numbers: dict[str, int],
    evaluations: dict[tuple[str, str], Evaluation],
) -> ProposalData:
    readings: dict[str, ReadingData] = {}
    for reading in proposal.readings:
        result = evaluations[proposal.id, reading.id]
        sides = balance(result)
        readings[reading.id] = {
            "id": reading.id,
            **told_reading(result, reader),
            "moved": [round(sides.leaves_km2), round(sides.returned_km2)],
            "statuses": [
                numbers.setdefault(_status(row), len(numbers))
                for row in result.frame.itertuples(index=False)
            ],
            "treated": _treated(result),
        }
    is_line = proposal.kind == "line"
    zones = result.zones
    return {
        "id": proposal.id,
        "ofLayer": proposal.of_layer,
        "name": reader.text(on_layer(proposal, zones).name),
        "under": under(proposal, zones, reader),
        "group": reader.word("map.lines") if is_line else str(proposal.date.year),
        "source": publishers(proposal.sources, catalogue.sources, reader),
        "rival": catalogue.rival_of(proposal.id),
        "date": "" if is_line else reader.short_day(proposal.date),
        "proposer": "" if is_line else reader.text(proposal.proposer),
        "reading": proposal.default_reading.id,
        "readings": readings,
    }


def told_reading(evaluation: Evaluation, reader: Reader) -> ToldReading:
    """Return what is said of a reading in a sentence."""
    leaves, returned = moved(evaluation, reader)
    return {
        "name": reader.text(evaluation.reading.name),
        "finding": finding(evaluation, reader.language),
        "leaves": leaves,
        "returned": returned,
    }


def under(proposal: Proposal, zones: Zones, reader: Reader) -> str:
    """Name a proposal as what something would be under, within a sentence."""
    if proposal.of_layer:
        return reader.word("map.as_held").format(reader.day(zones.control.date))
    if proposal.under is None:
        return reader.word("map.under").format(reader.text(proposal.name))
    begun = reader.text(proposal.under)
    return begun[:1].lower() + begun[1:]


def _treated(result: Evaluation) -> dict[str, list[int]]:
    """The zones that a row for a part gave their status, by part."""
    found: dict[str, list[int]] = {}
    for position, part in enumerate(result.frame[TREATED]):
        if part:
            found.setdefault(part, []).append(position)
    return found


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


def _source(catalogue: Catalogue, name: str, reader: Reader) -> SourceData:
    source = catalogue.sources[name]
    dated = f", {reader.short_day(source.date)}" if source.date else ""
    return {
        "name": reader.text(source.publisher) + dated,
        "title": reader.text(source.title),
        "url": source.url,
    }

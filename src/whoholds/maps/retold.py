"""What is shared of a map: the finding with its source in every language, and how it is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_type_hints

import pandas as pd

from whoholds.maps.page_types import Citing, FindingWords, Retold, ToldProposal
from whoholds.maps.short_source import control_source, publishers
from whoholds.maps.statuses import told_reading
from whoholds.maps.told import differing
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.file import Proposal
from whoholds.telling.citation import HOME, Citation
from whoholds.words.reader import LANGUAGES, Reader
from whoholds.zones.partition import Zones


def retold_in(
    language: str,
    sources: Sources,
    evaluations: Mapping[tuple[str, str], Evaluation],
    sets: list[str],
    people: pd.Series | None,
) -> Retold:
    """Return what a finding is made of in a language that is not the page's.

    Parameters
    ----------
    language
        A code.
    sources
        What the proposals cite.
    evaluations
        What the page shows, by proposal and reading.
    sets
        The sets of zones in which two of them differ, as `Figures` has them.
    people
        Pre-war residents by zone id, where they are known.
    """
    zones = next(iter(evaluations.values())).zones
    reader = zones.known.reader(language)
    proposals: dict[str, ToldProposal] = {}
    for (name, reading), one in evaluations.items():
        if name not in proposals:
            proposals[name] = _told(one.proposal, sources, reader)
        proposals[name]["readings"][reading] = told_reading(one, reader)
    return {
        "language": language,
        "name": LANGUAGES[language],
        "finding": finding_words(reader),
        "sourceLine": source_line(zones, reader),
        "proposals": proposals,
        "differ": differing(zones, [int(one, 16) for one in sets], reader, people),
    }


def _told(proposal: Proposal, sources: Sources, reader: Reader) -> ToldProposal:
    return {
        "ofLayer": proposal.of_layer,
        "name": reader.text(proposal.name),
        "source": publishers(proposal.sources, sources, reader),
        "readings": {},
    }


def finding_words(reader: Reader) -> FindingWords:
    """Return the sentences with gaps of a comparison."""
    sides = {"leaves": reader.word("page.leaves"), "returned": reader.word("page.returned")}
    names = get_type_hints(FindingWords)
    return {name: sides.get(name) or reader.word(f"finding.{name}") for name in names}  # type: ignore[return-value]


def source_line(zones: Zones, reader: Reader) -> str:
    """Return the line of source, with a gap for who published what is shown."""
    control = zones.control
    return reader.word("map.source_line").format(
        sources="{sources}",
        date=reader.day(control.date),
        control=control_source(control.provenance, reader),
    )


def citing(cited: Citation, reader: Reader) -> Citing:
    """Return a citation of whatever the page shows, with gaps for its title and link."""
    home = cited.link or HOME
    text = replace(cited, title="{title}", link="{link}").text(reader)
    return {"text": text, "reading": reader.word("cite.reading"), "home": home}

"""What can be asked: each answer is the plain data that a command prints as JSON.

The texts below are what a model reads of each question before it asks.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from whoholds.claims.checking import check_claims
from whoholds.conflict.conflict import Conflict
from whoholds.desk import claim_layers, control_layer, evaluate_on, shipped_zones, zones_of
from whoholds.figures.differences import difference_report
from whoholds.figures.report import cities_report, report
from whoholds.ground.errors import require_one_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.proposals.difference import difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.claims import verdict_report
from whoholds.telling.record import proposal_list, proposal_record
from whoholds.zones.partition import Zones

Proposal = Annotated[str, Field(description="Id of a proposal, as `proposals` lists them.")]
Reading = Annotated[
    str | None, Field(description="Id of one of its readings; the default one if left out.")
]
Day = Annotated[
    str | None,
    Field(
        description="Day of the control layer, such as 2025-08-16; the one this server was started "
        "with, or the newest, if left out."
    ),
]
Language = Annotated[
    str | None, Field(description="Of the texts: en or uk; as the server was started if left out.")
]


class Answers:
    """What is known of one conflict, on one control layer unless a call names another.

    Parameters
    ----------
    conflict
        What is asked about.
    control, boundaries
        None for the newest layer, and for the conflict's own boundaries.
    language
        Of the texts where a call names none: "en" or "uk".
    """

    def __init__(
        self,
        conflict: Conflict,
        control: ControlLayer | None = None,
        boundaries: BoundaryLayer | None = None,
        language: str = "en",
    ) -> None:
        self.conflict = conflict
        self.control, self.boundaries, self.language = control, boundaries, language
        self._of_days: dict[dt.date, Zones] = {}

    def proposals(self, proposal: Proposal | None = None, language: Language = None) -> Any:
        """List the proposals, or give one whole.

        Without a proposal: id, date, kind, name, proposer and readings of each. With one: its
        text, readings, terms beside territory, reactions and sources.
        """
        reader = self.conflict.reader(language or self.language)
        if proposal is None:
            return {"proposals": proposal_list(self.conflict.catalogue, reader)}
        found = evaluate_on(self._zones, proposal, None, self.conflict)
        return proposal_record(found, self.conflict.catalogue, reader.language)

    def figures(
        self, proposal: Proposal, reading: Reading = None, control_date: Day = None
    ) -> dict[str, Any]:
        """Say who would hold how much under a proposal, in km2 with plus or minus.

        With the control layer that all of it rests on (day, source, licence), and a row for each
        piece of a region that is treated alike, with its source. Land that a text does not mention
        is not given up: it has rows of its own.
        """
        return report(self._evaluated(proposal, reading, control_date))

    def comparison(
        self,
        proposal: Proposal,
        other: Proposal,
        reading: Reading = None,
        other_reading: Reading = None,
        control_date: Day = None,
    ) -> dict[str, Any]:
        """Say where two proposals differ: in who would hold the land, or in its recognition alone.

        In km2 and pre-war residents, by difference and by region, on one control layer.
        """
        first = self._evaluated(proposal, reading, control_date)
        second = evaluate_on(first.zones, other, other_reading, self.conflict)
        return difference_report(difference(first, second))

    def towns(
        self, proposal: Proposal, reading: Reading = None, control_date: Day = None
    ) -> dict[str, Any]:
        """Name the cities of 10,000 people and more that would change hands under a proposal.

        The largest first: region, pre-war population, holder on the layer's day and after, and
        whether the line of contact runs so close that the side is uncertain (`close`).
        """
        return cities_report(self._evaluated(proposal, reading, control_date))

    def claims(self, language: Language = None) -> dict[str, Any]:
        """Check published figures against the control layers, with a verdict for each."""
        reader = self.conflict.reader(language or self.language)
        layers = claim_layers(self.control, self.boundaries, self.conflict)
        return verdict_report(check_claims(self.conflict.claims, layers), reader)

    def _evaluated(self, proposal: str, reading: str | None, day: str | None) -> Evaluation:
        zones = self._zones if day is None else self._zones_on(day)
        return evaluate_on(zones, proposal, reading, self.conflict)

    @cached_property
    def _zones(self) -> Zones:
        """The zones of the layer that this was started with."""
        if self.control is not None or self.boundaries is not None:
            layer = self.control or control_layer(conflict=self.conflict)
            return zones_of(layer, self.boundaries, self.conflict)
        return shipped_zones(self.conflict.lines.newest, self.conflict)

    def _zones_on(self, day: str) -> Zones:
        days = {one.isoformat(): one for one in self.conflict.lines}
        require_one_of(day, days, "control_date")
        if self.boundaries is None:
            return shipped_zones(days[day], self.conflict)
        if days[day] not in self._of_days:
            layer = self.conflict.lines[days[day]]
            self._of_days[days[day]] = zones_of(layer, self.boundaries, self.conflict)
        return self._of_days[days[day]]

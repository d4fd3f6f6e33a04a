"""All figures of an evaluation as plain data: the contract of `whoholds areas --format json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from whoholds.figures.areas import by_change, by_holder, headline, told_by_zone
from whoholds.figures.sides import balance, by_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.zones.bands import told

SCHEMA = 2
"""Version of the JSON of `report`; CHANGELOG.md says what each changed."""


def report(evaluation: Evaluation) -> dict[str, Any]:
    """All figures of an evaluation as plain data: the JSON contract of `whoholds areas`.

    Returns
    -------
    dict
        Keys schema, proposal, reading, control_layer (date, source), denominator_km2, headline,
        sides, balance, country, changes and zones; docs/data.md describes each.
    """
    control, sides = evaluation.zones.control, evaluation.zones.sides
    comparator = evaluation.zones.boundaries.about.comparator
    first = headline(evaluation.zones)
    held = pd.DataFrame({"area_km2": [first.area_km2], "band_km2": [first.band_km2]})
    band, less_than = told(held)[["band_km2", "less_than_km2"]].iloc[0]
    return {
        "schema": SCHEMA,
        "proposal": evaluation.proposal.id,
        "reading": evaluation.reading.id,
        "control_layer": control.to_dict(),
        "denominator_km2": first.denominator_km2,
        "headline": {
            f"held_by_{sides.holding.slug}_km2": first.area_km2,
            "official_km2": first.official_km2,
            "band_km2": band,
            "less_than_km2": less_than,
            "share": first.share,
            "official_share": first.official_share,
            f"{comparator}_total": first.times_total.ratio,
            f"{comparator}_land": first.times_land.ratio,
        },
        "sides": by_side(evaluation).to_dict("records"),
        "balance": asdict(balance(evaluation)),
        "country": told(by_holder(evaluation)).to_dict("records"),
        "changes": told(by_change(evaluation)).to_dict("records"),
        "zones": told_by_zone(evaluation).to_dict("records"),
    }

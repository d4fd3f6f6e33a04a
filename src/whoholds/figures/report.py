"""All figures of an evaluation as plain data: the contract of `whoholds areas --format json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from whoholds.figures.areas import by_change, by_holder, headline, told_by_zone
from whoholds.figures.people import CITY_PEOPLE, cities_changing
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


def cities_report(evaluation: Evaluation) -> dict[str, Any]:
    """The cities that would change hands as plain data, with what they rest on.

    Returns
    -------
    dict
        Keys proposal, reading and control_layer as in `report`; least, the pre-war residents from
        which a settlement is a city; towns, the rows of
        `whoholds.figures.people.cities_changing`.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> found = cities_report(evaluate_proposal("anchorage-aug-2025"))
    >>> found["control_layer"]["date"], found["towns"][0]["name_en"]
    ('2025-08-16', 'Kramatorsk')
    """
    return {
        "proposal": evaluation.proposal.id,
        "reading": evaluation.reading.id,
        "control_layer": evaluation.zones.control.to_dict(),
        "least": CITY_PEOPLE,
        "towns": cities_changing(evaluation).to_dict("records"),
    }

"""How large what is held, ceded and returned is, beside well-known areas."""

from __future__ import annotations

import pandas as pd

from whoholds.country.comparators import Comparison
from whoholds.figures.sides import by_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.text import columns

COLUMNS = [
    "of",
    "area_km2",
    "match",
    "comparator",
    *columns("name"),
    "measure",
    "comparator_km2",
    "times",
    "source",
]


def areas_to_compare(evaluation: Evaluation) -> dict[str, float]:
    """Return the areas of an evaluation that are worth a comparison.

    Returns
    -------
    dict
        Measured areas in km2 by what they are: held (by the holding side, on the layer's day) and
        after (what it would hold), left (by the recognised side: ceded, or demilitarised and
        counted for the other), returned (by the holding side), net (of the two before), other
        (from either side: demilitarised, under an international administration, left open or not
        mentioned). What is nothing is left out.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> list(areas_to_compare(evaluate_proposal("anchorage-aug-2025")))
    ['held', 'after', 'left', 'returned', 'net', 'other']
    """
    sides = by_side(evaluation).set_index("side")
    holding = sides.loc[evaluation.zones.sides.holding.code]
    areas = {
        "held": holding["held_km2"],
        "after": holding["after_km2"],
        "left": holding["gains_km2"],
        "returned": holding["leaves_km2"],
        "net": abs(holding["gains_km2"] - holding["leaves_km2"]),
        "other": sides["other_km2"].sum(),
    }
    return {name: float(area) for name, area in areas.items() if area >= SMALLEST_KM2}


def as_multiples(evaluation: Evaluation, comparator: str) -> pd.DataFrame:
    """Compare the areas of an evaluation with a chosen area, and with the one most alike.

    Parameters
    ----------
    evaluation
        A proposal under a control layer.
    comparator
        Id of a comparator, or ISO 3166-1 alpha-2 code of a country.

    Returns
    -------
    pandas.DataFrame
        For each of `areas_to_compare` a row with every measure of the chosen area, whose `match` is
        "chosen", and one whose `match` is "nearest". Columns of, area_km2, match, comparator,
        name_en, name_uk, measure, comparator_km2, times (area_km2 / comparator_km2), source.

    Raises
    ------
    UnknownNameError
        When there is no such comparator.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> table = as_multiples(evaluate_proposal("anchorage-aug-2025"), "portugal")
    >>> table.loc[:1, ["of", "match", "name_en", "measure"]].to_records(index=False).tolist()
    [('held', 'chosen', 'Portugal', 'total'), ('held', 'nearest', 'Ohio', 'total')]
    """
    known = evaluation.zones.known.comparators
    known.compare_all(0.0, comparator)  # an unknown name is refused also where nothing is held
    rows = [
        _row(name, area, match, one)
        for name, area in areas_to_compare(evaluation).items()
        for match, found in (
            ("chosen", known.compare_all(area, comparator)),
            ("nearest", [known.nearest(area)]),
        )
        for one in found
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(name: str, area: float, match: str, one: Comparison) -> dict[str, object]:
    return {
        "of": name,
        "area_km2": area,
        "match": match,
        "comparator": one.comparator,
        **{f"name_{language}": name for language, name in one.name.items()},
        "measure": one.measure,
        "comparator_km2": one.area_km2,
        "times": one.ratio,
        "source": one.source["en"],
    }

"""The net of a proposal as a sentence, with the parts that it is made of."""

from __future__ import annotations

from whoholds.figures.sides import Balance, balance
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader


def balance_text(evaluation: Evaluation, reader: Reader) -> str:
    """Write the net of a proposal as a sentence with its parts; "" where nothing changes sides.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> balance_text(evaluate_proposal("line-2025-08-16"), opened().reader("en"))
    ''
    """
    found = balance(evaluation)
    if max(found.leaves_km2, found.returned_km2) < SMALLEST_KM2:
        return ""
    recognised, holding = evaluation.zones.sides.codes
    side = reader.word(f"page.to.{holding if found.net_km2 > 0 else recognised}")
    comparators = evaluation.zones.known.comparators
    like = comparators.nearest(max(abs(found.net_km2), SMALLEST_KM2))
    both = min(found.leaves_km2, found.returned_km2) >= SMALLEST_KM2
    said = reader.word("page.net" if both else "page.net_one_way").format(
        net=reader.area(abs(found.net_km2)),
        side=side,
        leaves=reader.area(found.leaves_km2),
        returned=reader.area(found.returned_km2),
        ratio=reader.times(like.ratio),
        name=reader.text(like.name),
    )
    return " ".join([said, *_unsettled(found, reader)])


def _unsettled(found: Balance, reader: Reader) -> list[str]:
    if found.unsettled_km2 < SMALLEST_KM2:
        return []
    return [reader.word("page.net_unsettled").format(reader.area(found.unsettled_km2))]

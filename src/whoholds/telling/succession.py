"""How far a proposal goes beside the earlier text that it changes, as a sentence."""

from __future__ import annotations

from whoholds.figures.succession import step_from_earlier
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader


def step_text(evaluation: Evaluation, catalogue: Catalogue, reader: Reader) -> str:
    """Write the comparison as a sentence with both areas and the layer's day; "" for none.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> step_text(evaluate_proposal("formula-2022"), opened().catalogue, opened().reader("en"))
    ''
    """
    step = step_from_earlier(evaluation, catalogue)
    if step is None:
        return ""
    return reader.word("page.step").format(
        day=reader.day(evaluation.zones.control.date),
        later=_area(step.leaves_km2, reader),
        name=reader.text(step.earlier.name),
        before=_area(step.earlier_leaves_km2, reader),
    )


def _area(km2: float, reader: Reader) -> str:
    return reader.area(km2) if km2 >= SMALLEST_KM2 else reader.word("page.no_land")

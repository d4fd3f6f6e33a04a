"""How far a proposal goes beside the earlier text that it changes: the land Ukraine would leave."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.figures.sides import balance
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.proposals.file import Proposal
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Step:
    """A proposal beside the earlier one that it changes, on the same zones.

    Attributes
    ----------
    earlier
        The earlier proposal, in its default reading.
    leaves_km2, earlier_leaves_km2
        Land held by Ukraine that it would leave under this one, and under the earlier one.
    """

    earlier: Proposal
    leaves_km2: float
    earlier_leaves_km2: float


def step_from_earlier(evaluation: Evaluation, catalogue: Catalogue) -> Step | None:
    """Compare a proposal with the earlier one that it changes; None where it names none.

    Raises
    ------
    UnknownNameError
        When the earlier one is not in the catalogue.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> step = step_from_earlier(evaluate_proposal("anchorage-aug-2025"), opened().catalogue)
    >>> step.earlier.id, step.leaves_km2 < step.earlier_leaves_km2
    ('putin-2024', True)
    """
    name = evaluation.proposal.earlier
    if not name:
        return None
    before = evaluate(catalogue, name, evaluation.zones)
    return Step(before.proposal, balance(evaluation).leaves_km2, balance(before).leaves_km2)


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

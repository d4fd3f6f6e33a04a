"""How far a proposal goes beside the earlier text that it changes: the land to be left."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.figures.sides import balance
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.proposals.file import Proposal


@dataclass(frozen=True)
class Step:
    """A proposal beside the earlier one that it changes, on the same zones.

    Attributes
    ----------
    earlier
        The earlier proposal, in its default reading.
    leaves_km2, earlier_leaves_km2
        Land held by the recognised side that it would leave under this one, and
        under the earlier one.
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

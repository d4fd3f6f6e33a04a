"""The one rule that judges published figures: what holds, to which digit, by which way of counting.

docs/assumptions.md says it in words. No verdict is typed anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, log10

from whoholds.claim_table import How
from whoholds.claims import Claim

ABOUT = 0.05
"""What "about" adds: the figure is taken as good to one part in twenty."""


class Outcome(StrEnum):
    """How a figure and one way of computing it agree."""

    HOLDS = "holds"
    HOLDS_WHEN_ROUNDED = "holds_when_rounded"
    DOES_NOT_HOLD = "does_not_hold"


class Verdict(StrEnum):
    """What becomes of a claim."""

    HOLDS = "holds"
    HOLDS_WHEN_ROUNDED = "holds_when_rounded"
    DEPENDS = "depends_on_the_denominator"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_BE_CHECKED = "cannot_be_checked"


@dataclass(frozen=True)
class Candidate:
    """One way to compute what a claim says.

    Attributes
    ----------
    area
        "measured" or "official"; which of the two areas was taken.
    denominator
        What it was divided by, in the words of the claims table; "" for an area.
    value, band
        The result in the claim's unit, plus or minus; the band is None where the layer does not
        say how precise its line is.
    outcome
        Whether the claim agrees with it.
    """

    area: str
    denominator: str
    value: float
    band: float | None
    outcome: Outcome


def verdict_of(candidates: Sequence[Candidate]) -> Verdict:
    """Judge a claim by its candidates.

    All hold: it holds. All hold, some of them only when rounded: it holds when rounded. Some
    hold and some do not: it depends. None holds: it does not hold.
    """
    outcomes = {candidate.outcome for candidate in candidates}
    if outcomes == {Outcome.DOES_NOT_HOLD}:
        return Verdict.DOES_NOT_HOLD
    if Outcome.DOES_NOT_HOLD in outcomes:
        return Verdict.DEPENDS
    if outcomes == {Outcome.HOLDS}:
        return Verdict.HOLDS
    return Verdict.HOLDS_WHEN_ROUNDED


def outcome_of(claim: Claim, value: float, band: float | None) -> Outcome:
    """Compare a published figure with a recomputed one.

    Parameters
    ----------
    claim
        The figure, how it was given and to how many digits.
    value, band
        The recomputed figure, plus or minus; an unknown band counts as none.

    Returns
    -------
    Outcome
        It holds within the band; when rounded, within the band and half of the last digit that
        was published (after "about", at least a twentieth of the figure); or not.
    """
    gap = {
        How.AT_MOST: max(0.0, value - claim.value),
        How.AT_LEAST: max(0.0, claim.value - value),
    }.get(claim.how, abs(value - claim.value))
    band = band or 0.0
    if gap <= band:
        return Outcome.HOLDS
    slack = half_unit(claim.value, claim.digits)
    if claim.how is How.ABOUT:
        slack = max(slack, ABOUT * claim.value)
    return Outcome.HOLDS_WHEN_ROUNDED if gap <= band + slack else Outcome.DOES_NOT_HOLD


def half_unit(value: float, digits: int) -> float:
    """Return half of the last of so many significant digits.

    Examples
    --------
    >>> half_unit(114_500, 4), half_unit(79.6, 3)
    (50.0, 0.05)
    """
    return float(f"{0.5 * 10.0 ** (floor(log10(value)) - digits + 1):.1g}")

"""The one rule that judges published figures: what holds, to which digit, by which way of counting.

docs/assumptions.md says it in words. No verdict is typed anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, log10

from whoholds.claims.claim import Claim
from whoholds.claims.table import How

ABOUT = 0.05
"""What "about" adds: the figure is taken as good to one part in twenty."""


class Outcome(StrEnum):
    """How a figure and one way of computing it agree."""

    HOLDS = "holds"
    HOLDS_WHEN_ROUNDED = "holds_when_rounded"
    WITHIN_PRECISION = "within_the_precision"
    TOO_CLOSE = "too_close_to_call"
    DOES_NOT_HOLD = "does_not_hold"


class Verdict(StrEnum):
    """What becomes of a claim."""

    HOLDS = "holds"
    HOLDS_WHEN_ROUNDED = "holds_when_rounded"
    WITHIN_PRECISION = "within_the_precision"
    TOO_CLOSE = "too_close_to_call"
    DEPENDS = "depends_on_the_denominator"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_BE_CHECKED = "cannot_be_checked"


CLEAR = 1.5
"""How many bands a figure lies beyond a threshold before it is called: three standard deviations,
for no rounding softens a threshold, and a figure just beyond one band would turn on a few km2."""

WEAKEST_FIRST = (
    Outcome.TOO_CLOSE,
    Outcome.WITHIN_PRECISION,
    Outcome.HOLDS_WHEN_ROUNDED,
    Outcome.HOLDS,
)
"""Of several ways that all agree, the weakest is the verdict."""


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


def verdict_of(claim: Claim, candidates: Sequence[Candidate]) -> Verdict:
    """Judge a claim by its candidates.

    Parameters
    ----------
    claim
        The published figure.
    candidates
        At least one; for each denominator the one by the measured area comes first.

    Returns
    -------
    Verdict
        For each denominator the measured area decides. Where that does not agree, a figure
        between the two areas is within the precision, for they differ by how water is counted;
        and where only the official area agrees, it depends. Denominators that all agree: the
        weakest of their verdicts. Some that do and some that do not: it depends.
    """
    outcomes = set()
    for denominator in dict.fromkeys(candidate.denominator for candidate in candidates):
        ways = [one for one in candidates if one.denominator == denominator]
        first, others = ways[0].outcome, {one.outcome for one in ways[1:]}
        if first is Outcome.DOES_NOT_HOLD and lies_between(claim, ways):
            first = Outcome.WITHIN_PRECISION
        if first is Outcome.DOES_NOT_HOLD and others - {Outcome.DOES_NOT_HOLD}:
            return Verdict.DEPENDS
        outcomes.add(first)
    if outcomes == {Outcome.DOES_NOT_HOLD}:
        return Verdict.DOES_NOT_HOLD
    if Outcome.DOES_NOT_HOLD in outcomes:
        return Verdict.DEPENDS
    return Verdict(next(outcome for outcome in WEAKEST_FIRST if outcome in outcomes))


def lies_between(claim: Claim, ways: Sequence[Candidate]) -> bool:
    """Whether a figure lies between the results by the two areas; a threshold does not."""
    values = [one.value for one in ways]
    is_threshold = claim.how in (How.AT_MOST, How.AT_LEAST)
    return not is_threshold and len(values) > 1 and min(values) <= claim.value <= max(values)


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
        It holds when the recomputed figure rounds to the published one and lies within the band
        of it; when rounded, if only the digits agree (after "about", to a twentieth of the
        figure); it is within the precision of the line when what rounds to it comes within the
        band; else it does not hold. "Less than" and "more than" are too close to call unless the
        recomputed figure is clear of the threshold by one and a half bands.
    """
    band = band or 0.0
    if claim.how in (How.AT_MOST, How.AT_LEAST):
        excess = (value - claim.value) * (1 if claim.how is How.AT_MOST else -1)
        if abs(excess) < CLEAR * band:
            return Outcome.TOO_CLOSE
        return Outcome.HOLDS if excess <= 0 else Outcome.DOES_NOT_HOLD
    gap, slack = abs(value - claim.value), half_unit(claim.value, claim.digits)
    if gap <= min(slack, band):
        return Outcome.HOLDS
    if claim.how is How.ABOUT:
        slack = max(slack, ABOUT * claim.value)
    if gap <= slack:
        return Outcome.HOLDS_WHEN_ROUNDED
    return Outcome.WITHIN_PRECISION if gap <= band + slack else Outcome.DOES_NOT_HOLD


def half_unit(value: float, digits: int) -> float:
    """Return half of the last of so many significant digits.

    Examples
    --------
    >>> half_unit(114_500, 4), half_unit(79.6, 3)
    (50.0, 0.05)
    """
    return float(f"{0.5 * 10.0 ** (floor(log10(value)) - digits + 1):.1g}")

"""What each side holds, would leave and get, and with which recognition; the net of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import Change, Holder, Recognition
from whoholds.vocabulary.sides import Sides
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.zones.bands import band_of, bands

_MAY_BE_NONE = ["after_band_km2", "change_km2"]


def counted_for(frame: pd.DataFrame, sides: Sides) -> pd.Series:
    """Return the side that each zone would be counted for: its holder, or a demilitarised zone's.

    Parameters
    ----------
    frame
        `Evaluation.frame`.
    sides
        Those of its zones.

    Returns
    -------
    pandas.Series
        A side's code; "" where a proposal leaves it to neither side.
    """
    return (
        frame["counted_for"]
        .where(frame["holder"] == Holder.DMZ, frame["holder"])
        .where(lambda side: side.isin(sides.codes), "")
    )


def unsettled(frame: pd.DataFrame) -> pd.Series:
    """Say which zones a proposal leaves open or does not mention."""
    return frame["change"].isin([Change.LEFT_OPEN, Change.NOT_MENTIONED])


def by_side(evaluation: Evaluation) -> pd.DataFrame:
    """Say what each side holds on the layer's day and would hold, for the country.

    Returns
    -------
    pandas.DataFrame
        One row a side, areas measured: side; held_km2, on the day; after_km2, what it would hold,
        with after_band_km2 (None where the line's precision is not known) and after_share (of
        the country); counted_km2, that with the demilitarised land counted for it; gives_km2,
        held by it and after by the other side; demilitarised_km2, held by it, demilitarised and
        counted for the other; leaves_km2, the two together; gains_km2, what the other leaves;
        left_open_km2 and not_mentioned_km2, held by it and not settled by the proposal; other_km2,
        held by it and after neither side's; at_most_km2, counted_km2 with what it holds and the
        proposal does not settle; change_km2, counted_km2 less held_km2, None where anything that
        it holds is not settled: silence takes nothing away.
    """
    rows = [_side(evaluation, side) for side in evaluation.zones.sides.codes]
    # As objects, so that what is not known stays None.
    unknown = {name: pd.Series([row[name] for row in rows], dtype=object) for name in _MAY_BE_NONE}
    return pd.DataFrame(rows).assign(**unknown)


def _side(evaluation: Evaluation, side: str) -> dict[str, object]:
    frame, whole = evaluation.frame, evaluation.zones.boundaries.area_km2
    mine, after = frame["held_by"] == side, frame["holder"] == side
    sides, counted = evaluation.zones.sides, counted_for(frame, evaluation.zones.sides)
    other = sides.other(side)
    held, given = _sum(frame, mine), _sum(frame, frame["change"] == sides.gives(side))
    leaves = _sum(frame, mine & (counted == other))
    left_open = _sum(frame, mine & (frame["change"] == Change.LEFT_OPEN))
    silent = _sum(frame, mine & (frame["change"] == Change.NOT_MENTIONED))
    total, settled = _sum(frame, counted == side), left_open + silent < SMALLEST_KM2
    return {
        "side": side,
        "held_km2": held,
        "after_km2": _sum(frame, after),
        "after_band_km2": band_of(evaluation.zones, after),
        "after_share": _sum(frame, after) / whole,
        "counted_km2": total,
        "gives_km2": given,
        "demilitarised_km2": leaves - given,
        "leaves_km2": leaves,
        "gains_km2": _sum(frame, (frame["held_by"] == other) & (counted == side)),
        "left_open_km2": left_open,
        "not_mentioned_km2": silent,
        "other_km2": _sum(frame, mine & ~frame["holder"].isin(sides.codes)),
        "at_most_km2": total + left_open + silent,
        "change_km2": total - held if settled else None,
    }


@dataclass(frozen=True)
class Balance:
    """What the recognised side would leave less what it would get back, with the parts.

    Attributes
    ----------
    leaves_km2, demilitarised_km2
        Held by the recognised side and after counted for the other; of it demilitarised.
    returned_km2
        Held by the holding side and after counted for the other.
    net_km2
        leaves_km2 less returned_km2: above 0 to the holding side, below 0 to the recognised.
    band_km2
        Plus or minus of the net; None where the line's precision is not known.
    unsettled_km2
        Left open or not mentioned, held by either side: in none of the others.
    """

    leaves_km2: float
    demilitarised_km2: float
    returned_km2: float
    net_km2: float
    band_km2: float | None
    unsettled_km2: float


def of_side(evaluation: Evaluation, side: str) -> dict[str, float]:
    """Return the figures that `by_side` has of one side, those that are known.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> ukraine = of_side(evaluate_proposal("us-28-nov-2025"), "UA")
    >>> ukraine["leaves_km2"] > ukraine["gains_km2"] > 0
    True
    """
    row = by_side(evaluation).set_index("side").loc[side]
    cells = zip(row.index, row, strict=True)
    return {str(name): float(figure) for name, figure in cells if pd.notna(figure)}


def balance(evaluation: Evaluation) -> Balance:
    """Return the net of what changes sides under a proposal.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> net = balance(evaluate_proposal("us-28-nov-2025"))
    >>> net.leaves_km2 > net.demilitarised_km2 > net.net_km2 > 0
    True
    """
    frame = evaluation.frame
    recognised, holding = evaluation.zones.sides.codes
    mine = of_side(evaluation, recognised)
    counted = counted_for(frame, evaluation.zones.sides)
    # What the recognised side leaves is added to the net, what it gets back is taken off.
    moves = (frame["held_by"] == recognised) & (counted == holding)
    back = (frame["held_by"] == holding) & (counted == recognised)
    leaves, returned = mine["leaves_km2"], mine["gains_km2"]
    return Balance(
        leaves_km2=leaves,
        demilitarised_km2=mine["demilitarised_km2"],
        returned_km2=returned,
        net_km2=leaves - returned,
        band_km2=band_of(evaluation.zones, moves.astype(float) - back),
        unsettled_km2=_sum(frame, unsettled(frame)),
    )


def by_recognition(evaluation: Evaluation) -> pd.DataFrame:
    """Split what the holding side would hold by the legal standing that the proposal gives it.

    Returns
    -------
    pandas.DataFrame
        One row a recognition that occurs: recognition, area_km2, official_km2, band_km2 (None
        where the line's precision is not known), share (of the country).
    """
    frame = evaluation.frame
    after = frame["recognition"].where(frame["holder"] == evaluation.zones.sides.holding.code, "")
    found = bands(evaluation.zones, after)
    rows = [
        {
            "recognition": name.value,
            "area_km2": _sum(frame, after == name),
            "official_km2": float(frame.loc[after == name, "official_km2"].sum()),
            "band_km2": found[name.value],
            "share": _sum(frame, after == name) / evaluation.zones.boundaries.area_km2,
        }
        for name in Recognition
        if (after == name).any()
    ]
    return pd.DataFrame(
        rows, columns=["recognition", "area_km2", "official_km2", "band_km2", "share"]
    )


def _sum(frame: pd.DataFrame, rows: pd.Series) -> float:
    return float(frame.loc[rows, "area_km2"].sum())

"""What each side holds, would leave and get, and with which recognition; the net of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pandera.typing import DataFrame

from whoholds.figures.tables import AREAS, RecognitionTable, SideTable
from whoholds.ground.contracts import agreed
from whoholds.ground.derived import derived
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


def leaves(evaluation: Evaluation) -> pd.Series:
    """Say which zones the recognised side holds and would leave: counted for the holding side.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> evaluation = evaluate_proposal("us-28-nov-2025")
    >>> sorted(set(evaluation.frame.loc[leaves(evaluation), "region"]))
    ['UA-09', 'UA-14']
    """
    return _moves(evaluation, *evaluation.zones.sides.codes)


def gets_back(evaluation: Evaluation) -> pd.Series:
    """Say which zones the holding side holds and the recognised side would get back.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> evaluation = evaluate_proposal("us-28-nov-2025")
    >>> "UA-63" in set(evaluation.frame.loc[gets_back(evaluation), "region"])
    True
    """
    return _moves(evaluation, *reversed(evaluation.zones.sides.codes))


@derived
def _moves(evaluation: Evaluation, mine: str, other: str) -> pd.Series:
    counted = counted_for(evaluation.frame, evaluation.zones.sides)
    return (evaluation.frame["held_by"] == mine) & (counted == other)


def unsettled(frame: pd.DataFrame) -> pd.Series:
    """Say which zones a proposal leaves open or does not mention."""
    return frame["change"].isin([Change.LEFT_OPEN, Change.NOT_MENTIONED])


def by_side(evaluation: Evaluation) -> DataFrame[SideTable]:
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
    rows = [{"side": side, **_side(evaluation, side)} for side in evaluation.zones.sides.codes]
    # As objects, so that what is not known stays None.
    unknown = {name: pd.Series([row[name] for row in rows], dtype=object) for name in _MAY_BE_NONE}
    return agreed(pd.DataFrame(rows).assign(**unknown), SideTable)


def _side(evaluation: Evaluation, side: str) -> dict[str, float | None]:
    """The figures of one side; None where one is not known."""
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
    found = _side(evaluation, side)
    return {name: figure for name, figure in found.items() if figure is not None}


@derived
def balance(evaluation: Evaluation) -> Balance:
    """Return the net of what changes sides under a proposal.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> net = balance(evaluate_proposal("us-28-nov-2025"))
    >>> net.leaves_km2 > net.demilitarised_km2 > net.net_km2 > 0
    True
    """
    mine = of_side(evaluation, evaluation.zones.sides.recognised.code)
    # What the recognised side leaves is added to the net, what it gets back is taken off.
    leaving, returned = mine["leaves_km2"], mine["gains_km2"]
    moves = leaves(evaluation).astype(float) - gets_back(evaluation)
    return Balance(
        leaves_km2=leaving,
        demilitarised_km2=mine["demilitarised_km2"],
        returned_km2=returned,
        net_km2=leaving - returned,
        band_km2=band_of(evaluation.zones, moves),
        unsettled_km2=_sum(evaluation.frame, unsettled(evaluation.frame)),
    )


def by_recognition(evaluation: Evaluation) -> DataFrame[RecognitionTable]:
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
    # A band as an object, so that one that is not known stays None.
    types = {"recognition": str, **dict.fromkeys([*AREAS, "share"], float), "band_km2": object}
    table = pd.DataFrame(rows, columns=["recognition", *AREAS, "band_km2", "share"])
    return agreed(table.astype(types), RecognitionTable)


def _sum(frame: pd.DataFrame, rows: pd.Series) -> float:
    return float(frame.loc[rows, "area_km2"].sum())

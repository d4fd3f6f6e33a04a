"""What each side holds, gives up and gains, and with which recognition."""

from __future__ import annotations

import pandas as pd

from whoholds.evaluation import Evaluation
from whoholds.uncertainty import bands
from whoholds.vocabulary import Change, HeldBy, Holder, Recognition

_GIVES = {HeldBy.UA: Change.UA_CEDES, HeldBy.RU: Change.RU_RETURNS}
_GAINS = {HeldBy.UA: Change.RU_RETURNS, HeldBy.RU: Change.UA_CEDES}


def by_side(evaluation: Evaluation) -> pd.DataFrame:
    """Say what each side holds today and would hold after, for the country.

    Returns
    -------
    pandas.DataFrame
        One row a side: side, today_km2, after_km2, change_km2 (after less today), gives_km2 and
        gains_km2 (to and from the other side), other_km2 (what it holds today and would be
        demilitarised, international or left open), after_band_km2 (None where the line's
        precision is not known) and after_share (of Ukraine).
    """
    frame = evaluation.frame
    found = bands(evaluation.zones, frame["holder"])
    rows = []
    for side in HeldBy:
        mine = frame["held_by"] == side
        today, after = _sum(frame, mine), _sum(frame, frame["holder"] == side)
        rows.append(
            {
                "side": side.value,
                "today_km2": today,
                "after_km2": after,
                "change_km2": after - today,
                "gives_km2": _sum(frame, frame["change"] == _GIVES[side]),
                "gains_km2": _sum(frame, frame["change"] == _GAINS[side]),
                "other_km2": _sum(frame, mine & ~frame["holder"].isin(list(HeldBy))),
                "after_band_km2": found.get(side.value, 0.0),
                "after_share": after / evaluation.zones.boundaries.area_km2,
            }
        )
    return pd.DataFrame(rows)


def by_recognition(evaluation: Evaluation) -> pd.DataFrame:
    """Split what Russia would hold by the legal standing that the proposal gives it.

    Returns
    -------
    pandas.DataFrame
        One row a recognition that occurs: recognition, area_km2, official_km2, band_km2 (None
        where the line's precision is not known), share (of Ukraine).
    """
    frame = evaluation.frame
    after = frame["recognition"].where(frame["holder"] == Holder.RU, "")
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

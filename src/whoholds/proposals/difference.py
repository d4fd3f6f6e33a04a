"""The difference of two proposals: in which zones the holder differs, or recognition alone.

A text that does not mention land says nothing of who would hold it: there the two do not disagree,
one of them is silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from whoholds.ground.errors import CoverageError
from whoholds.ground.notebooks import InNotebook
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import Change
from whoholds.words.saying import Place

OUTCOME = ["holder", "administration", "counted_for"]
"""What has to be the same for two proposals to leave a zone with the same holder."""

SIDES = ("first", "second")


class Differing(StrEnum):
    """How two proposals differ in a zone."""

    HOLDER = "holder"
    SILENT = "silent"
    RECOGNITION = "recognition"
    NOTHING = "nothing"


@dataclass(frozen=True, eq=False)
class Difference(InNotebook):
    """Two evaluations of the same zones, and how they differ in each.

    Attributes
    ----------
    first, second
        The evaluations.
    frame
        The rows of `zones.table`, in their order, with differs (a `Differing`) and, for "first"
        and "second", `first_holder`, `first_administration`, `first_counted_for` and
        `first_recognition`. The holder is "not_mentioned" where the text says nothing of the
        zone; administration and counted_for are then "".
    """

    first: Evaluation
    second: Evaluation
    frame: pd.DataFrame


def difference(first: Evaluation, second: Evaluation) -> Difference:
    """Compare two evaluations of the same zones.

    Parameters
    ----------
    first, second
        From `whoholds.proposals.evaluation.evaluate`, on one control layer and one set of regions;
        of two proposals, or of two readings of one.

    Returns
    -------
    Difference
        What differs in every zone.

    Raises
    ------
    CoverageError
        When they are evaluations of other zones.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> found = difference(evaluate_proposal("us-28-nov-2025"), evaluate_proposal("putin-2024"))
    >>> sorted(set(found.frame["differs"]))
    ['holder', 'nothing', 'recognition', 'silent']
    """
    _require_same_zones(first, second)
    outcomes = [
        outcomes_of(one.frame).add_prefix(f"{side}_")
        for side, one in zip(SIDES, (first, second), strict=True)
    ]
    frame = pd.concat([first.zones.table, *outcomes], axis="columns")
    differs = [
        differing(before, after)
        for before, after in zip(
            *(one.itertuples(index=False, name=None) for one in outcomes), strict=True
        )
    ]
    return Difference(first, second, frame.assign(differs=differs))


def outcomes_of(statuses: pd.DataFrame) -> pd.DataFrame:
    """Return what of statuses is compared: `OUTCOME` and recognition.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> list(outcomes_of(evaluate_proposal("putin-2024").frame))
    ['holder', 'administration', 'counted_for', 'recognition']
    """
    found = statuses[[*OUTCOME, "recognition"]].copy()
    silent = statuses["change"] == Change.NOT_MENTIONED
    found.loc[silent, OUTCOME] = [Change.NOT_MENTIONED.value, "", ""]
    return found


def differing(first: tuple[str, ...], second: tuple[str, ...]) -> Differing:
    """Say how two outcomes differ: the holder goes before recognition.

    Where one text alone mentions the land, the other is silent.

    Examples
    --------
    >>> differing(("UA", "", "", "de_jure"), ("UA", "", "", "de_jure")).value
    'nothing'
    >>> differing(("RU", "", "", "de_jure"), ("RU", "", "", "de_facto")).value
    'recognition'
    >>> differing(("RU", "", "", "de_jure"), ("not_mentioned", "", "", "not_stated")).value
    'silent'
    """
    if first[:-1] != second[:-1]:
        is_silent = Change.NOT_MENTIONED in (first[0], second[0])
        return Differing.SILENT if is_silent else Differing.HOLDER
    return Differing.NOTHING if first == second else Differing.RECOGNITION


def _require_same_zones(first: Evaluation, second: Evaluation) -> None:
    one, other = first.zones, second.zones
    if one is other or one.table.equals(other.table):
        return
    raise CoverageError.of(
        "other_zones",
        Place(f"{first.proposal.id}, {second.proposal.id}"),
        zones=len(one.table),
        day=one.control.date,
        other=len(other.table),
        other_day=other.control.date,
    )

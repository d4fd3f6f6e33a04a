"""How any two statuses of a zone differ, for the page: the class that paints it, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from whoholds.maps.page_types import DifferenceData
from whoholds.proposals.difference import Differing, differing, outcomes_of
from whoholds.vocabulary.closed import Change
from whoholds.words.reader import Reader

NEVER = -1
"""In the table, of two treatments that no zone gets from two proposals."""

Outcome = tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """What two statuses of one zone differ in.

    Attributes
    ----------
    treatments
        For each status the number of its treatment: statuses that differ in nothing share one.
    after
        For each status in words who would hold the land.
    kinds
        What the numbers in the table mean.
    table
        A row for each treatment by the first proposal, in it a number for each by the second.
    """

    treatments: list[int]
    after: list[str]
    kinds: list[DifferenceData]
    table: list[list[int]]

    def between(self, first: int, second: int) -> int:
        """Return the number of what two statuses differ in."""
        return self.table[self.treatments[first]][self.treatments[second]]


def differences(
    statuses: Sequence[dict[str, Any]],
    readings: Iterable[Sequence[int]],
    classes: Mapping[str, str],
    reader: Reader,
) -> Differences:
    """Say how the statuses differ that some zone has under two readings.

    Parameters
    ----------
    statuses
        With holder, administration, counted_for, recognition and change.
    readings
        Lists with the number of a status for every zone.
    classes
        The class of a zone by who would hold it instead, of those that have one of their own.
    reader
        Whose words.
    """
    outcomes = list(outcomes_of(pd.DataFrame(statuses)).itertuples(index=False, name=None))
    distinct = list(dict.fromkeys(outcomes))
    treatments = [distinct.index(outcome) for outcome in outcomes]
    shown = {tuple(treatments[number] for number in reading) for reading in readings}
    together = {pair for one in shown for other in shown for pair in zip(one, other, strict=True)}
    table = [[NEVER] * len(distinct) for _ in distinct]
    numbers: dict[tuple[str, str], int] = {}
    for first, second in sorted(together):
        said = said_of(distinct[first], distinct[second], classes, reader)
        table[first][second] = numbers.setdefault(said, len(numbers))
    kinds: list[DifferenceData] = [{"kind": kind, "text": text} for kind, text in numbers]
    return Differences(treatments, [_after(one, reader) for one in outcomes], kinds, table)


def said_of(
    first: Outcome, second: Outcome, classes: Mapping[str, str], reader: Reader
) -> tuple[str, str]:
    """Return the class and the words of a difference, with gaps {first} and {second} in them.

    Parameters
    ----------
    first, second
        Holder, administration, counted_for and recognition by each proposal.
    classes, reader
        As for `differences`.
    """
    match differing(first, second):
        case Differing.HOLDER:
            before, after = (_short(one, reader) for one in (first, second))
            text = _with_gaps("map.differ_after", reader, after=after, before=before)
            return _class(second, classes), text
        case Differing.RECOGNITION:
            named = reader.words("recognition")
            after, before = named[second[-1]], named[first[-1]]
            holder = _after(first, reader)
            return "differ_terms", _with_gaps(
                "map.differ_recognition", reader, holder=holder, after=after, before=before
            )
    return "same", reader.word("map.same")


def in_short(
    first: Outcome, second: Outcome, classes: Mapping[str, str], reader: Reader
) -> tuple[str, str]:
    """Return the class and the words of a difference for a key that has no room for names.

    The first proposal stands before the arrow, the second after it.
    """
    before, after = _after(first, reader), _after(second, reader)
    match differing(first, second):
        case Differing.HOLDER:
            return _class(second, classes), f"{before} → {after}"
        case Differing.RECOGNITION:
            named = reader.words("recognition")
            return "differ_terms", f"{before}: {named[first[-1]]} → {named[second[-1]]}"
    return "same", reader.word("map.same")


def _class(second: Outcome, classes: Mapping[str, str]) -> str:
    return classes.get(second[0], "differ_other")


def _with_gaps(key: str, reader: Reader, **said: str) -> str:
    """A text in which the page puts the two proposals, whichever they are."""
    return reader.word(key).format(first="{first}", second="{second}", **said)


def _short(outcome: Outcome, reader: Reader) -> str:
    """Who would hold it, beside the proposal that says so."""
    if outcome[0] == Change.NOT_MENTIONED:
        return reader.word("map.unmentioned")
    return _after(outcome, reader)


def _after(outcome: Outcome, reader: Reader) -> str:
    """Who would hold it; of a demilitarised zone, whose it counts as."""
    holder, administration, counted_for, _ = outcome
    holders = reader.words("holder")
    if holder not in holders:
        return reader.word(f"change.{holder}")
    place = f" ({holders[administration]})" if administration else ""
    counts = f", {reader.word(f'map.counted_for.{counted_for}')}" if counted_for else ""
    return holders[holder] + place + counts

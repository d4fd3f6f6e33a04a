"""How any two statuses of a zone differ, for the page: the class that paints it, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from whoholds.maps.page_types import DifferenceData
from whoholds.maps.palette import DifferenceClasses
from whoholds.proposals.difference import Differing, differing, outcomes_of
from whoholds.vocabulary.closed import Change
from whoholds.words.reader import Reader
from whoholds.words.saying import Note

NEVER = -1
"""In the table, of two treatments that no zone gets from two proposals."""

MOST_BEFORE = 2
"""So many holders by the first proposal are named of land that the second gives to one."""

Outcome = tuple[str, ...]


class Said(NamedTuple):
    """How two outcomes differ: in what, the class that paints it, and the words for it.

    The words have gaps {first} and {second} for what each proposal is called.
    """

    how: Differing
    kind: str
    text: str


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
    classes: DifferenceClasses,
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
        The class of a zone by who would hold it instead, and by who would hold it under both.
    reader
        Whose words.
    """
    outcomes = list(outcomes_of(pd.DataFrame(statuses)).itertuples(index=False, name=None))
    distinct = list(dict.fromkeys(outcomes))
    treatments = [distinct.index(outcome) for outcome in outcomes]
    shown = {tuple(treatments[number] for number in reading) for reading in readings}
    together = {pair for one in shown for other in shown for pair in zip(one, other, strict=True)}
    table = [[NEVER] * len(distinct) for _ in distinct]
    numbers: dict[Said, int] = {}
    plains: dict[int, int] = {}
    for first, second in sorted(together):
        said = said_of(distinct[first], distinct[second], classes, reader)
        number = table[first][second] = numbers.setdefault(said, len(numbers))
        if said.how is Differing.RECOGNITION:
            plain = alike(distinct[first], classes, reader)
            plains[number] = numbers.setdefault(plain, len(numbers))
    kinds = [
        DifferenceData(
            how=said.how.value, kind=said.kind, text=said.text, plain=plains.get(number, number)
        )
        for said, number in numbers.items()
    ]  # fmt: skip
    return Differences(treatments, [_after(one, reader) for one in outcomes], kinds, table)


def said_of(first: Outcome, second: Outcome, classes: DifferenceClasses, reader: Reader) -> Said:
    """Say how two outcomes differ.

    Parameters
    ----------
    first, second
        Holder, administration, counted_for and recognition by each proposal.
    classes, reader
        As for `differences`.
    """
    how = differing(first, second)
    match how:
        case Differing.HOLDER:
            kind = classes.instead.get(second[0], "differ_other")
            return Said(how, kind, held_otherwise([first], [second], classes.instead, reader))
        case Differing.SILENT:
            said = held_otherwise([first], [second], classes.instead, reader)
            return Said(how, "differ_silent", said)
        case Differing.RECOGNITION:
            named = reader.words("recognition")
            after, before = named[second[-1]], named[first[-1]]
            holder = _after(first, reader)
            said = _with_gaps(
                "map.differ_recognition", reader, holder=holder, after=after, before=before
            )
            return Said(how, "differ_terms", said)
    return alike(first, classes, reader)


def alike(outcome: Outcome, classes: DifferenceClasses, reader: Reader) -> Said:
    """Say who would hold land under both.

    Parameters
    ----------
    outcome
        Of the one as of the other.
    classes, reader
        As for `differences`.
    """
    if outcome[0] == Change.NOT_MENTIONED:
        text = reader.word("map.same_silent")
    else:
        text = reader.word("map.same").format(_after(outcome, reader))
    return Said(Differing.NOTHING, classes.both.get(outcome[0], "same"), text)


def held_otherwise(
    firsts: Iterable[Outcome],
    seconds: Iterable[Outcome],
    classes: Mapping[str, str],
    reader: Reader,
) -> str:
    """Say who would hold land by the second proposal, and who by the first, gaps as in `said_of`.

    Parameters
    ----------
    firsts, seconds
        Outcomes of either proposal; of several, any of which the land may have, each is named
        while that is short to say.
    classes
        Of the holders that have one of their own: they are called by their names.
    reader
        Whose words.
    """
    before, after = (
        tuple(dict.fromkeys(_short(one, classes, reader) for one in outcomes))
        for outcomes in (firsts, seconds)
    )
    if len(before) > MOST_BEFORE:
        before = (reader.word("map.otherwise"),)
    said = [reader.note(Note.of("map.either", holders=names)) for names in (after, before)]
    return _with_gaps("map.differ_after", reader, after=_begun(said[0]), before=said[1])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_gaps(key: str, reader: Reader, **said: str) -> str:
    """A text in which the page puts the two proposals, whichever they are."""
    return reader.word(key).format(first="{first}", second="{second}", **said)


def _short(outcome: Outcome, classes: Mapping[str, str], reader: Reader) -> str:
    """Who would hold it, within a sentence beside the proposal that says so: a side by its name."""
    if outcome[0] == Change.NOT_MENTIONED:
        said = reader.word("map.unmentioned")
    else:
        said = _after(outcome, reader)
    return said if outcome[0] in classes else said[:1].lower() + said[1:]


def _after(outcome: Outcome, reader: Reader) -> str:
    """Who would hold it; of a demilitarised zone, whose it counts as."""
    holder, administration, counted_for, _ = outcome
    holders = reader.words("holder")
    if holder not in holders:
        return reader.word(f"change.{holder}")
    place = f" ({holders[administration]})" if administration else ""
    counts = f", {reader.word(f'map.counted_for.{counted_for}')}" if counted_for else ""
    return holders[holder] + place + counts

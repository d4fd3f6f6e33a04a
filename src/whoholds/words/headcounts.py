"""Numbers of pre-war residents as they are told: rounded, and never surer than the method is."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from whoholds.words.numbers import rounded_up
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Headcount:
    """How many people lived somewhere before the war, and how sure that is.

    Attributes
    ----------
    people
        The estimate.
    band
        Plus or minus so many in about 95 of 100 cases; None where the method cannot say one: the
        number is an official one, rounding it changes more, or there is none to say.
    fewer_than
        What the number is below, where the band exceeds the estimate; else None.
    settlements
        How many mapped settlements lie there. Without any nobody is known to have lived there,
        and the estimate is only this land's part of the villages that are not mapped.
    """

    people: float
    band: float | None
    fewer_than: int | None
    settlements: int


def headcount(people: float, band: float, settlements: int) -> Headcount:
    """Say how sure an estimate is.

    Parameters
    ----------
    people, band
        The estimate, and twice its standard error by the method.
    settlements
        How many mapped settlements it rests on.

    Examples
    --------
    >>> headcount(7_100, 22_000, 3).fewer_than, headcount(7_100, 2_240, 3).band
    (30000, 2240)
    >>> headcount(2_350_000, 13, 90).band, headcount(980, 220, 0).band
    (None, None)
    """
    if not settlements or band <= 0 or band < _step(people) / 2:
        return Headcount(people, None, None, settlements)
    if band >= people:
        return Headcount(people, None, int(rounded_up(people + band)), settlements)
    return Headcount(people, band, None, settlements)


def told(count: Headcount, reader: Reader) -> str:
    """Write a number of residents with its band.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> told(headcount(9_123_456, 463_000, 500), ENGLISH)
    '9,120,000 ± 460,000'
    >>> told(headcount(2_350_000, 13, 90), ENGLISH)
    '2,350,000'
    >>> told(headcount(7_100, 22_000, 3), ENGLISH), told(headcount(980, 220, 0), ENGLISH)
    ('fewer than 30,000', 'none known')
    """
    if not count.settlements and rounded(count.people):
        return reader.word("people.none_known")
    if count.fewer_than is not None:
        return reader.word("people.fewer").format(reader.count(count.fewer_than))
    figures = [count.people] if count.band is None else [count.people, count.band]
    return " ± ".join(reader.count(rounded(figure)) for figure in figures)


def about(count: Headcount, reader: Reader) -> str:
    """Say in passing how many people lived somewhere before the war.

    Examples
    --------
    >>> from whoholds.words.reader import ENGLISH
    >>> about(headcount(1_230_000, 90_000, 12), ENGLISH)
    'about 1,230,000 pre-war residents'
    >>> about(headcount(7_100, 22_000, 3), ENGLISH), about(headcount(980, 220, 0), ENGLISH)
    ('fewer than 30,000 pre-war residents', 'no known pre-war residents')
    """
    if not count.settlements and rounded(count.people):
        return reader.word("people.about_none")
    if count.fewer_than is not None:
        return reader.word("people.about_fewer").format(reader.count(count.fewer_than))
    return reader.word("people.about").format(reader.count(rounded(count.people)))


def rounded(people: float) -> int:
    """Round a number of people for display: three significant digits from a million, else two.

    Examples
    --------
    >>> rounded(1_234_567), rounded(83_456), rounded(0)
    (1230000, 83000, 0)
    """
    return 0 if people < 1 else int(round(people, -round(log10(_step(people)))))


def _step(people: float) -> float:
    """The last digit that is shown, as a number of people."""
    if people < 1:
        return 1.0
    return 10.0 ** max(0, floor(log10(people)) - (2 if people >= 1e6 else 1))

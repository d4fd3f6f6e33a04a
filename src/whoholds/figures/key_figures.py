"""The key figures of a proposal in words: what is held, would be held, left, returned, and the net.

One list for the dashboard and the picture. What a text leaves open or does not mention is never
counted as given up: it stands beside what the holding side would hold, and no fall is shown for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whoholds.figures.areas import headline
from whoholds.figures.people import people_of
from whoholds.figures.sides import Balance, balance, by_side, counted_for
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import Change
from whoholds.words.headcounts import about
from whoholds.words.numbers import SMALLEST_KM2, kilometres, long_date, percent, times, two_digits
from whoholds.words.reader import word
from whoholds.zones.bands import band_of


@dataclass(frozen=True)
class KeyFigure:
    """One key figure.

    Attributes
    ----------
    key
        held, after, leaves, returned or other.
    label, value
        What, and how much.
    band
        Plus or minus, in words; "" where it is not known.
    notes
        What belongs beside the figure, the most important first.
    change
        By how much it differs from what is held, signed; None where nothing may be said of it.
    """

    key: str
    label: str
    value: str
    band: str
    notes: tuple[str, ...]
    change: str | None = None


def key_figures(evaluation: Evaluation, language: str) -> list[KeyFigure]:
    """Describe what is held, would be held, and what would change sides.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> figures = key_figures(evaluate_proposal("us-28-nov-2025"), "en")
    >>> [figure.label for figure in figures][:3]
    ['Russia held on 16 August 2025', 'Would count as Russian', 'Ukraine would leave']
    """
    return [
        _held(evaluation, language),
        _after(evaluation, language),
        _leaves(evaluation, language),
        _returned(evaluation, language),
        _other(evaluation, language),
    ]


def held_label(evaluation: Evaluation, language: str) -> str:
    """Say that something was held on the day of the control layer."""
    return word("page.held", language).format(long_date(evaluation.zones.control.date, language))


def _held(evaluation: Evaluation, language: str) -> KeyFigure:
    first = headline(evaluation.zones)
    compared = (
        f"{times(first.times_total.ratio, language)} {word('page.times', language)} "
        f"({word('page.times_total', language)}), {times(first.times_land.ratio, language)} "
        f"({word('page.times_land', language)})"
    )
    return KeyFigure(
        "held",
        held_label(evaluation, language),
        *_sized(first.area_km2, first.band_km2, language),
        (_share(evaluation, first.area_km2, language), compared),
    )


def _after(evaluation: Evaluation, language: str) -> KeyFigure:
    """What the holding side would hold; what is demilitarised and counted for it is named."""
    code = evaluation.zones.sides.holding.code
    holding = by_side(evaluation).set_index("side").loc[code]
    buffer = holding["counted_km2"] - holding["after_km2"]
    counts = counted_for(evaluation.frame, evaluation.zones.sides) == code
    notes = [_share(evaluation, holding["counted_km2"], language)]
    if buffer >= SMALLEST_KM2:
        notes.append(word("page.of_it_demilitarised", language).format(_km2(buffer, language)))
    open_notes = [
        word(f"page.more_{name}", language).format(_km2(holding[f"{name}_km2"], language))
        for name in ("not_mentioned", "left_open")
        if holding[f"{name}_km2"] >= SMALLEST_KM2
    ]
    if open_notes:
        total = _km2(holding["at_most_km2"], language)
        notes += [*open_notes, word("page.if_nothing_changes", language).format(total)]
    return KeyFigure(
        "after",
        word("page.counted_after" if buffer >= SMALLEST_KM2 else "page.held_after", language),
        *_sized(holding["counted_km2"], band_of(evaluation.zones, counts), language),
        tuple(notes),
        None if open_notes else _difference(holding["change_km2"], language),
    )


def _leaves(evaluation: Evaluation, language: str) -> KeyFigure:
    found, frame = balance(evaluation), evaluation.frame
    recognised, holding = evaluation.zones.sides.codes
    counted = counted_for(frame, evaluation.zones.sides)
    moved = (frame["held_by"] == recognised) & (counted == holding)
    notes = [_share(evaluation, found.leaves_km2, language), *_people(evaluation, moved, language)]
    if found.demilitarised_km2 >= SMALLEST_KM2:
        buffer = _km2(found.demilitarised_km2, language)
        notes.insert(0, word("page.of_it_demilitarised", language).format(buffer))
    return KeyFigure(
        "leaves",
        word("page.leaves", language),
        *_sized(found.leaves_km2, band_of(evaluation.zones, moved), language),
        tuple(notes),
    )


def _returned(evaluation: Evaluation, language: str) -> KeyFigure:
    frame, area = evaluation.frame, balance(evaluation).returned_km2
    recognised, holding = evaluation.zones.sides.codes
    counted = counted_for(frame, evaluation.zones.sides)
    moved = (frame["held_by"] == holding) & (counted == recognised)
    return KeyFigure(
        "returned",
        word("page.returned", language),
        *_sized(area, band_of(evaluation.zones, moved), language),
        (_share(evaluation, area, language), *_people(evaluation, moved, language)),
    )


def _other(evaluation: Evaluation, language: str) -> KeyFigure:
    """What stays with the side that holds it but demilitarised, or is not settled."""
    frame = evaluation.frame
    kinds = list(Change)
    counted = counted_for(frame, evaluation.zones.sides)
    changes_sides = (counted != "") & (counted != frame["held_by"])
    mine = frame["change"].isin(kinds) & ~changes_sides
    sums = frame[mine].groupby("change")["area_km2"].sum()
    notes = [
        f"{word(f'change.{kind}', language)}: {_km2(sums[kind], language)}"
        for kind in kinds
        if sums.get(kind, 0.0) >= SMALLEST_KM2
    ]
    area = float(sums.sum())
    return KeyFigure(
        "other",
        word("page.other", language),
        *_sized(area, band_of(evaluation.zones, mine), language),
        tuple(notes) or (_share(evaluation, area, language),),
    )


def balance_text(evaluation: Evaluation, language: str) -> str:
    """Write the net of a proposal as a sentence with its parts; "" where nothing changes sides.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> balance_text(evaluate_proposal("line-2025-08-16"), "en")
    ''
    """
    found = balance(evaluation)
    if max(found.leaves_km2, found.returned_km2) < SMALLEST_KM2:
        return ""
    recognised, holding = evaluation.zones.sides.codes
    side = word(f"page.to.{holding if found.net_km2 > 0 else recognised}", language)
    comparators = evaluation.zones.known.comparators
    like = comparators.nearest(max(abs(found.net_km2), SMALLEST_KM2))
    both = min(found.leaves_km2, found.returned_km2) >= SMALLEST_KM2
    said = word("page.net" if both else "page.net_one_way", language).format(
        net=_km2(abs(found.net_km2), language),
        side=side,
        leaves=_km2(found.leaves_km2, language),
        returned=_km2(found.returned_km2, language),
        ratio=times(like.ratio, language),
        name=getattr(like, f"name_{language}"),
    )
    return " ".join([said, *_unsettled(found, language)])


def _unsettled(found: Balance, language: str) -> list[str]:
    if found.unsettled_km2 < SMALLEST_KM2:
        return []
    return [word("page.net_unsettled", language).format(_km2(found.unsettled_km2, language))]


def _km2(area: float, language: str) -> str:
    return kilometres(float(area), language)


def _people(evaluation: Evaluation, members: pd.Series, language: str) -> list[str]:
    """How many people lived before the war on what moves, where anything does."""
    if not members.any():
        return []
    return [about(people_of(evaluation.zones, members), language)]


def _share(evaluation: Evaluation, area: float, language: str) -> str:
    whole = evaluation.zones.boundaries.area_km2
    return f"{percent(area / whole, language)} {word('page.of_country', language)}"


def _sized(area: float, band: float | None, language: str) -> tuple[str, str]:
    """An area and its band in words; an area below its band is only said to be less."""
    if band is None or band < SMALLEST_KM2 or area < SMALLEST_KM2:
        return kilometres(area, language), ""
    if band >= area:
        return kilometres(area, language, band), ""
    return kilometres(area, language), f"± {kilometres(two_digits(band), language)}"


def _difference(area: float, language: str) -> str | None:
    if abs(area) < SMALLEST_KM2:
        return None
    # Streamlit takes the arrow's direction from a hyphen, not from a true minus sign.
    return ("+" if area > 0 else "-") + kilometres(abs(area), language)

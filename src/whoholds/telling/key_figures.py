"""The key figures of a proposal in words: what is held, would be held, left, returned, and the net.

One list for the dashboard and the picture. What a text leaves open or does not mention is never
counted as given up: it stands beside what the holding side would hold, and no fall is shown for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whoholds.figures.areas import headline
from whoholds.figures.people import people_of
from whoholds.figures.sides import Balance, balance, counted_for, gets_back, leaves, of_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import Change
from whoholds.words.headcounts import about
from whoholds.words.numbers import SMALLEST_KM2, two_digits
from whoholds.words.reader import Reader
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


def key_figures(evaluation: Evaluation, reader: Reader) -> list[KeyFigure]:
    """Describe what is held, would be held, and what would change sides.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> figures = key_figures(evaluate_proposal("us-28-nov-2025"), opened().reader("en"))
    >>> [figure.label for figure in figures][:3]
    ['Russia held on 16 August 2025', 'Would count as Russian', 'Ukraine would leave']
    """
    return [
        _held(evaluation, reader),
        _after(evaluation, reader),
        _leaves(evaluation, reader),
        _returned(evaluation, reader),
        _other(evaluation, reader),
    ]


def held_label(evaluation: Evaluation, reader: Reader) -> str:
    """Say that something was held on the day of the control layer."""
    return reader.word("page.held").format(reader.day(evaluation.zones.control.date))


def _held(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    first = headline(evaluation.zones)
    compared = (
        f"{reader.times(first.times_total.ratio)} {reader.word('page.times')} "
        f"({reader.word('page.times_total')}), {reader.times(first.times_land.ratio)} "
        f"({reader.word('page.times_land')})"
    )
    return KeyFigure(
        "held",
        held_label(evaluation, reader),
        *_sized(first.area_km2, first.band_km2, reader),
        (_share(evaluation, first.area_km2, reader), compared),
    )


def _after(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    """What the holding side would hold; what is demilitarised and counted for it is named."""
    code = evaluation.zones.sides.holding.code
    holding = of_side(evaluation, code)
    buffer = holding["counted_km2"] - holding["after_km2"]
    counts = counted_for(evaluation.frame, evaluation.zones.sides) == code
    notes = [_share(evaluation, holding["counted_km2"], reader)]
    if buffer >= SMALLEST_KM2:
        notes.append(reader.word("page.of_it_demilitarised").format(_km2(buffer, reader)))
    open_notes = [
        reader.word(f"page.more_{name}").format(_km2(holding[f"{name}_km2"], reader))
        for name in ("not_mentioned", "left_open")
        if holding[f"{name}_km2"] >= SMALLEST_KM2
    ]
    if open_notes:
        total = _km2(holding["at_most_km2"], reader)
        notes += [*open_notes, reader.word("page.if_nothing_changes").format(total)]
    return KeyFigure(
        "after",
        reader.word("page.counted_after" if buffer >= SMALLEST_KM2 else "page.held_after"),
        *_sized(holding["counted_km2"], band_of(evaluation.zones, counts), reader),
        tuple(notes),
        None if open_notes else _difference(holding["change_km2"], reader),
    )


def _leaves(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    found, moved = balance(evaluation), leaves(evaluation)
    notes = [_share(evaluation, found.leaves_km2, reader), *_people(evaluation, moved, reader)]
    if found.demilitarised_km2 >= SMALLEST_KM2:
        buffer = _km2(found.demilitarised_km2, reader)
        notes.insert(0, reader.word("page.of_it_demilitarised").format(buffer))
    return KeyFigure(
        "leaves",
        reader.word("page.leaves"),
        *_sized(found.leaves_km2, band_of(evaluation.zones, moved), reader),
        tuple(notes),
    )


def _returned(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    area, moved = balance(evaluation).returned_km2, gets_back(evaluation)
    return KeyFigure(
        "returned",
        reader.word("page.returned"),
        *_sized(area, band_of(evaluation.zones, moved), reader),
        (_share(evaluation, area, reader), *_people(evaluation, moved, reader)),
    )


def _other(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    """What stays with the side that holds it but demilitarised, or is not settled."""
    frame = evaluation.frame
    kinds = list(Change)
    counted = counted_for(frame, evaluation.zones.sides)
    changes_sides = (counted != "") & (counted != frame["held_by"])
    mine = frame["change"].isin(kinds) & ~changes_sides
    sums = frame[mine].groupby("change")["area_km2"].sum()
    notes = [
        f"{reader.word(f'change.{kind}')}: {_km2(sums[kind], reader)}"
        for kind in kinds
        if sums.get(kind, 0.0) >= SMALLEST_KM2
    ]
    area = float(sums.sum())
    return KeyFigure(
        "other",
        reader.word("page.other"),
        *_sized(area, band_of(evaluation.zones, mine), reader),
        tuple(notes) or (_share(evaluation, area, reader),),
    )


def balance_text(evaluation: Evaluation, reader: Reader) -> str:
    """Write the net of a proposal as a sentence with its parts; "" where nothing changes sides.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> balance_text(evaluate_proposal("line-2025-08-16"), opened().reader("en"))
    ''
    """
    found = balance(evaluation)
    if max(found.leaves_km2, found.returned_km2) < SMALLEST_KM2:
        return ""
    recognised, holding = evaluation.zones.sides.codes
    side = reader.word(f"page.to.{holding if found.net_km2 > 0 else recognised}")
    comparators = evaluation.zones.known.comparators
    like = comparators.nearest(max(abs(found.net_km2), SMALLEST_KM2))
    both = min(found.leaves_km2, found.returned_km2) >= SMALLEST_KM2
    said = reader.word("page.net" if both else "page.net_one_way").format(
        net=_km2(abs(found.net_km2), reader),
        side=side,
        leaves=_km2(found.leaves_km2, reader),
        returned=_km2(found.returned_km2, reader),
        ratio=reader.times(like.ratio),
        name=reader.text(like.name),
    )
    return " ".join([said, *_unsettled(found, reader)])


def _unsettled(found: Balance, reader: Reader) -> list[str]:
    if found.unsettled_km2 < SMALLEST_KM2:
        return []
    return [reader.word("page.net_unsettled").format(_km2(found.unsettled_km2, reader))]


def _km2(area: float, reader: Reader) -> str:
    return reader.area(float(area))


def _people(evaluation: Evaluation, members: pd.Series, reader: Reader) -> list[str]:
    """How many people lived before the war on what moves, where anything does."""
    if not members.any():
        return []
    return [about(people_of(evaluation.zones, members), reader)]


def _share(evaluation: Evaluation, area: float, reader: Reader) -> str:
    whole = evaluation.zones.boundaries.area_km2
    return f"{reader.share(area / whole)} {reader.word('page.of_country')}"


def _sized(area: float, band: float | None, reader: Reader) -> tuple[str, str]:
    """An area and its band in words; an area below its band is only said to be less."""
    if band is None or band < SMALLEST_KM2 or area < SMALLEST_KM2:
        return reader.area(area), ""
    if band >= area:
        return reader.area(area, band), ""
    return reader.area(area), f"± {reader.area(two_digits(band))}"


def _difference(area: float, reader: Reader) -> str | None:
    if abs(area) < SMALLEST_KM2:
        return None
    # Streamlit takes the arrow's direction from a hyphen, not from a true minus sign.
    return ("+" if area > 0 else "-") + reader.area(abs(area))

"""The key figures of a proposal in words: what is held, would be held, left, returned, and the net.

One list for the dashboard and the picture. What a text leaves open or does not mention is never
counted as given up: it stands beside what the holding side would hold, and no fall is shown for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from whoholds.figures.areas import headline
from whoholds.figures.people import people_of
from whoholds.figures.sides import balance, counted_for, gets_back, leaves, of_side
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.finding import LEAST, like
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
    about
        How much in round numbers, for a card.
    short
        What belongs beside that, in round numbers.
    area
        Measured, in km2; 0.0 where it would be written as nothing.
    """

    key: str
    label: str
    value: str
    band: str
    notes: tuple[str, ...]
    change: str | None = None
    about: str = ""
    short: tuple[str, ...] = ()
    area: float = 0.0


def shown_figures(evaluation: Evaluation, reader: Reader) -> list[KeyFigure]:
    """Return the key figures that say something: none of nothing, and none that is said twice.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> line = evaluate_proposal("line-2025-08-16")
    >>> [one.about for one in shown_figures(line, opened().reader("en"))]
    ['about 114,000 km²']
    """
    held, after, *others = key_figures(evaluation, reader)
    # What is not settled stands beside what would be held.
    unsettled = balance(evaluation).unsettled_km2
    if abs(after.area - held.area) < SMALLEST_KM2:
        after = replace(after, area=0.0)
    if abs(others[-1].area - unsettled) < SMALLEST_KM2 and after.area:
        others = others[:-1]
    return [held, *(one for one in (after, *others) if one.area)]


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
    share = _short_share(evaluation, first.area_km2, reader)
    short = (share + like(first.times_total, reader),)
    return KeyFigure(
        "held",
        held_label(evaluation, reader),
        *_sized(first.area_km2, first.band_km2, reader),
        (_share(evaluation, first.area_km2, reader), compared),
        **_rounded(first.area_km2, first.band_km2, short, reader),
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
    area, band = holding["counted_km2"], band_of(evaluation.zones, counts)
    more = [
        reader.word(f"page.more_{name}").format(reader.about(holding[f"{name}_km2"]))
        for name in ("not_mentioned", "left_open")
        if holding[f"{name}_km2"] >= max(LEAST * evaluation.zones.held_km2, SMALLEST_KM2)
    ]
    short = (_short_share(evaluation, area, reader), *more)
    return KeyFigure(
        "after",
        reader.word("page.counted_after" if buffer >= SMALLEST_KM2 else "page.held_after"),
        *_sized(area, band, reader),
        tuple(notes),
        None if open_notes else _difference(holding["change_km2"], reader),
        **_rounded(area, band, short, reader),
    )


def _leaves(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    found, moved = balance(evaluation), leaves(evaluation)
    notes = [_share(evaluation, found.leaves_km2, reader), *_people(evaluation, moved, reader)]
    if found.demilitarised_km2 >= SMALLEST_KM2:
        buffer = _km2(found.demilitarised_km2, reader)
        notes.insert(0, reader.word("page.of_it_demilitarised").format(buffer))
    band = band_of(evaluation.zones, moved)
    short = tuple(_people(evaluation, moved, reader))
    if found.demilitarised_km2 >= SMALLEST_KM2:
        much = reader.about(found.demilitarised_km2)
        short = (reader.word("page.of_it_demilitarised").format(much), *short)
    return KeyFigure(
        "leaves",
        reader.word("page.leaves"),
        *_sized(found.leaves_km2, band, reader),
        tuple(notes),
        **_rounded(found.leaves_km2, band, short, reader),
    )


def _returned(evaluation: Evaluation, reader: Reader) -> KeyFigure:
    area, moved = balance(evaluation).returned_km2, gets_back(evaluation)
    band, people = band_of(evaluation.zones, moved), _people(evaluation, moved, reader)
    return KeyFigure(
        "returned",
        reader.word("page.returned"),
        *_sized(area, band, reader),
        (_share(evaluation, area, reader), *people),
        **_rounded(area, band, tuple(people), reader),
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
    area, band = float(sums.sum()), band_of(evaluation.zones, mine)
    short = tuple(
        f"{reader.word(f'change.{kind}')}: {reader.about(float(sums[kind]))}"
        for kind in kinds
        if sums.get(kind, 0.0) >= SMALLEST_KM2
    )
    return KeyFigure(
        "other",
        reader.word("page.other"),
        *_sized(area, band, reader),
        tuple(notes) or (_share(evaluation, area, reader),),
        **_rounded(area, band, short, reader),
    )


def sized_figure(
    key: str, label: str, evaluation: Evaluation, members: pd.Series, reader: Reader
) -> KeyFigure:
    """Return the key figure of some zones: their area, its share, and who lived there."""
    area = float(evaluation.frame.loc[members, "area_km2"].sum())
    band, people = band_of(evaluation.zones, members), _people(evaluation, members, reader)
    return KeyFigure(
        key,
        label,
        *_sized(area, band, reader),
        (_share(evaluation, area, reader), *people),
        **_rounded(area, band, tuple(people), reader),
    )


def _rounded(
    area: float, band: float | None, short: tuple[str, ...], reader: Reader
) -> dict[str, Any]:
    """What a card says of an area."""
    if area < SMALLEST_KM2:
        return {"about": reader.word("page.no_land"), "short": ()}
    return {"about": reader.about(area, band), "short": short, "area": area}


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


def _short_share(evaluation: Evaluation, area: float, reader: Reader) -> str:
    share = area / evaluation.zones.boundaries.area_km2
    rounded = reader.share(share, "0 %" if share >= LEAST else None)
    return f"{rounded} {reader.word('page.of_country')}"


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

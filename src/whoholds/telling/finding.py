"""What a proposal would bring, in one sentence made of its figures: the title of a map or picture.

The sentence goes by what the evaluation comes to, never by which proposal it is. Land that a text
does not mention is said to be so; no fall is told that is only silence.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from whoholds.country.comparators import Comparison
from whoholds.figures.areas import headline
from whoholds.figures.people import people_of
from whoholds.figures.sides import counted_for, gets_back, leaves
from whoholds.ground.derived import derived
from whoholds.proposals.evaluation import Evaluation
from whoholds.vocabulary.closed import Change, Recognition
from whoholds.words.headcounts import Headcount, rounded
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader
from whoholds.words.saying import Note
from whoholds.zones.bands import band_of
from whoholds.zones.partition import Zones

LONGEST = 235
"""Characters that a title has room for; what does not fit any more is left to the figures."""

LEAST = 0.01
"""Share of the held land from which what does not change sides is worth a clause."""

LEAST_SILENT = 0.05
"""The same of land that a text does not mention."""

WHOLE = 0.995
"""Share from which a part is said to be all."""

ALIKE = 0.05
"""An area is said to be of the size of another one where they differ by less than this."""


@derived
def finding(evaluation: Evaluation, language: str = "en") -> str:
    """Say in one sentence what a proposal would bring, or what a line of contact comes to.

    Parameters
    ----------
    evaluation
        A proposal in a reading, on any control layer.
    language
        "en" or "uk".

    Returns
    -------
    str
        Areas rounded to two digits (three from 100,000 km2), people as `words.headcounts` rounds
        them, "less than" where the band exceeds the figure. What changes sides comes first.

    Raises
    ------
    UnknownNameError
        When the language is neither.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> finding(evaluate_proposal("putin-2024")).partition(", home to")[0]
    'Under the Russian terms of 14 June 2024, Ukraine would leave about 21,000 km²'
    >>> finding(evaluate_proposal("line-2025-08-16"))
    'On 16 August 2025 Russia held about 114,000 km² of Ukraine, 19 %, about the size of Ohio.'
    """
    reader = evaluation.zones.known.reader(language)
    if evaluation.proposal.of_layer:
        return _held(evaluation.zones, reader)
    moves = _moves(evaluation, reader)
    said = moves or _no_move(evaluation, reader)
    for clause in _clauses(evaluation, reader):
        longer = f"{said}; {clause}"
        if len(_begun(evaluation, longer, reader)) <= LONGEST:
            said = longer
    return _begun(evaluation, said, reader)


def moved(evaluation: Evaluation, reader: Reader) -> tuple[str, str]:
    """Say about how much the recognised side would leave and get back; "" for nothing."""
    return (
        sized(evaluation.zones, leaves(evaluation), reader),
        sized(evaluation.zones, gets_back(evaluation), reader),
    )


def subject_of(evaluation: Evaluation, reader: Reader) -> str:
    """Name what a finding is of: the proposal, the reading where there are several, and its day."""
    proposal = evaluation.proposal
    parts = [reader.text(proposal.name)]
    if len(proposal.readings) > 1:
        parts.append(reader.word("map.read_as").format(reader.text(evaluation.reading.name)))
    if proposal.kind != "line":
        parts.append(reader.short_day(proposal.date))
    return " · ".join(parts)


def home(zones: Zones, members: pd.Series, reader: Reader) -> str:
    """Say how many people lived before the war on some zones; "" where nobody is known to have."""
    return home_of(people_of(zones, members), reader)


def home_of(count: Headcount, reader: Reader) -> str:
    """Say a number of pre-war residents beside the land where they lived."""
    if not count.settlements or not rounded(count.people):
        return ""
    if count.fewer_than is not None:
        return reader.note(Note.of("finding.home_fewer", count=count.fewer_than))
    return reader.note(Note.of("finding.home", count=rounded(count.people)))


def sized(zones: Zones, members: pd.Series, reader: Reader) -> str:
    """Say about how large some zones are together; "" where they are nothing."""
    area = float(zones.table.loc[members, "area_km2"].sum())
    return reader.about(area, band_of(zones, members)) if area >= SMALLEST_KM2 else ""


def _begun(evaluation: Evaluation, said: str, reader: Reader) -> str:
    """The sentence with whose proposal it is of, and the reading where it is not the usual one."""
    proposal, reading = evaluation.proposal, evaluation.reading
    if proposal.under is None:
        return reader.word("finding.named").format(name=reader.text(proposal.name), said=said)
    under = reader.text(proposal.under)
    if not reading.default:
        name = reader.text(reading.name)
        under = reader.word("finding.read_as").format(under=under, reading=name)
    return reader.word("finding.under").format(under=under, said=said)


def _held(zones: Zones, reader: Reader) -> str:
    """What is held on the layer's day."""
    first, day = headline(zones), zones.control.date
    if first.area_km2 < SMALLEST_KM2:
        return reader.word("finding.none_held").format(reader.day(day))
    share = reader.share(first.share, "0 %" if first.share >= LEAST else None)
    area = reader.about(first.area_km2, first.band_km2)
    size = like(first.times_total, reader)
    return reader.note(Note.of("finding.held", area=area, day=day, share=share, like=size))


def like(size: Comparison, reader: Reader) -> str:
    """Say that an area is about the size of another one; "" where it is not."""
    if abs(size.ratio - 1) >= ALIKE:
        return ""
    return reader.word("finding.like").format(reader.text(size.name))


def _moves(evaluation: Evaluation, reader: Reader) -> str:
    """What changes sides, with the people of the first land; "" where nothing does."""
    left, returned = _leaves(evaluation, reader), _returns(evaluation, reader)
    if left and returned:
        return reader.word("finding.moves").format(first=left, second=returned)
    back = gets_back(evaluation)
    return left or (returned and returned + home(evaluation.zones, back, reader))


def _leaves(evaluation: Evaluation, reader: Reader) -> str:
    members = leaves(evaluation)
    area = sized(evaluation.zones, members, reader)
    if not area:
        return ""
    demilitarised = members & (evaluation.frame["change"] == Change.DEMILITARISED)
    buffer, much = "", _km2(evaluation, demilitarised)
    if much >= WHOLE * _km2(evaluation, members):
        buffer = reader.word("finding.all_demilitarised")
    elif much >= SMALLEST_KM2:
        said = sized(evaluation.zones, demilitarised, reader)
        buffer = reader.word("finding.of_it_demilitarised").format(said)
    people = home(evaluation.zones, members, reader)
    return f"{reader.word('page.leaves')} {area}{buffer}{people}"


def _returns(evaluation: Evaluation, reader: Reader) -> str:
    zones = evaluation.zones
    area = sized(zones, gets_back(evaluation), reader)
    if not area:
        return ""
    if _km2(evaluation, gets_back(evaluation)) >= WHOLE * zones.held_km2:
        area = reader.word("finding.all_held").format(area)
    return f"{reader.word('page.returned')} {area}"


def _no_move(evaluation: Evaluation, reader: Reader) -> str:
    """That nothing changes sides, and what is held on where the text settles all of it."""
    said, frame = reader.word("finding.no_move"), evaluation.frame
    held = evaluation.zones.is_held
    kept = held & (frame["change"] == evaluation.zones.sides.holding.keeps)
    area = sized(evaluation.zones, kept, reader)
    if not area or _km2(evaluation, held & ~kept) >= LEAST * evaluation.zones.held_km2:
        return said
    shares = frame[kept].groupby("recognition")["area_km2"].sum() / _km2(evaluation, kept)
    words = reader.words("finding.recognition")
    how = words.get(str(shares.idxmax()), "") if shares.max() >= WHOLE else ""
    return f"{said}: {reader.word('page.held_after')} {area}{how}"


def _clauses(evaluation: Evaluation, reader: Reader) -> Iterator[str]:
    """What happens to land that does not change sides, the weightiest first."""
    frame, zones = evaluation.frame, evaluation.zones
    change, side = frame["change"], zones.sides.holding.code
    counted = counted_for(frame, zones.sides)
    lawful = (counted == side) & (frame["recognition"] == Recognition.DE_JURE)
    for key, members, least in (
        ("left_open", change == Change.LEFT_OPEN, LEAST),
        ("demilitarised", (change == Change.DEMILITARISED) & (counted == frame["held_by"]), LEAST),
        ("international", change == Change.INTERNATIONAL, LEAST),
        ("not_mentioned", (change == Change.NOT_MENTIONED) & zones.is_held, LEAST_SILENT),
        ("recognised", lawful, LEAST),
    ):
        area = _km2(evaluation, members)
        whole = area >= WHOLE * zones.held_km2
        if area < max(least * zones.held_km2, SMALLEST_KM2):
            continue
        if key == "recognised" and whole and not _moves(evaluation, reader):
            continue  # It stands beside what is held on.
        word = "mentions_none" if key == "not_mentioned" and whole else key
        yield reader.word(f"finding.{word}").format(sized(zones, members, reader))


def _km2(evaluation: Evaluation, members: pd.Series) -> float:
    return float(evaluation.frame.loc[members, "area_km2"].sum())

"""What a proposal would move, in words: areas, people, cities, places and lines."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from whoholds.figures.areas import by_change
from whoholds.figures.lengths import line_lengths
from whoholds.figures.people import cities_changing, people_of
from whoholds.figures.places import ON_LINE, places_under
from whoholds.figures.sides import by_recognition
from whoholds.ground.tables import rows_of
from whoholds.handbook.wording import km2
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import TREATED, Evaluation, evaluate
from whoholds.proposals.file import Proposal
from whoholds.telling.balance import balance_text
from whoholds.words.headcounts import rounded, told
from whoholds.words.reader import Reader
from whoholds.zones.bands import bands
from whoholds.zones.partition import Zones

NAMED_CITIES = 12
"""Cities that a list names before it counts the rest."""


def readings(catalogue: Catalogue, zones: Zones, proposal: Proposal) -> Iterator[str]:
    """The default reading in full, of each other one what differs."""
    first: list[str] = []
    for reading in sorted(proposal.readings, key=lambda item: not item.default):
        several = len(proposal.readings) > 1
        yield ""
        yield f"### Territory: {reading.name['en']}" if several else "### Territory"
        if several:
            yield ""
            yield f"Reading `{reading.id}`. {reading.reason['en']}"
        yield ""
        facts = list(_territory(evaluate(catalogue, proposal.id, zones, reading.id)))
        yield from (fact for fact in facts if fact not in first)
        if first and set(facts) & set(first):
            yield "- All else is as in the first reading."
        first = first or facts


def _territory(evaluation: Evaluation) -> Iterator[str]:
    """What one reading would move: in words, in km2, in people, cities and places."""
    yield from _changes(evaluation)
    holding = evaluation.zones.sides.holding.name["en"]
    yield f"- **{holding} would hold** {_standing(evaluation)}."
    net = balance_text(evaluation, _reader(evaluation))
    if net:
        yield f"- **The net.** {net}"
    yield f"- **The line.** {_lines(evaluation)}"
    yield from _cities(evaluation)
    yield from _places(evaluation)


def _changes(evaluation: Evaluation) -> Iterator[str]:
    areas = moved(evaluation)
    for change in areas:
        count = people_of(evaluation.zones, evaluation.frame["change"] == change)
        yield (
            f"- **{_word(evaluation, f'change.{change}')}** {areas[change]}, pre-war residents "
            f"{told(count, _reader(evaluation))}: "
            f"{'; '.join(_where(evaluation, change))}."
        )
    if not areas:
        yield "- Nothing changes hands: both sides keep what they hold."


def _reader(evaluation: Evaluation) -> Reader:
    return evaluation.zones.known.reader("en")


def _word(evaluation: Evaluation, key: str) -> str:
    return _reader(evaluation).word(key)


def moved(evaluation: Evaluation) -> dict[str, str]:
    """Area with band of every change but keeping."""
    table, keeps = by_change(evaluation), evaluation.zones.sides.keeps
    rows = zip(table["change"], table["area_km2"], table["band_km2"], strict=True)
    return {name: km2(area, band) for name, area, band in rows if name not in keeps}


def _where(evaluation: Evaluation, change: str) -> Iterator[str]:
    """The regions in which a change happens, each with its area and how it is known."""
    frame = evaluation.frame
    mine = frame[frame["change"] == change]
    group = frame["region"].where(frame["change"] == change, "")
    found = bands(evaluation.zones, group)
    for key, rows in mine.groupby("region"):
        region = str(key)
        area = km2(float(rows["area_km2"].sum()), found[region])
        basis = " and ".join(
            _word(evaluation, f"basis.{name}") for name in sorted(set(rows["basis"]))
        )
        yield f"{_extent(evaluation, region, rows)} ({area}, {basis})"


def _extent(evaluation: Evaluation, region: str, rows: pd.DataFrame) -> str:
    """How much of a region some zones are: all, all that a side holds, named parts or the rest."""
    name = _region_name(evaluation.zones.boundaries.regions.loc[region].to_dict())
    everything = evaluation.frame[evaluation.frame["region"] == region]
    if len(rows) == len(everything):
        return f"all of {name}"
    sides = sorted(set(rows["held_by"]))
    if len(sides) == 1 and len(rows) == (everything["held_by"] == sides[0]).sum():
        return f"the part of {name} that {_word(evaluation, f'holder.{sides[0]}')} holds"
    table = evaluation.zones.known.parts.set_index(["region", "held_by", "part"])["name_en"]
    treated = zip(rows["held_by"], rows[TREATED], strict=True)
    names = {table[region, held_by, part] for held_by, part in treated if part}
    if not names:
        holders = " and ".join(_word(evaluation, f"holder.{side}") for side in sides)
        return f"the rest of what {holders} holds in {name}"
    return f"in {name}: {', '.join(sorted(names))}"


def _region_name(row: Mapping[Hashable, Any]) -> str:
    name = str(row["name_en"])
    if row["kind"] == "oblast":
        return f"{name.removesuffix(' Oblast')} oblast"
    return f"the {name}" if row["kind"] == "autonomous_republic" else name


def _standing(evaluation: Evaluation) -> str:
    """What the holding side would hold, split by the legal standing that the proposal gives it."""
    table = by_recognition(evaluation)
    if table.empty:
        return "nothing"
    total, share = km2(float(table["area_km2"].sum())), table["share"].sum()
    country = evaluation.zones.boundaries.about.name["en"]
    kinds = [_word(evaluation, f"recognition.{name}") for name in table["recognition"]]
    if len(kinds) == 1:
        return f"{total}, {share:.1%} of {country}; recognition: {kinds[0]}"
    split = ", ".join(
        f"{kind} for {km2(area)}" for kind, area in zip(kinds, table["area_km2"], strict=True)
    )
    return f"{total}, {share:.1%} of {country}; recognition: {split}"


def _lines(evaluation: Evaluation) -> str:
    """How long the line is, and how long it would be."""
    lines, sides = line_lengths(evaluation), evaluation.zones.sides
    first, second = sides.recognised.name["en"], sides.holding.name["en"]
    held = f"{_reader(evaluation).day(evaluation.zones.control.date)}: {lines.held.km:,.0f} km"
    if not lines.holding.km:
        return f"{held}; there would be no land held by {second}, and no line of it."
    if round(lines.holding.km) == round(lines.recognised.km):
        return f"{held}; it would be {lines.holding.km:,.0f} km."
    return (
        f"{held}. What {second} would hold would end along {lines.holding.km:,.0f} km, what "
        f"{first} would hold along {lines.recognised.km:,.0f} km."
    )


def _cities(evaluation: Evaluation) -> Iterator[str]:
    cities = cities_changing(evaluation)
    for change in evaluation.zones.sides.moves:
        rows = cities[cities["change"] == change]
        if not len(rows):
            continue
        names = [
            f"{row.name_en} {rounded(row.population):,}{' (near the line)' if row.close else ''}"
            for row in rows_of(rows.head(NAMED_CITIES))
        ]
        more = len(rows) - len(names)
        rest = f" and {more} more" if more > 0 else ""
        yield f"- **Cities** ({_word(evaluation, f'change.{change}')}): {', '.join(names)}{rest}."


def _places(evaluation: Evaluation) -> Iterator[str]:
    """The places that decide negotiations, where something happens to them."""
    table = places_under(evaluation)
    for change in evaluation.zones.sides.moves:
        rows = table[table["change"] == change]
        names = [
            row.name_en + (" (place approximate)" if row.exact == "approximate" else "")
            for row in rows_of(rows)
        ]
        if names:
            yield f"- **Places** ({_word(evaluation, f'change.{change}')}): {', '.join(names)}."
    divided = table[table["change"] == ON_LINE]["name_en"]
    if len(divided):
        between = _word(evaluation, "people.on_line")
        yield f"- **Places** {between}, so given to nobody: {', '.join(divided)}."

"""What the page says of zones together: areas and residents, in words, by the set of zones.

A legend's row, a heading and a tract each stand for some of the zones. Few such sets occur, however
many proposals are put beside each other, so each has its words written out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations_with_replacement
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from whoholds.figures.people import CITY_PEOPLE, people_bands, residents, settlements_of
from whoholds.maps.page_types import Crowd, Differ, Figures, Told, ToldRow
from whoholds.maps.statuses import Statuses
from whoholds.proposals.difference import Differing
from whoholds.telling.finding import home_of
from whoholds.words.headcounts import Headcount, headcount, rounded
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader
from whoholds.zones.bands import bands_of_sets
from whoholds.zones.partition import Zones

WHOLE = 0.99995
"""Share from which a tract is said to be the whole region."""

MOST_CITIES = 8
"""So many cities on which two proposals differ are named at once."""

Members = NDArray[np.bool_]


def figures(
    zones: Zones, every: Statuses, reader: Reader, people: pd.Series | None = None
) -> Figures:
    """Return the words for every set of zones that a legend or a tract can stand for.

    Parameters
    ----------
    zones
        The zones.
    every
        What the proposals say of them.
    reader
        Whose words.
    people
        Pre-war residents by zone id, where they are known.
    """
    ground = list(zip(zones.table["region"].tolist(), zones.table["held_by"].tolist(), strict=True))
    shown = {tuple(one["statuses"]) for one in every.readings()}
    sums = {key for one in shown for key in _changes(every, one)}
    tracts = {key for one in shown for key in _grouped(zip(ground, one, strict=True))}
    differ: set[int] = set()
    held: set[int] = set()
    for pair in combinations_with_replacement(sorted(shown), 2):
        rows, both, others = _differences(every, *pair)
        sums.update(rows, both)
        held.update(others)
        differ.update(both)
        tracts.update(_grouped(zip(ground, *pair, strict=True)))
    share = zones.table["share_of_region"].to_numpy()

    def area(much: float, band: float | None, _: Members) -> str:
        return reader.area(much, band if band is not None and band >= much else None)

    def extent(much: float, band: float | None, members: Members) -> str:
        return f"{reader.area(much, band)}, {_part(float(share[members].sum()), reader)}"

    told = cast("dict[str, ToldRow]", _told(zones, {0, *sums}, area, reader, people))
    for key, more in _more_cities(zones, held, reader).items():
        told[key]["more"] = more
    return {
        "sums": told,
        "tracts": _told(zones, tracts, extent, reader, people),
        "differ": differing(zones, differ, reader, people),
    }


def _changes(every: Statuses, reading: Sequence[int]) -> Iterable[int]:
    """The sets of zones in the legend of one proposal."""
    return _grouped(every.statuses[number]["change"] for number in reading)


def _differences(
    every: Statuses, first: Sequence[int], second: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """The sets of zones in the legend of a difference, of its heading's sums, and of changed hands.

    The last are the rows of land that another would hold. Where recognition is not shown, the
    legend has one row for all that the same side would hold.
    """
    kinds = every.differences.kinds
    found = [every.differences.between(*both) for both in zip(first, second, strict=True)]
    rows = _grouped(found)
    by_how: dict[str, list[int]] = {}
    for kind, row in zip(dict.fromkeys(found), rows, strict=True):
        by_how.setdefault(kinds[kind]["how"], []).append(row)
    plain = _grouped(kinds[kind]["plain"] for kind in found)
    held = by_how.get(Differing.HOLDER, [])
    heads = [sum(by_how.get(how, [])) for how in Differing if how is not Differing.NOTHING]
    return [*rows, *plain], heads, held


def _grouped(keys: Iterable[object]) -> list[int]:
    """The zones that have a key in common, for each key: a number with a bit for each zone."""
    found: dict[object, int] = {}
    for zone, key in enumerate(keys):
        found[key] = found.get(key, 0) | 1 << zone
    return list(found.values())


def differing(
    zones: Zones, sets: Iterable[int], reader: Reader, people: pd.Series | None
) -> dict[str, Differ]:
    """Return what a finding says of sets of zones in which two proposals differ."""
    keys = sorted(sets)
    members = _members(keys, len(zones.table))
    areas = members @ zones.table["area_km2"].to_numpy()
    homes = [
        "" if count is None else home_of(count, reader) for count in _counts(zones, members, people)
    ]
    return {
        f"{key:x}": {
            "area": reader.about(float(area), band) if area >= SMALLEST_KM2 else "",
            "home": home,
        }
        for key, area, band, home in zip(
            keys, areas, bands_of_sets(zones, members), homes, strict=True
        )
    }


def _more_cities(zones: Zones, sets: Iterable[int], reader: Reader) -> dict[str, str]:
    """How many cities each set has after those that are named at once, where it has any."""
    settled = residents(zones).settlements
    cities = settled.loc[settled["population"] >= CITY_PEOPLE, "zone"]
    keys = sorted(sets)
    counts = cities.value_counts().reindex(zones.frame.index, fill_value=0).to_numpy()
    if not keys:
        return {}
    found = _members(keys, len(zones.table)) @ counts
    return {
        f"{key:x}": reader.word("report.more").format(count=count - MOST_CITIES)
        for key, count in zip(keys, found, strict=True)
        if count > MOST_CITIES
    }


def _members(keys: Sequence[int], count: int) -> Members:
    return np.array([[bool(key >> zone & 1) for zone in range(count)] for key in keys])


def _told(
    zones: Zones,
    sets: Iterable[int],
    said: Callable[[float, float | None, Members], str],
    reader: Reader,
    people: pd.Series | None,
) -> dict[str, Told]:
    keys = sorted(sets)
    members = _members(keys, len(zones.table))
    areas = members @ zones.table["area_km2"].to_numpy()
    bands = bands_of_sets(zones, members)
    counts = _counts(zones, members, people)
    crowds = [_crowd(count, reader) for count in counts]
    return {
        f"{key:x}": {"km2": round(float(much), 3), "area": said(float(much), band, chosen), **crowd}
        for key, much, band, chosen, crowd in zip(keys, areas, bands, members, crowds, strict=True)
    }


def _counts(zones: Zones, members: Members, people: pd.Series | None) -> Sequence[Headcount | None]:
    """How many residents each set has; None where they are not known."""
    if people is None:
        return [None for _ in members]
    whole = people.reindex(zones.table.index).round()
    settled = members @ settlements_of(zones).reindex(zones.table.index).to_numpy()
    rows = zip(
        members @ whole.to_numpy(), people_bands(zones, members, whole), settled, strict=True
    )
    return [headcount(float(much), float(band), int(mapped)) for much, band, mapped in rows]


def _crowd(count: Headcount | None, reader: Reader) -> Crowd:
    """How many residents are told of a set, and how: nothing where they are not known."""
    if count is None:
        return {}
    if not count.settlements and rounded(count.people):
        return {"how": "none", "people": ""}
    if count.fewer_than is not None:
        return {"how": "fewer", "people": reader.count(count.fewer_than)}
    return {"how": "about", "people": reader.count(rounded(count.people))}


def _part(share: float, reader: Reader) -> str:
    if share > WHOLE:
        return reader.word("map.whole")
    return f"{reader.share(share, '0.0%')} {reader.word('map.of_region')}"

"""What the map page needs to know, as plain data: one geometry, every proposal's statuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast, get_args, get_type_hints

import pandas as pd

from whoholds.figures.people import CITY_PEOPLE
from whoholds.maps.backdrop import dry_in_words
from whoholds.maps.names import (
    named_neighbours,
    named_regions,
    named_seas,
    named_settlements,
)
from whoholds.maps.outlines import edges, ground, zone_features
from whoholds.maps.page_types import (
    Extent,
    Mode,
    PageData,
    Recognition,
    TilesData,
    Words,
)
from whoholds.maps.retold import citing, finding_words, retold_in, source_line
from whoholds.maps.statuses import Statuses, statuses_of
from whoholds.maps.told import MOST_CITIES, figures
from whoholds.proposals.catalogue import Catalogue
from whoholds.telling.citation import Citation, citation
from whoholds.telling.comparison import LONGEST
from whoholds.telling.layers import source_in
from whoholds.words.reader import LANGUAGES, Reader
from whoholds.zones.partition import Zones

MODES: tuple[Mode, ...] = get_args(Mode)
EXTENTS: tuple[Extent, ...] = get_args(Extent)
RECOGNITION: tuple[Recognition, ...] = get_args(Recognition)


@dataclass(frozen=True)
class Chosen:
    """What the page shows when it opens.

    `other` and its reading are the second of the two proposals that the modes other than
    "single" compare.
    """

    proposal: str
    reading: str
    other: str
    other_reading: str
    mode: Mode = "single"
    region: str | None = None
    extent: Extent = "changes"
    recognition: Recognition = "hidden"


@dataclass(frozen=True)
class Tiles:
    """A street map to lay under the zones: a template with {z}, {x} and {y}, and whose it is."""

    url: str
    attribution: str


def page_data(
    catalogue: Catalogue,
    zones: Zones,
    chosen: Chosen,
    language: str = "en",
    people: pd.Series | None = None,
    tiles: Tiles | None = None,
    cited: Citation | None = None,
    url: str | None = None,
) -> PageData:
    """Collect the data of the map page.

    Parameters
    ----------
    catalogue
        Every proposal of it can be chosen in the page.
    zones
        Drawn once, whatever the proposal.
    chosen
        What is shown first.
    language
        "en" or "uk".
    people
        Pre-war residents by zone id, where they are known.
    tiles
        What the page asks another host for; None for nothing.
    cited
        How what it opens with is cited; None where no version of the data is known.
    url
        Where the page will be found; None where that is not known.

    Returns
    -------
    PageData
        JSON-ready; coordinates in EPSG:4326, rounded.

    Raises
    ------
    UnknownNameError
        When the interface does not speak that language.
    """
    reader = zones.known.reader(language)
    every = statuses_of(catalogue, zones, reader)
    told = figures(zones, every, reader, people)
    sets, others = list(told["differ"]), [name for name in LANGUAGES if name != language]
    shown = every.evaluations[chosen.proposal, chosen.reading]
    return {
        "locale": reader.locale.replace("_", "-"),
        "date": reader.day(zones.control.date),
        "chosen": {
            "proposal": chosen.proposal,
            "reading": chosen.reading,
            "other": chosen.other,
            "otherReading": chosen.other_reading,
            "mode": chosen.mode,
            "extent": chosen.extent,
            "recognition": chosen.recognition,
            "region": chosen.region,
        },
        "modes": list(MODES),
        "order": list(zones.sides.changes),
        "keeps": zones.sides.recognised.keeps,
        "mostChanges": _most_changes(every),
        "words": _page_words(zones, reader),
        "proposals": every.proposals,
        "statuses": every.statuses,
        "sources": every.sources,
        "parts": every.parts,
        "heldSource": source_in(zones.control.provenance, reader),
        "zones": zone_features(zones, reader),
        "hasPeople": people is not None,
        "figures": told,
        "differs": every.differences.kinds,
        "differences": every.differences.table,
        **edges(zones),  # type: ignore[typeddict-item]
        "backdrop": ground(zones),
        "drained": dry_in_words(zones.known, zones.control.date, reader),
        "seas": named_seas(zones.known, reader),
        "places": named_settlements(zones, reader),
        "longestFinding": LONGEST,
        "cityPeople": CITY_PEOPLE,
        "citiesNamed": MOST_CITIES,
        "regionNames": named_regions(zones.boundaries, reader),
        "neighbours": named_neighbours(zones.known, reader),
        "tiles": TilesData(url=tiles.url, attribution=tiles.attribution) if tiles else None,
        "language": language,
        "languageName": LANGUAGES[language],
        "retold": [
            retold_in(one, catalogue.sources, every.evaluations, sets, people) for one in others
        ],
        "citing": citing(cited or citation(shown, None, reader), reader),
        "url": url,
    }


def _most_changes(every: Statuses) -> int:
    """How many kinds of change a proposal has at most."""
    kinds = [
        {every.statuses[number]["change"] for number in reading["statuses"]}
        for reading in every.readings()
    ]
    return max(map(len, kinds))


def _page_words(zones: Zones, reader: Reader) -> Words:
    """The words that stand alone are rows `map.NAME`, but for those of residents and units."""
    alone = [name for name, kind in get_type_hints(Words).items() if kind is str]
    elsewhere = {
        "about": "people.about", "about_none": "people.about_none", "fewer": "people.fewer",
        "about_fewer": "people.about_fewer", "none_known": "people.none_known",
    }  # fmt: skip
    found: dict[str, Any] = {
        name: reader.word(elsewhere.get(name, f"map.{name}")) for name in alone
    }
    day = reader.day(zones.control.date)
    lists = {
        "finding": finding_words(reader),
        "source_line": source_line(zones, reader),
        "held": found["held"].format(day),
        "mode": reader.words("map.mode"),
        "extent": reader.words("map.extent"),
        "held_by": {side: said.format(day) for side, said in reader.words("map.held_by").items()},
        "holder": reader.words("holder"),
        "changes": reader.words("change"),
        "recognitions": reader.words("recognition"),
        "bases": reader.words("basis"),
    }
    return cast(Words, found | lists)

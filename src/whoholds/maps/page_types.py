"""What the map page needs to know, as types: the seam between Python and the page's scripts.

`payload.schema.json` beside this module and `web/payload.d.ts` are made from them by
tools/page_types.py.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

Mode = Literal["single", "side", "difference", "swipe"]
"""Ways to see one proposal, or two together."""

Extent = Literal["changes", "whole"]
"""What the map begins at: the land that any proposal is about, or the whole country."""


Recognition = Literal["hidden", "shown"]
"""Whether a map of differences shows land that the same side would hold, recognised otherwise."""


class ChosenData(TypedDict):
    """What the page opens with; of two proposals that are compared, `other` is the second."""

    proposal: str
    reading: str
    other: str
    otherReading: str
    mode: Mode
    extent: Extent
    recognition: Recognition
    region: str | None


class ToldReading(TypedDict):
    """What is said of a reading in a sentence.

    `finding` says what it would bring; `leaves` and `returned` about how much would change sides,
    "" for none.
    """

    name: str
    finding: str
    leaves: str
    returned: str


class ReadingData(ToldReading):
    """A reading of a proposal.

    `statuses` has the number of a status for every zone, in the order of `Zone.index`, and
    `treated` the zones by the part whose row gave them their status; `moved` is what would be left
    and what returned, in whole square kilometres.
    """

    id: str
    moved: list[int]
    statuses: list[int]
    treated: dict[str, list[int]]


class ProposalData(TypedDict):
    """A proposal with its readings by id; date and proposer are empty for a day's line.

    `ofLayer` says that it is the line of contact of the layer itself; `under` names the proposal as
    what something would be under; `group` is the heading below which a list has it; `source` names
    who published it; `rival` is the proposal that it is first compared with.
    """

    id: str
    ofLayer: bool
    name: str
    under: str
    group: str
    source: str
    rival: str
    date: str
    proposer: str
    reading: str
    readings: dict[str, ReadingData]


class Status(TypedDict):
    """What a proposal says of a zone.

    `after` says who would hold it; `treatment` is its row and column in `differences`; sources are
    ids.
    """

    after: str
    treatment: int
    change: str
    recognition: str
    basis: str
    sources: list[str]


class SourceData(TypedDict):
    """A source as it is cited."""

    name: str
    title: str
    url: str


class Zone(TypedDict):
    """Properties of a zone's feature: its place in every list, and what is known of it.

    `at` is a point well within it.
    """

    index: int
    region: str
    name: str
    heldBy: str
    area: float
    at: tuple[float, float]


class DifferenceData(TypedDict):
    """How two statuses differ: in what, the class that paints it, and the words for it.

    `how` is one of `whoholds.proposals.difference.Differing`. Where they differ, the words have
    gaps, `{first}` and `{second}`, for what each is `under`. `plain` is the number of what is shown
    in its place where recognition is not.
    """

    how: Literal["holder", "silent", "recognition", "nothing"]
    kind: str
    text: str
    plain: int


class Crowd(TypedDict):
    """How many residents are told, and how; neither is there where residents are not known."""

    how: NotRequired[Literal["about", "fewer", "none"]]
    people: NotRequired[str]


class Told(Crowd):
    """What is said of zones together: their area as a number to sort by and in words."""

    km2: float
    area: str


class ToldRow(Told):
    """What is said in a row of a legend.

    In that of a difference `more` says how many cities there are after those that are named at
    once.
    """

    more: NotRequired[str]


class Differ(TypedDict):
    """About how large zones are in which two proposals differ, and who lived there; "" for none."""

    area: str
    home: str


class Figures(TypedDict):
    """What is said of sets of zones: of rows in legends, of tracts, of where two proposals differ.

    A key is a number in base 16 with a bit for each zone of the set, by `Zone.index`.
    """

    sums: dict[str, ToldRow]
    tracts: dict[str, Told]
    differ: dict[str, Differ]


class Sea(TypedDict):
    """A sea, and where its name stands."""

    name: str
    lon: float
    lat: float


class Place(TypedDict):
    """A settlement that may be named.

    `zone` is the index of the one that it lies in, -1 for none; `leads` says that no settlement of
    its region is larger.
    """

    name: str
    lon: float
    lat: float
    population: int
    zone: int
    leads: bool


class NamedLand(TypedDict):
    """A region or a neighbour, and where its name may stand, the best place first.

    `spots` are longitude, latitude, and how far the land reaches to either side, in degrees of
    longitude.
    """

    name: str
    spots: list[list[float]]


class TilesData(TypedDict):
    """A street map to lie on."""

    url: str
    attribution: str


class FindingWords(TypedDict):
    """Sentences with gaps that say what two proposals differ over."""

    pair: str
    readings: str
    differ: str
    and_silent: str
    differ_silent: str
    differ_recognition: str
    same: str
    under_both: str
    under_first: str
    under_second: str
    leaves: str
    returned: str


class ToldProposal(TypedDict):
    """What is said of a proposal in a sentence, and of its readings by id."""

    ofLayer: bool
    name: str
    source: str
    readings: dict[str, ToldReading]


class Retold(TypedDict):
    """What a finding with its source is made of in another language of the interface.

    `differ` has the keys of `Figures`.
    """

    language: str
    name: str
    finding: FindingWords
    sourceLine: str
    proposals: dict[str, ToldProposal]
    differ: dict[str, Differ]


class Citing(TypedDict):
    """How what is shown is cited, with gaps for its title and link.

    `reading` names a proposal with a reading; `home` is the link where the page has no address
    that others could open.
    """

    text: str
    reading: str
    home: str


class Words(TypedDict):
    """The reader's words: those that stand alone, and lists of them by what they name."""

    proposals: str
    reading: str
    legend: str
    after: str
    change: str
    area: str
    recognition: str
    source: str
    line: str
    border: str
    label: str
    select_hint: str
    view: str
    compare_with: str
    differ: str
    differ_silent: str
    nothing_differs: str
    differ_terms: str
    with_recognition: str
    read_as: str
    divider: str
    people: str
    residents: str
    people_note: str
    details: str
    close: str
    skip: str
    zones: str
    zoom_in: str
    zoom_out: str
    tap_hint: str
    touch_hint: str
    wheel_hint: str
    held: str
    about: str
    about_none: str
    about_fewer: str
    fewer: str
    none_known: str
    notice: str
    source_line: str
    home: str
    extents: str
    proposal: str
    previous: str
    next: str
    present: str
    present_end: str
    cities: str
    share: str
    share_link: str
    share_embed: str
    share_figure: str
    share_cite: str
    share_local: str
    share_own: str
    share_file: str
    copy: str
    copied: str
    not_copied: str
    finding: FindingWords
    mode: dict[Mode, str]
    extent: dict[Extent, str]
    held_by: dict[str, str]
    holder: dict[str, str]
    changes: dict[str, str]
    recognitions: dict[str, str]
    bases: dict[str, str]


class FeatureCollection(TypedDict):
    """GeoJSON in EPSG:4326, rounded; features have the geometry and, some, properties."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]


class ZoneFeature(TypedDict):
    """A zone as GeoJSON."""

    type: Literal["Feature"]
    properties: Zone
    geometry: dict[str, Any]


class ZoneCollection(TypedDict):
    """The zones in the order in which a keyboard goes through them."""

    type: Literal["FeatureCollection"]
    features: list[ZoneFeature]


class Backdrop(TypedDict):
    """What lies around the zones and on them."""

    land: FeatureCollection
    beyond: FeatureCollection
    rivers: FeatureCollection
    water: FeatureCollection
    dry: FeatureCollection


class PageData(TypedDict):
    """All that a map page gets from Python."""

    locale: str
    date: str
    chosen: ChosenData
    modes: list[Mode]
    order: list[str]
    keeps: str
    mostChanges: int
    words: Words
    proposals: list[ProposalData]
    statuses: list[Status]
    sources: dict[str, SourceData]
    parts: dict[str, str]
    heldSource: str
    zones: ZoneCollection
    hasPeople: bool
    figures: Figures
    differs: list[DifferenceData]
    differences: list[list[int]]
    regions: FeatureCollection
    border: FeatureCollection
    coast: FeatureCollection
    line: FeatureCollection
    backdrop: Backdrop
    drained: list[str]
    seas: list[Sea]
    places: list[Place]
    longestFinding: int
    cityPeople: int
    citiesNamed: int
    regionNames: list[NamedLand]
    neighbours: list[NamedLand]
    tiles: TilesData | None
    language: str
    languageName: str
    retold: list[Retold]
    citing: Citing
    url: str | None

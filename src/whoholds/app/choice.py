"""What a reader has chosen, and how a link says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, cast

from whoholds.app.sections import BELOW
from whoholds.desk import opened
from whoholds.ground.errors import UnknownNameError
from whoholds.maps.payload import EXTENTS, MODES, RECOGNITION
from whoholds.proposals.catalogue import Catalogue
from whoholds.words.reader import LANGUAGES
from whoholds.words.saying import Fault, Note

SECTIONS = (*BELOW, "downloads")
"""What can be read below the map, one at a time."""


class Choice(TypedDict):
    """What is shown. `other` and its reading matter in the modes that compare."""

    proposal: str
    reading: str
    region: str | None
    mode: str
    other: str
    otherReading: str
    extent: str
    recognition: str
    layer: str
    section: str
    language: str


OWN = "own-"
"""How the id of a layer begins that a reader brought; it is known for one visit."""

MAP_FIELDS = (
    "proposal", "reading", "region", "mode", "other", "otherReading", "extent", "recognition",
)  # fmt: skip
"""Fields of the choice that the map page sets too."""

PARAMETERS = {name: name for name in Choice.__annotations__} | {"otherReading": "other_reading"}
"""Names of the choice's fields in the link."""


def spoken(locale: str | None) -> str:
    """Return the language of a reader whose browser has a locale; the first where there is none.

    Examples
    --------
    >>> spoken("uk-UA"), spoken("en-GB"), spoken("de"), spoken(None)
    ('uk', 'en', 'en', 'en')
    """
    language = (locale or "").partition("-")[0].lower()
    return language if language in LANGUAGES else next(iter(LANGUAGES))


def default_choice(
    catalogue: Catalogue, proposal: str | None = None, language: str | None = None
) -> Choice:
    """Return what is shown to a reader who asks for nothing, or for a proposal alone.

    Parameters
    ----------
    catalogue
        What there is to choose from.
    proposal
        Id of the proposal; None for the conflict's first.
    language
        The reader's, as far as their browser says it; None for the first of the languages.
    """
    wanted = proposal or opened().shown_first
    first = catalogue[wanted if wanted in catalogue.proposals else catalogue.baseline]
    other = catalogue[catalogue.rival_of(first.id)]
    return Choice(
        proposal=first.id,
        reading=first.default_reading.id,
        region=None,
        mode=MODES[0],
        other=other.id,
        otherReading=other.default_reading.id,
        extent=EXTENTS[0],
        recognition=RECOGNITION[0],
        layer=opened().lines.newest.isoformat(),
        section=SECTIONS[0],
        language=language or spoken(None),
    )


def linked_choice(
    link: dict[str, str],
    catalogue: Catalogue,
    regions: Iterable[str],
    layers: Iterable[str],
    language: str | None = None,
) -> tuple[Choice, list[Note]]:
    """Return what a link asks for; what it names and does not exist falls back.

    Parameters
    ----------
    link
        Parameters and values.
    catalogue, regions, layers
        What exists: proposals with readings, ids of regions and of control layers.
    language
        The reader's where the link names none.

    Returns
    -------
    Choice, list of Note
        And one note for everything that fell back.
    """
    choice: dict[str, Any] = {**default_choice(catalogue, _known(link, catalogue), language)}
    faults = []
    for proposal, reading in (("proposal", "reading"), ("other", "otherReading")):
        try:
            found = catalogue[link.get(PARAMETERS[proposal], choice[proposal])]
            choice |= {proposal: found.id, reading: found.default_reading.id}
            if proposal == "other" and found.id == choice["proposal"]:
                choice[reading] = found.other_reading(choice["reading"]).id
            if PARAMETERS[reading] not in link:
                continue
            choice[reading] = found.reading(link.get(PARAMETERS[reading])).id
        except UnknownNameError as error:
            faults.append(error.fault.note("what"))
    known = {
        "region": list(regions),
        "layer": list(layers),
        "mode": MODES,
        "extent": EXTENTS,
        "recognition": RECOGNITION,
        "section": SECTIONS,
        "language": list(LANGUAGES),
    }
    for name, values in known.items():
        if name not in link:
            continue
        if link[name] in values:
            choice[name] = link[name]
        elif name != "layer" or not link[name].startswith(OWN):
            kind = Note.of(f"kind.{name}")
            fault = Fault("unknown_name", values={"kind": kind, "name": link[name]})
            faults.append(fault.note("what"))
    if link.get("layer", "").startswith(OWN) and choice["layer"] != link["layer"]:
        faults.append(Note.of("page.layer_gone"))
    return cast(Choice, choice), faults


def _known(link: Mapping[str, str], catalogue: Catalogue) -> str | None:
    """The proposal that a link names, if there is such a one."""
    name = link.get(PARAMETERS["proposal"])
    return name if name in catalogue.proposals else None


def is_choice(
    choice: Mapping[str, Any],
    catalogue: Catalogue,
    regions: Iterable[str],
    layers: Iterable[str],
) -> bool:
    """Whether everything in a choice exists, whatever types its values are of."""
    known: dict[str, Iterable[str | None]] = {
        "region": [None, *regions],
        "layer": layers,
        "mode": MODES,
        "extent": EXTENTS,
        "recognition": RECOGNITION,
        "section": SECTIONS,
        "language": LANGUAGES,
    }
    for proposal, reading in (("proposal", "reading"), ("other", "otherReading")):
        known[proposal] = list(catalogue.proposals)
        if choice[proposal] not in known[proposal]:
            return False
        known[reading] = [one.id for one in catalogue[choice[proposal]].readings]
    return all(choice[name] in list(values) for name, values in known.items())


def whole_link(choice: Choice) -> dict[str, str]:
    """Return the parameters that say what a choice shows, also what is the default today.

    Examples
    --------
    >>> from whoholds.desk import load_catalogue
    >>> list(whole_link(default_choice(load_catalogue())))
    ['proposal', 'reading', 'mode', 'layer', 'language']
    """
    compared = () if choice["mode"] == MODES[0] else ("other", "otherReading")
    names = ("proposal", "reading", "mode", *compared, "layer", "language")
    return {PARAMETERS[name]: str(choice[name]) for name in names}  # type: ignore[literal-required]


def link_of(choice: Choice, catalogue: Catalogue, language: str | None = None) -> dict[str, str]:
    """Return the parameters that say a choice, leaving out what is the default.

    The language is left out where it is the default of every reader: others might see another.

    Parameters
    ----------
    choice, catalogue
        What is shown, of what there is.
    language
        The reader's, as far as their browser says it.

    Examples
    --------
    >>> from whoholds.desk import load_catalogue
    >>> catalogue = load_catalogue()
    >>> link_of({**default_choice(catalogue), "language": "uk"}, catalogue)
    {'language': 'uk'}
    """
    usual = default_choice(catalogue, choice["proposal"])
    usual["proposal"] = default_choice(catalogue)["proposal"]
    if language not in (None, usual["language"]):
        usual["language"] = ""
    other = catalogue[choice["other"]]
    usual["otherReading"] = other.default_reading.id
    if choice["other"] == choice["proposal"]:
        usual["otherReading"] = other.other_reading(choice["reading"]).id
    compares = choice["mode"] != MODES[0]
    return {
        PARAMETERS[name]: str(value)
        for (name, value), default in zip(choice.items(), usual.values(), strict=True)
        if value != default and (compares or not name.startswith("other"))
    }

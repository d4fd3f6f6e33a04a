"""What DeepState's labels say of a polygon, with keys, in two languages, or in Ukrainian alone.

Since about April 2024 a label reads "Окуповано /// Occupied /// geoJSON.status.occupied", its last
part a key, and keys go before words. Older revisions have the first two parts, the oldest the first
alone. Other countries' occupied land is drawn as well, and its labels begin with "Occupied" too: a
label counts as held only where it is known as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from whoholds.importers.remarks import plain
from whoholds.importers.verdict import CONTESTED, HELD, Verdict
from whoholds.words.saying import Note

HELD_KEYS = ("status.occupied", "territories.crimea", "territories.ordlo", "territories.tuzla")
CONTESTED_KEYS = ("status.unknown", "status.questioned")
FREE_KEYS = ("status.dismissed", "zmiinyi_island")
"""Keys after ``geoJSON.``: held by Russia, of unknown status (the grey zone), liberated."""

LIBERATED = Verdict.left_out(Note.of("remark.liberated"))

_HELD = re.compile(
    r"окуповано\b.*|окупований крим|окупована територія( україни)?|"
    r"(ар |автономна республіка )?крим|"
    r"ордло|орд та ло|о\. ?тузла|острів тузла|тузла|"
    r"occupied( (after|since|before|by|on|in|until now|territory|territories|crimea|donbas)\b.*|"
    r"[ ,(]*\d.*)?|crimea|cadr and calr|cadr & calr|ordlo|tuzla( island)?"
)
_CONTESTED = re.compile(
    r"статус (невідомий|невизначений|уточнюється)\b.*|невідомий статус|сіра зона|під питанням\b.*|"
    r"unknown( status)?|status unknown|gr[ae]y zone|in question|under question|questioned|"
    r"questionable|disputed"
)
_FREE = re.compile(
    r"звільнено\b.*|звільнена\b.*|деокуповано\b.*|о\. ?зміїний|острів зміїний|"
    r"liberated\b.*|de-?occupied\b.*|(snake|zmiinyi) island"
)
_FOREIGN = re.compile(
    r".*(абхазі|осеті|цхінвал|придністров|ічкері|чечен|карелі|курил|кенігсберг|кьонігсберг|"
    r"калінінград|східна прус|пруссі|саланд|печенг|петсамо|"
    r"abkhazia|ossetia|tskhinvali|transnistria|ichkeria|chechnya|karelia|kuril|k[oö]nigsberg|"
    r"kaliningrad|prussia|petsamo|salla).*"
)


def verdict_of(name: str) -> Verdict:
    """Judge a polygon by its label.

    Examples
    --------
    >>> verdict_of("Окуповано /// Occupied /// geoJSON.status.occupied") == HELD
    True
    >>> [verdict_of(name).standing.value for name in ("Unknown status", "Під питанням")]
    ['contested', 'contested']
    >>> verdict_of("Придністров'я /// Transnistria /// geoJSON.territories.transnistria").reason.key
    'remark.other_kind'
    """
    parts = _parts(name)
    if not parts:
        return Verdict.left_out(Note.of("remark.no_name"))
    key = next((part for part in parts if part.startswith("geojson.")), "").removeprefix("geojson.")
    other = Note.of("remark.other_kind", name=plain(" / ".join(_written(name)), 80))
    return (_by_key(key) if key else _by_words(parts)) or Verdict.left_out(other)


def _by_key(key: str) -> Verdict | None:
    if key in HELD_KEYS:
        return HELD
    if key.startswith(CONTESTED_KEYS):
        return CONTESTED
    return LIBERATED if key.startswith(FREE_KEYS) else None


def _by_words(parts: list[str]) -> Verdict | None:
    if any(map(_FOREIGN.fullmatch, parts)):
        return None
    if any(map(_FREE.fullmatch, parts)):
        return LIBERATED
    if any(map(_CONTESTED.fullmatch, parts)):
        return CONTESTED
    return HELD if any(map(_HELD.fullmatch, parts)) else None


def is_of_deepstate(labels: Collection[str]) -> bool:
    """Whether the labels of a file's polygons are DeepState's.

    In two languages or with keys they are, where one is known. Ukrainian words alone are anybody's:
    then every polygon has to be known, and one of them by a label that is DeepState's own.

    Examples
    --------
    >>> is_of_deepstate(["Окуповано /// Occupied"]), is_of_deepstate(["Окуповано", "Звільнено"])
    (True, False)
    >>> is_of_deepstate(["Окуповано", "ОРДЛО", "Звільнено", "Придністров'я"])
    True
    """
    joined = [label for label in labels if "///" in label]
    if joined:
        return any("geoJSON." in label for label in joined) or any(
            _by_words(_parts(label)) or any(map(_FOREIGN.fullmatch, _parts(label)))
            for label in joined
        )
    parts = [_parts(label) for label in labels if label.strip()]
    told = [_by_words(one) or any(map(_FOREIGN.fullmatch, one)) for one in parts]
    is_own = any(_is_own(one[0]) for one in parts)
    return is_own and HELD in told and all(told)


def _is_own(label: str) -> bool:
    """Whether a single word is one of DeepState's own, and not every map's."""
    cyrillic = re.search("[а-яіїєґ]", label) is not None
    own = label in ("ордло", "крим", "окупований крим") or _CONTESTED.fullmatch(label)
    return cyrillic and bool(own or _FOREIGN.fullmatch(label))


def _written(name: str) -> list[str]:
    return [" ".join(part.split()) for part in name.split("///") if part.strip()]


def _parts(name: str) -> list[str]:
    """The parts of a label, in small letters, with one kind of apostrophe and space."""
    return [part.casefold().replace("’", "'") for part in _written(name)]

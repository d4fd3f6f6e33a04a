"""Which region a polygon is: by code, else by name.

Codes are those of the country, with or without what stands between letters and number (``UA-14``,
``UA_14``, ``UA14``, as OCHA's p-codes are), or have the number of another list in its place, such
as KOATUU and KATOTTH, which go on with zeros for a whole region and with other digits for what is
smaller. Names are those of the table of regions, and the spellings that the country knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from whoholds.country.country import Country
from whoholds.ground.derived import derived
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.text import columns

CODE_COLUMNS = (
    "region",
    "iso3166-2",
    "iso3166_2",
    "shapeiso",
    "iso_3166_2",
    "iso",
    "adm1_pcode",
    "admin1pcode",
    "pcode",
    "koatuu",
    "katotth",
    "code",
)
"""Names of columns, lower case, that hold a code; the first that does is taken."""

NAME_COLUMNS = (
    "adm1_en",
    "adm1_name",
    "shapename",
    "name_en",
    "name:en",
    "adm1_ua",
    "adm1_uk",
    "name_uk",
    "name:uk",
    "name_1",
    "name",
)
"""Names of columns, lower case, that hold a name."""

_KINDS = re.compile(r"^(misto|cityof|місто)|(oblasts?|область|обл|region|province|city|місто)$")
"""What stands before or after the name of a region."""


@dataclass(frozen=True)
class Naming:
    """How files name the regions of a country.

    Parameters
    ----------
    heads
        What the codes begin with, before the hyphen.
    numbers
        The region by what follows the hyphen of its code, or by what another list has there.
    names
        The region by its names, as `_letters` leaves them.
    inside
        The region that some files leave another one in, by that.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> naming = naming_of(opened().country)
    >>> texts = ("UA-14", "UA44", "7300000000", "UA_09_Luhanska", "PL")
    >>> [naming.region_of_code(text) for text in texts]
    ['UA-14', 'UA-09', 'UA-77', 'UA-09', None]
    >>> texts = ("Luhansk Oblast", "Івано-Франківська область", "Kiev", "Kiev Oblast", "Masovia")
    >>> [naming.region_of_name(text) for text in texts]
    ['UA-09', 'UA-26', 'UA-30', 'UA-32', None]
    """

    heads: tuple[str, ...]
    numbers: Mapping[str, str]
    names: Mapping[str, str]
    inside: Mapping[str, str]

    def region_of_code(self, text: str) -> str | None:
        """Read a region's code."""
        text, head, number = text.strip(), _any(self.heads), _any(self.numbers)
        match = (
            re.fullmatch(rf"{head}[-_ ]?({number})(?:0{{10}}\d{{5}})?", text, re.I)
            or re.match(rf"{head}[-_]({number})(?=[-_. ])", text, re.I)
            or re.fullmatch(rf"({number})0{{8}}", text, re.I)
        )
        return self.numbers[match[1].upper()] if match else None

    def region_of_name(self, text: str) -> str | None:
        """Read a region's name, in any language that it is spelled in."""
        whole = _letters(text)
        return self.names.get(whole) or self.names.get(_KINDS.sub("", whole))

    def is_district(self, text: str) -> bool:
        """Whether a code or a name is of a district or commune, which are smaller than a region.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> naming = naming_of(opened().country)
        >>> texts = ("UA14020000000012345", "UA1402", "Бахмутський район", "UA14000000000091971")
        >>> [naming.is_district(text) for text in texts]
        [True, True, True, False]
        """
        text, head = text.strip(), _any(filter(None, self.heads))
        coded = rf"{head}\d\d(?:\d\d){{1,2}}|{head}\d\d(?!0{{10}})\d{{15}}|(?!\d\d0{{8}})\d{{10}}"
        if re.fullmatch(coded, text, re.I):
            return True
        return bool(re.search(r"\b(район|громада|raion|rayon|district|hromada)\b", text, re.I))


@derived
def naming_of(country: Country) -> Naming:
    """Return how files name the regions of a country."""
    table = country.spellings
    codes = dict(zip(table["region"], table["codes"], strict=True))
    spelled = dict(zip(table["region"], table["spellings"], strict=True))
    inside = zip(table["region"], table["inside"], strict=True)
    return _naming(country.facts.set_index("region"), codes, spelled, dict(inside))


def naming_by(boundaries: BoundaryLayer) -> Naming:
    """Return how regions are named where nothing is known but their table."""
    return _naming(boundaries.regions, {}, {}, {})


def _naming(
    regions: pd.DataFrame,
    codes: Mapping[str, str],
    spelled: Mapping[str, str],
    inside: Mapping[str, str],
) -> Naming:
    heads: set[str] = set()
    numbers: dict[str, str] = {}
    names: dict[str, str] = {}
    for region in map(str, regions.index):
        head, _, number = region.rpartition("-")
        heads.add(head)
        numbers |= dict.fromkeys([number.upper(), *codes.get(region, "").upper().split()], region)
        names |= {_letters(str(regions.loc[region, column])): region for column in columns("name")}
    for region, words in spelled.items():
        names |= dict.fromkeys(words.split(), region)
    names.pop("", None)
    return Naming(
        tuple(sorted(heads)), numbers, names, {one: other for one, other in inside.items() if other}
    )


def _any(texts: Iterable[str]) -> str:
    """A pattern that one of the texts fits, the longest first; none where there is none."""
    return f"(?:{'|'.join(map(re.escape, sorted(texts, key=len, reverse=True))) or '(?!)'})"


def _letters(text: str) -> str:
    """Letters alone, lower case, without accents; й and ї stay what they are."""
    spread = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(
        char
        for before, char in zip(" " + spread, spread, strict=False)
        if not unicodedata.combining(char) or before in "иі"
    )
    return re.sub(r"[^a-zа-яіїєґ]", "", unicodedata.normalize("NFC", kept))

"""Which of the 27 regions a polygon is: by code, else by name.

Two-digit codes are ISO 3166-2 (``UA-14``, ``UA_14``) or those of KOATUU and KATOTTH, which OCHA's
p-codes (``UA14``) and OpenStreetMap's ``koatuu`` follow. The two lists differ in five places and
nowhere contradict each other, so a code of either is understood.
"""

from __future__ import annotations

import re
import unicodedata

KOATUU = {"01": "UA-43", "44": "UA-09", "73": "UA-77", "80": "UA-30", "85": "UA-40"}
"""Codes of KOATUU that are not the region's ISO code."""

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

_SPELLINGS = {
    "UA-05": "vinnytsia vinnytska vinnitsa vinnytsya vinnitskaya vinnytskyi вінницька",
    "UA-07": "volyn volynska volhynia volynskaya волинська",
    "UA-09": "luhansk luhanska lugansk luganskaya луганська",
    "UA-12": "dnipropetrovsk dnipropetrovska dnepropetrovsk dnipro дніпропетровська",
    "UA-14": "donetsk donetska donetskaya донецька",
    "UA-18": "zhytomyr zhytomyrska zhitomir zhytomyrskaya житомирська",
    "UA-21": "zakarpattia zakarpatska transcarpathia zakarpattya zakarpatskaya закарпатська",
    "UA-23": "zaporizhzhia zaporizka zaporizhia zaporizhzhya zaporozhye zaporizhzhska запорізька",
    "UA-26": "ivanofrankivsk ivanofrankivska ivanofrankovsk іванофранківська",
    "UA-30": "kyivcity kievcity kyivmisto mkyiv київ мкиїв",
    "UA-32": "kyivoblast kievoblast kyivska kievska kyivskaoblast київська",
    "UA-35": "kirovohrad kirovohradska kirovograd кіровоградська",
    "UA-40": "мсевастополь sevastopol sebastopol sevastopilska севастополь севастопольська",
    "UA-43": "crimea krym avtonomnarespublikakrym autonomousrepublicofcrimea "
    "autonomousrepubliccrimea arcrimea крим автономнареспублікакрим",
    "UA-46": "lviv lvivska lvov львівська",
    "UA-48": "mykolaiv mykolaivska mykolayiv nikolaev nikolayev миколаївська",
    "UA-51": "odesa odeska odessa odesska одеська",
    "UA-53": "poltava poltavska полтавська",
    "UA-56": "rivne rivnenska rovno рівненська",
    "UA-59": "sumy sumska сумська",
    "UA-61": "ternopil ternopilska ternopol тернопільська",
    "UA-63": "kharkiv kharkivska kharkov харківська",
    "UA-65": "kherson khersonska херсонська",
    "UA-68": "khmelnytskyi khmelnytska khmelnytskyy khmelnitsky khmelnitskiy хмельницька",
    "UA-71": "cherkasy cherkaska cherkassy черкаська",
    "UA-74": "chernihiv chernihivska chernigov чернігівська",
    "UA-77": "chernivtsi chernivetska chernovtsy chernivtska чернівецька",
}
"""Spellings of each region's name, as `_letters` leaves them."""

_BY_SPELLING = {word: region for region, words in _SPELLINGS.items() for word in words.split()}


def region_of_code(text: str) -> str | None:
    """Read a region's code.

    Examples
    --------
    >>> [region_of_code(text) for text in ("UA-14", "UA44", "7300000000", "UA_09_Luhanska", "PL")]
    ['UA-14', 'UA-09', 'UA-77', 'UA-09', None]
    """
    text = text.strip()
    match = (
        re.fullmatch(r"UA[-_ ]?(\d\d)(?:0{10}\d{5})?", text, re.I)
        or re.match(r"UA[-_](\d\d)(?=[-_. ])", text, re.I)
        or re.fullmatch(r"(\d\d)0{8}", text)
    )
    if match is None:
        return None
    region = KOATUU.get(match[1], f"UA-{match[1]}")
    return region if region in _SPELLINGS else None


def region_of_name(text: str) -> str | None:
    """Read a region's name, English, Ukrainian or romanised.

    "Kyiv" alone is the city.

    Examples
    --------
    >>> [region_of_name(text) for text in ("Luhansk Oblast", "Івано-Франківська область", "Kiev")]
    ['UA-09', 'UA-26', 'UA-30']
    >>> region_of_name("Kiev Oblast"), region_of_name("Masovia")
    ('UA-32', None)
    """
    whole = _letters(text)
    if whole in ("kyiv", "kiev"):
        return "UA-30"
    bare = re.sub(
        r"^(misto|cityof|місто)|(oblasts?|область|обл|region|province|city|місто)$", "", whole
    )
    kyiv = re.fullmatch(r"(kyiv|kiev)(oblast|region|province)", whole)
    return "UA-32" if kyiv else _BY_SPELLING.get(whole) or _BY_SPELLING.get(bare)


def is_district(text: str) -> bool:
    """Whether a code or a name is of a raion or hromada, which are smaller than a region.

    Examples
    --------
    >>> [is_district(text) for text in ("UA14020000000012345", "UA1402", "Бахмутський район")]
    [True, True, True]
    >>> [is_district(text) for text in ("UA14000000000091971", "UA-14", "Донецька область")]
    [False, False, False]
    """
    text = text.strip()
    if re.fullmatch(r"UA\d\d(?:\d\d){1,2}|UA\d\d(?!0{10})\d{15}|(?!\d\d0{8})\d{10}", text, re.I):
        return True
    return bool(re.search(r"\b(район|громада|raion|rayon|district|hromada)\b", text, re.I))


def _letters(text: str) -> str:
    """Letters alone, lower case, without accents; й and ї stay what they are."""
    spread = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(
        char
        for before, char in zip(" " + spread, spread, strict=False)
        if not unicodedata.combining(char) or before in "иі"
    )
    return re.sub(r"[^a-zа-яіїєґ]", "", unicodedata.normalize("NFC", kept))

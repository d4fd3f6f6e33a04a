"""Make the gazetteer of Ukraine from GeoNames' places of 500 and more."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from .errors import BuildError
from .names import REGION_BY_FIPS, SETTLEMENT_NAMES, SETTLEMENT_REGIONS
from .sections import FIRST_LATE, LARGE_CITY, REACH_KM, SECTIONS, find_sections
from .transliteration import ALPHABET, romanise

COLUMNS = (
    "geonames_id",
    "name_en",
    "name_uk",
    "name_geonames",
    "lon",
    "lat",
    "population",
    "region",
    "section_of",
)

UKRAINIAN_LETTER = re.compile(r"[іїєґ]")
UKRAINIAN = re.compile(r"[іїєґ’]|[сцзн]ьк|нць|ць\b|[бвгджзклмнпрстфхцчшщ]е\b")
"""What a Russian spelling of a place name cannot have: letters, soft endings, -ове, -не."""

RUSSIAN = re.compile(
    r"[оеи]е\b|[ая]я\b|ск\b|цк\b|ск(ое|ая|ий|ие|ого)\b|ец\b|ь[еяюи]"
    r"|\bникол|\bалекс|\bекатер|\bи"
)
"""What a Ukrainian spelling cannot have, though every letter of it is Ukrainian."""

MISSPELT = re.compile(r"[бпвмфгкхжчшщ]ь(?!о)|рь(?![кно])|(?<!пло)[сцз]ке\b")
"""What neither the rules of Ukrainian nor its place names allow."""

RUSSIAN_LIKELY = re.compile(r"[ое]вк[аи]\b|[оеи](во|но)\b|[ое]в\b")
"""Endings that are Ukrainian in few names (Kakhovka, Pokrov) and Russian in many."""

CRIMEA = frozenset({"UA-40", "UA-43"})
"""Crimea and Sevastopol: GeoNames' main names are Russian there and confirm nothing."""

TRANSCARPATHIA = "UA-21"
"""Where Ukrainian names in -ovo and -yno are official (Mukachevo)."""

LEAST_LIKENESS = 0.62
"""Below this likeness to GeoNames' main name a candidate is another, older name."""

LOOKALIKES = str.maketrans("aceiïopxyABCEHIKMOPTXŁ", "асеіїорхуАВСЕНІКМОРТХЛ")
"""Latin letters that contributors typed inside Cyrillic names."""


def make_settlements(path: Path) -> list[dict[str, Any]]:
    """Return a row per place, by GeoNames id."""
    places = [
        place
        for place in json.loads(path.read_text(encoding="utf-8")).values()
        if place["countrycode"] == "UA"
    ]
    rows = sorted(map(describe_place, places), key=lambda row: row["geonames_id"])
    names = {int(place["geonameid"]): [place["name"], *place["alternatenames"]] for place in places}
    sections = find_sections(rows, names)
    return [{**row, "section_of": sections.get(row["geonames_id"])} for row in rows]


def describe_place(place: dict[str, Any]) -> dict[str, Any]:
    """Return the row of one place, all but its city."""
    region = find_region(place)
    identifier = int(place["geonameid"])
    name_uk = SETTLEMENT_NAMES.get(identifier) or choose_ukrainian(place, region)
    return {
        "geonames_id": identifier,
        "name_en": romanise(name_uk) if name_uk else place["name"],
        "name_uk": name_uk,
        "name_geonames": place["name"],
        "lon": round(float(place["longitude"]), 5),
        "lat": round(float(place["latitude"]), 5),
        "population": int(place["population"]),
        "region": region,
    }


def find_region(place: dict[str, Any]) -> str:
    """Return the ISO 3166-2 code of GeoNames' first-level code, or the corrected one."""
    code = f"UP{place['admin1code']}"
    if code not in REGION_BY_FIPS:
        raise BuildError(
            f"GeoNames place {place['geonameid']} {place['name']} has no known region",
            "admin1code 01 to 27",
            repr(place["admin1code"]),
            "add the code to REGION_BY_FIPS in tools/geodata/steps/names.py",
        )
    return SETTLEMENT_REGIONS.get(int(place["geonameid"]), REGION_BY_FIPS[code])


def count_doubts(rows: list[dict[str, Any]], regions: gpd.GeoDataFrame) -> dict[str, int]:
    """Count what a reader should doubt: names missing, places off their region's polygon."""
    points = gpd.points_from_xy([row["lon"] for row in rows], [row["lat"] for row in rows])
    tree = shapely.STRtree(regions.geometry.array)
    holding: dict[int, set[str]] = {}
    for point, region in zip(*tree.query(points, predicate="intersects"), strict=True):
        holding.setdefault(int(point), set()).add(str(regions["region"].iloc[region]))
    astray = [index for index in holding if rows[index]["region"] not in holding[index]]
    return {
        "typed": len(SETTLEMENT_NAMES),
        "unnamed": sum(not row["name_uk"] for row in rows),
        "moved": len(SETTLEMENT_REGIONS),
        "outside": len(rows) - len(holding),
        "elsewhere": len(astray),
        "sections": sum(row["section_of"] is not None for row in rows),
        "listed": sum(map(len, SECTIONS.values())),
        "first_late": FIRST_LATE,
        "large_city": LARGE_CITY,
        "reach_km": round(REACH_KM),
    }


def choose_ukrainian(place: dict[str, Any], region: str) -> str:
    """Return the likeliest Ukrainian name among unlabelled alternates, or "" if unsure.

    A candidate is written in Ukrainian letters only and is like the main name. It is either
    marked as Ukrainian by a letter or ending, or else romanises exactly to a Latin name that
    GeoNames gives the place (a Russian spelling romanised as Ukrainian seldom does).
    """
    best, best_score = "", (0.0, 0)
    for candidate in list_candidates(place["alternatenames"]):
        likeness = measure_likeness(candidate, place["name"])
        marked = UKRAINIAN.search(candidate.lower()) is not None
        confirmed = rate_confirmation(candidate, place, region)
        score = likeness + 0.15 * marked + confirmed
        sure = (marked or confirmed) and not looks_russian(candidate)
        # At equal scores the longer spelling is the one with its soft sign or apostrophe.
        if sure and likeness >= LEAST_LIKENESS and (score, len(candidate)) > best_score:
            best, best_score = candidate, (score, len(candidate))
    return best


def list_candidates(names: list[str]) -> Iterator[str]:
    """Yield the alternates spelt in Ukrainian letters, with one form of apostrophe."""
    for name in sorted(names):
        if not re.search(r"[а-яіїєґ]", name):
            continue
        plain = re.sub(r"['ʼ`”\"´]", "’", name.replace("\u0301", "")).translate(LOOKALIKES)
        lower = plain.lower()
        if plain[0].isupper() and set(lower) <= ALPHABET and not MISSPELT.search(lower):
            yield plain


def looks_russian(candidate: str) -> bool:
    """Say whether a spelling in common letters can only be Russian."""
    lower = candidate.lower()
    return not UKRAINIAN_LETTER.search(lower) and RUSSIAN.search(lower) is not None


def rate_confirmation(candidate: str, place: dict[str, Any], region: str) -> float:
    """Rate a spelling by the Latin names of the place to which it romanises exactly.

    The main name counts most (outside Crimea only, for doubtful endings); another Latin name
    counts for a spelling with г or и, which Russian and Ukrainian romanise differently.
    """
    lower = candidate.lower()
    doubtful = RUSSIAN_LIKELY.search(lower) is not None and region != TRANSCARPATHIA
    romanised = fold_latin(romanise(candidate))
    if romanised == fold_latin(place["name"]):
        return 0.0 if doubtful and region in CRIMEA else 0.2
    others = {fold_latin(name) for name in place["alternatenames"]}
    telling = not doubtful and re.search("[ги]", lower) is not None
    return 0.1 if telling and romanised in others else 0.0


def measure_likeness(candidate: str, latin: str) -> float:
    """Return how alike a Cyrillic and a Latin name sound, 0 to 1, whatever the romanisation."""
    left, right = (
        re.sub("[yij]+", "i", fold_latin(name)).replace("kh", "x").replace("h", "g")
        for name in (romanise(candidate), latin)
    )
    return SequenceMatcher(None, left, right).ratio()


def fold_latin(name: str) -> str:
    """Fold the usual ways of writing the same Ukrainian sounds in Latin letters into one.

    The difference between i and y (і and и) stays, except where it tells nothing.

    >>> fold_latin("Nyzhniy Kalyuzhyn"), fold_latin("Nyzhnii Kaliuzhyn")
    ('nyzhny kaliuzhyn', 'nyzhny kaliuzhyn')
    """
    folded = re.sub(r"[^a-z \-]", "", name.lower())
    folded = re.sub(r"(y[yij]|i[yij]+)\b", "y", folded)
    folded = re.sub(r"(?<=[aeou])[yij]+|[yij]+(?=[aeou])", "i", folded)
    return folded.replace("yi", "i").replace("iy", "i").replace("ii", "i")

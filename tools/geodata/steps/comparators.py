"""Make the table of well-known areas to compare with; every row names its source."""

import json
from pathlib import Path
from typing import Any

from .errors import BuildError

COLUMNS = ("comparator", "name_en", "name_uk", "kind", "measure", "area_km2", "source_note")

CENSUS = "US Census Bureau, state area measurements of the 2010 census: "
STATISTICS = "State Statistics Service of Ukraine, official area"
GEONAMES = "GeoNames countryInfo, total area"

TYPED: tuple[dict[str, Any], ...] = (
    {
        "comparator": "ohio",
        "name_en": "Ohio",
        "name_uk": "Огайо",
        "kind": "us_state",
        "measure": "total",
        "area_km2": 116098,
        "source_note": CENSUS + "44,826 square miles with the state's part of Lake Erie",
    },
    {
        "comparator": "ohio",
        "name_en": "Ohio",
        "name_uk": "Огайо",
        "kind": "us_state",
        "measure": "land",
        "area_km2": 105829,
        "source_note": CENSUS + "40,861 square miles of land",
    },
    {
        "comparator": "crimea",
        "name_en": "Crimea (without Sevastopol)",
        "name_uk": "Крим (без Севастополя)",
        "kind": "other",
        "measure": "total",
        "area_km2": 26081,
        "source_note": STATISTICS,
    },
    {
        "comparator": "kyiv-city",
        "name_en": "City of Kyiv",
        "name_uk": "місто Київ",
        "kind": "other",
        "measure": "total",
        "area_km2": 839,
        "source_note": STATISTICS,
    },
)

COUNTRIES = {
    "AL": ("Albania", "Албанія"),
    "AD": ("Andorra", "Андорра"),
    "AT": ("Austria", "Австрія"),
    "BE": ("Belgium", "Бельгія"),
    "BG": ("Bulgaria", "Болгарія"),
    "HR": ("Croatia", "Хорватія"),
    "CU": ("Cuba", "Куба"),
    "CZ": ("Czechia", "Чехія"),
    "DK": ("Denmark (without Greenland)", "Данія (без Гренландії)"),
    "EE": ("Estonia", "Естонія"),
    "DE": ("Germany", "Німеччина"),
    "GR": ("Greece", "Греція"),
    "HU": ("Hungary", "Угорщина"),
    "IS": ("Iceland", "Ісландія"),
    "IE": ("Ireland", "Ірландія"),
    "IT": ("Italy", "Італія"),
    "JO": ("Jordan", "Йорданія"),
    "LV": ("Latvia", "Латвія"),
    "LB": ("Lebanon", "Ліван"),
    "LI": ("Liechtenstein", "Ліхтенштейн"),
    "LT": ("Lithuania", "Литва"),
    "LU": ("Luxembourg", "Люксембург"),
    "MT": ("Malta", "Мальта"),
    "ME": ("Montenegro", "Чорногорія"),
    "NL": ("Netherlands", "Нідерланди"),
    "MK": ("North Macedonia", "Північна Македонія"),
    "PL": ("Poland", "Польща"),
    "PT": ("Portugal", "Португалія"),
    "SG": ("Singapore", "Сінгапур"),
    "SK": ("Slovakia", "Словаччина"),
    "SI": ("Slovenia", "Словенія"),
    "KR": ("South Korea", "Південна Корея"),
    "CH": ("Switzerland", "Швейцарія"),
    "GB": ("United Kingdom", "Велика Британія"),
}
"""ISO 3166-1 alpha-2 -> names. Left out: countries whose total hangs on a disputed part."""


def make_comparators(path: Path) -> list[dict[str, Any]]:
    """Return the comparators, from the largest to the smallest."""
    countries = json.loads(path.read_text(encoding="utf-8"))
    rows = [*TYPED, *(describe_country(code, countries) for code in COUNTRIES)]
    return sorted(rows, key=lambda row: (-row["area_km2"], row["comparator"]))


def describe_country(code: str, countries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a country's row with GeoNames' total area."""
    area = countries.get(code, {}).get("areakm2")
    if not area:
        raise BuildError(
            f"country {code} has no area in GeoNames' countries.json",
            "areakm2 above 0",
            repr(area),
            "take it out of COUNTRIES in tools/geodata/steps/comparators.py, or type its area",
        )
    name_en, name_uk = COUNTRIES[code]
    return {
        "comparator": name_en.split(" (")[0].lower().replace(" ", "-"),
        "name_en": name_en,
        "name_uk": name_uk,
        "kind": "country",
        "measure": "total",
        "area_km2": int(area),
        "source_note": GEONAMES,
    }

"""Make the table of well-known areas to compare with; every row names its source."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from babel import Locale

from .countries import DISPUTED, DOUBTFUL, FAMILIAR, MEMBERS, PARTIAL
from .errors import BuildError

COLUMNS = (
    "comparator",
    "iso",
    "name_en",
    "name_uk",
    "kind",
    "familiar",
    "measure",
    "area_km2",
    "source_note",
    "source_note_uk",
)

CENSUS = "US Census Bureau, state area measurements of the 2010 census: "
CENSUS_UK = "Бюро перепису населення США, виміри площі штатів за переписом 2010 року: "
STATISTICS = {
    "source_note": "State Statistics Service of Ukraine, official area",
    "source_note_uk": "Державна служба статистики України, офіційна площа",
}
GEONAMES = {
    "source_note": "GeoNames countryInfo, total area",
    "source_note_uk": "GeoNames countryInfo, уся площа",
}

OHIO, DELAWARE = (
    {
        "comparator": name_en.lower(),
        "iso": "",
        "name_en": name_en,
        "name_uk": name_uk,
        "kind": "us_state",
        "familiar": "yes",
    }
    for name_en, name_uk in (("Ohio", "Огайо"), ("Delaware", "Делавер"))
)

TYPED: tuple[dict[str, Any], ...] = (
    {
        **OHIO,
        "measure": "total",
        "area_km2": 116098,
        "source_note": CENSUS + "44,826 square miles with the state's part of Lake Erie",
        "source_note_uk": CENSUS_UK
        + "44 826 квадратних миль разом із частиною озера Ері, що належить штату",
    },
    {
        **OHIO,
        "measure": "land",
        "area_km2": 105829,
        "source_note": CENSUS + "40,861 square miles of land",
        "source_note_uk": CENSUS_UK + "40 861 квадратна миля суходолу",
    },
    {
        **DELAWARE,
        "measure": "total",
        "area_km2": 6446,
        "source_note": CENSUS + "2,489 square miles with the state's part of Delaware Bay",
        "source_note_uk": CENSUS_UK
        + "2489 квадратних миль разом із частиною затоки Делавер, що належить штату",
    },
    {
        **DELAWARE,
        "measure": "land",
        "area_km2": 5047,
        "source_note": CENSUS + "1,949 square miles of land",
        "source_note_uk": CENSUS_UK + "1949 квадратних миль суходолу",
    },
    {
        "comparator": "crimea",
        "iso": "",
        "name_en": "Crimea (without Sevastopol)",
        "name_uk": "Крим (без Севастополя)",
        "kind": "other",
        "familiar": "yes",
        "measure": "total",
        "area_km2": 26081,
        **STATISTICS,
    },
    {
        "comparator": "kyiv-city",
        "iso": "",
        "name_en": "City of Kyiv",
        "name_uk": "місто Київ",
        "kind": "other",
        "familiar": "yes",
        "measure": "total",
        "area_km2": 839,
        **STATISTICS,
    },
)


def make_comparators(path: Path) -> list[dict[str, Any]]:
    """Return the comparators, from the largest to the smallest."""
    countries = json.loads(path.read_text(encoding="utf-8"))
    chosen = [code for code in MEMBERS if code not in DISPUTED and code not in DOUBTFUL]
    rows = [*TYPED, *(describe_country(code, countries) for code in chosen)]
    return sorted(rows, key=lambda row: (-row["area_km2"], row["comparator"]))


def describe_country(code: str, countries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a country's row with GeoNames' total area."""
    area = countries.get(code, {}).get("areakm2")
    if not area:
        raise BuildError(
            f"country {code} has no area in GeoNames' countries.json",
            "areakm2 above 0",
            repr(area),
            "put it into DOUBTFUL in tools/geodata/steps/countries.py, or type its area",
        )
    name_en, name_uk = name_country(code)
    return {
        "comparator": make_id(name_en),
        "iso": code,
        "name_en": name_en,
        "name_uk": name_uk,
        "kind": "country",
        "familiar": "yes" if code in FAMILIAR else "no",
        "measure": "total",
        "area_km2": int(area),
        **GEONAMES,
    }


def name_country(code: str) -> tuple[str, str]:
    """Return the English and the Ukrainian name: the typed ones, else those of the CLDR."""
    typed = FAMILIAR.get(code) or PARTIAL.get(code)
    if typed:
        return typed
    english, ukrainian = (Locale.parse(name).territories[code] for name in ("en_GB", "uk"))
    # The CLDR writes the Ukrainian apostrophe as a letter, the tables here as a quotation mark.
    return english, ukrainian.replace("\N{MODIFIER LETTER APOSTROPHE}", "’")


def make_id(name: str) -> str:
    """Return a name without what it leaves out, in lower case, of plain letters and hyphens."""
    spoken = name.split(" (")[0].replace("&", "and").replace("’", "")
    plain = unicodedata.normalize("NFKD", spoken).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "-", plain.lower())

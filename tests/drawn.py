"""The hand-drawn world of the tests: four regions, held territory, parts, a catalogue on disk.

    lat 50 +---------------+-------########---+
           |               |       #  .   |   #
           |     UA-01     | UA-02 #  .   |   #   UA-02: the east half is held;
           |               |       #  .   |   #          from 33.5 on it is the part "east"
        48 +-----------#############---.--+   #   UA-03: the last quarter is held: "pocket"
           |           #   |              |   #   UA-04: all of it is held
           |     UA-03 #   |    UA-04     |   #   UA-01: nothing is
           |           #   |              |   #
        46 +-----------########################
    lon   30         31.5  32     33  33.5  34   35

Inside the frame of # is held by RU; it runs on to 35, outside every region. Meridians cut a
region of the grid into shares that are exact, so every area below is known without computing it.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from whoholds.country.country import Country
from whoholds.ground.resources import geodata
from whoholds.ground.resources import seeds as shipped
from whoholds.ground.tables import read_table
from whoholds.layers.boundaries import BoundaryLayer, make_boundaries, regions_schema
from whoholds.layers.control import ControlLayer
from whoholds.layers.provenance import Provenance
from whoholds.vocabulary.territory import read_territory

DAY = dt.date(2025, 8, 16)
TERRITORY = read_territory(shipped("conflict.toml"))

SQUARES = {
    "UA-01": shapely.box(30, 48, 32, 50),
    "UA-02": shapely.box(32, 48, 34, 50),
    "UA-03": shapely.box(30, 46, 32, 48),
    "UA-04": shapely.box(32, 46, 34, 48),
}
HELD = shapely.union_all(
    [shapely.box(33, 48, 35, 50), shapely.box(31.5, 46, 32, 48), shapely.box(32, 46, 35, 48)]
)

REGIONS_CSV = """\
region,kind,name_en,name_uk,official_km2,area_source,population,population_date,population_source
UA-01,oblast,North West,Північний Захід,1000,atlas,10,2022-01-01,atlas
UA-02,oblast,North East,Північний Схід,2000,atlas,20,2022-01-01,atlas
UA-03,oblast,South West,Південний Захід,4000,atlas,30,2022-01-01,atlas
UA-04,city,South East,Південний Схід,8000,atlas,40,2022-01-01,atlas
"""
PARTS_CSV = """\
part,region,held_by,rule,value,name_en,name_uk,note
east,UA-02,RU,held-east-of,33.5,East,Схід,
pocket,UA-03,RU,held,,Pocket,Виступ,
"""
STATUS_CSV = """\
proposal,reading,region,held_by,part,holder,administration,counted_for,recognition,basis,source,note
swap,,UA-02,RU,,OPEN,,,unclear,reported,atlas,
swap,,UA-02,RU,east,UA,,,none,reported,atlas gazette,
swap,,UA-02,UA,,RU,,,de_jure,reported,atlas,
swap,,UA-03,RU,pocket,DMZ,UA,UA,none,inferred,gazette,
swap,wide,UA-03,RU,pocket,UA,,,none,inferred,gazette,
swap,wide,UA-04,RU,,INT,INT,,negotiated,reported,atlas,
"""
CONFLICT_TOML = re.sub(
    "(?m)^shown_first = .*\n", "", shipped("conflict.toml").read_text(encoding="utf-8")
)
POPULATIONS_CSV = "geonames_id,population,date,source,note\n"
PLACES_CSV = "place,kind,region,lon,lat,exact,reach_km,name_en,name_uk,why_en,why_uk,source\n"
SOURCES_TOML = """\
[atlas]
title = "An atlas"
publisher = "The atlas"
date = 2025-01-01
kind = "dataset"
strength = "strong"

[gazette]
title = "A gazette"
publisher = "The gazette"
url = "https://example.org/gazette"
language = "uk"
kind = "summary"
strength = "weak"
"""
TERMS = [
    "nato",
    "neutrality",
    "forces",
    "foreign_troops",
    "guarantees",
    "recognition",
    "nuclear_plant",
    "dnipro_passage",
    "sanctions",
    "frozen_assets",
    "language_church",
    "elections",
    "prisoners",
]
TERMS_TOML = "".join(
    f'[[terms]]\nid = "{term}"\nname = {{ en = "{term}", uk = "{term}" }}\n' for term in TERMS
)
SWAP_TOML = """\
id = "swap"
kind = "proposal"
date = 2025-01-02
name = { en = "Swap", uk = "Обмін" }
proposer = { en = "Nobody", uk = "Ніхто" }
standing = { en = "Never made", uk = "Не робили" }
summary = { en = "A drawing.", uk = "Малюнок." }
sources = ["atlas"]

[elsewhere]
UA = { holder = "UA", recognition = "none", basis = "inferred", source = "atlas" }
RU = { holder = "RU", recognition = "de_facto", basis = "inferred", source = "atlas" }

[[readings]]
id = "narrow"
default = true
name = { en = "Narrow", uk = "Вузьке" }
reason = { en = "Few rows.", uk = "Мало рядків." }

[[readings]]
id = "wide"
name = { en = "Wide", uk = "Широке" }
reason = { en = "More rows.", uk = "Більше рядків." }
""" + "".join(f'\n[[terms]]\nterm = "{term}"\nstatus = "not_stated"\n' for term in TERMS)
LINE_TOML = (
    SWAP_TOML.replace('"swap"', '"line-today"')
    .replace('kind = "proposal"', 'kind = "line"')
    .replace("2025-01-02", "2025-08-16")
)


def write_seeds(folder: Path) -> Path:
    """Write the catalogue and the tables of the hand-drawn world."""
    (folder / "proposals").mkdir()
    texts = {
        "regions.csv": REGIONS_CSV,
        "parts.csv": PARTS_CSV,
        "places.csv": PLACES_CSV,
        "populations.csv": POPULATIONS_CSV,
        "control_status.csv": STATUS_CSV,
        "sources.toml": SOURCES_TOML,
        "terms.toml": TERMS_TOML,
        "conflict.toml": CONFLICT_TOML,
        "words.csv": shipped("words.csv").read_text(encoding="utf-8"),
        "proposals/swap.toml": SWAP_TOML,
        "proposals/line-today.toml": LINE_TOML,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> Path:
    """Replace the one place of a file where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def polygons(shapes: dict[str, shapely.Geometry], crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    """Return a boundary file's content: one row a region."""
    return gpd.GeoDataFrame({"region": list(shapes)}, geometry=list(shapes.values()), crs=crs)


def boundaries_of(shapes: dict[str, shapely.Geometry]) -> BoundaryLayer:
    """Return a boundary layer of drawn shapes; the nth region is officially 1000 n km2."""
    regions = list(shapes)
    facts = pd.DataFrame(
        {
            "region": regions,
            "kind": "oblast",
            "name_en": regions,
            "name_uk": regions,
            "official_km2": [1000.0 * (n + 1) for n in range(len(regions))],
            "population": 1,
            "population_date": pd.Timestamp("2022-01-01"),
        }
    )
    return make_boundaries(polygons(shapes), facts, TERRITORY, source="drawn")


def grid_of(folder: Path) -> BoundaryLayer:
    """Return the four regions with the facts of the folder's regions.csv."""
    facts = read_table(folder / "regions.csv", regions_schema(TERRITORY))
    return make_boundaries(polygons(SQUARES), facts, TERRITORY, source="drawn by hand")


def country_of(folder: Path) -> Country:
    """Return the country of the four regions; what lies around them is the shipped geodata."""
    return Country(folder, geodata()).but(boundaries=grid_of(folder))


def control_of(held: shapely.Geometry) -> ControlLayer:
    """Return a control layer of drawn territory."""
    return ControlLayer(held, None, Provenance({"en": "drawn by hand"}, DAY))

"""Polygons beside official areas, and why some of them differ."""

import re

import pandas as pd
import pytest
import shapely

from tests.conftest import ROOT
from tests.drawn import TERRITORY
from tests.mistakes import mistake
from tests.shipped import COUNTRY, ENGLISH, reader_of
from whoholds.desk import load_boundaries
from whoholds.ground.errors import InputError
from whoholds.importers.regions.layer import import_boundaries
from whoholds.layers.official_areas import ALLOWED, NOTED, compare_areas, read_reasons, summary

LAKE = {"en": "a lake", "uk": "озеро"}


def areas(**drawn):
    """Regions of 100 km2 each, as large as drawn."""
    table = pd.DataFrame({"drawn_km2": drawn, "official_km2": 100.0}, dtype=float)
    return table.assign(name_en=table.index, name_uk=table.index)


def test_near_areas_say_nothing_and_each_farther_one_has_its_line_the_widest_first():
    table = areas(same=100.0, near=100.9, more=102.0, less=93.0)
    notes, faults = compare_areas(table, {"less": LAKE}, "here")
    assert [ENGLISH.said(note) for note in notes] == [
        "less less: polygon 93 km2, official 100 km2 (-7.0%): a lake",
        "more more: polygon 102 km2, official 100 km2 (+2.0%): no reason is known",
    ]
    assert reader_of("uk").said(notes[0]).endswith("(-7,0%): озеро")
    assert faults == []
    assert ENGLISH.said(summary(table)) == (
        "polygons 396 km2, official 400 km2 (-1.0%); "
        "2 of 4 regions within 1% of their official area"
    )


@pytest.mark.parametrize("size", [100 * (1 - ALLOWED) - 0.1, 100 * (1 + ALLOWED) + 0.1, 197, 0])
def test_an_area_beyond_the_limit_is_a_fault_whatever_the_reason(size):
    notes, faults = compare_areas(areas(city=size), {"city": LAKE}, "file.gpkg")
    assert notes == []
    assert [fault.where for fault in faults] == ["file.gpkg, city"]
    assert "15% more or less" in faults[0].expected
    assert f"{size / 100 - 1:+.1%}" in faults[0].found


def test_an_area_at_the_limit_is_none():
    notes, faults = compare_areas(areas(city=100 * (1 + ALLOWED) - 0.1), {}, "file.gpkg")
    assert len(notes) == 1
    assert faults == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("region,reason_en,reason_uk\nKherson,a lake,озеро\n", "line 2, column region"),
        ("region,reason_en,reason_uk\nUA-65,a lake,\n", "line 2, column reason_uk"),
        ("region,reason_en,reason_uk\nUA-48,a,а\nUA-65,b,б\nUA-65,c,в\n", "line 4, column region"),
    ],
)
def test_a_bad_row_of_reasons_is_named(tmp_path, text, where):
    path = tmp_path / "area_reasons.csv"
    path.write_text(text, encoding="utf-8")
    with mistake(InputError, r"(a cell of column|the same key)", where=f"{path}, {where}"):
        read_reasons(path, TERRITORY)


def off():
    regions = load_boundaries().regions
    return regions["area_km2"] / regions["official_km2"] - 1


def test_every_region_that_is_off_has_a_reason_and_no_other():
    assert set(COUNTRY.reasons) == set(off().index[off().abs() > NOTED])


def test_the_page_has_the_same_regions_with_the_same_figures():
    page = (ROOT / "docs" / "assumptions.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (.+?) \| [\d,]+ \| [\d,]+ \| ([+-][\d.]+) % \|", page, re.M))
    regions = load_boundaries().regions
    found = {regions.loc[code, "name_en"]: f"{off()[code]:+.1%}"[:-1] for code in COUNTRY.reasons}
    assert told == found


OUTLINE = re.compile(r"OpenStreetMap is ([\d.]+) % (below|above) it$")


def test_reasons_that_name_an_outline_are_what_it_measures(reference):
    """A tenth of a point is the digit that the table gives, and rounding another half."""
    layer = import_boundaries(reference / "boundaries" / "osm_oblasts", COUNTRY).layer
    measured = layer.regions["area_km2"] / layer.regions["official_km2"] - 1
    stated = {
        code: found
        for code, text in COUNTRY.reasons.items()
        if (found := OUTLINE.search(text["en"]))
    }
    assert len(stated) == 9
    for code, found in stated.items():
        signed = float(found[1]) * (-1 if found[2] == "below" else 1)
        assert 100 * measured[code] == pytest.approx(signed, abs=0.051), code
    assert shapely.is_valid(layer.regions.geometry.array).all()

"""The files to take home: they open, agree with the tables, and a failed one leaves no trace."""

import codecs
import datetime as dt
import io
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from tests.shipped import LINES
from whoholds.desk import cite_evaluation, evaluate_proposal, load_catalogue, opened, zones_of
from whoholds.figures.areas import AREAS, told_by_region, told_by_zone
from whoholds.figures.people import residents
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import InputError
from whoholds.maps.build import build_map, render
from whoholds.maps.files import (
    MAP_FORMS,
    MEDIA_TYPES,
    ZONE_FORMS,
    file_name,
    form_of,
    map_file,
    regions_csv,
    save,
    zones_file,
)
from whoholds.maps.zone_table import provenance_columns, zones_frame
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.zones.partition import partition

PROPOSAL, READING = "us-ua-20-dec-2025", "dmz-40"
SHAPES = ["geojson", "gpkg", "fgb"]
NAMES = ["<img src=x onerror=alert(1)>", "$x$", "a & b", '"quoted", с комою']


@pytest.fixture(scope="module")
def evaluation():
    return evaluate_proposal(PROPOSAL, READING)


@pytest.fixture(scope="module")
def swap(catalogue, zones):
    return evaluate(catalogue, "swap", zones)


def read_vector(content, form, folder):
    path = folder / f"zones.{form}"
    path.write_bytes(content)
    return gpd.read_file(path, layer=0)


# Maps


def test_each_form_of_the_map_is_what_its_name_says(swap, catalogue):
    page = map_file(swap, catalogue, "html", "uk").decode("utf-8")
    people = residents(swap.zones).people
    assert page == render(build_map(catalogue, swap.zones, "swap", "narrow", "uk", people=people))
    assert page.startswith("<!DOCTYPE html>")
    svg = ElementTree.fromstring(map_file(swap, catalogue, "svg", "uk", "dark"))
    assert "Обмін" in " ".join(filter(None, svg.itertext()))
    picture = Image.open(io.BytesIO(map_file(swap, catalogue, "png", "en", "dark", 640)))
    assert (picture.format, picture.size) == ("PNG", (640, 452))


def test_no_picture_asks_for_anything_from_elsewhere(evaluation):
    svg = map_file(evaluation, load_catalogue(), "svg")
    for element in ElementTree.fromstring(svg).iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#")
    assert b"url(http" not in svg
    assert b"@import" not in svg


# Zones


@pytest.mark.parametrize("form", SHAPES)
def test_zones_come_back_with_every_column_and_the_same_areas(evaluation, tmp_path, form):
    back = read_vector(zones_file(evaluation, load_catalogue(), form), form, tmp_path)
    frame, table = zones_frame(evaluation), told_by_zone(evaluation)
    assert back.crs == "EPSG:4326"
    assert list(back.columns) == list(frame.columns)
    keys = table[["region", "held_by", "part"]].agg("/".join, axis="columns")
    assert back["zone"].tolist() == keys.tolist()
    bands = ["band_km2", "less_than_km2"]
    for name in table.columns.drop(bands):
        if table[name].dtype.kind == "f":
            assert back[name].tolist() == pytest.approx(table[name].tolist(), rel=1e-9)
        else:
            assert back[name].fillna("").tolist() == table[name].tolist()
    for name in bands:
        known = pd.to_numeric(table[name]).tolist()
        assert back[name].tolist() == pytest.approx(known, rel=1e-9, nan_ok=True)
    assert back[bands].notna().sum(axis="columns").eq(1).all()
    assert set(back.geom_type) <= {"Polygon", "MultiPolygon"}
    drawn = geodesic_km2(back.geometry)
    assert drawn.sum() == pytest.approx(table["area_km2"].sum(), rel=1e-6)
    assert drawn == pytest.approx(table["area_km2"].to_numpy(), rel=1e-5)
    for name in AREAS:
        assert back[name].sum() == pytest.approx(table[name].sum(), rel=1e-6)


@pytest.mark.parametrize("form", SHAPES)
def test_every_zone_says_what_it_belongs_to(evaluation, tmp_path, form):
    back = read_vector(zones_file(evaluation, load_catalogue(), form), form, tmp_path)
    control, boundaries = evaluation.zones.control, evaluation.zones.boundaries
    same = {
        "proposal": PROPOSAL,
        "reading": READING,
        "control_date": "2025-08-16",
        "control_source": control.source,
        "control_kind": "assessed",
        "control_licence": "MIT (whoholds)",
        "boundary_source": boundaries.source,
        "boundary_licence": boundaries.licence,
    }
    for name, value in same.items():
        assert set(back[name].astype(str).str[:10] if "date" in name else back[name]) == {value}
    names = boundaries.regions
    assert back["name_uk"].tolist() == names.loc[back["region"], "name_uk"].tolist()


@pytest.mark.parametrize("form", SHAPES)
def test_a_layer_of_unknown_precision_has_empty_bands_and_its_own_licence(
    swap, catalogue, tmp_path, form
):
    back = read_vector(zones_file(swap, catalogue, form), form, tmp_path)
    assert back["band_km2"].isna().all()
    assert set(back["control_licence"]) == {"licence not stated"}


def test_the_csv_files_are_the_tables(evaluation):
    for content, table in [
        (zones_file(evaluation, load_catalogue(), "csv"), told_by_zone(evaluation)),
        (regions_csv(evaluation), told_by_region(evaluation)),
    ]:
        assert content.startswith(codecs.BOM_UTF8), (
            "Excel takes UTF-8 for something else without it"
        )
        back = pd.read_csv(io.BytesIO(content), keep_default_na=False)
        about = list(back.columns)[len(table.columns) :]
        assert about == ["proposal", "reading", *provenance_columns(evaluation)]
        assert list(back.columns)[: len(table.columns)] == list(table.columns)
        for name in table.columns:
            told = ["" if value is None else value for value in table[name]]
            assert [type(one)(value) for one, value in zip(told, back[name], strict=True)] == told


@pytest.mark.parametrize("form", [*ZONE_FORMS, *MAP_FORMS])
def test_a_file_comes_out_the_same_twice(swap, catalogue, form, monkeypatch):
    def once():
        if form in MAP_FORMS:
            return map_file(swap, catalogue, form, width=500)
        return zones_file(swap, catalogue, form)

    first = once()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert once() == first


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ZONE_FORMS)
def test_text_of_others_comes_back_as_it_was(seeds, grid, control, country, tmp_path, form, name):
    cell = name.replace('"', '""')
    row = "RU,,,de_jure,reported,atlas,"
    edit(seeds / "control_status.csv", row, f'{row}"{cell}"')
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    zones = partition(grid, control.telling(source={"en": name}), country)
    content = zones_file(evaluate(catalogue, "swap", zones), catalogue, form)
    if form == "csv":
        back = pd.read_csv(io.BytesIO(content), keep_default_na=False)
    elif form == "xlsx":
        back = pd.read_excel(io.BytesIO(content), "zones", keep_default_na=False)
    else:
        back = read_vector(content, form, tmp_path)
        assert set(back["control_source"]) == {name}
    assert back.query("region == 'UA-02' and held_by == 'UA'")["note"].tolist() == [name]


# Names and mistakes


def test_a_file_name_says_what_is_in_the_file(swap):
    for form in MEDIA_TYPES:
        assert file_name(swap, form) == f"swap_narrow_2025-08-16.{form}"
    assert file_name(swap, "csv", "regions") == "swap_narrow_2025-08-16_regions.csv"


def test_the_suffix_chooses_the_form():
    assert set(MAP_FORMS) | set(ZONE_FORMS) == set(MEDIA_TYPES)
    for form in MAP_FORMS:
        assert form_of(Path(f"a.b.{form.upper()}"), MAP_FORMS) == form
    for name, found in [("map.jpg", ".jpg"), ("map", "no suffix"), ("map.gpkg", ".gpkg")]:
        with mistake(InputError, "format", where=name, expected=".html, .svg, .png", found=found):
            form_of(Path(name), MAP_FORMS)


def test_an_unknown_form_is_told(swap, catalogue):
    with mistake(InputError, "format", where="form", expected=".html, .svg, .png", found="csv"):
        map_file(swap, catalogue, "csv")
    with mistake(
        InputError,
        "format",
        where="form",
        expected=", ".join(f".{one}" for one in ZONE_FORMS),
        found="svg",
    ):
        zones_file(swap, catalogue, "svg")


def test_a_write_that_fails_leaves_the_file_before(tmp_path, monkeypatch):
    path = tmp_path / "map.png"
    save(b"old", path)

    def full(self, content):
        with self.open("wb") as file:
            file.write(content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with mistake(InputError, "cannot be written", where=str(path), found="No space"):
        save(b"new", path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.png"]


# The command line


@pytest.mark.parametrize("form", [*MAP_FORMS, *ZONE_FORMS])
def test_the_commands_write_the_same_bytes(run, tmp_path, evaluation, form):
    path = tmp_path / f"file.{form}"
    command = "map" if form in MAP_FORMS else "zones"
    done = run(command, PROPOSAL, "--reading", READING, "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(path) in done.stderr
    content = (
        map_file(evaluation, load_catalogue(), form, cited=cite_evaluation(evaluation, opened()))
        if form in MAP_FORMS
        else zones_file(evaluation, load_catalogue(), form)
    )
    assert path.read_bytes() == content


def test_the_options_of_a_picture_are_heeded(run, tmp_path, evaluation):
    path = tmp_path / "map.png"
    done = run(
        *("map", PROPOSAL, "--reading", READING, "-o", path),
        *("--language", "uk", "--theme", "dark", "--width", 700),
    )
    assert done.returncode == 0
    content = map_file(evaluation, load_catalogue(), "png", "uk", "dark", 700)
    assert path.read_bytes() == content


def test_zones_of_another_day_are_written(run, tmp_path):
    path, day = tmp_path / "zones.csv", dt.date(2022, 2, 23)
    assert run("zones", PROPOSAL, "--control-date", day, "-o", path).returncode == 0
    expected = told_by_zone(evaluate(load_catalogue(), PROPOSAL, zones_of(LINES[day])))
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    assert pd.read_csv(path)["area_km2"].tolist() == expected["area_km2"].tolist()


def test_what_is_printed_to_be_piped_has_no_byte_order_mark(run):
    assert run("areas", PROPOSAL, "--format", "csv").stdout.startswith("of,row,")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["map", PROPOSAL, "-o", "map.jpg"], 3, ".html, .svg, .png"),
        (["map", PROPOSAL, "-o", "map"], 3, ".html, .svg or .png"),
        (
            ["zones", PROPOSAL, "-o", "zones.shp"],
            3,
            ".geojson, .gpkg, .fgb, .topojson, .xlsx or .csv",
        ),
        (["map", PROPOSAL, "-o", "none/map.png"], 3, "no folder"),
        (["map", "nobody", "-o", "map.svg"], 4, PROPOSAL),
        (["zones", PROPOSAL, "--reading", "narow", "-o", "a.csv"], 4, "dmz-40"),
        (["map", PROPOSAL, "-o", "map.png", "--theme", "red"], 2, "red"),
        (["map", PROPOSAL, "-o", "map.png", "--width", "9"], 2, "500"),
    ],
)
def test_a_mistake_is_told_and_writes_nothing(run, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_page_does_not_pay_for_the_drawing_library():
    code = (
        "import sys\nfrom whoholds.desk import evaluate_proposal\n"
        "from whoholds.desk import load_catalogue\n"
        "from whoholds.maps.files import map_file, zones_file\n"
        f"evaluation = evaluate_proposal({PROPOSAL!r})\n"
        "map_file(evaluation, load_catalogue(), 'html')\n"
        "zones_file(evaluation, load_catalogue(), 'geojson')\n"
        "assert not [name for name in sys.modules if name.startswith('matplotlib')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=120)

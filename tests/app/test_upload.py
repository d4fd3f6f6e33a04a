"""Bringing a file on the page of layers: what it leaves open is chosen from what it holds."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import box
from streamlit.testing.v1 import AppTest

import whoholds
from tests.app.test_layers_page import layers_page
from tests.importers.files import write_layer, write_zip
from tests.shipped import COUNTRY, reader_of
from whoholds.importers.layer import import_layer
from whoholds.words.saying import Note

HELD, FREE = box(37, 47.2, 38, 48), box(35, 47.8, 35.5, 48.2)
ROWS = {
    row["key"]: row
    for row in csv.DictReader(
        files("whoholds.words").joinpath("words.csv").read_text("utf-8").splitlines()
    )
}
EVE, DAY = dt.date(2025, 8, 15), dt.date(2025, 8, 16)


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(layers_page, default_timeout=120).run()


def choose(page: AppTest, path: Path) -> None:
    """Hand a file to the page, and press nothing."""
    page.file_uploader[0].set_value((path.name, path.read_bytes(), "application/octet-stream"))
    page.run()
    assert not page.exception


def load(page: AppTest) -> None:
    page.button(key="load").click().run()
    assert not page.exception


def field(page: AppTest, kind: str, name: str) -> Any:
    label = reader_of("uk").word(f"layers.{name}")
    return next(one for one in page.get(kind) if one.label == label)


def has(page: AppTest, kind: str, name: str) -> bool:
    label = reader_of("uk").word(f"layers.{name}")
    return any(one.label == label for one in page.get(kind))


def held_km2(page: AppTest) -> float:
    """What the layer that was loaded holds."""
    (layer,) = page.session_state["own"].values()
    return float(layer.report.area_km2)


def expected_km2(path: Path, **options: Any) -> float:
    return import_layer(path, whoholds.load_boundaries(), COUNTRY, **options).report.area_km2


def test_a_layer_a_column_and_its_values_are_chosen_from_what_the_file_has(page, tmp_path):
    path = tmp_path / "mine.gpkg"
    columns = {"who": ["ворог", "наші", "сіра зона"], "date": [str(DAY)] * 3}
    shapes = [HELD, FREE, box(36, 47.5, 36.5, 48)]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
    frame.to_file(path, layer="контроль")
    frame.to_file(path, layer="інше")
    choose(page, path)
    layers = field(page, "selectbox", "layer")
    assert layers.options == ["оберіть", "контроль", "інше"]
    assert not has(page, "selectbox", "held_field")
    layers.select("контроль").run()
    columns = field(page, "selectbox", "held_field")
    assert columns.options == ["визначити за вмістом", "who", "date"]
    columns.select("who").run()
    values = field(page, "multiselect", "held_values")
    assert values.options == ["ворог", "наші", "сіра зона"]
    assert values.value == []
    load(page)
    assert any("Спочатку оберіть значення" in warning.value for warning in page.warning)
    field(page, "multiselect", "held_values").select("ворог").select("сіра зона").run()
    load(page)
    asked = {"layer": "контроль", "held_field": "who", "held_value": ["ворог", "сіра зона"]}
    assert held_km2(page) == pytest.approx(expected_km2(path, **asked))


def test_values_that_say_held_are_chosen_from_the_start(page, tmp_path):
    path = write_layer(
        tmp_path / "mine.geojson",
        HELD,
        FREE,
        status=["Окуповано", "Звільнено"],
        date=[str(DAY)] * 2,
    )
    choose(page, path)
    field(page, "selectbox", "held_field").select("status").run()
    assert field(page, "multiselect", "held_values").value == ["Окуповано"]
    load(page)
    assert held_km2(page) == pytest.approx(
        expected_km2(path, held_field="status", held_value="Окуповано")
    )


def test_a_system_that_the_file_does_not_name_is_asked_for(page, tmp_path):
    flat = gpd.GeoSeries([HELD], crs="EPSG:4326").to_crs("EPSG:32637").iloc[0]
    frame = gpd.GeoDataFrame({"held_by": ["RU"], "date": [str(DAY)]}, geometry=[flat])
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        frame.to_file(tmp_path / "held.shp")
    parts = {name.name: name for name in tmp_path.glob("held.*") if name.suffix != ".prj"}
    path = write_zip(tmp_path / "mine.zip", parts)
    choose(page, path)
    load(page)
    assert reader_of("uk").word("layers.crs") in page.code[0].value
    field(page, "text_input", "crs").set_value("EPSG:99999999").run()
    load(page)
    assert "EPSG:99999999" in page.code[0].value
    assert "поля цієї сторінки" in page.code[0].value
    field(page, "text_input", "crs").set_value("EPSG:32637").run()
    load(page)
    assert not page.code
    assert held_km2(page) == pytest.approx(expected_km2(path, crs="EPSG:32637", reproject=True))


def test_another_system_is_converted_once_the_reader_says_so(page, tmp_path):
    flat = gpd.GeoSeries([HELD], crs="EPSG:4326").to_crs("EPSG:32637").iloc[0]
    path = write_layer(
        tmp_path / "mine.gpkg", flat, crs="EPSG:32637", held_by=["RU"], date=[str(DAY)]
    )
    choose(page, path)
    load(page)
    assert "ogr2ogr" not in page.code[0].value
    assert "Перевести у довготу й широту" in page.code[0].value
    box_ = page.checkbox[0]
    assert "WGS 84 / UTM zone 37N" in box_.label.replace("\\", "")
    box_.check().run()
    load(page)
    assert held_km2(page) == pytest.approx(expected_km2(path, reproject=True))


def test_one_of_several_days_is_chosen_from_those_that_the_file_has(page, tmp_path):
    path = write_layer(
        tmp_path / "mine.geojson", FREE, HELD, held_by=["RU", "RU"], date=[str(EVE), str(DAY)]
    )
    choose(page, path)
    days = field(page, "selectbox", "day")
    assert days.options == ["оберіть", *(reader_of("uk").day(day) for day in (EVE, DAY))]
    assert not [one for one in page.date_input if not one.key.startswith("fetch-")]
    load(page)
    assert reader_of("uk").word("layers.day") in page.code[0].value
    assert "--" not in page.code[0].value
    field(page, "selectbox", "day").select_index(2).run()
    load(page)
    assert held_km2(page) == pytest.approx(expected_km2(path, date=DAY))


def test_a_file_that_cannot_be_read_says_so_before_anything_is_pressed(page, tmp_path):
    path = tmp_path / "mine.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    choose(page, path)
    assert page.error[0].value == "Файл не показано"
    load(page)
    assert len(page.error) == 1


def test_strips_along_coast_and_border_are_left_where_the_reader_says_so(page, tmp_path):
    crimea = whoholds.load_boundaries().regions.geometry["UA-43"].buffer(-0.01)
    path = write_layer(tmp_path / "mine.geojson", crimea, held_by=["RU"], date=[str(DAY)])
    choose(page, path)
    field(page, "checkbox", "slivers").uncheck().run()
    load(page)
    left = expected_km2(path, slivers="leave")
    assert held_km2(page) == pytest.approx(left)
    assert expected_km2(path) > left + 100


def test_the_next_file_starts_with_nothing_chosen(page, tmp_path):
    first = write_layer(
        tmp_path / "a.geojson", HELD, FREE, who=["Russia", "x"], date=[str(DAY)] * 2
    )
    second = write_layer(tmp_path / "b.geojson", HELD, who=["RU"], date=[str(DAY)])
    choose(page, first)
    field(page, "selectbox", "held_field").select("who").run()
    choose(page, second)
    assert field(page, "selectbox", "held_field").value == ""
    assert not page.multiselect


CHOICES = {
    "layer": ["layer"],
    "form": ["form"],
    "generic": ["form"],
    "date": ["date"],
    "such_date": ["date"],
    "any_date": ["date"],
    "one_date": ["day"],
    "date_beside": ["date"],
    "held_field": ["held_field"],
    "held_column": ["held_field"],
    "held_value": ["held_values"],
    "held": ["held_field", "held_values"],
    "columns": ["held_field", "held_values"],
    "crs": ["crs"],
    "reproject": ["reproject"],
    "regions": [],
    "regions_file": [],
    "where": [],
}
"""What an importer says can be chosen, and the fields of the page that choose it."""


def test_every_choice_has_its_option_and_its_field():
    told = {key.split(".")[1] for key in ROWS if key.startswith("choice.")}
    assert told == set(CHOICES)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_names_the_fields_as_they_stand_on_the_page(language, choice):
    note = Note.of(f"choice.{choice}", wgs84="EPSG:4326")
    said = reader_of(language, "page").note(note)
    assert "--" not in said
    for name in CHOICES[choice]:
        assert reader_of(language).word(f"layers.{name}").replace(" {}", "") in said

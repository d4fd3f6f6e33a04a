"""Each download of the dashboard, pressed in a browser and read as its reader would."""

from __future__ import annotations

import codecs
import io
import json
import struct
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

import whoholds
from tests.browser.test_dashboard import map_of
from tests.browser.test_dashboard import press as press_on
from tests.browser.test_own_layers import rest

PROPOSAL, READING = "anchorage-aug-2025", "wide"


@pytest.fixture(scope="module")
def result():
    return whoholds.evaluate_proposal(PROPOSAL, READING)


@pytest.fixture
def page(dashboard, open_page) -> Page:
    link = f"?proposal={PROPOSAL}&reading={READING}&section=downloads"
    opened = open_page(f"{dashboard}/{link}")
    map_of(opened)
    return opened


def press(page: Page, label: str, folder: Path) -> Path:
    """Press a button and return what it gave, under the name that it proposed."""
    with page.expect_download(timeout=60_000) as started:
        press_on(page.get_by_role("button", name=label).first)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name.startswith(f"{PROPOSAL}_{READING}_")
    assert "2025-08-16" in path.name
    return path


def test_png(page, tmp_path):
    data = press(page, "Picture (PNG)", tmp_path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (1200, 630)


def test_svg_has_title_date_legend_and_source(page, tmp_path, result):
    root = ET.parse(press(page, "Drawing (SVG)", tmp_path)).getroot()
    text = " ".join(" ".join(root.itertext()).split())
    assert "terms reported from Anchorage" in text
    assert "16 August 2025" in text
    assert "Russia would return" in text
    assert "GeoNames" in text


def test_page_opens_from_disk_at_what_was_on_the_screen(page, tmp_path, open_page):
    path = press(page, "Page with all proposals (HTML)", tmp_path)
    opened = open_page(path.as_uri(), offline=True)
    expect(opened.locator("html[data-ready=yes]")).to_be_attached()
    expect(opened.locator(f"input[name=proposal][value={PROPOSAL}]")).to_be_checked()
    expect(opened.locator(f"input[name=reading][value={READING}]")).to_be_checked()


def test_page_opens_in_the_comparison_that_was_on_the_screen(dashboard, open_page, tmp_path):
    link = (
        f"?proposal={PROPOSAL}&reading={READING}&section=downloads&mode=difference&other=putin-2024"
    )
    page = open_page(f"{dashboard}/{link}")
    map_of(page)
    path = press(page, "Page with all proposals (HTML)", tmp_path)
    opened = open_page(path.as_uri(), offline=True)
    expect(opened.locator("input[name=mode][value=difference]")).to_be_checked()
    expect(opened.locator("select[name=other]")).to_have_value("putin-2024")


def test_what_differs_between_two_that_are_compared(dashboard, open_page, tmp_path, result):
    link = (
        f"?proposal={PROPOSAL}&reading={READING}&section=downloads&mode=difference&other=putin-2024"
    )
    page = open_page(f"{dashboard}/{link}")
    map_of(page)
    found = whoholds.difference(result, whoholds.evaluate_proposal("putin-2024"))
    for label, expected in (
        ("What differs (CSV)", whoholds.by_difference(found)),
        ("What differs by region (CSV)", whoholds.by_region_and_kind(found)),
    ):
        table = pd.read_csv(press(page, label, tmp_path))
        assert list(table["differs"]) == list(expected["differs"])
        assert table["area_km2"].sum() == pytest.approx(expected["area_km2"].sum())


def test_a_picture_of_what_differs_in_a_size_of_ones_own(dashboard, open_page, tmp_path):
    link = (
        f"?proposal={PROPOSAL}&reading={READING}&section=downloads&mode=difference&other=putin-2024"
    )
    page = open_page(f"{dashboard}/{link}")
    map_of(page)
    rest(page)
    size = page.get_by_role("combobox", name="Size")
    press_on(size)
    size.fill("Square")
    size.press("Enter")
    expect(size).to_have_value("Square, 1080 × 1080")
    rest(page)
    path = press(page, "Picture (PNG)", tmp_path)
    assert path.name.endswith("_difference_square.png")
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (1080, 1080)


def test_table_by_region(page, tmp_path, result):
    table = pd.read_csv(press(page, "Table by region (CSV)", tmp_path))
    expected = whoholds.by_region(result)
    assert list(table["region"]) == list(expected["region"])
    assert table["returned_km2"].sum() == pytest.approx(expected["returned_km2"].sum())


def test_all_zones(page, tmp_path, result):
    table = pd.read_csv(press(page, "All zones (CSV)", tmp_path))
    assert len(table) == len(whoholds.by_zone(result)) < len(result.frame)
    assert table["area_km2"].sum() == pytest.approx(result.frame["area_km2"].sum())


@pytest.mark.parametrize(
    ("label", "suffix"), [("Zones (GeoJSON)", ".geojson"), ("Zones (GeoPackage)", ".gpkg")]
)
def test_zones_as_geodata(page, tmp_path, result, label, suffix):
    path = press(page, label, tmp_path)
    assert path.suffix == suffix
    frame = gpd.read_file(path, layer=0)
    assert frame.crs == "EPSG:4326"
    expected = whoholds.by_zone(result)
    keys = expected[["region", "held_by", "part"]].agg("/".join, axis="columns")
    found = dict(zip(frame["zone"], frame["change"], strict=True))
    assert found == dict(zip(keys, expected["change"], strict=True))


def test_report_and_package(page, tmp_path):
    path = press(page, "Report (PDF): Anchorage terms", tmp_path)
    assert path.name.endswith("_report.pdf")
    pages = PdfReader(path).pages
    assert "Anchorage terms" in pages[0].extract_text()
    with page.expect_download(timeout=60_000) as started:
        press_on(page.get_by_role("button", name="All tables and zones (ZIP)").first)
    with zipfile.ZipFile(started.value.path()) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert {one["path"] for one in package["resources"]} < set(archive.namelist())


def test_tables_of_the_other_pages(dashboard, open_page):
    for path, rows in (("terms", 13), ("claims", len(whoholds.load_claims()))):
        page = open_page(f"{dashboard}/{path}")
        with page.expect_download() as started:
            page.get_by_role("button", name="Download the table (CSV)").click()
        content = Path(started.value.path()).read_bytes()
        assert content.startswith(codecs.BOM_UTF8)
        table = pd.read_csv(io.BytesIO(content))
        assert len(table) >= rows - 1, json.dumps(list(table.columns))

"""The dashboard of another conflict: its own words on every page, in every file, and no other."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from shapely.geometry import box

from tests.browser.frames import in_frames
from tests.browser.serving import own_dashboard
from tests.browser.test_dashboard import map_of, press
from tests.importers.files import write_layer
from tests.test_world import foreign
from whoholds.conflict.new import write_conflict
from whoholds.maps.files import MAP_FORMS, ZONE_FORMS

NAMES = {"en": "Avenmark", "uk": "Авенмарк"}
SECTIONS = ("regions", "people", "size", "terms", "sources", "downloads")
MODES = ("side", "difference", "swipe")
PAGES = [
    "?",
    "terms?",
    "claims?",
    "layers?",
    *(f"?proposal=swap&section={section}&" for section in SECTIONS),
    *(f"?proposal=swap&reading=wide&mode={mode}&other=return&" for mode in MODES),
]
TABLE = {"en": "Download the table (CSV)", "uk": "Завантажити таблицю (CSV)"}
ALL = """() => document.documentElement.outerHTML + "\\n" + document.title + "\\n" +
  [...document.querySelectorAll("[alt], [title], [aria-label]")].map(one =>
    [one.alt, one.title, one.ariaLabel].join("\\n")).join("\\n")"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The address of a dashboard of the invented conflict, in a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("drawn") / 'my, "own" country'
    write_conflict(folder)
    with own_dashboard(data=folder) as dashboard:
        yield dashboard.address


def opened(open_page, address: str, path: str, language: str) -> Page:
    page = open_page(f"{address}/{path}language={language}", locale=f"{language}-AV")
    if path.startswith("?"):
        map_of(page)
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    page.wait_for_timeout(1000)
    return page


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_words_of_its_conflict_and_no_other(drawn, open_page, path, language):
    page = opened(open_page, drawn, path, language)
    found = "\n".join(in_frames(page, ALL))
    assert foreign(found) == []
    assert NAMES[language] in found
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def text_of(path: Path) -> str:
    """What a file says to whoever opens it."""
    data = path.read_bytes()
    if path.suffix == ".png":
        return str(Image.open(BytesIO(data)).text)
    if path.suffix in (".gpkg", ".fgb"):
        return gpd.read_file(path, layer=0).to_csv()
    if path.suffix == ".xlsx":
        sheets = pd.read_excel(path, sheet_name=None)
        return "\n".join([*sheets, *(sheet.to_csv() for sheet in sheets.values())])
    assert not zipfile.is_zipfile(path)
    return data.decode("utf-8")


@pytest.mark.parametrize("language", NAMES)
def test_every_file_has_the_words_of_its_conflict_and_no_other(
    drawn, open_page, language, tmp_path
):
    link = "?proposal=swap&reading=wide&mode=difference&other=return&section=downloads&"
    page = opened(open_page, drawn, link, language)
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    expect(buttons).to_have_count(20 + 3)  # two reports and the package, read by their own tests
    files = [saved(page, buttons.nth(number), tmp_path) for number in range(20)]
    for path in ("terms?", "claims?"):
        page = opened(open_page, drawn, path, language)
        files.append(saved(page, page.get_by_role("button", name=TABLE[language]), tmp_path))
    forms = {path.suffix.removeprefix(".") for path in files}
    assert forms == {*MAP_FORMS, *ZONE_FORMS}
    for path in files:
        assert foreign(path.name) == []
        assert foreign(text_of(path)) == [], path.name
    pages = [text_of(path) for path in files if path.suffix in (".html", ".svg")]
    assert all(NAMES[language] in page for page in pages)


def saved(page: Page, button, folder: Path) -> Path:
    with page.expect_download(timeout=60_000) as started:
        press(button)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def bring(page: Page, path: Path, language: str) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("button", name=path.name).first).to_be_visible()


@pytest.mark.parametrize("language", NAMES)
def test_a_layer_of_ones_own_is_read_by_the_codes_of_its_sides(
    drawn, open_page, language, tmp_path
):
    page = opened(open_page, drawn, "layers?", language)
    path = write_layer(
        tmp_path / "mine.geojson",
        box(32.4, 43, 33, 45),
        box(30, 43, 31, 45),
        date="2030-05-30",
        held_by=["BR", "AV"],
        source="Another map",
    )
    bring(page, path, language)
    expect(page.get_by_role("columnheader").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("2030-05-30").or_(page.get_by_text("30 ")).first).to_be_visible()
    assert foreign("\n".join(in_frames(page, ALL))) == []
    wrong = write_layer(tmp_path / "wrong.geojson", box(32, 43, 33, 45), date="2030-05-30")
    wrong.write_text(wrong.read_text("utf-8").replace('"date"', '"held_by": "XX", "date"'), "utf-8")
    page.get_by_role("button", name="mine.geojson").first.wait_for()
    page = opened(open_page, drawn, "layers?", language)
    bring(page, wrong, language)
    fault = page.get_by_test_id("stCode")
    expect(fault).to_contain_text("BR")
    expect(fault).to_contain_text("AV")
    assert foreign("\n".join(in_frames(page, ALL))) == []

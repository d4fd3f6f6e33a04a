"""Every page with every kind of own layer: opened in both languages, in one visit a kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

import whoholds
from tests.browser.test_dashboard import map_of
from tests.own_layers import KINDS, NONSENSE, Kind
from tests.shipped import COUNTRY, reader_of
from whoholds.app.choice import SECTIONS
from whoholds.door.importing import import_zones
from whoholds.importers.layer import Options
from whoholds.importers.report import ImportReport
from whoholds.telling.imports import import_table
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.zones.partition import Zones

EMPTY = {"nan", "None", "NaN"}
"""What no cell of a table says."""

WALKED = [name for name, kind in KINDS.items() if kind.is_walked]
"""Kinds that a browser walks with; tests/app/test_own_layers.py has all of them."""

SLOW = ("png", "svg")
"""Files that take seconds, and are made of some kinds alone."""

DRAWN = {"tiny-and-coarse", "nearly-all-of-ukraine"}


def go(page: Page, way: str) -> None:
    """Go to a page by the keyboard: see `press` of test_dashboard about the mouse."""
    page.get_by_role("link", name=way, exact=True).press("Enter")


def rest(page: Page) -> None:
    """Wait until the page has come to rest."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def is_well(page: Page | FrameLocator, where: str) -> None:
    """Nothing of the page is nonsense."""
    said = page.locator("body").inner_text()
    assert NONSENSE.search(said) is None, (where, NONSENSE.search(said))
    assert page.get_by_test_id("stException").count() == 0, where
    assert page.get_by_test_id("stAlertContentError").count() == 0, where
    cells = page.locator(":is([data-testid=stTable], .table) :is(td, tbody th)")
    assert EMPTY.isdisjoint(text.strip() for text in cells.all_text_contents()), where


def bring(page: Page, path: Path, kind: Kind) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("button", name=f"Remove {path.name}", exact=True).first).to_be_visible()
    rest(page)
    if kind.precision_km:
        field = page.get_by_label(reader_of("en").word("layers.precision"))
        if not field.is_visible():
            page.get_by_text(reader_of("en").word("layers.choices")).click()
        field.fill(str(kind.precision_km))
        field.press("Enter")
        rest(page)
        page.get_by_role("button", name=reader_of("en").word("layers.load"), exact=True).click()
    expect(page.get_by_text("Shown on the map").first).to_be_visible(timeout=60_000)
    rest(page)


def switch_language(page: Page) -> None:
    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="Українська").click()
    expect(page.get_by_text("Хто що отримав би").first).to_be_visible()
    rest(page)


def see_layers(page: Page, report: ImportReport, language: str) -> None:
    """The report of the import is told as the importer gives it."""
    heading = page.get_by_role("heading", name=reader_of(language).word("page.layers"), exact=True)
    expect(heading).to_be_visible(timeout=60_000)
    rest(page)
    box = page.locator("details").filter(has_text=reader_of(language).word("layers.details")).first
    if box.get_attribute("open") is None:
        box.locator("summary").press("Enter")
    table = box.locator(".table").first
    expect(table).to_be_visible()
    cells = table.locator("td").all_text_contents()
    told = [
        " ".join(text.split())
        for text in import_table(report, reader_of(language, "page"), whole=False)["found"]
    ]
    assert [" ".join(text.split()) for text in cells] == told
    is_well(page, "layers")


def see_map(page: Page, zones: Zones, language: str, files: tuple[str, ...]) -> None:
    """The map, the figures of the layer, and every section below, with its files."""
    frame = map_of(page)
    first = whoholds.headline(zones)
    reader = reader_of(language)
    # A few square metres would be written as nothing, so nothing is said of how much they are.
    seen = first.area_km2 >= SMALLEST_KM2
    held = reader.about(first.area_km2, first.band_km2) if seen else reader.word("page.no_land")
    expect(page.locator(".card .value").first).to_have_text(held)
    day = reader_of(language).day(zones.control.date)
    expect(frame.locator(".wh-legend")).to_contain_text(day)
    is_well(frame, f"map in {language}")
    for section in SECTIONS:
        page.get_by_role("tab", name=reader_of(language).word(f"section.{section}")).press("Enter")
        rest(page)
        expect(page.get_by_role("tabpanel").first).to_be_visible()
        is_well(page, f"{section} in {language}")
    for form in files:
        button = page.get_by_role(
            "button", name=reader_of(language).word(f"download.{form}"), exact=True
        )
        with page.expect_download(timeout=60_000) as started:
            button.press("Enter")
        assert Path(started.value.path()).stat().st_size > 100, form


def see_page(page: Page, name: str, language: str) -> None:
    heading = page.get_by_role("heading", name=reader_of(language).word(f"page.{name}"), exact=True)
    expect(heading).to_be_visible(timeout=60_000)
    rest(page)
    is_well(page, f"{name} in {language}")


@pytest.mark.parametrize("name", WALKED)
def test_every_page_of_a_kind(dashboard, open_page, tmp_path, name):
    kind = KINDS[name]
    path = kind.write(tmp_path, name)
    zones, report = import_zones(path, COUNTRY, Options(precision_km=kind.precision_km))
    files = ("html", "regions", "geojson", "gpkg", "csv", *(SLOW if name in DRAWN else ()))
    page = open_page(f"{dashboard}/layers")
    bring(page, path, kind)
    for language in ("en", "uk"):
        if language == "uk":
            go(page, reader_of("en").word("page.layers"))
            see_layers(page, report, "en")
            switch_language(page)
        see_layers(page, report, language)
        go(page, reader_of(language).word("page.terms_page"))
        see_page(page, "terms_page", language)
        go(page, reader_of(language).word("page.claims"))
        see_page(page, "claims", language)
        rows = page.get_by_test_id("stTable").locator("tbody tr")
        expect(rows).to_have_count(len(whoholds.load_claims()))
        go(page, reader_of(language).word("page.map"))
        see_map(page, zones, language, files if language == "en" else ())


def test_two_layers_at_once_stand_side_by_side(dashboard, open_page, tmp_path):
    page = open_page(f"{dashboard}/layers")
    for name in ("days-after-a-line", "one-region"):
        bring(page, KINDS[name].write(tmp_path, name), KINDS[name])
    for language in ("en", "uk"):
        if language == "uk":
            switch_language(page)
        column = page.get_by_role("columnheader", name=reader_of(language).word("spread.spread"))
        expect(column.first).to_be_attached(timeout=60_000)
        for name in ("days-after-a-line", "one-region"):
            expect(page.locator("details summary").filter(has_text=name)).to_have_count(1)
        is_well(page, f"two layers in {language}")

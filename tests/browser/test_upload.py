"""A control layer of the reader's own, brought in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import box

import whoholds
from tests.browser.frames import in_frames
from tests.browser.test_dashboard import choose, kilometres, map_of, metric
from tests.browser.test_pages import go
from tests.importers.files import write_layer
from tests.shipped import COUNTRY, ENGLISH
from whoholds.importers.layer import import_layer

HURT = "<img src=x onerror=window.hurt=1>"

VERTICES = 20_000
"""Of a layer whose reading takes so long that it is seen."""


@pytest.fixture
def page(dashboard, open_page) -> Page:
    opened = open_page(f"{dashboard}/layers")
    expect(opened.get_by_role("heading", name="Maps of control", exact=True).first).to_be_visible()
    return opened


def bring(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("button", name=f"Remove {path.name}", exact=True).first).to_be_visible()


def test_a_layer_is_measured_shown_and_removed(page, tmp_path):
    path = write_layer(tmp_path / "mine.geojson", box(36, 46.5, 38, 48.5), date="2025-08-14")
    bring(page, path)
    expect(page.get_by_text("Shown on the map").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Control as of 14 August 2025").first).to_be_visible()
    go(page, "Map")
    frame = map_of(page)
    held = whoholds.headline(whoholds.zones_of(whoholds.control_layer(path)))
    expect(page.locator(".card .value").first).to_have_text(ENGLISH.about(held.area_km2))
    expect(frame.locator(".wh-legend")).to_contain_text("14 August 2025")
    choose(frame, "line-2025-08-16")
    expect(frame.locator(".wh-proposals .wh-name").first).to_have_text(
        "Line of contact, 14 August 2025"
    )
    expect(
        page.get_by_role("heading", name="Line of contact, 14 August 2025").first
    ).to_be_visible()
    go(page, "Maps of control")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No map of your own yet").first).to_be_visible()
    expect(page.get_by_text("Control as of 16 August 2025").first).to_be_visible()


def test_two_sources_stand_side_by_side_with_their_spread(page, tmp_path):
    path = write_layer(tmp_path / "mine.geojson", box(36, 46.5, 38, 48.5), date="2025-08-14")
    bring(page, path)
    expect(page.get_by_role("columnheader", name="Spread").first).to_be_visible(timeout=60_000)
    mine = whoholds.headline(whoholds.zones_of(whoholds.control_layer(path)))
    ours = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    row = page.get_by_role("row").filter(has_text="held by Russia").first
    expect(row).to_contain_text(kilometres(mine.area_km2))
    expect(row).to_contain_text(kilometres(ours.area_km2 - mine.area_km2))


def test_a_broken_file_says_what_is_wrong_and_changes_nothing(page, tmp_path):
    path = tmp_path / "broken_2025-08-14.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    bring(page, path)
    expect(page.get_by_text("The file is not shown").first).to_be_visible()
    fault = page.get_by_test_id("stCode")
    expect(fault).to_have_count(1)
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    expect(fault).to_contain_text("broken_2025-08-14.geojson")
    expect(fault).to_contain_text("remedy")
    assert "Traceback" not in page.locator("body").inner_text()
    assert str(Path("/", "tmp")) not in fault.inner_text()
    go(page, "Map")
    map_of(page)
    held = whoholds.headline(whoholds.zones_of(whoholds.control_layer()))
    assert metric(page, "Russia held on 16 August 2025") == ENGLISH.about(held.area_km2)


def test_a_click_right_after_a_file_that_is_refused_hears_of_it_on_the_next_page(page, tmp_path):
    path = write_layer(tmp_path / "far.geojson", box(-60, -20, -55, -15), date="2025-08-14")
    bring(page, path)
    go(page, "Map")
    map_of(page)
    expect(page.get_by_test_id("stAlert").first).to_contain_text("The file is not shown")
    expect(page.get_by_test_id("stCode").first).to_contain_text("far.geojson")


def test_names_in_a_layer_are_shown_as_text(page, tmp_path):
    path = write_layer(
        tmp_path / f"{HURT}.geojson",
        box(36, 46.5, 38, 48.5),
        date="2025-08-14",
        name=f"{HURT}</script><script>window.hurt=1</script>",
    )
    bring(page, path)
    expect(page.get_by_text("Shown on the map").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Control as of 14 August 2025").first).to_be_visible()
    go(page, "Map")
    map_of(page)
    expect(page.get_by_text(HURT).first).to_be_visible()
    assert set(in_frames(page, "window.hurt")) == {None}
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("layer=own-0123456789", "kept for that visit only. The default is shown."),
        (
            "layer=own-0123456789&language=uk",
            "зберігається лише до кінця візиту. Показано варіант за замовчуванням.",
        ),
        ("layer=1999-01-01", "unknown map of control '1999-01-01'. The default is shown."),
    ],
)
def test_a_link_to_a_layer_that_is_not_here_falls_back_with_a_notice(
    dashboard, open_page, query, said
):
    page = open_page(f"{dashboard}/?{query}")
    map_of(page)
    expect(page.get_by_test_id("stAlert").first).to_contain_text(said)
    assert "own-0" not in page.get_by_test_id("stAlert").inner_text()
    expect(page.get_by_text(re.compile("16 (August|серпня) 2025")).first).to_be_visible()


def test_a_reload_after_an_upload_says_that_the_layer_was_kept_for_that_visit(page, tmp_path):
    path = write_layer(tmp_path / "mine.geojson", box(36, 46.5, 38, 48.5), date="2025-08-14")
    bring(page, path)
    expect(page.get_by_text("Shown on the map").first).to_be_visible(timeout=60_000)
    page.wait_for_function("location.search.includes('layer=own-')")
    page.reload()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("kept for that visit only")


def test_what_a_file_leaves_open_is_chosen_in_the_browser(page, tmp_path):
    shapes = [box(36, 46.5, 38, 48.5), box(34, 48, 35, 49)]
    path = write_layer(
        tmp_path / "mine.geojson",
        *shapes,
        status=["Occupied", "Liberated"],
        date=["2025-08-14"] * 2,
    )
    bring(page, path)
    expect(page.get_by_test_id("stCode").first).to_contain_text("Occupied (1)")
    page.get_by_label("Column that says who holds").click()
    page.get_by_role("option", name="status", exact=True).click()
    expect(page.get_by_text("Occupied", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Read with these choices", exact=True).click()
    details = page.get_by_text("status is one of: Occupied")
    expect(details.first).to_be_attached(timeout=60_000)
    expect(page.get_by_role("button", name="Remove", exact=True)).to_have_count(1)
    expect(page.get_by_text("Control as of 14 August 2025").first).to_be_visible()
    options = {"held_field": "status", "held_value": "Occupied"}
    held = import_layer(path, whoholds.load_boundaries(), COUNTRY, **options).report.area_km2
    go(page, "Map")
    map_of(page)
    expect(page.locator(".card .value").first).to_have_text(ENGLISH.about(held))
    note = "Notes on reading mine.geojson"
    page.get_by_text(note).first.click()
    expect(page.get_by_text("held is where status is one of: Occupied").first).to_be_visible()
    go(page, "Published figures, checked")
    expect(page.get_by_text(note).first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("seen", ["Reading, repairing", "Shown on the map", None])
def test_a_click_right_after_an_import_takes_the_layer_along(page, tmp_path, seen):
    held = shapely.segmentize(box(36, 46.5, 38, 48.5), 8 / VERTICES)
    path = write_layer(tmp_path / "mine.geojson", held, date="2025-08-14")
    bring(page, path)
    if seen:
        expect(page.get_by_text(seen).first).to_be_visible(timeout=60_000)
    go(page, "Map")
    # The layer is read meanwhile, which takes a busy machine longer than a page.
    legend = map_of(page).locator(".wh-legend")
    expect(legend).to_contain_text("14 August 2025", timeout=60_000)
    expect(page.get_by_text("Control as of 14 August 2025").first).to_be_visible()
    page.wait_for_function("location.search.includes('layer=own-')")

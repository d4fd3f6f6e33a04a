"""Hostile files at the door of the dashboard: a sentence for who brings one, nothing for others."""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect
from shapely.geometry import box

from tests.browser.serving import own_dashboard
from tests.browser.test_dashboard import choose, map_of
from tests.browser.test_pages import go
from tests.hostile.inputs import KINDS, SECRET, Bait, laid_bait
from tests.importers.files import write_layer
from tests.shipped import reader_of
from whoholds.app.turns import AT_ONCE

MEGABYTES = 1_500
WAITS = reader_of("en").word("layers.waiting").partition("{")[0]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A dashboard of these tests' own: at the end it is there, and was never large."""
    with own_dashboard() as dashboard:
        yield dashboard.address
        assert dashboard.server.poll() is None
        status = Path(f"/proc/{dashboard.server.pid}/status")
        if status.exists():
            (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())
            assert int(peak) / 1024 < MEGABYTES


@pytest.fixture(scope="module")
def bait(tmp_path_factory) -> Iterator[Bait]:
    with laid_bait(tmp_path_factory.mktemp("bait")) as laid:
        yield laid


def lay_in(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("button", name=re.compile("^Remove .")).first).to_be_visible()


def whole(path: Path) -> Path:
    """A shapefile with its companions in one ZIP: alone it would be refused before it is read."""
    if path.suffix != ".shp":
        return path
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(path.parent.glob(f"{path.stem}.*")):
            if part != packed:
                archive.write(part, part.name)
    return packed


def load(page: Page) -> None:
    """Press the button where the file was not read as soon as it was laid in."""
    button = page.get_by_role("button", name="Read with these choices", exact=True)
    with contextlib.suppress(Error):  # it is folded away as soon as the file is read
        button.click(timeout=5_000)


def said_of(page: Page) -> str:
    """What the page says in the end."""
    shown = page.get_by_text("Shown on the map")
    expect(page.get_by_test_id("stCode").or_(shown).first).to_be_visible(timeout=90_000)
    expect(page.get_by_test_id("stSpinner")).to_have_count(0, timeout=90_000)
    return page.locator("body").inner_text()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_is_said_and_the_server_goes_on(server, open_page, bait, tmp_path, kind):
    make, expected = KINDS[kind]
    page = open_page(f"{server}/layers")
    file = whole(make(tmp_path, bait))
    lay_in(page, file.rename(file.with_name(f"2025-08-16 {file.name}")))
    told = page.get_by_text("The file is not shown")
    expect(page.get_by_test_id("stDateInput").or_(told).first).to_be_visible(timeout=60_000)
    if not told.is_visible():
        load(page)
    said = said_of(page)
    assert re.search(expected, said), said
    assert SECRET not in said
    assert "Traceback" not in said
    assert page.get_by_test_id("stException").count() == 0
    go(page, "Map")
    map_of(page)


def test_who_looks_at_the_map_waits_for_nobody_and_who_brings_a_file_waits_in_sight(
    server, open_page, bait, tmp_path
):
    slow = KINDS["an endless view"][0](tmp_path, bait)
    for _ in range(AT_ONCE):
        page = open_page(f"{server}/layers")
        lay_in(page, slow)
        page.get_by_label(reader_of("en").word("layers.layer")).click()
        page.get_by_role("option", name="v", exact=True).click()
        expect(page.get_by_test_id("stSpinner").first).to_be_visible()
    other = open_page(f"{server}/layers")
    lay_in(other, write_layer(tmp_path / "mine.geojson", box(36, 46.5, 38, 48.5)))
    expect(other.get_by_text(WAITS).first).to_contain_text("1")
    looks = open_page(server)
    frame = map_of(looks)
    choose(frame, "putin-2024")
    expect(looks.get_by_role("heading", name=re.compile("14 June 2024")).first).to_be_visible()
    expect(other.get_by_text(WAITS).first).to_be_visible()
    expect(other.get_by_text(WAITS)).to_have_count(0, timeout=60_000)
    expect(other.get_by_test_id("stDateInput").first).to_be_visible()

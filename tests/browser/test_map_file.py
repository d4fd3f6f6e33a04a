"""The exported page, opened from disk without any network."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import expect

import whoholds


@pytest.fixture(scope="module")
def map_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    command = [sys.executable, "-m", "whoholds.cli", "map", "anchorage-aug-2025", "-o", str(path)]
    subprocess.run(command, check=True)
    return path


def test_opens_from_disk_with_the_network_cut_off(map_file, open_page):
    page = open_page(map_file.as_uri(), offline=True)
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    expect(page.locator("input[name=proposal][value=anchorage-aug-2025]")).to_be_checked()
    expect(page.locator("h1")).to_be_visible()
    expected = whoholds.evaluate_proposal("anchorage-aug-2025").frame["change"].value_counts()
    for change, count in expected.items():
        expect(page.locator(f"path.wh-{change}.wh-zone")).to_have_count(int(count))
    page.locator("input[name=proposal][value=formula-2022]").check()
    expect(page.locator("path.wh-ru_keeps.wh-zone")).to_have_count(0)
    assert page.locator("path.wh-ru_returns.wh-zone").count() > 5


def test_two_builds_are_identical(map_file, tmp_path):
    again = tmp_path / "again.html"
    command = [sys.executable, "-m", "whoholds.cli", "map", "anchorage-aug-2025", "-o", str(again)]
    subprocess.run(command, check=True)
    assert again.read_bytes() == map_file.read_bytes()

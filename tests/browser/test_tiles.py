"""A street map under the zones: asked for when the reader wants one, and never otherwise."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.map_pages import enter, is_ready, write_page
from tests.browser.tile_server import COLOUR, Asked, serving_tiles
from tests.mistakes import mistake
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.ground.errors import InputError
from whoholds.maps.build import build_map

OWNER = "© <b>Tiles</b> of this test"
TILE = re.compile(r"^/\d+/\d+/\d+\.png$")


@pytest.fixture
def asked() -> Iterator[Asked]:
    with serving_tiles() as found:
        yield found


@pytest.fixture
def tiled(asked, tmp_path, open_page) -> Page:
    address = write_page(tmp_path, tiles=asked.template, attribution=OWNER)
    return is_ready(open_page(address))


def colours_of(page: Page) -> set[tuple[int, int, int]]:
    picture = Image.open(io.BytesIO(page.locator(".wh-canvas").first.screenshot()))
    return {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}


def test_tiles_are_asked_for_and_seen_through_the_zones(tiled, asked):
    expect(tiled.locator("img.leaflet-tile-loaded").first).to_be_visible()
    assert asked.paths
    assert [path for path in asked.paths if not TILE.match(path)] == []
    tiled.wait_for_timeout(500)
    colours = colours_of(tiled)
    assert COLOUR in colours, "the tiles are bare around Ukraine"
    ours = tuple(bytes.fromhex("d5eef6"))
    mixed = tuple(round((one + two) / 2) for one, two in zip(COLOUR, ours, strict=True))
    assert any(
        all(abs(a - b) <= 2 for a, b in zip(colour, mixed, strict=True)) for colour in colours
    ), "the tiles shine through what Ukraine keeps"
    for own in ("wh-land", "wh-water", "wh-river", "wh-place"):
        assert tiled.locator(f".folium-map .{own}").count() == 0


def test_the_owner_of_the_tiles_is_named_on_every_map(tiled):
    enter(tiled, "side")
    names = tiled.locator(".leaflet-control-attribution")
    expect(names).to_have_text([OWNER, OWNER])
    assert tiled.locator(".leaflet-control-attribution b").count() == 0
    expect(
        tiled.locator(".wh-canvas").nth(1).locator("img.leaflet-tile-loaded").first
    ).to_be_visible()


def test_without_the_option_nothing_is_asked(asked, tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path)))
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    enter(page, "side")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(700)
    assert requests == []
    assert asked.paths == []
    assert page.locator("img, .leaflet-control-attribution").count() == 0


@pytest.mark.parametrize(
    ("tiles", "attribution", "what", "expected"),
    [
        ("https://example.org/{z}/{x}.png", OWNER, "cannot be found", "{y}"),
        ("tiles/{z}/{x}/{y}.png", OWNER, "cannot be found", "https://"),
        ("javascript:alert(1)//{z}/{x}/{y}", OWNER, "cannot be found", "https://"),
        ("https://example.org/{z}/{x}/{y}.png", " ", "nobody is named", "owner"),
    ],
)
def test_tiles_that_could_not_be_shown_are_refused(tiles, attribution, what, expected):
    with mistake(InputError, what, where="tiles", expected=expected):
        build_map(
            load_catalogue(), baseline_zones(), "putin-2024", tiles=tiles, attribution=attribution
        )

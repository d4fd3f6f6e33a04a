"""The map page and the dashboard on paper: every region on the sheet, nothing to press."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

import whoholds
from tests.browser.map_pages import FIRST, SECOND, enter, is_ready, pick, write_page
from tests.browser.test_dashboard import map_of
from whoholds.maps.palette import SURFACES

# What margins of 10 mm leave of a sheet, in CSS pixels.
SHEETS = {
    "A4 upright": ("A4", False, 718, 1046),
    "A4 across": ("A4", True, 1046, 718),
    "Letter upright": ("Letter", False, 740, 980),
    "Letter across": ("Letter", True, 980, 740),
}
MOST_FIGURES = 200
MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")

# Boxes of what is drawn of each region, and of what they must lie in, in CSS pixels of the page.
BOXES = """() => {
  const papers = [...document.querySelectorAll(".wh-paper")].filter((one) => one.clientWidth);
  const box = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  return papers.map((one) => ({
    sheet: box(one),
    regions: Object.fromEntries([...one.querySelectorAll("path.wh-region")]
      .map((path) => [path.dataset.region, box(path)])),
  }));
}"""

CONTROLS = ".wh-bar, .wh-proposals, .wh-readings, .leaflet-control-zoom, .wh-help, .wh-divider"


def on_paper(page: Page, sheet: str) -> None:
    """Lay the page out for a sheet, as printing does."""
    _, _, width, height = SHEETS[sheet]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": height})


def print_to_pdf(page: Page, sheet: str) -> int:
    """Print a page, and return how many sheets it takes."""
    name, landscape, _, _ = SHEETS[sheet]
    pdf = page.pdf(format=name, landscape=landscape, margin=MARGIN)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def require_whole(frame: Page | Frame, maps: int, width: float, height: float) -> None:
    """Every map has every region, inside its drawing, which is inside the page and not tiny."""
    drawn: list[dict[str, Any]] = frame.evaluate(BOXES)
    assert len(drawn) == maps
    expected = set(whoholds.load_boundaries().regions.index)
    for one in drawn:
        left, top, right, bottom = one["sheet"]
        assert left >= -1
        assert top >= -1
        assert right <= width + 1
        assert bottom <= height + 1
        assert right - left > 0.4 * width
        assert set(one["regions"]) == expected
        for region, box in one["regions"].items():
            assert box[0] >= left, region
            assert box[1] >= top, region
            assert box[2] <= right, region
            assert box[3] <= bottom, region
        crimea, luhansk = one["regions"]["UA-43"], one["regions"]["UA-09"]
        country = luhansk[2] - min(box[0] for box in one["regions"].values())
        assert country > 0.35 * width / maps
        assert crimea[3] - crimea[1] > 0.03 * height


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("mode", ["single", "side", "difference", "swipe"])
def test_the_file_prints_every_region_on_one_sheet(tmp_path, open_page, mode, sheet):
    page = is_ready(open_page(write_page(tmp_path, mode=mode, other=SECOND), offline=True))
    maps = 2 if mode == "side" else 1
    expect(page.locator(".wh-paper")).to_have_count(maps)
    assert print_to_pdf(page, sheet) == 1
    on_paper(page, sheet)
    _, _, width, height = SHEETS[sheet]
    require_whole(page, maps, width, height)
    foot = page.locator(".wh-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= height
    for part in (".wh-finding", ".wh-date", ".wh-title", ".wh-legend", ".wh-foot"):
        expect(page.locator(part).first).to_be_visible()
    names = [whoholds.load_catalogue()[name].name["en"] for name in (FIRST, SECOND)]
    shown = page.locator(".wh-stage").inner_text()
    assert names[0] in shown
    assert (names[1] in shown) == (mode != "single")
    for control in page.locator(CONTROLS).all():
        expect(control).to_be_hidden()


def test_paper_shows_all_regions_and_the_choice_after_a_reader_went_near(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path)))
    for _ in range(6):
        page.locator(".leaflet-control-zoom-in").click()
    pick(page, "formula-2022")
    on_paper(page, "A4 upright")
    require_whole(page, 1, 718, 1046)
    expected = whoholds.evaluate_proposal("formula-2022").frame["change"].value_counts()
    for change, count in expected.items():
        expect(page.locator(f"path.wh-printed.wh-{change}")).to_have_count(int(count))


def test_the_divider_stands_where_it_stood(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path, mode="swipe", other=SECOND)))
    divider = page.get_by_role("slider")
    line = page.locator(".wh-paper-divider")
    places = []
    for share in ("20", "80"):
        divider.fill(share)
        places.append(float(re.match(r"M([-\d.]+) ", line.get_attribute("d") or "")[1]))
    assert places[1] - places[0] > 300
    first, second = (
        page.locator(f"{part} clipPath rect") for part in (".wh-paper-zones", ".wh-paper-over")
    )
    x, width = (float(first.get_attribute(name) or "") for name in ("x", "width"))
    assert x + width == pytest.approx(places[1])
    assert float(second.get_attribute("x") or "") == pytest.approx(places[1])
    enter(page, "single")
    assert page.locator(".wh-paper-zones").get_attribute("clip-path") == "none"


def test_a_dark_page_prints_light(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path), color_scheme="dark"))
    expect(page.locator(".wh-paper")).to_be_attached()
    colour = "node => getComputedStyle(node).fill"
    on_paper(page, "A4 across")
    sea = SURFACES["light"]["sea"]
    rgb = ", ".join(str(int(sea[place : place + 2], 16)) for place in (1, 3, 5))
    assert page.locator(".wh-paper-sea").evaluate(colour) == f"rgb({rgb})"
    ink = page.locator(".wh-finding").evaluate("node => getComputedStyle(node).color")
    assert max(map(int, re.findall(r"\d+", ink))) < 80


def test_what_was_asked_about_a_region_comes_on_a_sheet_of_its_own(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path)))
    page.locator("path.wh-zone[aria-label^=Kherson]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wh-details")).to_be_visible()
    assert print_to_pdf(page, "A4 upright") == 2
    on_paper(page, "A4 upright")
    require_whole(page, 1, 718, 1046)
    box = page.locator(".wh-details").bounding_box()
    assert box is not None
    assert box["y"] >= 1045


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sheet", ["A4 upright", "A4 across", "Letter across"])
@pytest.mark.parametrize("mode", ["single", "side"])
def test_the_dashboard_prints_every_region_on_one_sheet(dashboard, open_page, mode, sheet, scheme):
    link = f"?proposal={FIRST}&mode={mode}&other={SECOND}"
    page = open_page(f"{dashboard}/{link}", color_scheme=scheme)
    frame = map_of(page)
    expect(page.locator(".card .value").first).to_be_visible()
    maps = 2 if mode == "side" else 1
    expect(frame.locator(".wh-paper")).to_have_count(maps)
    on_paper(page, sheet)
    _, _, width, height = SHEETS[sheet]
    box = page.locator("iframe[title]").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 1
    # A frame is never broken: what does not fit under the figures moves to a sheet of its own.
    assert box["height"] <= height - MOST_FIGURES
    inner = next(one for one in page.frames if one.parent_frame is page.main_frame)
    # The frame is a process of its own, and hears of its new size a moment later.
    is_laid_out = (
        "([width, height]) => Math.abs(innerWidth - width) + Math.abs(innerHeight - height) < 2"
    )
    inner.wait_for_function(is_laid_out, arg=[box["width"], box["height"]])
    require_whole(inner, maps, box["width"], box["height"])
    foot = frame.locator(".wh-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= box["y"] + box["height"] + 1
    for name in ("stSelectbox", "stHeader", "stPageLink"):
        expect(page.get_by_test_id(name).first).to_be_hidden()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    ink = page.locator(".card .value").first.evaluate("node => getComputedStyle(node).color")
    assert max(map(int, re.findall(r"\d+", ink))) < 80

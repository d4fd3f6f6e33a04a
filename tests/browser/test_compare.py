"""Comparing two proposals in the map page: side by side, as a difference, by swiping."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

import whoholds
from tests.browser.map_pages import FIRST, SECOND, enter, is_ready, write_framed, write_page
from tests.shipped import ENGLISH, reader_of
from whoholds.desk import baseline_zones, load_catalogue
from whoholds.figures.people import people_by_change, people_of, residents
from whoholds.maps.build import build_map, render
from whoholds.proposals.tracts import tract_keys
from whoholds.words.headcounts import rounded, told
from whoholds.zones.bands import bands

MODES = ("single", "side", "difference", "swipe")


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    return write_page(tmp_path_factory.mktemp("map"))


@pytest.fixture
def page(address, open_page) -> Page:
    return is_ready(open_page(address, offline=True))


@pytest.fixture
def parent(tmp_path, open_page) -> Page:
    page = open_page(write_framed(tmp_path))
    page.wait_for_function("heard.some((message) => message.whoholds === 'ready')")
    return page


def compare(page: Page, mode: str, other: str = SECOND) -> None:
    enter(page, mode)
    page.locator("select[name=other]").select_option(other)


def counts(page: Page, canvas: int) -> dict[str, int]:
    """How many zones of a map carry each class."""
    return page.evaluate(
        """canvas => {
          const zones = document.querySelectorAll(".wh-canvas")[canvas].querySelectorAll(
            ".leaflet-zones-pane .wh-zone");
          const found = {};
          for (const zone of zones) {
            const name = zone.getAttribute("class").split(" wh-").pop();
            found[name] = (found[name] || 0) + 1;
          }
          return found;
        }""",
        canvas,
    )


def expected_counts(proposal: str) -> dict[str, int]:
    changes = whoholds.evaluate_proposal(proposal).frame["change"].value_counts()
    return {str(change): int(count) for change, count in changes.items()}


def differing() -> tuple[float, float]:
    """Area where another would hold, and where recognition alone differs."""
    first, second = (whoholds.evaluate_proposal(name) for name in (FIRST, SECOND))
    kinds = whoholds.by_kind(whoholds.difference(first, second)).set_index("differs")["area_km2"]
    return kinds["holder"], kinds["recognition"]


def test_side_by_side_shows_each_proposal_on_its_map(page):
    compare(page, "side")
    assert counts(page, 0) == expected_counts(FIRST)
    assert counts(page, 1) == expected_counts(SECOND)
    names = [whoholds.evaluate_proposal(name).proposal.name["en"] for name in (FIRST, SECOND)]
    for index, name in enumerate(names):
        expect(page.locator(".wh-title").nth(index)).to_contain_text(name)
        expect(page.locator(".wh-canvas > [role=region]").nth(index)).to_have_attribute(
            "aria-label",
            f"Map of Ukraine by proposal: {page.locator('.wh-title').nth(index).inner_text()}",
        )
    ceded = whoholds.by_change(whoholds.evaluate_proposal(SECOND)).set_index("change")
    legend = page.locator(".wh-legend").nth(1)
    expect(legend).to_contain_text(f"{ceded.loc['ua_cedes', 'area_km2']:,.0f} km²")


# What a map shows in its middle and how large, to a tenth of a pixel: the tip of a drawn border.
VIEWS = """() => [...document.querySelectorAll(".wh-canvas")].map((canvas) => {
  const box = canvas.getBoundingClientRect();
  const border = canvas.querySelector("path.wh-border").getBoundingClientRect();
  return [border.left - box.left, border.top - box.top, border.width].map(Math.round);
})"""


def test_the_two_maps_move_together_and_come_to_rest(page):
    compare(page, "side")
    maps = page.locator(".wh-canvas > [role=region]")
    start = page.evaluate(VIEWS)
    assert start[0] == pytest.approx(start[1], abs=1)
    for index in (0, 1, 0):
        before = page.evaluate(VIEWS)
        box = maps.nth(index).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 40, y + 30, steps=4)
        page.wait_for_timeout(200)
        page.mouse.up()
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(900)
        after = page.evaluate(VIEWS)
        assert after[0] != before[0]
        assert after[0] == pytest.approx(after[1], abs=1.5)
    page.wait_for_timeout(300)
    assert page.evaluate(VIEWS) == after
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(700)
    zoomed = page.evaluate(VIEWS)
    assert zoomed[0][2] > after[0][2]
    assert zoomed[0] == pytest.approx(zoomed[1], abs=1.5)


IN_WORDS = "Russia under the Russian terms of 14 June 2024; Ukraine under the terms reported"


def test_difference_counts_what_differs(page):
    compare(page, "difference")
    holder, terms = differing()
    heading = page.locator(".wh-legend h2")
    expect(heading).to_contain_text(f"The holder differs: {holder:,.0f} km²")
    expect(heading).not_to_contain_text("recognition")
    page.locator(".wh-check input").check()
    expect(heading).to_contain_text(f"Only recognition differs: {terms:,.0f} km²")
    expect(page.locator(".wh-legend li").filter(has_text=IN_WORDS)).to_be_visible()
    zone = page.locator("path.wh-differ_ru").first
    assert IN_WORDS in zone.get_attribute("aria-label")
    quiet = page.locator("path.wh-both_ua").first
    assert "Ukraine under both" in quiet.get_attribute("aria-label")
    assert "people" not in page.locator(".wh-legend").inner_text()


def test_two_that_are_the_same_differ_nowhere(page):
    compare(page, "difference", FIRST)
    reading = page.locator("select[name=otherReading]")
    expect(reading).to_have_value("wide")
    reading.select_option("narrow")
    expect(page.locator(".wh-legend h2")).to_have_text("Nothing differs on the map")
    assert set(counts(page, 0)) == {"both_ua", "both_ru", "same"}


def test_the_other_follows_as_the_rival_until_somebody_chooses_one(page):
    compare(page, "difference")
    other = page.locator("select[name=other]")
    page.locator("input[name=proposal][value=us-28-nov-2025]").check()
    expect(other).to_have_value(FIRST)
    expect(page.locator(".wh-towns")).to_contain_text("Pokrovsk")
    page.locator("input[name=proposal][value=formula-2022]").check()
    expect(other).to_have_value("line-2025-08-16")
    other.select_option("istanbul-2022")
    page.locator(f"input[name=proposal][value={FIRST}]").check()
    expect(other).to_have_value("istanbul-2022")
    page.locator("input[name=mode][value=single]").check()
    expect(page.locator(".wh-towns")).to_be_hidden()


def test_people_are_told_where_they_are_known(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path, people=True, language="en")))
    compare(page, "difference")
    heading = page.locator(".wh-legend h2").inner_text()
    # How many is told no surer than it is: test_the_page_is_no_surer_than_the_tables.
    assert re.search(r"(about|fewer than) [\d,]+ pre-war residents", heading)
    expect(page.locator(".wh-legend li").first).to_contain_text("people")


# Numbers that people.rounded rounds otherwise than three digits would be, and one at its border.
CROWD = (0.4, 107.2, 83_456, 999_499.6, 1_234_567)


def test_people_are_rounded_as_everywhere(tmp_path, open_page):
    zones = baseline_zones()
    people = pd.Series(0.0, index=zones.frame.index)
    # Whole regions: their numbers are official, without a band.
    whole = ~zones.frame["region"].duplicated(keep=False)
    chosen = list(zones.frame.index[whole][: len(CROWD)])
    people[chosen] = CROWD
    path = tmp_path / "map.html"
    path.write_text(render(build_map(load_catalogue(), zones, FIRST, people=people)), "utf-8")
    page = is_ready(open_page(path.as_uri()))
    for zone, count in zip(chosen, CROWD, strict=True):
        place = zones.frame.index.get_loc(zone)
        text = page.locator(f"path.wh-zone[data-zone='{place}']").get_attribute("aria-description")
        assert f"Pre-war residents: {rounded(round(count)):,}. " in text


def test_the_page_is_no_surer_than_the_tables(tmp_path, open_page):
    """Every zone's area and residents, and those of every change, as Python tells them."""
    zones = baseline_zones()
    path = tmp_path / "map.html"
    canvas = build_map(load_catalogue(), zones, FIRST, people=residents(zones).people)
    path.write_text(render(canvas), "utf-8")
    page = is_ready(open_page(path.as_uri()))
    ids = tract_keys(whoholds.evaluate_proposal(FIRST))
    found, told_ways = bands(zones, ids), set()
    for place, name in enumerate(ids):
        text = page.locator(f"path.wh-zone[data-zone='{place}']").get_attribute("aria-description")
        if text is None:  # a piece of a tract that another piece speaks for
            continue
        area = reader_of("en").area(
            float(zones.table.loc[(ids == name).to_numpy(), "area_km2"].sum()), found[name]
        )
        count = people_of(zones, ids == name)
        people = told(count, ENGLISH).partition(" ±")[0]
        assert f"Area: {area}, " in text, name
        assert f"Pre-war residents: {people}. " in text, name
        told_ways |= {area.split()[0] == "less", people.split()[0]}
    assert {True, "fewer", "none"} <= told_ways
    frame = whoholds.evaluate_proposal(FIRST).frame
    legend = page.locator(".wh-legend").first
    for change in set(frame["change"]):
        count = people_of(zones, frame["change"] == change)
        row = legend.locator("li").filter(has_text=ENGLISH.word(f"change.{change}"))
        expect(row).to_contain_text(told(count, ENGLISH).partition(" ±")[0])


@pytest.mark.parametrize("mode", MODES)
def test_legend_tooltip_and_details_tell_the_real_residents(tmp_path, open_page, mode):
    path = tmp_path / "map.html"
    zones, catalogue = baseline_zones(), load_catalogue()
    people = residents(zones).people
    path.write_text(render(build_map(catalogue, zones, SECOND, people=people)), "utf-8")
    page = is_ready(open_page(path.as_uri()))
    if mode != "single":
        compare(page, mode, FIRST)
    legend = page.locator(".wh-legend").first
    if mode == "difference":
        moved = whoholds.evaluate_proposal(SECOND).frame
        other = whoholds.evaluate_proposal(FIRST).frame
        gone = (moved["holder"] == "RU") & (other["holder"] == "UA")
        expect(legend).to_contain_text(f"{rounded(people[gone].sum()):,} people")
    else:
        each = people_by_change(whoholds.evaluate_proposal(SECOND)).set_index("change")["people"]
        row = legend.locator("li").filter(has_text="Ukraine would cede")
        expect(row).to_contain_text(f"{rounded(each['ua_cedes']):,} people")
    expect(legend).to_contain_text("not who lives there since")
    zone = page.locator("path.wh-zone[aria-label^=Sevastopol]").first
    zone.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    count = f"{rounded(people[zones.frame['region'] == 'UA-40'].sum()):,}"
    expect(page.get_by_role("tooltip").first).to_contain_text(f"{count} pre-war residents")
    page.keyboard.press("Enter")
    expect(page.locator(".wh-details")).to_contain_text(f"about {count} pre-war residents")


# What is seen at a share of the map's width: the proposal whose layer is hit there.
LAYER_AT = """share => {
  const box = document.querySelector(".wh-canvas").getBoundingClientRect();
  for (let y = box.top + 20; y < box.bottom - 20; y += 7) {
    const hit = document.elementFromPoint(box.left + box.width * share, y);
    const pane = hit?.closest?.(".leaflet-zones-pane, .leaflet-zones-b-pane");
    if (pane && hit.matches(".wh-zone")) return pane.className.includes("-b-") ? "b" : "a";
  }
}"""


def test_the_divider_first_stands_amid_what_differs_until_it_is_moved(page):
    compare(page, "swipe")
    slider = page.get_by_role("slider")

    def aside(second: str) -> float:
        """Land that another would hold, west of the divider, as a share of all such land."""
        found = whoholds.difference(
            whoholds.evaluate_proposal(FIRST), whoholds.evaluate_proposal(second)
        )
        held = found.frame["differs"] == "holder"
        land = page.locator(".leaflet-container path.wh-border").first.bounding_box()
        box = page.locator(".wh-canvas").first.bounding_box()
        west, _, east, _ = baseline_zones().boundaries.territory.bounds
        x = box["x"] + box["width"] * int(slider.input_value()) / 100
        lon = west + (x - land["x"]) / land["width"] * (east - west)
        zones = baseline_zones().frame.loc[held.to_numpy()].representative_point()
        area = found.frame.loc[held, "area_km2"].to_numpy()
        return float(area[(zones.x < lon).to_numpy()].sum() / area.sum())

    first = int(slider.input_value())
    assert 0.1 < aside(SECOND) < 0.9
    page.locator("select[name=other]").select_option("line-2022-02-23")
    page.wait_for_timeout(100)
    assert int(slider.input_value()) != first
    assert 0.1 < aside("line-2022-02-23") < 0.9
    slider.fill("30")
    page.locator("select[name=other]").select_option(SECOND)
    page.wait_for_timeout(100)
    expect(slider).to_have_value("30")


def test_swipe_by_keyboard(page):
    compare(page, "swipe")
    slider = page.get_by_role("slider")
    slider.fill("50")
    assert [page.evaluate(LAYER_AT, share) for share in (0.35, 0.65)] == ["a", "b"]
    slider.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(LAYER_AT, 0.65) == "a"
    page.keyboard.press("Home")
    assert page.evaluate(LAYER_AT, 0.35) == "b"
    assert whoholds.evaluate_proposal(SECOND).proposal.name["en"] in slider.get_attribute(
        "aria-valuetext"
    )
    enter(page, "single")
    assert page.evaluate(LAYER_AT, 0.35) == "a"


def test_swipe_by_mouse_and_by_touch(address, open_page):
    page = is_ready(open_page(address, has_touch=True))
    compare(page, "swipe")
    page.get_by_role("slider").fill("50")
    box = page.locator(".wh-canvas").bounding_box()
    y = box["y"] + box["height"] / 2

    def x(share: float) -> float:
        return box["x"] + box["width"] * share

    page.mouse.move(x(0.5), y)
    page.mouse.down()
    page.mouse.move(x(0.8), y, steps=5)
    page.mouse.up()
    assert page.evaluate(LAYER_AT, 0.7) == "a"
    touch = page.context.new_cdp_session(page)
    for kind, share in [("touchStart", 0.8), ("touchMove", 0.5), ("touchMove", 0.3)]:
        points = [{"x": x(share), "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)
    assert page.evaluate(LAYER_AT, 0.4) == "b"


def test_the_divider_stays_where_it_is_while_the_map_moves(page):
    compare(page, "swipe")
    page.get_by_role("slider").fill("50")
    page.locator(".folium-map").focus()
    for key in ("ArrowLeft", "+", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(450)
    assert [page.evaluate(LAYER_AT, share) for share in (0.47, 0.53)] == ["a", "b"]


# Twenty clicks on proposals, with all colours computed anew after each.
TOGGLES = """() => {
  const inputs = [...document.querySelectorAll("input[name=proposal]")];
  const zones = [...document.querySelectorAll(".wh-zone")];
  for (let turn = 0; turn < 20; turn++) {
    inputs[(turn * 5 + 3) % inputs.length].click();
    for (const zone of zones) getComputedStyle(zone).fill;
  }
}"""


@pytest.mark.parametrize("mode", MODES)
def test_a_toggle_is_a_restyle(page, mode):
    enter(page, mode)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(700)
    zone = page.locator(".leaflet-zones-pane path.wh-zone").nth(20)
    zone.focus()
    before, asked = page.evaluate(VIEWS), []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(TOGGLES)
    assert asked == []
    page.wait_for_timeout(100)
    assert page.evaluate(VIEWS) == before


def test_a_toggle_does_not_move_a_map_that_fills_its_frame(page):
    before = page.evaluate(VIEWS)
    for proposal in page.locator("input[name=proposal]").all():
        proposal.check()
        page.wait_for_timeout(60)
        assert page.evaluate(VIEWS) == before
    enter(page, "swipe")
    page.wait_for_timeout(100)
    before = page.evaluate(VIEWS)[0][2]
    for proposal in page.locator("select[name=other] option").all():
        page.locator("select[name=other]").select_option(proposal.get_attribute("value"))
        page.wait_for_timeout(60)
        assert page.evaluate(VIEWS)[0][2] == before


@pytest.mark.parametrize("mode", MODES)
def test_focus_on_a_zone_survives_a_toggle(page, mode):
    if mode != "single":
        compare(page, mode)
    zone = page.locator(".leaflet-zones-pane path.wh-zone").nth(20)
    zone.focus()
    label = zone.get_attribute("aria-description")
    page.keyboard.press("3")
    expect(page.locator("input[name=proposal]").nth(2)).to_be_checked()
    expect(zone).to_be_focused()
    assert zone.get_attribute("aria-description") != label


def test_state_goes_to_the_parent_and_comes_from_it(parent):
    frame = parent.frame_locator("iframe")
    chosen = "heard.filter((one) => one.whoholds === 'chosen')"
    frame.locator("input[name=mode][value=difference]").check()
    frame.locator("select[name=other]").select_option(FIRST)
    frame.locator("select[name=otherReading]").select_option("wide")
    parent.wait_for_function(f"{chosen}.length === 3")
    assert parent.evaluate(f"{chosen}.at(-1).state") == {
        "proposal": FIRST,
        "reading": "narrow",
        "other": FIRST,
        "otherReading": "wide",
        "mode": "difference",
        "extent": "changes",
        "recognition": "hidden",
        "region": None,
    }
    wanted = {"mode": "side", "proposal": SECOND, "other": "formula-2022", "region": "UA-65"}
    parent.evaluate("state => tell(state)", wanted)
    expect(frame.locator("input[name=mode][value=side]")).to_be_checked()
    expect(frame.locator(f"input[name=proposal][value={SECOND}]")).to_be_checked()
    expect(frame.locator("select[name=other]")).to_have_value("formula-2022")
    expect(frame.locator(".wh-details h2")).to_have_text("Kherson")
    parent.wait_for_timeout(200)
    assert parent.evaluate(f"{chosen}.length") == 3, "what the parent said came back to it"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"mode": "sideways"},
        {"proposal": "nobody", "reading": "none"},
        {"other": "__proto__", "otherReading": "constructor"},
        {"region": "UA-99"},
        {"region": 7, "mode": None, "proposal": {}},
        "text",
        None,
    ],
)
def test_unknown_values_change_nothing(parent, nonsense):
    frame = parent.frame_locator("iframe")
    parent.evaluate("state => tell(state)", nonsense)
    parent.evaluate("tell({ mode: 'difference' })")
    expect(frame.locator("input[name=mode][value=difference]")).to_be_checked()
    expect(frame.locator(f"input[name=proposal][value={FIRST}]")).to_be_checked()
    expect(frame.locator(".wh-details")).to_be_hidden()
    expect(frame.locator("select[name=other]")).not_to_have_value("")


# On a phone the divider takes the place of two maps.
PLACES = [
    (mode, width) for mode in MODES for width in (1280, 760, 390) if (mode, width) != ("side", 390)
]


@pytest.mark.parametrize(("mode", "width"), PLACES)
def test_the_details_cover_no_map(address, open_page, mode, width):
    page = is_ready(open_page(address, width=width))
    enter(page, mode)
    page.locator("path.wh-zone[aria-label^=Kherson]").first.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".wh-details")
    expect(panel).to_be_visible()
    one = panel.bounding_box()
    assert min(one["width"], one["height"]) > 120
    for canvas in page.locator(".wh-canvas:visible").all():
        two = canvas.bounding_box()
        is_beside = one["x"] + one["width"] <= two["x"]
        is_below = one["y"] >= two["y"] + two["height"]
        is_above = one["y"] + one["height"] <= two["y"]
        assert is_beside or is_below or is_above
    expect(page.locator("select[name=proposal]")).to_be_in_viewport()


def test_a_page_can_open_in_a_comparison(tmp_path, open_page):
    page = is_ready(open_page(write_page(tmp_path, mode="side", other=SECOND)))
    expect(page.locator("input[name=mode][value=side]")).to_be_checked()
    assert counts(page, 1) == expected_counts(SECOND)

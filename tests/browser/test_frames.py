"""The map page in frames of every size: map, key and numbers in sight, names that never collide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_pages import FIRST, enter, is_ready, page_html
from tests.browser.test_dashboard import map_of

SIZES = [
    (320, 480), (360, 640), (390, 844), (600, 400), (768, 1024), (800, 600),
    (1024, 700), (1200, 630), (1280, 720), (1366, 768), (1440, 900), (1920, 1080),
]  # fmt: skip
PHONES = [(320, 480), (390, 844)]

# Share of the frame that the map has, all maps together, of what is seen without scrolling.
SHARE = """() => [...document.querySelectorAll(".wh-canvas")].map((node) => {
  const { top, bottom, left, right } = node.getBoundingClientRect();
  const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
  const wide = Math.min(right, innerWidth) - Math.max(left, 0);
  return Math.max(0, high) * wide / (innerWidth * innerHeight);
}).reduce((sum, one) => sum + one, 0)"""

# Samples of the key that are below the fold or at its sides.
UNSEEN = """() => [...document.querySelectorAll(".wh-legend li:not(.wh-room)")]
  .filter((node) => node.offsetWidth)
  .filter((node) => {
    const { left, right, bottom } = node.getBoundingClientRect();
    return bottom > innerHeight + 1 || right > innerWidth + 1 || left < -1;
  }).map((node) => node.textContent)"""

# What has digits and is cut: by the frame, or by a box that hides what goes beyond it.
CUT = r"""() => [...document.querySelectorAll("body *")]
  .filter((node) => !node.childElementCount && /\d/.test(node.textContent) && node.offsetWidth)
  .filter((node) => !node.closest("select, .wh-kicker, .wh-live, .leaflet-container"))
  .filter((node) => {
    const { left, right } = node.getBoundingClientRect();
    const hides = getComputedStyle(node).overflowX !== "visible";
    return right > innerWidth + 1 || left < -1 || hides && node.scrollWidth > node.clientWidth + 1;
  }).map((node) => node.textContent)"""

# Pairs of names on the map that lie over each other, and names that the map's edge cuts.
COLLISIONS = """() => {
  const canvas = document.querySelector(".wh-canvas").getBoundingClientRect();
  const names = [...document.querySelectorAll(".leaflet-places-pane span")].map((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { text: node.textContent, left, right, top, bottom };
  });
  const over = names.flatMap((one, at) => names.slice(at + 1)
    .filter((other) => one.left < other.right && one.right > other.left
      && one.top + 2 < other.bottom && one.bottom > other.top + 2)
    .map((other) => `${one.text} / ${other.text}`));
  const cut = names.filter(({ left, right, top, bottom }) => left < canvas.left - 1
    || right > canvas.right + 1 || top < canvas.top - 1 || bottom > canvas.bottom + 1);
  return { count: names.length, over, cut: cut.map(({ text }) => text) };
}"""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("frames")
    for language in ("en", "uk"):
        text = page_html(people=True, language=language)
        (folder / f"{language}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in ("en", "uk")}


def opened(open_page, address: str, size: tuple[int, int], asked: str = "") -> Page:
    page = is_ready(open_page(f"{address}{asked}", width=size[0], height=size[1]))
    page.wait_for_function(
        "() => document.querySelectorAll('.leaflet-places-pane span').length > 3"
    )
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "uk"])
def test_map_key_and_numbers_are_in_sight(addresses, open_page, size, language):
    page = opened(open_page, addresses[language], size)
    assert page.evaluate(SHARE) >= 0.45
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_two_proposals_leave_the_map_its_room_and_the_key_in_sight(addresses, open_page, size):
    page = opened(open_page, addresses["uk"], size, "#mode=side")
    for mode in ("side", "difference", "swipe"):
        page.goto(f"{addresses['uk']}#proposal={FIRST}&mode={mode}")
        shown = "swipe" if mode == "side" and size[0] < 600 else mode
        expect(page.locator(f".wh-stage[data-mode={shown}]")).to_be_attached()
        page.wait_for_timeout(200)
        assert page.evaluate(SHARE) >= 0.45, mode
        assert page.evaluate(UNSEEN) == [], mode
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, mode
        assert page.evaluate(CUT) == [], mode
        expect(page.locator(".wh-legend li").first).to_be_visible()


def test_the_map_is_above_the_fold_of_a_phone(addresses, open_page):
    page = opened(open_page, addresses["uk"], (390, 844))
    box = page.locator(".wh-canvas").first.bounding_box()
    assert box["height"] >= 0.55 * 844
    assert box["y"] + box["height"] <= 844
    order = [
        page.locator(name).first.bounding_box()["y"]
        for name in (".wh-pick", ".wh-canvas", ".wh-finding")
    ]
    assert order == sorted(order)


def at_rest(page: Page) -> dict:
    """What the names on the map are like when they no longer move."""
    before = None
    for _ in range(40):
        page.wait_for_timeout(250)
        found = page.evaluate(COLLISIONS)
        if found == before:
            return found
        before = found
    raise AssertionError("the names on the map never come to rest")


@pytest.mark.parametrize("language", ["en", "uk"])
def test_names_never_collide(addresses, open_page, language):
    page = opened(open_page, addresses[language], (1280, 900))
    for proposal in (FIRST, "formula-2022"):
        page.evaluate(
            "id => document.querySelector(`input[name=proposal][value='${id}']`).click()", proposal
        )
        for step in range(6):
            found = at_rest(page)
            assert found["count"] > 2, step
            assert (found["over"], found["cut"]) == ([], []), step
            page.locator(".leaflet-control-zoom-in").dispatch_event("click")
        page.locator(".wh-home").click()


def test_towns_that_change_hands_are_named_first(addresses, open_page):
    page = opened(open_page, addresses["en"], (1280, 900))
    expect(page.locator(".leaflet-places-pane .wh-place", has_text="Kramatorsk")).to_have_count(1)
    expect(page.locator(".leaflet-places-pane .wh-region-name", has_text="Luhansk")).to_have_count(
        1
    )
    expect(page.locator(".leaflet-places-pane .wh-neighbour", has_text="Russia")).to_have_count(1)
    page.locator(".wh-extents button", has_text="Whole country").click()
    expect(page.locator(".leaflet-places-pane .wh-neighbour", has_text="Romania")).to_have_count(1)


ZOOM = "map_whoholds.getZoom()"


def test_the_map_begins_at_what_changes_and_comes_near_a_region(addresses, open_page):
    page = opened(open_page, addresses["en"], (1280, 900))
    inset = page.locator(".wh-inset")
    expect(inset).to_be_visible()
    near = page.evaluate(ZOOM)
    page.locator(".wh-extents button", has_text="Whole country").click()
    expect(inset).to_be_hidden()
    whole = page.evaluate(ZOOM)
    assert whole < near
    page.wait_for_url("**extent=whole*")
    page.locator(".leaflet-zones-pane path[aria-label^='Donetsk']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {ZOOM} > {near} + 1")
    expect(page.locator(".wh-details")).to_contain_text("Kramatorsk")
    page.locator(".wh-details .wh-close").click()
    page.wait_for_function(f"() => {ZOOM} === {whole}")
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(f"() => {ZOOM} > {whole}")
    page.locator(".wh-home").click()
    page.wait_for_function(f"() => {ZOOM} === {whole}")


def test_numbers_letters_and_steps_choose_a_proposal(addresses, open_page):
    page = opened(open_page, addresses["en"], (1280, 900))
    chosen = page.locator("input[name=proposal]:checked")
    all_ = page.locator("input[name=proposal]")
    page.keyboard.press("1")
    expect(chosen).to_have_value(all_.nth(0).get_attribute("value"))
    page.keyboard.press("2")
    expect(chosen).to_have_value(all_.nth(11).get_attribute("value"))
    page.wait_for_timeout(1000)
    page.keyboard.press("3")
    expect(chosen).to_have_value(all_.nth(2).get_attribute("value"))
    chosen.focus()
    page.keyboard.type("zel")
    expect(chosen).to_have_value("zelensky-letter-jun-2026")
    page.locator(".leaflet-container").first.focus()
    page.wait_for_timeout(1000)
    page.keyboard.type("anchor")
    expect(chosen).to_have_value("zelensky-letter-jun-2026")


@pytest.mark.parametrize("size", PHONES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_phone_steps_through_the_proposals_and_swipes(addresses, open_page, size):
    page = opened(open_page, addresses["en"], size, "#mode=side")
    expect(page.locator(".wh-stage")).to_have_attribute("data-mode", "swipe")
    expect(page.locator(".wh-modes .wh-choice").nth(1)).to_be_hidden()
    # Each of two has its half of the screen: no room for steps, which come back with one map.
    expect(page.locator(".wh-step").first).to_be_hidden()
    select = page.locator("select[name=proposal]")
    other = page.locator("select[name=other]")
    left, right = select.bounding_box(), other.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 2
    enter(page, "single")
    first = select.input_value()
    page.locator(".wh-step").nth(1).click()
    second = select.input_value()
    assert second != first
    page.locator(".wh-step").first.click()
    expect(select).to_have_value(first)
    select.select_option("putin-2024")
    expect(page.locator(".wh-finding")).to_contain_text("14 June 2024")


def test_recognition_alone_is_shown_where_it_is_asked_for(addresses, open_page):
    page = opened(
        open_page,
        addresses["en"],
        (1280, 900),
        "#proposal=anchorage-aug-2025&mode=difference&other=putin-2024",
    )
    legend = page.locator(".wh-legend").first
    terms = page.locator("path.wh-differ_terms")
    expect(terms).to_have_count(0)
    expect(legend).to_contain_text("Russia under both")
    page.locator(".wh-check input").check()
    expect(legend).to_contain_text("Recognition (Russia)")
    assert terms.count() > 0
    page.wait_for_url("**recognition=shown*")
    # Where two differ in nothing else, it is shown without being asked for, and there is no switch.
    page.goto(f"{addresses['en']}#proposal=line-2025-08-16&mode=difference&other=line-2025-08-16")
    is_ready(page)
    enter(page, "difference")


def test_a_presentation_is_large_and_goes_by_arrows(addresses, open_page):
    page = opened(open_page, addresses["en"], (1920, 1080))
    before = page.locator("input[name=proposal]:checked").get_attribute("value")
    page.locator(".wh-present").click()
    expect(page.locator("html.wh-presenting")).to_be_attached()
    expect(page.locator(".wh-side")).to_be_hidden()
    expect(page.locator(".wh-finding")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.wh-canvas').offsetWidth > 1800")
    assert (
        page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.wh-legend li')).fontSize)"
        )
        >= 15
    )
    page.keyboard.press("ArrowRight")
    after = page.locator("input[name=proposal]:checked").get_attribute("value")
    assert after != before
    page.keyboard.press("ArrowLeft")
    assert page.locator("input[name=proposal]:checked").get_attribute("value") == before
    page.keyboard.press("Escape")
    if page.evaluate("Boolean(document.fullscreenElement)"):
        page.evaluate("document.exitFullscreen()")
    expect(page.locator("html.wh-presenting")).to_have_count(0)
    expect(page.locator(".wh-side")).to_be_visible()


# How often the frame changed its height in a second.
RESTLESS = """(frame) => new Promise((resolve) => {
  let count = -1;
  const observer = new ResizeObserver(() => { count += 1; });
  observer.observe(frame);
  setTimeout(() => { observer.disconnect(); resolve(count); }, 1000);
})"""


def test_the_frame_of_the_dashboard_comes_to_rest(dashboard, open_page):
    """What is moved out of the map's way makes the frame higher, which must not move it back."""
    page = open_page(dashboard)
    frame = map_of(page)
    node = frame.locator("body").element_handle().owner_frame().frame_element()
    restless = {}
    for size in [(1280, 900), (1280, 720), (1366, 768), (1440, 900), (1024, 768), (390, 844)]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for mode in ("side", "difference", "swipe", "single"):
            frame.locator(f"input[name=mode][value={mode}]").evaluate("(one) => one.click()")
            page.wait_for_timeout(1_500)
            restless[size, mode] = node.evaluate(RESTLESS)
    assert {one: count for one, count in restless.items() if count} == {}


def test_names_never_collide_in_a_presentation(addresses, open_page):
    page = opened(open_page, addresses["en"], (1920, 1080))
    page.locator(".wh-present").click()
    expect(page.locator("html.wh-presenting")).to_be_attached()
    page.wait_for_timeout(1_000)
    found = page.evaluate(COLLISIONS)
    assert found["count"] > 10
    assert found["over"] == [] == found["cut"]

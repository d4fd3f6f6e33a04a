"""Text from a file or a link is text on every page: no link, picture, icon or formula."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect
from pyproj import CRS
from shapely.geometry import box

from tests.browser.frames import in_frames
from tests.browser.serving import running_script
from tests.browser.test_dashboard import map_of
from tests.browser.test_own_layers import go, rest
from tests.shipped import reader_of
from whoholds.app.choice import PARAMETERS

MARKDOWN = (
    "[x](http://evil.example) ![i](https://evil.example/i.png) https://evil.example/a "
    "www.evil.example me@evil.example <img src=x onerror=window.hurt=1> <b>b</b> :red[r] "
    ":red-background[r] :material/home: :streamlit: :smile: $x^2$ `c` **b** ~~s~~ a -> b -- c "
    "&lt; | t | held\u202egpj\u200b.kml"
)
SHOWN = MARKDOWN.replace("\u202e", "⟨U+202E⟩").replace("\u200b", "⟨U+200B⟩")

FILE = (
    "[x](mailto:me@evil.example) www.evil.example :red[r] $x$ <b>b<img src=x> held\u202egpj\u200b"
)
"""As far as it can be the name of a file."""

TEXTS = [
    *MARKDOWN.replace("held\u202egpj\u200b.kml", "held").split(" "),
    "1. one",
    "1) one",
    "- a",
    "+ a",
    "* a",
    "# a",
    "> a",
    "---",
    "***",
    "===",
    "```a",
    "[^1]",
    "[a]: https://evil.example",
    "<https://evil.example>",
    "HTTPS://EVIL.example",
    "(www.evil.example)",
    "https:// www.evil.example",
    "a@b.example@c.example",
    "::a[b]",
    ":::a",
    ":small[]",
    ":badge[a]",
    ":shortcut[A]",
    "<-> <- -> <= >= => ~= -- --- ...",
    "\\(x\\) $$y$$",
    "&copy; &#169; &amp;",
    "a\\",
    "10:30",
    "a:b",
    "Крим: 1.5 %",
]

PROBE = """
import pandas as pd
import streamlit as st
from whoholds.app.html import as_html, show_table
from whoholds.app.markdown import plain
from tests.shipped import reader_of
for number, text in enumerate({texts!r}):
    with st.container(key=f"one{{number}}"):
        st.markdown(plain(text))
        st.expander(plain(text))
        st.metric(plain(text), plain(text))
        st.table(pd.DataFrame({{plain(text): [plain(text)]}}, index=[plain(text)]))
        st.html(f"<p class='own'>{{as_html(text)}}</p>")
        show_table(pd.DataFrame({{"name": [text], text: [text]}}), text)
"""

BADGE = ".stMarkdownBadge, .stMarkdownBadge *"

HURTS = [
    "a[href*=evil]",
    "a[href^=mailto]",
    "img",
    ".katex",
    f"[data-testid=stMarkdownContainer] span[role=img]:not({BADGE})",
    f"[data-testid=stMarkdownContainer] span[style*=color]:not({BADGE})",
    "[data-testid=stMarkdownContainer] :is(b, del, code)",
]
"""What would be on the page if foreign text were Markdown. Verdicts alone are badges."""

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def is_unhurt(page: Page) -> None:
    assert set(in_frames(page, "window.hurt")) == {None}
    for hurt in HURTS:
        found = page.locator(hurt).evaluate_all("all => all.map((one) => one.outerHTML)")
        assert found == [], hurt
    # The line of a chosen file is Streamlit's own, and says its name as the reader's machine does.
    said = page.evaluate(
        "() => { const body = document.body.cloneNode(true);"
        " body.querySelectorAll('[data-testid=stFileUploader], style, script')"
        ".forEach((one) => one.remove()); return body.textContent; }"
    )
    assert UNSEEN.findall(said) == []


@pytest.fixture(scope="module")
def probe(tmp_path_factory) -> str:
    script = tmp_path_factory.mktemp("probe") / "probe.py"
    script.write_text(PROBE.format(texts=TEXTS), encoding="utf-8")
    with running_script(script) as address:
        yield address


def test_escaped_text_is_what_it_was_wherever_streamlit_shows_it(probe, open_page):
    page = open_page(probe)
    expect(page.get_by_test_id("stTable")).to_have_count(len(TEXTS), timeout=60_000)
    for number, text in enumerate(TEXTS):
        one = page.locator(f".st-key-one{number}")
        places = {
            "markdown": one.get_by_test_id("stMarkdown").first,
            "label": one.locator("summary [data-testid=stMarkdownContainer]"),
            "metric": one.get_by_test_id("stMetricLabel"),
            "value": one.get_by_test_id("stMetricValue"),
            "head": one.locator(".stTable thead th").last,
            "row": one.locator(".stTable tbody th"),
            "cell": one.locator(".stTable td"),
            "html": one.locator(".own"),
            "own head": one.locator(".table thead th").last,
            "own row": one.locator(".table tbody th"),
            "own cell": one.locator(".table td"),
        }
        found = {name: (place.text_content() or "").strip() for name, place in places.items()}
        assert found == dict.fromkeys(places, text)
    is_unhurt(page)


def write_foreign(path: Path) -> Path:
    """A GeoPackage with foreign text wherever it has room for text."""
    plane = CRS.from_proj4("+proj=tmerc +lon_0=38.5 +x_0=500000 +datum=WGS84")
    named = CRS.from_json_dict(plane.to_json_dict() | {"name": MARKDOWN})
    shapes = gpd.GeoSeries([box(36, 46.5, 38, 48.5), box(34, 48, 35, 49)], crs="EPSG:4326")
    columns = {
        MARKDOWN: [f"held {MARKDOWN}", f"else {MARKDOWN}"],
        "date": ["2025-08-14"] * 2,
        "source": [MARKDOWN] * 2,
    }
    frame = gpd.GeoDataFrame(columns, geometry=shapes.to_crs(named))
    for layer in ("one", "two"):
        frame.to_file(path, driver="GPKG", layer=f"{layer} {MARKDOWN}")
    return path


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=re.compile(option)).first.click()
    rest(page)


def test_text_of_a_file_is_text_on_every_page(dashboard, open_page, tmp_path):
    path = write_foreign(tmp_path / f"{FILE}.gpkg")
    page = open_page(f"{dashboard}/layers")
    page.locator("input[type=file]").set_input_files(path)
    pick(page, reader_of("en").word("layers.layer"), "^one ")
    is_unhurt(page)
    pick(page, reader_of("en").word("layers.held_field"), r"^\[x\]")
    pick(page, reader_of("en").word("layers.held_values"), "^held ")
    page.keyboard.press("Escape")
    page.get_by_test_id("stCheckbox").filter(has_text="[x](http").click()
    rest(page)
    is_unhurt(page)
    page.get_by_role("button", name="Read with these choices", exact=True).click()
    expect(page.get_by_text("Shown on the map").first).to_be_visible(timeout=60_000)
    rest(page)
    for language in ("en", "uk"):
        for name in ("layers", "terms_page", "claims", "map"):
            go(page, reader_of(language).word(f"page.{name}"))
            if name == "map":
                map_of(page)
            else:
                heading = reader_of(language).word(f"page.{name}")
                expect(page.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
            rest(page)
            expect(page.locator("body")).to_contain_text("⟨U+202E⟩")
            is_unhurt(page)
        if language == "en":
            expect(page.locator("body")).to_contain_text(SHOWN)
            page.get_by_role("combobox").nth(1).click()
            page.get_by_role("option", name="Українська").click()
            expect(page.get_by_text("Хто що отримав би").first).to_be_visible()
            rest(page)


def test_what_is_wrong_with_a_file_is_text(dashboard, open_page, tmp_path):
    path = tmp_path / f"{FILE}.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    page = open_page(f"{dashboard}/layers")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_test_id("stCode").first).to_contain_text("held⟨U+202E⟩gpj⟨U+200B⟩.geojson")
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("path", ["", "terms", "claims", "layers"])
@pytest.mark.parametrize("known", [{}, {"proposal": "putin-2024", "other": "formula-2022"}])
def test_text_of_a_link_is_text(dashboard, open_page, path, known):
    link = dict.fromkeys(PARAMETERS.values(), MARKDOWN) | known
    page = open_page(f"{dashboard}/{path}?{urlencode(link)}")
    notice = page.get_by_test_id("stAlert").filter(has_text="evil.example")
    expect(notice.first).to_contain_text(SHOWN, timeout=60_000)
    rest(page)
    assert notice.count() >= len(PARAMETERS) - 2
    is_unhurt(page)

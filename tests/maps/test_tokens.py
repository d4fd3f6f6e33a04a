"""One type, one set of corners and colours: read out of every product, held to the tokens."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files

import pytest

from tests.drawn import TERRITORY
from tests.maps.test_palette import contrast
from whoholds.app import main
from whoholds.app.charts import region_bars
from whoholds.desk import evaluate_proposal, opened
from whoholds.maps.document import page_style
from whoholds.maps.palette import SURFACES, THEMES
from whoholds.maps.print.lettering import FAMILIES, font
from whoholds.maps.tokens import FONT, MEASURES, PRINT_FONTS, page_rules, token_rules

SHEETS = [
    *[
        ("whoholds.maps", f"web/{name}.css")
        for name in ("page", "map", "choose", "panels", "paper")
    ],
    ("whoholds.app", "style.css"),
    ("whoholds.app", "print.css"),
    ("whoholds.publishing.site", "templates/site.css"),
]

OF_NO_THEME = {
    # Holes of a mask, in which black means what is cut out; and paper, which is white.
    "web/map.css": {"#000"},
    "web/paper.css": {"#ffffff"},
}


def _text(package: str, name: str) -> str:
    text = files(package).joinpath(*name.split("/")).read_text("utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(("package", "name"), SHEETS)
def test_a_style_sheet_names_no_colour_type_or_corner_of_its_own(package, name):
    sheet = _text(package, name)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)) <= OF_NO_THEME.get(name, set())
    families = re.findall(r"font(?:-family)?:\s*([^;}]+)", sheet)
    own = [one for one in families if not re.search(r"var\(--font\)|inherit|monospace", one)]
    assert own == []
    corners = set(re.findall(r"border-radius:\s*([^;}]+)", sheet))
    assert {one for one in corners if not one.startswith(("var(", "0", "50%"))} == set()
    named = set(re.findall(r"var\(--((?:radius|gap|room|margin|font)[a-z-]*)", sheet))
    assert named <= {"font", *MEASURES}


def test_page_and_map_begin_with_the_tokens():
    assert page_style(TERRITORY.sides).startswith(token_rules())
    assert main._STYLE.startswith(page_rules())
    assert FONT in token_rules()
    assert all(f"--{name}: {value};" in token_rules() for name, value in MEASURES.items())


def test_streamlit_is_told_the_same():
    config = tomllib.loads(files("whoholds.app").joinpath("config.toml").read_text("utf-8"))
    theme = config["theme"]
    assert theme["font"] == FONT
    assert theme["baseRadius"] == theme["buttonRadius"] == MEASURES["radius"]
    for name in THEMES:
        surfaces = SURFACES[name]
        assert theme[name] == {
            "primaryColor": surfaces["focus"],
            "backgroundColor": surfaces["page"],
            "secondaryBackgroundColor": surfaces["hover" if name == "light" else "panel"],
            "textColor": surfaces["text"],
            "linkColor": surfaces["focus"],
            "borderColor": surfaces["rule"],
        }


@pytest.mark.parametrize("theme", THEMES)
def test_what_streamlit_writes_can_be_read(theme):
    """Its text, links and quiet words on each of its grounds: AA."""
    surfaces = SURFACES[theme]
    for ground in ("page", "hover", "panel"):
        for ink in ("text", "quiet", "focus"):
            assert contrast(surfaces[ink], surfaces[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_is_written_in_the_page_s_ink_and_type(theme):
    evaluation = evaluate_proposal("anchorage-aug-2025")
    drawn = json.dumps(region_bars(evaluation, ["UA-14"], opened().reader("en"), theme).spec)
    inks = set(re.findall(r'"labelColor": "(#\w+)"', drawn))
    assert inks == {SURFACES[theme]["text"]}
    assert '"labelFont"' not in drawn
    assert '"font"' not in drawn


def test_pictures_and_report_are_set_in_one_family():
    assert list(PRINT_FONTS) == FAMILIES
    assert font(9.0).get_name() == PRINT_FONTS[0]
    report = files("whoholds.reporting").joinpath("report.typ").read_text("utf-8")
    assert "font: look.font" in report
    assert re.findall(r'rgb\("|font: "', report) == []

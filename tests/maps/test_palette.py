"""The palette holds what it promises: fills apart for every eye, outlines and texts that show."""

from __future__ import annotations

from itertools import combinations

import pytest
from coloraide import Color

from tests.drawn import TERRITORY
from whoholds.maps.palette import SURFACES, THEMES, difference_fills, stylesheet
from whoholds.maps.palette import fills as fills_of
from whoholds.vocabulary.closed import Change

VISION = ("normal", "protan", "deutan", "tritan")

# Fills that can meet on one map.
FILLS = {theme: fills_of(theme, TERRITORY.sides) for theme in THEMES}
DIFFERENCES = {theme: difference_fills(theme, TERRITORY.sides) for theme in THEMES}
FAMILIES = {"changes": FILLS, "differences": DIFFERENCES}

# Both say that nothing is settled; their patterns tell them apart, for every eye.
SAME_GROUND = {
    "changes": (Change.LEFT_OPEN, Change.NOT_MENTIONED),
    "differences": ("same", "differ_silent"),
}

# A line and what it lies on; one of the two stands out against any fill.
OUTLINES = {
    "region edge": ("region-edge", "casing"),
    "line of contact": ("line", "casing"),
    "selection and focus": ("focus", "casing"),
    "divider": ("line", "casing"),
}

TEXTS = {
    "text": ("page", "panel", "hover", "chosen", "sea", "land", "halo"),
    "quiet": ("page", "panel", "hover", "chosen"),
    "sea-text": ("sea", "halo"),
    "focus": ("panel",),
}


def seen(colour: str, vision: str) -> Color:
    return Color(colour) if vision == "normal" else Color(colour).filter(vision)


def contrast(one: str, other: str) -> float:
    return float(Color(one).contrast(other, method="wcag21"))


def fills(theme: str) -> list[str]:
    return sorted({fill.colour for family in FAMILIES.values() for fill in family[theme].values()})


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("theme", THEMES)
def test_fills_stay_apart(theme, family, vision):
    apart = {
        (str(one), str(other)): seen(first.colour, vision).delta_e(
            seen(second.colour, vision), method="2000"
        )
        for (one, first), (other, second) in combinations(FAMILIES[family][theme].items(), 2)
        if {one, other} != set(SAME_GROUND[family])
    }
    closest = min(apart, key=apart.__getitem__)
    assert apart[closest] >= 15, closest


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("theme", THEMES)
def test_two_fills_on_one_ground_have_two_patterns_that_show(theme, family):
    one, other = (FAMILIES[family][theme][name] for name in SAME_GROUND[family])
    assert one.colour == other.colour
    assert len({one.pattern, other.pattern, ""}) == 3
    assert min(contrast(fill.ink, fill.colour) for fill in (one, other)) >= 4.5


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("theme", THEMES)
def test_outlines_stand_out_against_every_fill(theme, outline):
    colours = [SURFACES[theme][name] for name in OUTLINES[outline]]
    assert contrast(*colours) >= 3
    for fill in fills(theme):
        assert max(contrast(fill, colour) for colour in colours) >= 3, fill


@pytest.mark.parametrize("theme", THEMES)
def test_border_and_controls_stand_out_against_their_ground(theme):
    surfaces = SURFACES[theme]
    assert min(contrast(surfaces["border"], surfaces[name]) for name in ("land", "sea")) >= 3
    assert min(contrast(surfaces["focus"], surfaces[name]) for name in ("page", "panel")) >= 3
    assert contrast(surfaces["control-edge"], surfaces["panel"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_patterns_show_on_their_fill(theme):
    for family in FAMILIES.values():
        for name, fill in family[theme].items():
            assert bool(fill.ink) == bool(fill.pattern)
            if fill.ink:
                assert contrast(fill.ink, fill.colour) >= 3, name


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("theme", THEMES)
def test_texts_can_be_read(theme, text):
    for surface in TEXTS[text]:
        assert contrast(SURFACES[theme][text], SURFACES[theme][surface]) >= 4.5, surface


def test_both_themes_name_the_same_things():
    for table in (FILLS, DIFFERENCES, SURFACES):
        assert table["light"].keys() == table["dark"].keys()
    for family in FAMILIES.values():
        for name, fill in family["light"].items():
            assert fill.pattern == family["dark"][name].pattern


def test_every_fill_has_a_class():
    css = stylesheet(TERRITORY.sides)
    for family in FAMILIES.values():
        for name in family["light"]:
            assert f".wh-{name} {{" in css

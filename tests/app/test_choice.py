"""Whatever a frame or a link says, what is shown exists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.app.choice import MAP_FIELDS, default_choice, is_choice
from whoholds.app.markdown import plain
from whoholds.desk import load_catalogue

CATALOGUE = load_catalogue()
GOOD = default_choice(CATALOGUE)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


def is_one(**fields):
    return is_choice({**GOOD, **fields}, CATALOGUE, ["UA-14"], [GOOD["layer"]])


def test_the_default_is_a_choice():
    assert is_one()
    assert is_one(region="UA-14")


@given(name=st.sampled_from(MAP_FIELDS), value=anything)
def test_what_does_not_exist_is_none(name, value):
    if value == GOOD[name]:
        return
    assert not is_one(**{name: value})


def test_the_reading_is_one_of_the_proposal():
    assert not is_one(proposal="anchorage-aug-2025", reading="no-such")


@pytest.mark.parametrize(
    "text",
    ["[a](https://evil.example)", "![a](b)", ":red[a]", "<a href=b>", "www.evil.example -> a@b.c"],
)
def test_markup_is_shown_as_text(text):
    assert plain(text).replace(":small[]", "").replace("\\", "") == text
    assert plain(text) != text


def test_marks_that_turn_text_round_are_shown():
    assert "U\\+202E" in plain("held\u202egpj.kml")

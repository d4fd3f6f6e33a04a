"""Whatever a frame or a link says, what is shown exists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.app.choice import MAP_FIELDS, default_choice, is_choice, link_of, linked_choice
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


def linked(browser=None, **link):
    choice, notes = linked_choice(link, CATALOGUE, ["UA-14"], [GOOD["layer"]], browser)
    assert not notes
    return choice


def test_a_first_visit_shows_the_conflict_s_proposal_beside_the_text_it_answers():
    assert (GOOD["proposal"], GOOD["other"]) == ("anchorage-aug-2025", "putin-2024")
    assert linked(proposal="formula-2022")["other"] == "line-2025-08-16"
    assert linked(proposal="us-28-nov-2025")["other"] == "anchorage-aug-2025"


def test_a_proposal_is_compared_with_itself_in_its_next_reading():
    for reading, other in (("narrow", "wide"), ("wide", "narrow")):
        chosen = linked(
            proposal="anchorage-aug-2025", reading=reading, other="anchorage-aug-2025", mode="side"
        )
        assert chosen["otherReading"] == other
        assert linked(**link_of(chosen, CATALOGUE)) == chosen
    same = linked(other="anchorage-aug-2025", other_reading="narrow", mode="side")
    assert same["otherReading"] == same["reading"] == "narrow"
    assert linked(**link_of(same, CATALOGUE)) == same


@pytest.mark.parametrize("browser", ["en", "uk"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_browser_s_language_is_shown_until_one_is_chosen(browser, language):
    assert linked(browser)["language"] == browser
    assert linked(browser, language=language)["language"] == language
    chosen = {**GOOD, "language": language}
    assert linked(browser, **link_of(chosen, CATALOGUE, browser)) == chosen
    # A link says no language where that is the default of its sender, and of most: English.
    assert ("language" in link_of(chosen, CATALOGUE, browser)) is ({browser, language} != {"en"})


@pytest.mark.parametrize("proposal", list(CATALOGUE.proposals))
@pytest.mark.parametrize("other", list(CATALOGUE.proposals)[::4])
def test_a_link_says_all_of_a_choice(proposal, other):
    chosen = linked(proposal=proposal, other=other, mode="swipe", region="UA-14")
    assert linked(**link_of(chosen, CATALOGUE)) == chosen


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

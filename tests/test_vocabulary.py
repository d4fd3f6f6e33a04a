import itertools

import pytest

from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from tests.shipped import reader_of
from whoholds.ground.errors import InputError
from whoholds.ground.resources import seeds
from whoholds.vocabulary.closed import Basis, Recognition, TermStatus
from whoholds.vocabulary.sides import Sides
from whoholds.vocabulary.terms import read_terms
from whoholds.vocabulary.territory import read_territory

CHANGES = {
    ("UA", "UA"): "ua_keeps",
    ("UA", "RU"): "ua_cedes",
    ("UA", "DMZ"): "demilitarised",
    ("UA", "INT"): "international",
    ("UA", "OPEN"): "left_open",
    ("RU", "UA"): "ru_returns",
    ("RU", "RU"): "ru_keeps",
    ("RU", "DMZ"): "demilitarised",
    ("RU", "INT"): "international",
    ("RU", "OPEN"): "left_open",
}
SIDES = TERRITORY.sides
NORTH_AND_SOUTH = Sides(
    recognised={"code": "NORTH", "name": {"en": "the North", "uk": "Північ"}, "colours": "earth"},
    holding={"code": "SO", "name": {"en": "the South", "uk": "Південь"}, "colours": "water"},
)


@pytest.mark.parametrize(("pair", "change"), CHANGES.items())
def test_change_of_each_pair(pair, change):
    assert SIDES.change_of(*pair) == change


def test_the_table_of_changes_has_every_pair():
    assert set(CHANGES) == set(itertools.product(SIDES.codes, SIDES.holders))
    assert set(CHANGES.values()) == set(SIDES.changes) - {"not_mentioned"}


def test_changes_are_named_after_whoever_the_sides_are():
    assert NORTH_AND_SOUTH.change_of("NORTH", "SO") == "north_cedes"
    assert NORTH_AND_SOUTH.change_of("SO", "NORTH") == "so_returns"
    assert NORTH_AND_SOUTH.change_of("SO", "SO") == "so_keeps"
    assert NORTH_AND_SOUTH.change_of("SO", "INT") == "international"
    assert NORTH_AND_SOUTH.gives("SO") == "so_returns"
    assert NORTH_AND_SOUTH.other("SO") == "NORTH"
    assert NORTH_AND_SOUTH.holding.slug == "the_south"


@pytest.mark.parametrize("held_by", SIDES.codes)
def test_what_a_text_does_not_mention_is_not_what_it_leaves_open(held_by):
    assert SIDES.change_of(held_by, "OPEN", "silent") == "not_mentioned"
    assert SIDES.change_of(held_by, "OPEN", "inferred") == "left_open"


@pytest.mark.parametrize("pair", [("DMZ", "UA"), ("UA", "ua"), ("", "RU"), ("RU", "")])
def test_a_holder_outside_the_vocabulary_is_refused(pair):
    with pytest.raises(ValueError, match=r"is no (side|holder)"):
        SIDES.change_of(*pair)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize(
    ("prefix", "vocabulary"),
    [
        ("holder", SIDES.holders),
        ("change", SIDES.changes),
        ("recognition", Recognition),
        ("basis", Basis),
        ("status", TermStatus),
    ],
)
def test_every_value_has_a_word(prefix, vocabulary, language):
    words = [reader_of(language).word(f"{prefix}.{value}") for value in vocabulary]
    assert all(words)
    assert len(set(words)) == len(words)


WRONG = {
    "a code twice": ('code = "RU"', 'code = "UA"', "key sides", "differ in code"),
    "a code that is neither side": ('code = "RU"', 'code = "DMZ"', "key sides", "other than DMZ"),
    "a code in small letters": ('code = "RU"', 'code = "ru"', "key sides.holding.code", "[A-Z]"),
    "colours twice": ('colours = "earth"', 'colours = "water"', "key sides", "differ in colours"),
    "colours nobody measured": (
        'colours = "earth"',
        'colours = "fire"',
        "key sides.holding.colours",
        "'water' or 'earth'",
    ),
    "no name in English": (
        'name = { en = "Russia", uk = "Росія" }',
        'name = { uk = "Росія" }',
        "key sides.holding.name.en",
        "text",
    ),
    "no side that holds": ("[sides.holding]", "[sides.held]", "key sides.holding", "table of keys"),
    "no area": (
        "official_km2 = 603628",
        "official_km2 = 0",
        "key official_km2",
        "a number above 0",
    ),
    "a pattern that is none": ("'^UA-\\d\\d$'", "'^UA-(\\d'", "key region", "regular expression"),
    "an example of nothing": ('"UA-14"', '"14"', "key example", "an example that the pattern"),
    "parallels that make no cone": (
        "[45.7, 51.1]",
        "[45.7, -45.7]",
        "key projection.parallels",
        "two parallels that make a cone",
    ),
    "something else beyond": ('beyond = "land"', 'beyond = "ice"', "key beyond", "'land' or 'sea'"),
    "a day that is none": ("2023-06-06 }", '"June" }', "key drained.kakhovka", "date"),
    "bounds the wrong way round": ("west = 15", "west = 55", "key bounds", "west of east"),
    "an unknown key": (
        'example = "UA-14"',
        'example = "UA-14"\nflag = "x"',
        "key flag",
        "docs/data.md",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_a_conflict_says_of_itself_is_checked(fault, tmp_path):
    old, new, where, expected = WRONG[fault]
    path = tmp_path / "conflict.toml"
    path.write_text(seeds("conflict.toml").read_text("utf-8"), "utf-8")
    edit(path, old, new)
    with mistake(InputError, "wrong", where=where, expected=expected):
        read_territory(path)


def test_a_term_has_a_name_in_english(tmp_path):
    path = tmp_path / "terms.toml"
    path.write_text('[[terms]]\nid = "navy"\nname = { uk = "Флот" }\n', "utf-8")
    with mistake(InputError, "wrong", where="key terms.navy.name.en", expected="text"):
        read_terms(path)


def test_a_term_stands_once(tmp_path):
    path = tmp_path / "terms.toml"
    path.write_text('[[terms]]\nid = "navy"\nname = { en = "Navy", uk = "Флот" }\n' * 2, "utf-8")
    with mistake(InputError, "wrong", where="terms.toml", expected="navy stands 2 times"):
        read_terms(path)

import pytest

from whoholds.conflict.vocabulary import (
    Basis,
    Change,
    HeldBy,
    Holder,
    Recognition,
    TermName,
    TermStatus,
    change_of,
)
from whoholds.words.reader import reader_of

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


@pytest.mark.parametrize(("pair", "change"), CHANGES.items())
def test_change_of_each_pair(pair, change):
    assert change_of(*pair) == change


def test_the_table_of_changes_has_every_pair():
    assert set(CHANGES) == {(before, after) for before in HeldBy for after in Holder}
    assert set(CHANGES.values()) == set(Change) - {Change.NOT_MENTIONED}


@pytest.mark.parametrize("held_by", HeldBy)
def test_what_a_text_does_not_mention_is_not_what_it_leaves_open(held_by):
    assert change_of(held_by, "OPEN", "silent") == "not_mentioned"
    assert change_of(held_by, "OPEN", "inferred") == "left_open"


@pytest.mark.parametrize("pair", [("DMZ", "UA"), ("UA", "ua"), ("", "RU"), ("RU", "")])
def test_a_holder_outside_the_vocabulary_is_refused(pair):
    with pytest.raises(ValueError, match=r"is not a valid (HeldBy|Holder)"):
        change_of(*pair)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize(
    ("prefix", "vocabulary"),
    [
        ("holder", Holder),
        ("change", Change),
        ("recognition", Recognition),
        ("basis", Basis),
        ("term", TermName),
        ("status", TermStatus),
    ],
)
def test_every_value_has_a_word(prefix, vocabulary, language):
    words = [reader_of(language).word(f"{prefix}.{value}") for value in vocabulary]
    assert all(words)
    assert len(set(words)) == len(words)

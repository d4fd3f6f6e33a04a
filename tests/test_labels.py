"""Every word of the interface exists in both languages, and no row of words.csv is idle."""

import csv
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import whoholds
from tests.shipped import COUNTRY
from whoholds.country.own_words import brought_by

SOURCE = Path(whoholds.__file__).parent
WORDS = files("whoholds.words").joinpath("words.csv").read_text("utf-8")
OWN = COUNTRY.seeds.joinpath("words.csv").read_text("utf-8")
ROWS = [row for text in (WORDS, OWN) for row in csv.DictReader(text.splitlines())]
CODE = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))


def test_each_key_stands_once_with_a_word_in_each_language():
    assert [key for key, times in Counter(row["key"] for row in ROWS).items() if times > 1] == []
    assert [row["key"] for row in ROWS if not (row["en"].strip() and row["uk"].strip())] == []


def test_the_conflict_has_the_words_that_it_has_to_bring_and_no_other():
    keys = [row["key"] for row in csv.DictReader(OWN.splitlines())]
    assert sorted(keys) == sorted(brought_by(COUNTRY.territory.sides))


def test_the_words_of_the_interface_name_no_side_but_in_what_sources_draw():
    rows = list(csv.reader(WORDS.splitlines()))
    naming = [key for key, *said in rows if re.search("Ukraine|Russia|Ohio|Crimea", " ".join(said))]
    assert {key.partition(".")[0] for key in naming} == {"origin", "remark"}
    ukrainian = re.compile("Україн(?!ськ)|Росі|росій|Огайо|Крим(?![а-я]*н)")
    naming = [key for key, *said in rows if ukrainian.search(said[-1])]
    assert {key.partition(".")[0] for key in naming} == {"origin", "remark"}


def test_every_word_that_the_code_names_is_there():
    named = set(re.findall(r'\bword\(\s*"([^"{]+)"', CODE))
    assert len(named) > 20
    assert named - {row["key"] for row in ROWS} == set()


def test_every_word_is_named_somewhere():
    idle = [
        row["key"]
        for row in ROWS
        if row["key"] not in CODE
        and f"{row['key'].rpartition('.')[0]}." not in CODE.replace("{", "")
        and f'"{row["key"].rpartition(".")[2]}"' not in CODE
        and f'"{row["key"].rpartition(".")[0]}"' not in CODE
    ]
    assert idle == []

"""Every word of the interface exists in both languages, and no row of words.csv is idle."""

import csv
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import whoholds

SOURCE = Path(whoholds.__file__).parent
WORDS = files("whoholds.words").joinpath("words.csv").read_text("utf-8")
ROWS = list(csv.DictReader(WORDS.splitlines()))
CODE = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))


def test_each_key_stands_once_with_a_word_in_each_language():
    assert [key for key, times in Counter(row["key"] for row in ROWS).items() if times > 1] == []
    assert [row["key"] for row in ROWS if not (row["en"].strip() and row["uk"].strip())] == []


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

"""What the core says as data has words in every language, and the words have all they need."""

from __future__ import annotations

import ast
import csv
import importlib
import pkgutil
import string
from importlib.resources import files
from pathlib import Path

import pandera.pandas as pa
import pytest

import whoholds
from tests.shipped import COUNTRY
from whoholds.ground.errors import InputError
from whoholds.ground.forms import of_cell
from whoholds.words.reader import COMMAND, FIELDS, LANGUAGES, PAGE, reader_of
from whoholds.words.saying import Fault, Note, Place

SOURCE = Path(whoholds.__file__).parent
ROWS = {
    row["key"]: row
    for table in (files("whoholds.words") / "words.csv", COUNTRY.seeds / "words.csv")
    for row in csv.DictReader(table.read_text("utf-8").splitlines())
}
DOORS = ("command", "page")


def said() -> list[tuple[str, str, set[str] | None]]:
    """Where something is said: `fault` or `note`, its key, the names of its values if all known."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "of" or not isinstance(node.func.value, ast.Name):
                continue
            owner = node.func.value.id
            if owner != "Note" and not owner.endswith("Error"):
                continue
            first = node.args[0]
            if not isinstance(first, ast.Constant):
                continue
            names = {one.arg for one in node.keywords}
            kind = "note" if owner == "Note" else "fault"
            found.append((kind, first.value, None if None in names else names))
    return found


SAID = said()


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def rows_of(kind: str, key: str) -> list[dict[str, str]]:
    if kind == "note":
        of_doors = [ROWS[f"{key}.{door}"] for door in DOORS if f"{key}.{door}" in ROWS]
        return [ROWS[key]] if key in ROWS else of_doors
    rows = [ROWS.get(f"fault.{key}.{field}") for field in FIELDS]
    assert rows[0] is not None, f"fault.{key}.what has no row"
    return [row for row in rows if row]


@pytest.mark.parametrize(("kind", "key", "names"), SAID)
def test_what_is_said_has_words_and_fills_their_gaps(kind, key, names):
    wanted = set()
    assert rows_of(kind, key)
    for row in rows_of(kind, key):
        for language in LANGUAGES:
            assert row[language], f"{row['key']} is empty in {language}"
            wanted |= gaps(row[language])
    if names is not None:
        assert wanted <= names


@pytest.mark.parametrize("key", [key for key in ROWS if key.startswith(("fault.", "place."))])
def test_a_sentence_has_the_same_gaps_in_each_language(key):
    assert len({frozenset(gaps(ROWS[key][language])) for language in LANGUAGES}) == 1


def _without_door(row: str) -> str:
    """A row that stands in place of another at one door is of the same fault."""
    return row.removesuffix(f".{COMMAND}").removesuffix(f".{PAGE}")


def test_no_fault_is_idle():
    keys = {key for kind, key, _ in SAID if kind == "fault"}
    code = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    idle = {
        key
        for row in ROWS
        if row.startswith("fault.")
        for key in [_without_door(row).removeprefix("fault.").rpartition(".")[0]]
        if key not in keys and f'"{key}"' not in code
    }
    assert idle == set()


def schemas() -> dict[str, pa.DataFrameSchema]:
    return {
        f"{module.name}.{name}": found
        for module in pkgutil.walk_packages(whoholds.__path__, "whoholds.")
        if module.name.split(".")[1] not in ("app", "cli", "maps")
        for name, found in vars(importlib.import_module(module.name)).items()
        if isinstance(found, pa.DataFrameSchema)
    }


def test_what_a_cell_should_be_can_be_said_in_each_language():
    found = schemas()
    assert len(found) > 5
    for name, schema in found.items():
        for column in schema.columns.values():
            for number in (None, *range(len(column.checks))):
                expected = of_cell(column, number)
                for language in LANGUAGES:
                    assert reader_of(language).said(expected), f"{name}, {column.name}"
        for check in schema.checks:
            assert check.error in ROWS, name


def test_counts_take_the_form_of_their_number():
    count = Note.of("test.count", count=5)
    english, ukrainian = (
        reader_of(language)._template.fill(text, count.values)
        for language, text in (
            ("en", "{count} {count:feature|features}"),
            ("uk", "{count} {count:об’єкт|об’єкти|об’єктів}"),
        )
    )
    assert (english, ukrainian) == ("5 features", "5 об’єктів")


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "один"), (2, "кілька"), (5, "багато"), (11, "багато"), (21, "один"), (1.5, "багато")],
)
def test_ukrainian_has_three_forms(count, form):
    fill = reader_of("uk")._template.fill
    assert fill("{count:один|кілька|багато}", {"count": count}) == form


def test_a_place_says_its_way():
    place = Place("/a, line 3/parts.csv").at(line=7, column="rule").at(region="UA-14")
    assert reader_of("en").place(place) == "/a, line 3/parts.csv, region UA-14, line 7, column rule"
    assert reader_of("uk").place(place).endswith("регіон UA-14, рядок 7, стовпець rule")


def test_an_error_is_told_in_each_language():
    error = InputError.of("no_file", "own.csv")
    assert error.what == "the file does not exist"
    assert error.told(reader_of("uk"))["what"] == "такого файлу немає"
    assert error.to_dict(reader_of("uk"))["where"] == "own.csv"
    assert error.exit_code == InputError.exit_code


def test_a_door_has_words_of_its_own():
    choice = Note.of("choice.layer")
    assert reader_of("en").note(choice) == "with --layer"
    assert reader_of("uk").word("layers.layer") in reader_of("uk", "page").note(choice)


def test_an_error_is_written_with_the_readers_names_of_its_fields():
    written = InputError.of("no_file", "own.csv").text(reader_of("uk"))
    assert written.splitlines()[0] == "такого файлу немає"
    assert "  порада:    перевірте назву й папку" in written


def test_text_from_outside_is_quoted_and_never_a_gap():
    fault = Fault("unknown_name", values={"kind": "mode", "name": "{x}\u202e", "known": ("a", "b")})
    told = reader_of("en").fault(fault)
    assert told["what"] == "unknown mode '{x}⟨U+202E⟩'"
    assert told["expected"] == "a, b"

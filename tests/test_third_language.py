"""A third language is a column of words.csv and of the data's texts: no code knows which there are.

The invented one, `xx`, is English in other letters, with the numbers and the plural of Japanese.
What is said in it is translated as far as what is said in Ukrainian: every Latin word that is left
is left there too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import whoholds
from whoholds.ground.resources import geodata, seeds

SOURCE = Path(whoholds.__file__).parent
LETTERS = {ord(one): ord(one) + 0xFEE0 for one in map(chr, range(0x41, 0x7B)) if one.isalpha()}
KEPT = {
    "language.locale": "ja_JP",
    "language.quotes": "「」",
    "language.day_field": "YYYY/MM/DD",
    "language.day_column": "YYYY/MM/DD",
}
LATIN = re.compile(r"[A-Za-z]{3,}")
CYRILLIC = re.compile(r"[а-яіїєґА-ЯІЇЄҐ]{3,}")

COMMANDS = [
    ["proposals"],
    ["proposals", "anchorage-aug-2025"],
    ["proposals", "line-2025-08-16", "--format", "json"],
    ["areas", "anchorage-aug-2025", "--compare-with", "ohio"],
    ["compare", "anchorage-aug-2025", "putin-2024"],
    ["claims"],
    ["claims", "--format", "json"],
    ["terms", "--term", "nato"],
    ["check"],
]
MISTAKES = [
    ["areas", "nowhere"],
    ["areas", "putin-2024", "--reading", "nowhere"],
    ["areas", "putin-2024", "--control-date", "yesterday"],
    ["fetch", "nowhere"],
    ["map", "-o", "map.pdf"],
    ["map", "-o", "map.html", "--tiles", "nowhere"],
]


def other(text: str) -> str:
    """English in other letters; gaps stay, but for the forms of a plural, of which one is left."""
    parts = re.split(r"(\{[^{}]*\})", text)
    return "".join(_gap(one) if one.startswith("{") else one.translate(LETTERS) for one in parts)


def _gap(gap: str) -> str:
    name, _, forms = gap.strip("{}").partition(":")
    return f"{{{name}:{forms.split('|')[-1].translate(LETTERS)}|}}" if "|" in forms else gap


def with_column(path: Path) -> None:
    """Give a table a column `xx` beside each of Ukrainian texts."""
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    for ukrainian in [one for one in header if one == "uk" or one.endswith("_uk")]:
        position, name = header.index(ukrainian), ukrainian[:-2]
        english = header.index(f"{name}en" if f"{name}en" in header else name[:-1])
        header.insert(position + 1, f"{name}xx")
        for row in rows:
            row.insert(position + 1, KEPT.get(row[0]) or other(row[english]))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), "utf-8")


def with_texts(path: Path) -> None:
    """Give a TOML file a text `xx` beside each English one."""
    text = path.read_text("utf-8")
    string = r'"((?:[^"\\]|\\.)*)"'
    text = re.sub(
        rf"(?m)^(\w+)\.en = {string}$", lambda m: f'{m[0]}\n{m[1]}.xx = "{other(m[2])}"', text
    )
    text = re.sub(rf"\ben = {string}, ", lambda m: f'{m[0]}xx = "{other(m[1])}", ', text)
    text = re.sub(
        rf"(?m)^source = {string}\n(?=source_uk)",
        lambda m: f'{m[0]}source_xx = "{other(m[1])}"\n',
        text,
    )
    text = re.sub(
        rf"(?m)^caption_uk = {string}$", lambda m: f'{m[0]}\ncaption_xx = "{other("Map")}"', text
    )
    text = re.sub(r"(?m)^(languages = \[.*)\]$", r'\1, "xx"]', text)
    path.write_text(text, "utf-8")


def with_names(path: Path) -> None:
    """Give the features of a GeoJSON file a name `xx`."""
    data = json.loads(path.read_text("utf-8"))
    for feature in data["features"]:
        if "name_en" in feature["properties"]:
            feature["properties"]["name_xx"] = other(feature["properties"]["name_en"])
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def with_hashes(folder: Path) -> None:
    """Let the record of the geodata have the files as they are now."""
    record = folder / "provenance.toml"
    text = record.read_text("utf-8")
    for path in folder.iterdir():
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        pattern = rf'(\["{re.escape(path.name)}"\][^\[]*?(?:\[[^\]]*\][^\[]*?)*?sha256 = ")\w+'
        text = re.sub(pattern, lambda m, found=found: m[1] + found, text, count=1)
    record.write_text(text, "utf-8")


def copied(top: Path) -> Path:
    """A copy of whoholds whose interface speaks a third language, no line of code changed."""
    shutil.copytree(SOURCE, top / "src" / "whoholds", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(seeds(), top / "seeds")
    shutil.copytree(geodata(), top / "geodata")
    with_column(top / "src" / "whoholds" / "words" / "words.csv")
    return top


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """One whose data nobody has translated yet."""
    return copied(tmp_path_factory.mktemp("begun"))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One whose data speak it too."""
    top = copied(tmp_path_factory.mktemp("house"))
    for path in [*(top / "seeds").rglob("*.csv"), *(top / "geodata").glob("*.csv")]:
        with_column(path)
    for path in [*(top / "seeds").rglob("*.toml"), top / "geodata" / "provenance.toml"]:
        with_texts(path)
    for path in (top / "geodata").glob("*.geojson"):
        with_names(path)
    with_hashes(top / "geodata")
    return top


def _ran(house: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, cwd=house, timeout=300, check=False,
    )  # fmt: skip


SAY = """
import contextlib, io, json, sys
from whoholds import cli
languages, *command = sys.argv[1:]
told = {}
for language in languages.split(","):
    sys.argv = ["whoholds", *command, "--language", language]
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
    told[language] = [code, out.buffer.getvalue().decode()]
print(json.dumps(told))
"""


def said(house: Path, command: list[str], *languages: str, fails: bool = False) -> list[str]:
    """What a command says in each of some languages, on both streams, one after the other."""
    done = _ran(house, [sys.executable, "-c", SAY, ",".join(languages), *command])
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for code, text in told.values():
        assert bool(code) == fails, text
        assert "Traceback" not in text
    return [text for _, text in told.values()]


def left(pattern: re.Pattern[str], text: str) -> set[str]:
    return set(pattern.findall(text))


@pytest.mark.slow
@pytest.mark.parametrize("command", [*COMMANDS, *MISTAKES], ids=" ".join)
def test_a_command_says_all_of_it_in_a_third_language(house, command):
    text, english, ukrainian = said(house, command, "xx", "en", "uk", fails=command in MISTAKES)
    assert left(LATIN, text) - left(LATIN, ukrainian) == set()
    assert left(CYRILLIC, text) - left(CYRILLIC, english) == set()
    assert left(re.compile("[Ａ-ｚ]"), text)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_the_data_have_not_in_a_language_is_said_in_english(begun, command):
    text, english = said(begun, command, "xx", "en")
    # `terms` shows nothing but the data.
    assert left(re.compile("[Ａ-ｚ]"), text) or command[0] == "terms"
    assert left(CYRILLIC, text) - left(CYRILLIC, english) == set()
    assert left(LATIN, text) - left(LATIN, english) == set()


def test_the_dashboard_speaks_a_language_that_the_data_have_not(begun):
    shown = _ran(begun, [sys.executable, "-c", SHOW, "xx"])
    assert shown.returncode == 0, shown.stderr
    assert left(re.compile("[Ａ-ｚ]"), shown.stdout)
    assert "Donetsk" in shown.stdout
    said(begun, ["map", "-o", "xx.html"], "xx")
    assert "Donetsk" in (begun / "xx.html").read_text("utf-8")


def test_the_page_says_all_of_it_in_a_third_language(house):
    found = {}
    for language in ("en", "uk", "xx"):
        said(house, ["map", "-o", f"{language}.html"], language)
        page = (house / f"{language}.html").read_text("utf-8")
        data = page[page.rindex("whoholdsPage(") :]
        found[language] = (
            page[page.index("<body>") : page.index("<script>", page.index("<body>"))] + data
        )
    assert left(LATIN, found["xx"]) - left(LATIN, found["uk"]) == set()
    assert left(CYRILLIC, found["xx"]) - left(CYRILLIC, found["en"]) == set()


SHOW = """
import re
import sys
from html import unescape
from streamlit.testing.v1 import AppTest
from whoholds.app.sections import SECTIONS
for section in SECTIONS:
    page = AppTest.from_string("from whoholds.app.main import show; show()", default_timeout=120)
    page.session_state["drawn"] = True
    page.query_params.update(
        {"language": sys.argv[1], "section": section, "proposal": "putin-2024", "region": "nowhere"}
    )
    page.run()
    assert not page.exception, page.exception
    assert not page.error, [one.value for one in page.error]
    for one in [*page.markdown, *page.caption, *page.warning, *page.info, *page.header]:
        print(one.value)
    for one in page.get("html"):
        if not one.proto.body.startswith("<style>"):
            print(unescape(re.sub("<[^>]*>", "\\n", one.proto.body)))
    for one in [*page.selectbox, *page.button, *page.segmented_control]:
        print(one.label, *getattr(one, "options", ()))
"""


def test_the_dashboard_says_all_of_it_in_a_third_language(house):
    found = {}
    for language in ("xx", "en", "uk"):
        shown = _ran(house, [sys.executable, "-c", SHOW, language])
        assert shown.returncode == 0, shown.stderr
        found[language] = re.sub(r"\(http[^)]*\)|:material/\w+:", "", shown.stdout)
    assert left(LATIN, found["xx"]) - left(LATIN, found["uk"]) == set()
    assert left(CYRILLIC, found["xx"]) - left(CYRILLIC, found["en"]) == set()
    assert left(re.compile("[Ａ-ｚ]"), found["xx"])


def test_a_column_that_is_half_empty_names_the_keys(house, tmp_path):
    shutil.copytree(house / "src", tmp_path / "src")
    for name in ("seeds", "geodata"):
        (tmp_path / name).symlink_to(house / name)
    path = tmp_path / "src" / "whoholds" / "words" / "words.csv"
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    for row in rows:
        if row[0].startswith("place."):
            row[header.index("xx")] = ""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), "utf-8")
    (text,) = said(tmp_path, ["proposals"], "xx", fails=True)
    count = sum(row[0].startswith("place.") for row in rows)
    assert f"{count} keys have no word in this language" in text
    assert "place.column" in text
    assert "words.csv, column xx" in text
    assert "Traceback" not in text

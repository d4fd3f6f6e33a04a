"""Folders of tables that lack a file, are mixed with another country's, or are half filled in.

Every fault is said at once, in each language, whatever the folder is called.
"""

from __future__ import annotations

import csv
import re
import shutil

import pytest

from tests.conftest import ROOT
from tests.drawn import edit
from tests.shipped import COUNTRY, reader_of
from whoholds.checks.report import _CHECKS, check_report
from whoholds.checks.salvage import Salvaged
from whoholds.conflict.new import write_conflict
from whoholds.country.country import Country
from whoholds.country.parts import read_parts
from whoholds.desk import run_checks
from whoholds.ground.errors import InputError
from whoholds.ground.resources import geodata
from whoholds.words.reader import LANGUAGES

NASTY = [
    "plain",
    "a, line 3, column rule",
    "two, line x",
    'it\'s “quoted” «so» "or" `so`',
    "new\nline 7\ttab",
    " leading and trailing ",
    "{gap} {0} {!r} %s",
    "мапа, рядок 4",
]
CYRILLIC = re.compile("[а-яіїєґ]", re.I)


def copied(folder):
    return shutil.copytree(ROOT / "seeds", folder / "seeds")


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path)


@pytest.mark.parametrize("name", NASTY)
def test_a_wrong_rule_is_found_by_its_line_whatever_the_folder_is_called(tmp_path, name):
    """Such a folder's name was once taken apart for the line, and `check` died of it."""
    seeds = copied(tmp_path / name)
    edit(seeds / "parts.csv", "held-north-of,50.1", "held-north-of,north")
    with (seeds / "parts.csv").open("a", encoding="utf-8") as file:
        file.write("far,UA-63,UA,near,nowhere:1,Far,Далеко,\n")
    lines = (seeds / "parts.csv").read_text("utf-8").splitlines()
    wrong = [
        number
        for number, text in enumerate(lines, 1)
        if "held-north-of,north" in text or "nowhere" in text
    ]
    whole = len(COUNTRY.parts)
    table, faults = Salvaged(Country(seeds, geodata())).parts
    assert [error.fault.place.line for error in faults] == wrong
    assert len(table) == whole - 1
    assert "north" not in set(table["value"])
    for error in faults:
        assert error.fault.place.file == str(seeds / "parts.csv")
        assert error.where.startswith(str(seeds))


@pytest.mark.parametrize("name", NASTY[1:4])
def test_faulty_lines_are_counted_whatever_the_folder_is_called(tmp_path, name):
    seeds = copied(tmp_path / name)
    edit(seeds / "parts.csv", "kinburn,UA-48,RU,", "kinburn,UA-4,PL,")
    with pytest.raises(InputError, match="column 'region'") as caught:
        read_parts(seeds / "parts.csv", COUNTRY)
    assert "faulty lines" not in caught.value.what, "two faults of one line are one faulty line"
    edit(seeds / "parts.csv", "sumy-pocket,UA-59,RU,", "Sumy!,UA-59,RU,")
    with pytest.raises(InputError, match=r"one of 2 faulty lines"):
        read_parts(seeds / "parts.csv", COUNTRY)


def said(results):
    """The report in each language: what is said of every failed check, by its name."""
    found = {}
    for language in LANGUAGES:
        reader = reader_of(language)
        report = check_report(results, reader)
        assert [one["name"] for one in report["checks"]] == list(_CHECKS)
        found[language] = {one.name: one.detail(reader) for one in results if not one.passed}
        for one in report["checks"]:
            for fault in one["faults"]:
                assert all(fault[field] for field in ("what", "where", "remedy"))
                assert bool(CYRILLIC.search(fault["what"])) == (language == "uk"), fault["what"]
    return found


def lack_tables(folder):
    for name in ("claims.csv", "control_status.csv", "lines", "places.csv", "regions.csv"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def mix_in_another_country(folder):
    """Regions, places and statuses with the codes of another country, as if two were merged."""
    for name in ("regions.csv", "control_status.csv", "places.csv", "parts.csv"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace("UA-", "XX-"), encoding="utf-8")


def leave_ukrainian_half_empty(folder):
    """Every second Ukrainian cell of three tables, as where a translation was never ended."""
    for name, column in (
        ("places.csv", "name_uk"),
        ("parts.csv", "name_uk"),
        ("claims.csv", "note_uk"),
        ("area_reasons.csv", "reason_uk"),
    ):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows[::2]:
            row[column] = ""
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def mix_in_rows_of_another_country(folder):
    """Rows whose codes have the right form, of regions that the country does not have."""
    for name, region in (("parts.csv", "UA-48"), ("places.csv", "UA-43")):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(f",{region},", ",UA-99,"), "utf-8")
    row = "formula-2022,,UA-98,RU,,UA,,,none,reported,24kg-2024-06-15,"
    with (folder / "control_status.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")


BAD = {
    "rows of another country": (
        mix_in_rows_of_another_country,
        {
            "parts": ("unknown region 'UA-99'", "невідомий регіон «UA-99»"),
            "places": ("unknown region 'UA-99'", "невідомий регіон «UA-99»"),
            "status": ("unknown region 'UA-98'", "невідомий регіон «UA-98»"),
        },
    ),
    "tables that are missing": (
        lack_tables,
        {
            "regions": ("the file does not exist", "такого файлу немає"),
            "status": ("the file does not exist", "такого файлу немає"),
            "claims": ("the file does not exist", "такого файлу немає"),
            "places": ("the file does not exist", "такого файлу немає"),
        },
    ),
    "another country's regions": (
        mix_in_another_country,
        {
            "regions": ("code such as UA-14", "код ISO 3166-2, як-от UA-14"),
            "status": ("column 'region'", "стовпця «region»"),
            "parts": ("'XX-14'", "«XX-14»"),
            "places": ("'XX-", "«XX-"),
        },
    ),
    "one language half empty": (
        leave_ukrainian_half_empty,
        {
            "places": ("column name_uk", "стовпець name_uk"),
            "parts": ("column name_uk", "стовпець name_uk"),
            "claims": ("the same in English and Ukrainian", "те саме англійською й українською"),
            "boundaries": ("column reason_uk", "стовпець reason_uk"),
        },
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_every_fault_of_a_bad_folder_is_said_at_once_in_each_language(folder, kind):
    spoil, expected = BAD[kind]
    spoil(folder)
    found = said(run_checks(folder))
    for check, words in expected.items():
        for language, text in zip(LANGUAGES, words, strict=True):
            assert text in found[language][check], (check, language)


# A conflict of one's own, at the command line

SEEDS = [
    *("conflict.toml", "terms.toml", "sources.toml", "downloads.toml", "words.csv", "regions.csv"),
    *("spellings.csv", "parts.csv", "places.csv", "populations.csv", "claims.csv"),
    *("reactions.csv", "city_limits.csv", "area_reasons.csv", "control_status.csv", "lines"),
    "proposals",
]
GEODATA = [
    *("regions.geojson", "rivers.geojson", "reservoirs.geojson", "seas.geojson"),
    *("neighbours.geojson", "settlements.csv", "comparators.csv"),
]
TRACES = re.compile(r"Traceback|Error:|\{\w+\}|None")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start") / "mine"
    write_conflict(folder)
    return folder


def complaints(run, folder):
    """What `check` says of a folder with faults, in each language."""
    found = {}
    for language in LANGUAGES:
        done = run("--data", folder, "check", "--language", language)
        assert done.returncode == 7, done.stdout + done.stderr
        assert TRACES.search((done.stdout + done.stderr).replace(str(folder), "")) is None
        found[language] = done.stdout
    assert bool(CYRILLIC.search(found["uk"]))
    return found


@pytest.mark.parametrize("name", NASTY)
def test_a_conflict_lies_in_a_folder_of_any_name(start, tmp_path, run, name):
    folder = shutil.copytree(start, tmp_path / name)
    done = run("--data", folder, "check")
    assert done.returncode == 0, done.stdout
    assert run("--data", folder, "areas", "swap").returncode == 0
    edit(folder / "seeds" / "parts.csv", "held-east-of,32.75", "held-east-of,east")
    for told in complaints(run, folder).values():
        assert f"{folder / 'seeds' / 'parts.csv'}" in told


@pytest.mark.parametrize("name", [*SEEDS, *(f"../geodata/{name}" for name in GEODATA)])
def test_a_file_that_is_not_there_is_named(start, tmp_path, run, name):
    folder = shutil.copytree(start, tmp_path / "mine")
    path = folder / "seeds" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    for told in complaints(run, folder).values():
        assert str(path.resolve()) in told


@pytest.mark.parametrize("name", [*SEEDS, *(f"../geodata/{name}" for name in GEODATA)])
def test_a_file_of_another_conflict_is_found(start, tmp_path, run, name):
    """Each file of the shipped conflict in place of the one that belongs there."""
    folder = shutil.copytree(start, tmp_path / "mine")
    path, other = folder / "seeds" / name, ROOT / "seeds" / name
    if other.is_dir():
        shutil.copytree(other, path, dirs_exist_ok=True)
    else:
        shutil.copy(other, path)
    if path.stem in ("downloads", "rivers", "seas", "neighbours", "reservoirs"):
        assert run("--data", folder, "check").returncode == 0, "nothing in it names a conflict"
    else:
        complaints(run, folder)


def test_a_side_that_no_row_uses_is_told_first(start, tmp_path, run):
    folder = shutil.copytree(start, tmp_path / "mine")
    edit(folder / "seeds" / "conflict.toml", 'code = "BR"', 'code = "XX"')
    told = complaints(run, folder)
    for language, what in (("en", "no row names the side XX"), ("uk", "не називає сторону XX")):
        failed = reader_of(language).word("check.mark.failed")
        first = told[language].split(failed)[1]
        assert what in first
        assert "AV" in first
        assert "holder.XX" in told[language]
        assert "elsewhere.BR" in told[language]


def test_every_text_that_a_language_lacks_is_told_at_once(start, tmp_path, run):
    folder = shutil.copytree(start, tmp_path / "mine")
    seeds = folder / "seeds"
    rows = list(csv.reader((seeds / "words.csv").read_text("utf-8").splitlines()))
    halved = [row if number % 2 == 0 else [*row[:2], ""] for number, row in enumerate(rows)]
    with (seeds / "words.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(halved)
    edit(seeds / "terms.toml", ', uk = "Спостерігачі"', "")
    edit(seeds / "conflict.toml", 'name = { en = "Brennia", uk = "Бренія" }', 'name.en = "Brennia"')
    edit(seeds / "proposals" / "swap.toml", ', uk = "Обмін"', "")
    edit(seeds / "places.csv", "Великий порт", "")
    for told in complaints(run, folder).values():
        lines = {int(one) for one in re.findall(r"words\.csv, (?:line|рядок) (\d+)", told)}
        assert lines == set(range(2, len(rows) + 1, 2))
        for file, key in (
            ("terms.toml", "terms.1.name.uk"),
            ("conflict.toml", "sides.holding.name.uk"),
            ("swap.toml", "name.uk"),
            ("places.csv", "name_uk"),
        ):
            assert file in told
            assert key in told

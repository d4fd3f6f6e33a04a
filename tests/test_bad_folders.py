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
            "parts": ("unknown region 'UA-99'", "невідома область «UA-99»"),
            "places": ("unknown region 'UA-99'", "невідома область «UA-99»"),
            "status": ("unknown region 'UA-98'", "невідома область «UA-98»"),
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

"""The preflight report names everything that is wrong in one call, file by file, row by row."""

from __future__ import annotations

import re
import shutil

import pandas as pd
import pytest

from tests.conftest import ROOT
from tests.drawn import edit
from whoholds.checks.report import _CHECKS
from whoholds.conflict.conflict import Conflict
from whoholds.country.country import Country
from whoholds.desk import run_checks
from whoholds.ground.errors import CheckFailedError
from whoholds.ground.resources import geodata
from whoholds.proposals.citations import unnamed_sources


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped tables, free to be broken."""
    return shutil.copytree(ROOT / "seeds", tmp_path / "seeds")


def failed(folder):
    return {result.name: result for result in run_checks(folder) if not result.passed}


def add(path, row):
    with path.open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    return len(path.read_text("utf-8").splitlines())


def test_the_shipped_tables_are_whole():
    results = {result.name: result for result in run_checks()}
    assert [name for name, result in results.items() if not result.passed] == []
    assert results["proposals"].notes()
    areas = results.pop("boundaries").notes()
    assert all(
        "only weak sources" in note for result in results.values() for note in result.notes()
    )
    assert areas[0].startswith("UA-65 Kherson: polygon 26,201 km2, official 28,461 km2 (-7.9%): ")
    assert not any("no reason is known" in note for note in areas)


def test_a_source_that_nothing_names_is_told_and_no_fault(folder):
    add(folder / "sources.toml", '\n[idle]\ntitle = "A"\npublisher = "B"\nkind = "summary"')
    add(folder / "sources.toml", 'strength = "strong"')
    text = (folder / "claims.csv").read_text("utf-8")
    assert text.count("united24-2025-08-21-zelensky") == 1
    edit(folder / "claims.csv", "united24-2025-08-21-zelensky", "24kg-2024-06-15")
    (sources,) = (result for result in run_checks(folder) if result.name == "sources")
    assert sources.passed
    assert sources.notes() == [
        f"sources.toml, [{name}]: nothing names this source"
        for name in ("united24-2025-08-21-zelensky", "idle")
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("claims.csv", "claim,source\na,first other\n"),
        ("reactions.csv", "proposal,source\na,other first\n"),
        ("regions.csv", "region,area_source\nUA-14,first\n"),
        ("lines/2025.csv", "side,source\nRU,other first\n"),
        ("proposals/one.toml", 'sources = ["other", "first"]\n'),
        ("proposals/one.toml", '[elsewhere.RU]\nsource = "first"\n'),
        ("proposals/one.toml", '[[terms]]\nterm = "nato"\nsources = ["first"]\n'),
    ],
)
def test_every_place_that_names_a_source_counts(tmp_path, file, text):
    (tmp_path / "sources.toml").write_text('[first]\ntitle = "A"\n[second]\ntitle = "B"\n')
    assert unnamed_sources(tmp_path) == ["first", "second"]
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert unnamed_sources(tmp_path) == ["second"]


def break_three_proposals(folder):
    """A term that is none, one without its status, and a reading that no row uses."""
    edit(folder / "proposals/formula-2022.toml", 'term = "nato"', 'term = "navy"')
    edit(folder / "proposals/putin-2024.toml", 'term = "nato"\nstatus = "stated"', 'term = "nato"')
    add(
        folder / "proposals/e3-nov-2025.toml",
        '\n[[readings]]\nid = "third"\nname = { en = "A", uk = "А" }\n'
        'reason = { en = "B", uk = "Б" }',
    )


STATUS = {
    "unknown reading": (
        "putin-2024,wide,UA-14,UA,,RU,,,de_jure,reported,24kg-2024-06-15,",
        ["unknown reading 'wide'", "column reading", "stated"],
    ),
    "part that no layer contains": (
        "putin-2024,,UA-63,UA,nowhere,RU,,,de_jure,reported,24kg-2024-06-15,",
        ["no map of control has the part 'nowhere'", "column part", "seeds/parts.csv"],
    ),
    "unknown part": (
        "putin-2024,,UA-63,RU,atlantis,RU,,,de_jure,reported,24kg-2024-06-15,",
        ["unknown part 'atlantis'", "column part", "kharkiv-north"],
    ),
    "two rows for one zone": (
        "putin-2024,,UA-14,UA,,UA,,,none,reported,24kg-2024-06-15,",
        ["the same key stands in two rows", "putin-2024, , UA-14, UA", "also in line"],
    ),
    "holder that is none": (
        "putin-2024,,UA-63,RU,,NATO,,,none,reported,24kg-2024-06-15,",
        ["column 'holder'", "UA, RU, DMZ, INT, OPEN", "'NATO'"],
    ),
    "source that is none": (
        "putin-2024,,UA-48,RU,,RU,,,none,reported,rumour,",
        ["unknown source 'rumour'", "column source", "seeds/sources.toml"],
    ),
}


def test_every_fault_of_the_status_table_is_named_at_once(folder):
    add(folder / "parts.csv", "nowhere,UA-63,UA,near,701822:1,Nowhere,Ніде,")
    path = folder / "control_status.csv"
    lines = {name: add(path, row) for name, (row, _) in STATUS.items()}
    detail = failed(folder)["status"].detail()
    for name, (_, words) in STATUS.items():
        assert f"line {lines[name]}" in detail, name
        for text in words:
            assert text in detail, name
    assert detail.count("remedy:") == len(STATUS)


def test_two_parts_for_one_zone_are_named(folder):
    path = folder / "control_status.csv"
    for part in ("held-2022", "dmz-40"):
        add(path, f"formula-2022,,UA-14,RU,{part},UA,,,none,reported,24kg-2024-06-15,")
    detail = failed(folder)["coverage"].detail()
    assert "two parts" in detail
    assert "proposal formula-2022, region UA-14" in detail


def test_the_proposal_that_is_shown_first_has_to_exist(folder):
    edit(folder / "conflict.toml", '"anchorage-aug-2025"', '"anchorage-2025"')
    (found,) = failed(folder).values()
    assert "conflict.toml, key shown_first" in found.detail()
    assert "no proposal 'anchorage-2025', which is to be shown first" in found.detail()
    shown = Conflict(Country(folder, geodata()))
    assert shown.shown_first == shown.catalogue.baseline


def test_every_fault_of_the_proposals_is_named_at_once(folder):
    break_three_proposals(folder)
    (folder / "proposals/ru-feb-2026.toml").write_text("id = ", encoding="utf-8")
    found = failed(folder)
    detail = found["proposals"].detail()
    for text in (
        *("formula-2022.toml, key terms.navy.term", "'navy'", "'nato'"),
        *("putin-2024.toml, key terms.nato.status", "'not_stated' or 'disputed'", "nothing"),
        *("ru-feb-2026.toml", "not valid TOML"),
    ):
        assert text in detail
    # Nor are they unknown to the reactions and to the proposals that name them as earlier.
    assert "reactions" not in found
    assert "no earlier proposal" not in detail
    assert "no row uses the reading 'third'" in found["status"].detail()
    assert "proposals/e3-nov-2025.toml" in found["status"].detail()
    # The rows of proposals whose files are broken are not blamed as well.
    assert "unknown proposal" not in found["status"].detail()


def test_one_fault_of_each_kind_in_one_folder_is_one_error_each(folder):
    """The report of one call has all six, each with its file, its key and a remedy."""
    break_three_proposals(folder)
    add(folder / "parts.csv", "nowhere,UA-63,UA,near,701822:1,Nowhere,Ніде,")
    status = folder / "control_status.csv"
    lines = [
        add(status, "ru-feb-2026,,UA-63,UA,nowhere,RU,,,de_jure,reported,24kg-2024-06-15,"),
        add(status, "us-28-nov-2025,,UA-14,RU,,UA,,,none,reported,24kg-2024-06-15,"),
    ]
    edit(folder / "claims.csv", ",held_times,", ",held_acres,")
    found = failed(folder)
    report = "\n".join(result.detail() for result in found.values())
    for words in (
        ["formula-2022.toml, key terms.navy.term", "'navy'"],
        ["putin-2024.toml, key terms.nato.status", "nothing"],
        ["e3-nov-2025.toml, key readings.third", "no row uses the reading 'third'"],
        [f"control_status.csv, line {lines[0]}, column part", "has the part 'nowhere'"],
        [f"control_status.csv, line {lines[1]}, column proposal", "stands in two rows"],
        ["claims.csv, line 4, column quantity", "'held_acres'"],
    ):
        for text in words:
            assert text in report, text
    assert report.count("remedy:") == 6
    assert set(found) == {"proposals", "status", "claims"}


def test_faults_of_the_other_tables_are_named_at_once(folder):
    edit(folder / "claims.csv", ",held_times,", ",held_acres,")
    edit(
        folder / "claims.csv",
        ",unheld_share,UA-14,,,regions,2025",
        ",unheld_share,UA-99,,,regions,2025",
    )
    edit(folder / "reactions.csv", "anchorage-aug-2025,2025-08-16", "anchorage-aug-2025,16 August")
    edit(folder / "reactions.csv", "formula-2022,2022-12-28", "formula-2021,2022-12-28")
    edit(folder / "reactions.csv", "gazeta-2025-10-27-galuzin", "rumour-mill")
    edit(folder / "places.csv", "kinburn-spit,spit,UA-48", "kinburn-spit,spit,UA-98")
    edit(folder / "populations.csv", "713174,71094", "1,71094")
    edit(folder / "parts.csv", "held-north-of,50.1", "held-north-of,north")
    edit(folder / "sources.toml", 'publisher.en = "Babel, citing Suspilne"\n', "")
    edit(folder / "regions.csv", ",26517,", ",-1,")
    found = failed(folder)
    assert "'held_acres'" in found["claims"].detail()
    assert "held_km2, unheld_km2" in found["claims"].detail()
    assert "unknown region 'UA-99'" in found["claims"].detail()
    assert "unknown region 'UA-98'" in found["places"].detail()
    detail = found["reactions"].detail()
    for words in ("'16 August'", "a day or month", "unknown proposal 'formula-2021'"):
        assert words in detail
    assert "unknown source 'rumour-mill'" in detail
    assert detail.count("remedy:") == 3
    assert "unknown settlement 1" in found["populations"].detail()
    assert "rule 'held-north-of'" in found["parts"].detail()
    assert "[babel-2025-08-12-zelensky], key publisher" in found["sources"].detail()
    assert "official_km2" in found["regions"].detail()
    # A source whose entry is broken is known all the same.
    assert "unknown source" not in "".join(
        result.detail() for name, result in found.items() if name != "reactions"
    )


@pytest.mark.parametrize(
    "name",
    [
        *("claims.csv", "places.csv", "control_status.csv", "parts.csv", "sources.toml"),
        "reactions.csv",
    ],
)
def test_a_missing_table_stops_no_other_check(folder, name):
    (folder / name).unlink()
    results = run_checks(folder)
    assert [result.name for result in results] == list(_CHECKS)
    assert any("does not exist" in result.detail() for result in results if not result.passed)


def test_the_command_shows_faults_and_notes(run, folder):
    add(folder / "claims.csv", "x")
    shutil.copytree(ROOT / "geodata", folder.parent / "geodata")
    done = run("--data", folder.parent, "check")
    assert done.returncode == CheckFailedError.exit_code
    assert "FAILED claims:" in done.stdout
    assert "note   proposals:" in done.stdout


def test_a_text_that_a_language_of_the_conflict_lacks_is_named(folder):
    path = folder / "proposals" / "putin-2024.toml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^name\.uk = .*\n", "", text, count=1), "utf-8")
    table = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    table.drop(columns="text_uk").to_csv(folder / "claims.csv", index=False)
    found = {result.name: result for result in run_checks(folder)}
    told = found["texts"].detail()
    assert "name.uk" in told
    assert "missing columns: text_uk" in told
    assert len(found["texts"].found.faults) == 2
    # English stands in, so that everything else can be read.
    assert found["proposals"].passed
    assert found["claims"].passed

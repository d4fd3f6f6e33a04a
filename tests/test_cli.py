"""The command line: most of it in this process, what needs a process of its own in one."""

import csv
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import whoholds
from tests.conftest import ROOT
from tests.drawn import TERRITORY, edit
from whoholds.checks.report import _CHECKS
from whoholds.desk import load_catalogue
from whoholds.figures import report
from whoholds.vocabulary.closed import Basis, Recognition

SCHEMA = json.loads((files("whoholds") / "areas.schema.json").read_text(encoding="utf-8"))
PROPOSAL = "anchorage-aug-2025"
SCRIPT = Path(sys.executable).with_name("whoholds")


def script(*arguments, **options):
    """Run the installed console script."""
    return subprocess.run(
        [SCRIPT, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options
    )


def areas_json(run, *arguments):
    done = run("areas", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def numbers_of(row):
    return {name: value for name, value in row.items() if isinstance(value, float)}


def names_of(row):
    return {name: value for name, value in row.items() if not isinstance(value, float)}


# Results


def test_areas_as_json_has_the_published_form(run):
    checker = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    checker.check_schema(SCHEMA)
    for proposal in load_catalogue().proposals.values():
        for reading in proposal.readings:
            checker.validate(areas_json(run, proposal.id, "--reading", reading.id))


def test_the_published_form_has_the_vocabulary():
    zone = SCHEMA["properties"]["zones"]["items"]["properties"]
    for name, words in (("holder", TERRITORY.sides.holders), ("change", TERRITORY.sides.changes)):
        pattern = SCHEMA["$defs"][name]["pattern"]
        assert all(re.search(pattern, word) for word in words)
        assert not re.search(pattern, "ua_holds")
    assert zone["recognition"]["enum"] == list(Recognition)
    assert zone["basis"]["enum"] == list(Basis)
    assert SCHEMA["properties"]["schema"]["const"] == report.SCHEMA


def test_figures_are_the_same_by_every_way(run):
    evaluation = whoholds.evaluate_proposal(PROPOSAL)
    data = areas_json(run, PROPOSAL)
    assert data == whoholds.report(evaluation)

    rows = list(csv.DictReader(io.StringIO(run("areas", PROPOSAL, "--format", "csv").stdout)))
    by_holder = {row["row"]: float(row["area_km2"]) for row in rows if row["of"] == "holder"}
    assert by_holder == {row["holder"]: row["area_km2"] for row in data["country"]}

    text = run("areas", PROPOSAL, "--by", "region", "--format", "csv").stdout
    regions = list(csv.DictReader(io.StringIO(text)))
    changes = {row["change"]: row["area_km2"] for row in data["changes"]}
    ceded = sum(float(row["ceded_km2"]) for row in regions)
    today = sum(float(row["held_km2"]) for row in regions)
    assert ceded == pytest.approx(changes["ua_cedes"], rel=1e-12)
    assert today == pytest.approx(data["headline"]["held_by_russia_km2"], rel=1e-12)

    zones = csv.DictReader(
        io.StringIO(run("areas", PROPOSAL, "--by", "zone", "--format", "csv").stdout)
    )
    assert [float(zone["area_km2"]) for zone in zones] == [z["area_km2"] for z in data["zones"]]


def test_multiples_are_the_same_by_every_way(run):
    evaluation = whoholds.evaluate_proposal(PROPOSAL)
    expected = whoholds.as_multiples(evaluation, "ohio").to_dict("records")
    data = areas_json(run, PROPOSAL, "--compare-with", "ohio")
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data == {**whoholds.report(evaluation), "multiples": expected}
    assert {(row["match"], row["measure"]) for row in expected} >= {
        ("chosen", "total"),
        ("chosen", "land"),
        ("nearest", "total"),
    }

    printed = run("areas", PROPOSAL, "--compare-with", "ohio", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [row["of"] for row in rows] == [row["of"] for row in expected]
    assert [float(row["times"]) for row in rows] == [row["times"] for row in expected]

    changes = {row["change"]: row["area_km2"] for row in data["changes"]}
    areas = {row["of"]: row["area_km2"] for row in expected}
    assert areas == pytest.approx(
        {
            "held": data["headline"]["held_by_russia_km2"],
            "after": next(r["area_km2"] for r in data["country"] if r["holder"] == "RU"),
            "left": changes["ua_cedes"],
            "net": changes["ua_cedes"] - changes["ru_returns"],
            "returned": changes["ru_returns"],
            "other": changes["not_mentioned"],
        },
        rel=1e-12,
    )
    held = [row["times"] for row in expected if row["of"] == "held"]
    assert held[:2] == [data["headline"]["ohio_total"], data["headline"]["ohio_land"]]


@pytest.mark.parametrize("name", ["portugal", "PT", "pt", "Portugal"])
def test_a_table_has_the_chosen_area_and_the_nearest(run, name):
    done = run("areas", PROPOSAL, "--compare-with", name)
    lines = [line for line in done.stdout.splitlines() if "│ held " in line]
    assert ["chosen" in line and "Portugal" in line for line in lines] == [True, False]
    assert "nearest" in lines[1]
    assert "Portugal, total area: GeoNames" in done.stderr
    assert "│ holder" in done.stdout


@pytest.mark.parametrize("by", ["country", "region", "zone"])
def test_results_go_to_stdout_and_messages_to_stderr(run, by):
    done = run("areas", PROPOSAL, "--by", by, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len({len(row) for row in rows}) == 1
    assert "Control as of 2025-08-16" in done.stderr
    assert f"{whoholds.load_boundaries().area_km2:,.0f} km2, all polygons" in done.stderr


def test_a_table_shows_the_same_figures_rounded(run):
    data = areas_json(run, PROPOSAL)
    table = run("areas", PROPOSAL).stdout
    for row in data["country"]:
        assert f"{row['area_km2']:,.0f}" in table
        assert f"{100 * row['share']:.2f} %" in table


def test_proposals_are_listed_with_the_default_reading_first(run):
    catalogue = load_catalogue()
    listed = json.loads(run("proposals", "--format", "json").stdout)
    assert [row["id"] for row in listed] == list(catalogue.proposals)
    for row in listed:
        readings = row["readings"].split()
        proposal = catalogue[row["id"]]
        assert readings[0] == proposal.default_reading.id
        assert sorted(readings) == sorted(reading.id for reading in proposal.readings)
    names = csv.DictReader(io.StringIO(run("proposals", "--format", "csv").stdout))
    assert [row["id"] for row in names] == list(catalogue.proposals)
    assert PROPOSAL in run("proposals").stdout


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
@pytest.mark.parametrize("day", ["2022-02-23", "2025-08-16"])
def test_a_written_layer_gives_the_same_figures(run, tmp_path, day, suffix):
    path = tmp_path / f"held.{suffix}"
    done = run("layer", day, "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    there = areas_json(run, PROPOSAL, "--control-date", day)
    back = json.loads(run("areas", PROPOSAL, "--control", path, "--format", "json").stdout)
    for name in ("licence_by", "sha256"):  # said by the file now, which has a hash of its own
        assert back["control_layer"].pop(name) != there["control_layer"].pop(name)
    assert back == there


def test_a_map_is_written(run, tmp_path):
    path = tmp_path / "map.html"
    done = run("map", PROPOSAL, "-o", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(path) in done.stderr
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert all(proposal in page for proposal in load_catalogue().proposals)


def test_a_map_opens_at_the_line_of_today_when_nothing_is_asked_for(run, tmp_path):
    named, unnamed = tmp_path / "named.html", tmp_path / "unnamed.html"
    assert run("map", "line-2025-08-16", "-o", named).returncode == 0
    assert run("map", "-o", unnamed).returncode == 0
    assert unnamed.read_bytes() == named.read_bytes()


def test_check_passes_on_what_is_shipped(run):
    done = run("check")
    assert done.returncode == 0, done.stdout
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"ok", "note"}


# Mistakes

MISTAKES = {
    "no command": (["areas"], 2, "Missing argument"),
    "unknown format": (["areas", PROPOSAL, "--format", "xml"], 2, "xml"),
    "date that is none": (["areas", PROPOSAL, "--control-date", "August"], 3, "not a date"),
    "missing file": (["areas", PROPOSAL, "--control", "none.geojson"], 3, "does not exist"),
    "folder that is not there": (["layer", "2025-08-16", "-o", "none/a.gpkg"], 3, "no folder"),
    "unknown file format": (["layer", "2025-08-16", "-o", "a.csv"], 3, ".geojson, .json, .gpkg"),
    "unknown proposal": (["areas", "nobody"], 4, PROPOSAL),
    "unknown reading": (["areas", PROPOSAL, "--reading", "narow"], 4, "narrow, wide"),
    "unknown comparator": (["areas", PROPOSAL, "--compare-with", "narnia"], 4, "portugal"),
    "unknown day": (["layer", "2024-01-01", "-o", "a.gpkg"], 4, "2022-02-23, 2025-08-16"),
    "unknown language": (["map", PROPOSAL, "-o", "a.html", "--language", "de"], 4, "en, uk"),
    "swapped coordinates": (["areas", PROPOSAL, "--control", "swapped.geojson"], 5, "swapped"),
    "polygon without area": (["areas", PROPOSAL, "--control", "flat.geojson"], 5, "feature 1"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with two layers that cannot be used."""
    swapped = [[48, 33], [48, 34], [49, 34], [48, 33]]
    flat = [[36, 47], [38, 49], [37, 48], [36, 47]]
    for name, ring in (("swapped", swapped), ("flat", flat)):
        shape = {"type": "Polygon", "coordinates": [ring]}
        feature = {"type": "Feature", "properties": {"date": "2025-08-16"}, "geometry": shape}
        (tmp_path / f"{name}.geojson").write_text(json.dumps(feature))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_exit_code_and_no_result(run, folder, case):
    arguments, code, words = MISTAKES[case]
    before = sorted(folder.iterdir())
    done = run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert sorted(folder.iterdir()) == before
    if code != 2:
        assert done.stderr.startswith("error: ")
        assert "remedy:" in done.stderr


@pytest.mark.parametrize("name", ["held.geojson", "held.gpkg", "map.html"])
def test_a_write_that_fails_leaves_the_file_before(tmp_path, name):
    """The disk is full after 4 kB, as far as the process can tell."""
    path = tmp_path / name
    path.write_text("old")
    command = ["map", PROPOSAL] if name == "map.html" else ["layer", "2025-08-16"]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    done = script(*command, "-o", path, preexec_fn=limit)
    assert done.returncode == 3
    assert "error: the file cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_reader_that_leaves_early_is_no_fault(form):
    command = [SCRIPT, "areas", PROPOSAL, "--by", "zone", "--format", form]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.close()
    messages = process.stderr.read()
    process.stderr.close()
    assert process.wait(120) in (0, 1)
    assert not [word for word in ("Traceback", "Exception", "BrokenPipe") if word in messages]


def test_the_console_script(tmp_path):
    done = script("areas", PROPOSAL, "--format", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["proposal"] == PROPOSAL
    wrong = script("areas", "nobody", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (4, "")
    assert wrong.stderr.startswith("error: unknown proposal 'nobody'")


# An edited checkout


@pytest.fixture
def checkout(tmp_path):
    """A copy of the project's sources and tables, to be broken, and its command line."""
    for name in ("src", "seeds", "geodata"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}

    def command(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "whoholds.cli", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env=environment,
            cwd=tmp_path,
        )

    return tmp_path, command


def test_check_shows_all_that_is_wrong_in_one_call(checkout):
    folder, command = checkout
    with (folder / "geodata" / "seas.geojson").open("a") as file:
        file.write("\n")
    line = folder / "seeds" / "lines" / "2025-08-16.csv"
    first, row = line.read_text().splitlines()[:2]
    flipped = row.replace(",RU,", ",XX,").replace(",UA,", ",RU,").replace(",XX,", ",UA,")
    edit(line, f"{first}\n{row}\n", f"{first}\n{flipped}\n")

    done = command("check")
    assert done.returncode == 7
    failed = [text.split()[1] for text in done.stdout.splitlines() if text.startswith("FAILED")]
    passed = [text.split()[1] for text in done.stdout.splitlines() if text.startswith("ok")]
    assert failed == ["hashes:", "backdrop:", "lines:"]
    names = [f"{name}:".split()[0] for name in _CHECKS]
    assert passed == [name for name in names if name not in failed]
    assert re.search(rf"where: +{re.escape(str(line))}, .*line 2", done.stdout)
    assert f"{len(failed)} of {len(names)} checks failed" in done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where"),
    [
        ("parts.csv", "kinburn,UA-48", "kinburn,UA-65", 4, "control_status.csv, line "),
        ("regions.csv", "UA-14,oblast", "UA-14,province", 3, "regions.csv, line 6, column kind"),
    ],
)
def test_an_edit_that_breaks_a_table_is_named(checkout, name, old, new, code, where):
    folder, command = checkout
    edit(folder / "seeds" / name, old, new)
    done = command("areas", PROPOSAL, "--format", "json")
    assert (done.returncode, done.stdout) == (code, "")
    assert f"{folder}" in done.stderr or code == 4
    assert where in done.stderr
    assert "Traceback" not in done.stderr

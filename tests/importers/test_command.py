"""`whoholds import`, and `--control` and `--boundaries` where other commands take them."""

import json
import re

import pytest

from tests.importers.files import feature, polygon, write_json, write_layer
from tests.shipped import COUNTRY
from whoholds.desk import load_boundaries
from whoholds.importers.layer import import_layer
from whoholds.telling.imports import import_record

RING = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]
BOW = [[36, 47], [38, 49], [38, 47], [36, 49], [36, 47]]


@pytest.fixture
def mine(tmp_path):
    return write_json(tmp_path / "mine.geojson", feature(polygon(BOW), date="2025-08-16"))


def test_a_report_goes_to_standard_output(run, mine):
    done = run("import", mine)
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Import of mine.geojson", "Self-intersection", "UA-14", "not counted", "generic"):
        assert words in done.stdout


def test_a_report_as_json_is_the_librarys(run, mine):
    done = run("import", mine, "--format", "json")
    assert json.loads(done.stdout) == json.loads(
        json.dumps(import_record(import_layer(mine, load_boundaries(), COUNTRY).report))
    )


def test_a_report_in_ukrainian(run, mine):
    done = run("import", mine, "--language", "uk")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "Імпорт файлу mine",
        "1 об’єкт",
        "самоперетин",
        "Донецька область",
        "км²",
    ):
        assert words in done.stdout
    assert not re.findall("held|found|feature|note", done.stdout)
    data = json.loads(run("import", mine, "--language", "uk", "--format", "json").stdout)
    assert data["repaired"][0]["reason"].startswith("самоперетин")
    assert "Донецька область" in [row["name_uk"] for row in data["regions"]]


def test_a_mistake_is_told_in_the_language_that_was_asked_for(run, mine):
    done = run("import", mine, "--date", "2025-08-17", "--language", "uk")
    assert done.returncode == 3
    assert done.stderr.startswith("помилка: на мапі більш як одна дата\n  де:        ")
    assert "названа дата: 2025-08-17" in done.stderr
    again = run("import", mine, "--date", "2025-08-17")
    assert again.stderr.startswith("error: the map has more than one date\n  where:    ")


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_a_layer_that_is_written_is_read_as_a_control_layer(run, mine, tmp_path, suffix):
    target = tmp_path / f"held.{suffix}"
    done = run("import", mine, "--format", "json", "-o", target)
    assert "territory held by Russia on 2025-08-16" in done.stderr
    again = json.loads(run("import", target, "--format", "json").stdout)
    assert again["held"] == pytest.approx(json.loads(done.stdout)["held"])
    areas = json.loads(
        run("areas", "line-2025-08-16", "--control", target, "--format", "json").stdout
    )
    assert areas["headline"]["held_by_russia_km2"] == pytest.approx(again["held"]["area_km2"])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["none.geojson"], 3, "does not exist"),
        (["mine.geojson", "--date", "yesterday"], 3, "not a date"),
        (["mine.geojson", "--date", "2025-08-17"], 3, "more than one date"),
        (["mine.geojson", "--as", "viina"], 3, "not of the form"),
        (["mine.geojson", "--as", "esri"], 2, "Invalid value"),
        (["mine.geojson", "--held-field", "who"], 3, "no column 'who'"),
        (["mine.geojson", "--crs", "EPSG:32636"], 5, "not the one of the file"),
        (["mine.geojson", "-o", "held.txt"], 3, "format of the file"),
        (["mine.geojson", "-o", "nowhere/held.gpkg"], 3, "cannot be written"),
        (["mine.geojson", "--boundaries", "mine.geojson"], 3, "regions are missing"),
    ],
)
def test_a_mistake_has_its_exit_code_and_leaves_nothing(
    run, mine, monkeypatch, arguments, code, words
):
    monkeypatch.chdir(mine.parent)
    done = run("import", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stdout == ""
    assert [file.name for file in mine.parent.iterdir()] == ["mine.geojson"]


def test_a_failed_import_leaves_what_was_there(run, tmp_path):
    bad = write_json(tmp_path / "bad.geojson", feature(polygon([[0, 0]] * 4), date="2025-08-16"))
    target = tmp_path / "held.gpkg"
    target.write_bytes(b"old")
    assert run("import", bad, "-o", target).returncode == 5
    assert target.read_bytes() == b"old"


def test_the_options_reach_the_reader(run, tmp_path):
    from shapely import box

    path = write_layer(
        tmp_path / "a.gpkg", box(37, 47.5, 38, 48), box(36, 47.5, 37, 48), who=["ru", "ua"]
    )
    done = run(
        *("import", path, "--as", "generic", "--date", "2025-08-16", "--held-field", "who"),
        *("--held-value", "ru", "--slivers", "leave", "--reproject", "--format", "json"),
    )
    report = json.loads(done.stdout)
    assert (report["date"], report["slivers_counted"]) == ("2025-08-16", False)
    assert report["dropped"][0]["reason"] == "who is ua"


def test_finer_boundaries(run, tmp_path):
    regions = load_boundaries().regions.reset_index()
    path = tmp_path / "regions.gpkg"
    regions[["region", "geometry"]].to_file(path)
    arguments = "areas", "anchorage-aug-2025", "--format", "json"
    ours, theirs = run(*arguments), run(*arguments, "--boundaries", path)
    assert "27 regions found by code or name" in theirs.stderr
    before, after = (json.loads(done.stdout)["headline"] for done in (ours, theirs))
    assert after["held_by_russia_km2"] == pytest.approx(before["held_by_russia_km2"], rel=1e-6)


def test_a_map_takes_a_layer_and_boundaries(run, mine, tmp_path):
    regions = tmp_path / "regions.gpkg"
    load_boundaries().regions.reset_index()[["region", "geometry"]].to_file(regions)
    page = tmp_path / "map.html"
    done = run(
        *("map", "anchorage-aug-2025", "-o", page, "--control", mine, "--boundaries", regions)
    )
    assert done.returncode == 0
    assert page.stat().st_size > 100_000

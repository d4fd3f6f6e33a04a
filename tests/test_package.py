"""The data package: valid by its own specification, whole or not there, and the same twice."""

import hashlib
import json
import shutil
import zipfile
from io import BytesIO

import pandas as pd
import pytest
from frictionless import validate

from tests.drawn import edit
from tests.mistakes import mistake
from tests.shipped import CONFLICT
from whoholds.conflict.conflict import Conflict
from whoholds.conflict.new import write_conflict
from whoholds.desk import baseline_zones, evaluate_proposal
from whoholds.figures.areas import by_zone
from whoholds.ground.errors import InputError
from whoholds.publishing.archive import package_archive
from whoholds.publishing.package import KEYS, write_package


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "package"
    write_package(folder, CONFLICT)
    return folder


def files(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_is_valid(package):
    report = validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])
    described = json.loads((package / "datapackage.json").read_text("utf-8"))
    named = {one["path"] for one in described["resources"]}
    assert named | {"datapackage.json"} == set(files(package))
    assert described["version"] == CONFLICT.versions[0].id
    keyed = {one["path"]: one["schema"] for one in described["resources"] if "schema" in one}
    for table, (key, references) in KEYS.items():
        schema = keyed[f"data/{table}.csv"]
        assert schema.get("primaryKey", []) == key
        assert len(schema.get("foreignKeys", [])) == len(references)
    areas = {one["name"]: one for one in keyed["data/tracts.csv"]["fields"]}
    assert areas["area_km2"]["description"].startswith("km2, geodesic")


def test_a_row_that_refers_to_nothing_makes_it_invalid(package, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(package, broken)
    edit(broken / "data/readings.csv", "putin-2024,stated", "nobody-2024,stated")
    errors = validate(str(broken / "datapackage.json")).flatten(["type"])
    assert ["foreign-key"] in errors


def test_its_zones_are_those_of_the_newest_line(package):
    zones, shapes = (
        pd.read_csv(package / "data/zones.csv"),
        json.loads((package / "data/zones.geojson").read_text("utf-8")),
    )
    table = baseline_zones().table
    assert zones["zone"].tolist() == list(table.index)
    assert zones["area_km2"].tolist() == pytest.approx(table["area_km2"].tolist())
    assert [one["properties"]["zone"] for one in shapes["features"]] == list(table.index)
    tracts = pd.read_csv(package / "data/tracts.csv")
    rows = tracts.query("proposal == 'putin-2024' and reading == 'stated'")
    expected = by_zone(evaluate_proposal("putin-2024"))
    assert rows["area_km2"].tolist() == pytest.approx(expected["area_km2"].tolist())


def test_it_is_the_same_twice_and_for_another_conflict_too(package, tmp_path):
    (tmp_path / "again").mkdir()  # an empty folder is free
    write_package(tmp_path / "again", CONFLICT)
    assert files(tmp_path / "again") == files(package)
    write_conflict(tmp_path / "mine")
    mine = Conflict.open(tmp_path / "mine/seeds", tmp_path / "mine/geodata")
    write_package(tmp_path / "theirs", mine)
    assert validate(str(tmp_path / "theirs/datapackage.json")).valid
    assert "version" not in json.loads((tmp_path / "theirs/datapackage.json").read_text("utf-8"))


def test_what_is_in_the_folder_stays(run, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/theirs.txt").write_text("theirs")
    done = run("package", tmp_path / "taken")
    assert done.returncode == 3
    assert "empty" in done.stderr
    assert [one.name for one in tmp_path.rglob("*")] == ["taken", "theirs.txt"]
    with mistake(InputError, "folder", where=str(tmp_path / "none" / "inside")):
        write_package(tmp_path / "none" / "inside", CONFLICT)
    assert not (tmp_path / "none").exists()


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with mistake(InputError, "cannot be written", where=str(tmp_path / "out"), found="No space"):
        write_package(tmp_path / "out", CONFLICT)
    assert list(tmp_path.iterdir()) == []


def test_as_one_file_it_is_the_same_twice(package):
    content = package_archive(CONFLICT)
    assert package_archive(CONFLICT) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for path in package.rglob("*.*"):
            assert archive.read(path.relative_to(package).as_posix()) == path.read_bytes()

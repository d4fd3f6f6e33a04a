"""Shipped files that are cut, missing or something else: a sentence, and `check` goes on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mistakes import mistake
from whoholds.ground.errors import InputError
from whoholds.ground.intact import Geodata

BREAKS = {
    "missing": lambda path: path.unlink(),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}

CASES = [
    ("geodata/regions.geojson", "cut", 3, 5),
    ("geodata/regions.geojson", "missing", 3, 5),
    ("geodata/settlements.csv", "binary", 3, 4),
    ("geodata/provenance.toml", "empty", 3, 4),
    ("seeds/area_reasons.csv", "a folder", 0, 1),
    ("seeds/lines/2025-08-16.toml", "empty", 3, 1),
    ("seeds/lines/2025-08-16.csv", "a folder", 4, 1),
    ("seeds/control_status.csv", "cut", 3, 1),
    ("seeds/regions.csv", "binary", 3, 4),
    ("seeds/proposals/anchorage-aug-2025.toml", "cut", 3, 1),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind", "code", "fewest"), CASES)
def test_a_broken_file_is_said_and_the_other_checks_go_on(tmp_path, name, kind, code, fewest):
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "whoholds", tmp_path / "src" / "whoholds", ignore=ignored)
    for folder in ("geodata", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    BREAKS[kind](tmp_path / name)

    def whoholds(*words):
        return subprocess.run(
            [sys.executable, "-m", "whoholds.cli", *words],
            capture_output=True,
            text=True,
            timeout=120,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        )

    areas = whoholds("areas", "anchorage-aug-2025")
    assert areas.returncode == code, areas.stderr
    assert "Traceback" not in areas.stderr
    check = whoholds("check")
    assert check.returncode == 7, check.stderr
    assert check.stdout.count("FAILED") >= fewest
    assert check.stdout.count("ok    ") >= 5
    assert Path(name).name in check.stdout


def test_altered_geodata_are_refused_by_name(tmp_path):
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata")
    files = Geodata(tmp_path / "geodata")
    assert files.faults() == []
    assert files.intact("regions.geojson").is_file()
    altered = tmp_path / "geodata" / "regions.geojson"
    altered.write_bytes(altered.read_bytes().replace(b"37.", b"36.", 1))
    with pytest.raises(InputError, match="not the one that was built") as caught:
        files.intact("regions.geojson")
    assert caught.value.where == str(altered)
    assert [fault.where for fault in files.faults()] == [str(altered)]
    with pytest.raises(InputError, match="not the one that was built"):
        files.intact("invented.geojson")


def test_geodata_without_a_record_are_refused_where_they_are_guarded(tmp_path):
    (tmp_path / "regions.geojson").write_text("{}")
    assert Geodata(tmp_path).intact("regions.geojson").is_file()
    with mistake(InputError, "does not exist", where=str(tmp_path / "provenance.toml")):
        Geodata(tmp_path, is_guarded=True).intact("regions.geojson")

"""The core alone, as `pip install whoholds` gives it: it measures, and names what it lacks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT, built
from whoholds.ground.extras import EXTRAS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """The folder of the programs of an environment with the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("bare")
    pins = re.findall(
        r"^\S+==[^\\\n]+", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    (folder / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    programs = folder / "venv" / "bin"
    install = [programs / "python", "-m", "pip", "install", "--quiet", "--no-compile"]
    install += ["--constraint", folder / "pins.txt", built("wheel", folder)]
    subprocess.run(install, check=True)
    return programs


def run(bare: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of that environment in an empty folder, with nothing of this one in reach."""
    return subprocess.run(
        [bare / command[0], *command[1:]],
        cwd=folder,
        env={"PATH": str(bare), "LANG": "C.UTF-8", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_core_is_there_and_no_extra(bare, tmp_path):
    done = run(bare, tmp_path, "python", "-m", "pip", "list", "--format", "json")
    names = {row["name"].lower() for row in json.loads(done.stdout)}
    assert {"whoholds", "geopandas", "pyarrow"} <= names
    assert names & {*EXTRAS, "xstatic-leaflet", "pytest"} == set()


def test_the_core_computes_an_area(bare, tmp_path):
    code = (
        "import whoholds\n"
        "result = whoholds.evaluate_proposal('anchorage-aug-2025', reading='wide')\n"
        "print(round(whoholds.headline(result.zones).share, 3))\n"
        "print(all(getattr(whoholds, name) for name in whoholds.__all__))\n"
    )
    done = run(bare, tmp_path, "python", "-W", "error", "-c", code)
    assert done.stdout.split() == ["0.19", "True"], done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["areas", "putin-2024", "--by", "region", "--format", "csv"],
        ["zones", "putin-2024", "-o", "zones.gpkg"],
        ["import", "zones.geojson", "-o", "held.gpkg"],
        ["check"],
    ],
    ids=lambda command: command[0],
)
def test_commands_of_the_core_work(bare, tmp_path, command):
    if command[0] == "import":
        assert (
            run(bare, tmp_path, "whoholds", "layer", "2025-08-16", "-o", command[1]).returncode == 0
        )
    done = run(bare, tmp_path, "whoholds", *command)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        (["map", "-o", "map.html"], "maps"),
        (["map", "-o", "map.png"], "print"),
        (["picture", "card.svg"], "print"),
        (["zones", "putin-2024", "-o", "zones.xlsx"], "export"),
        (["package", "data"], "package"),
        (["site", "site", "--base-url", "https://example.org"], "site"),
        (["report", "putin-2024", "-o", "report.pdf"], "report"),
        (["dashboard"], "app"),
        (["mcp"], "mcp"),
        (["fetch", "list"], "fetch"),
        (["fetch", "deepstate", "--date", "2025-08-16"], "fetch"),
    ],
)
def test_a_command_names_the_extra_that_it_needs(bare, tmp_path, command, extra):
    done = run(bare, tmp_path, "whoholds", *command)
    assert done.returncode == 8, done.stderr
    assert f'pip install "whoholds[{extra}]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []

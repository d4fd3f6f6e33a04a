"""What the README tells a new user to type does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from tests.conftest import ROOT
from tests.importers.files import feature, polygon, write_json
from whoholds.cli import app
from whoholds.desk import load_boundaries
from whoholds.ground.outputs import write_vector

README = (ROOT / "README.md").read_text("utf-8")
SHELL, PYTHON = (
    re.search(rf"```{language}\n(.*?)```", README.partition("## The command line")[2], re.DOTALL)[1]
    for language in ("sh", "python")
)
RECIPES = re.findall(
    r"^whoholds .*", README.partition("## Three recipes")[2].partition("\n## ")[0], re.M
)
LINES = [line for line in SHELL.splitlines() if line.startswith("whoholds ")]

ASKS_OR_SERVES = ("whoholds fetch deepstate", "whoholds dashboard", "whoholds mcp", "whoholds site")
"""What asks a real server, serves until it is stopped, or draws for most of a minute; their own
tests run them."""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the two files that the README takes as the reader's own."""
    ring = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]
    document = feature(polygon(ring), date="2025-08-14", source="Their map")
    write_json(tmp_path / "their-map.geojson", document)
    regions = load_boundaries().regions.reset_index()[["region", "geometry"]]
    write_vector(regions, tmp_path / "oblasts.gpkg")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_line_of_the_readme_runs_in_its_order(run, place):
    for line in [*LINES, *RECIPES]:
        if line.startswith(ASKS_OR_SERVES):
            continue
        _, *words = shlex.split(line, comments=True)
        done = run(*words)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        if "-o" in words:
            assert (place / words[words.index("-o") + 1]).stat().st_size > 1_000, line
        else:
            assert (done.stdout or done.stderr).strip(), line


def test_every_command_has_its_line():
    commands = set(typer.main.get_command(app).commands)
    told = {next(word for word in shlex.split(line)[1:] if word in commands) for line in LINES}
    assert told == commands


def test_the_python_of_the_readme_runs(capsys):
    exec(PYTHON, {})
    table, _, share = capsys.readouterr().out.rstrip().rpartition("\n")
    assert "ua_cedes" in table
    assert 0.15 < float(share) < 0.25


def test_its_links_lead_to_files():
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert [name for name in targets if not (ROOT / name).is_file()] == []
    named = [name for name in re.findall(r"`([^`\s]+/[^`\s]*)`", README) if "{" not in name]
    assert [name for name in named if not Path(ROOT, name).exists()] == []

"""A program that uses the public API as it is meant passes mypy, and each misuse of it fails."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import whoholds

RIGHT = """\
import datetime as dt
from pathlib import Path

from pandera.typing import DataFrame

import whoholds
from whoholds.figures.tables import HolderTable
from whoholds.proposals.tables import EvaluationTable


def agreed_on(frame: DataFrame[EvaluationTable]) -> float:
    return float(frame["area_km2"].sum())


def counted(table: DataFrame[HolderTable]) -> int:
    return len(table)


layer: whoholds.ControlLayer = whoholds.control_layer(date=dt.date(2025, 8, 16))
result = whoholds.evaluate_proposal("anchorage-aug-2025", reading="wide", control=layer)
zones: whoholds.Zones = result.zones
holders: int = counted(whoholds.by_holder(result))
share: float = whoholds.headline(zones).share
columns: list[str] = list(whoholds.by_change(result).columns)
times: float = whoholds.nearest(1_000.0).ratio
spread = whoholds.spread_of([layer, whoholds.control_layer(Path("held.gpkg"))])
try:
    catalogue = whoholds.load_catalogue()
except whoholds.WhoholdsError as error:
    code: int = error.exit_code
    what: str = error.what
"""

MISUSES = {
    "whoholds.evaluate_propsal('putin-2024')": "attr-defined",
    "whoholds.evaluate_proposal(2024)": "arg-type",
    "whoholds.evaluate_proposal('putin-2024', control='2025-08-16')": "arg-type",
    "whoholds.evaluate_proposal('putin-2024', language='uk')": "call-arg",
    "whoholds.headline(result)": "arg-type",
    "whoholds.by_holder(result.zones)": "arg-type",
    "whoholds.headline(result.zones).km2": "attr-defined",
    "whoholds.control_layer(date='2025-08-16')": "arg-type",
    "whoholds.spread_of(result.zones.control)": "arg-type",
    "wrong: str = whoholds.nearest(1.0).ratio": "assignment",
    "result.zones = other": "misc",
    "agreed_on(result.zones.table)": "arg-type",
    "counted(whoholds.by_change(result))": "arg-type",
}
"""A line that misuses the API, and the name of mypy's complaint."""


def complaints(folder, text: str) -> dict[int, str]:
    """What mypy says of a program, strictly: the name of a complaint by its line."""
    (folder / "program.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "cache"]
    done = subprocess.run(
        [*command, "program.py"], cwd=folder, capture_output=True, text=True, timeout=300
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = re.findall(r"^program\.py:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert done.returncode == 0 or found, done.stdout
    return {int(line): name for line, name in found}


@pytest.mark.slow
def test_a_right_use_passes_and_each_misuse_fails(tmp_path):
    text = RIGHT + "other = whoholds.zones_of(layer)\n"
    assert complaints(tmp_path, text) == {}
    first = text.count("\n") + 1
    found = complaints(tmp_path, text + "\n".join(MISUSES) + "\n")
    assert found == dict(enumerate(MISUSES.values(), first))


def test_the_stub_and_the_package_have_the_same_names():
    assert whoholds.__all__ == sorted(whoholds._HOMES)
    for name, home in whoholds._HOMES.items():
        assert getattr(whoholds, name).__module__ == home, name

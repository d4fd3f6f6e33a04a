"""Hostile files at every door: a sentence, in time, in bounds; nothing read, nobody asked."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.hostile.inputs import KINDS, SECRET, WORST, laid_bait

SECONDS, MEGABYTES = 30, 1_500
"""The most that a command may take for a file: of processor time, as machines are shared."""

CODES = {0, 3, 4, 5, 7}
"""Exit codes of a command that read a file, or said what is wrong with it."""


@dataclass
class Ended:
    """How a command ended."""

    code: int
    said: str
    seconds: float
    megabytes: float


def run(*words: str) -> Ended:
    """Run a command, its memory measured with that of its children."""
    with subprocess.Popen(
        [sys.executable, "-m", "whoholds.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime  # the children's too
    return Ended(process.returncode, said, seconds, used.ru_maxrss / 1024)


@pytest.fixture(scope="module")
def bait(tmp_path_factory):
    """Another file of the machine, a table, and a server that counts who comes."""
    with laid_bait(tmp_path_factory.mktemp("bait")) as laid:
        yield laid


def check(ended: Ended, expected: str = "", files: int = 1) -> None:
    assert "Traceback" not in ended.said
    assert ended.code in CODES, ended.said[-500:]
    assert re.search(expected, ended.said), ended.said[-800:]
    assert SECRET not in ended.said
    assert "\u202e" not in ended.said
    assert "\x1b[31m" not in ended.said
    assert ended.seconds < SECONDS * files
    assert ended.megabytes < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_import(kind, tmp_path, bait):
    make, expected = KINDS[kind]
    check(run("import", str(make(tmp_path, bait)), "--date", "2025-08-16"), expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "view", "expected"),
    [("an endless view", "v", "took more than"), ("blobs of zeros", "z", "took more|no polygon")],
)
def test_a_view_that_is_asked_for(kind, view, expected, tmp_path, bait):
    file = KINDS[kind][0](tmp_path, bait)
    ended = run("import", str(file), "--date", "2025-08-16", "--layer", view)
    check(ended, expected)


DOORS: dict[str, Callable[[str], list[str]]] = {
    "--control": lambda file: ["areas", "putin-2024", "--control", file,
                               "--control-date", "2025-08-16"],
    "--boundaries": lambda file: ["areas", "putin-2024", "--boundaries", file],
    "check": lambda file: ["check", "--control", file, "--boundaries", file],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", WORST)
def test_the_worst_at_every_other_door(kind, door, tmp_path, bait):
    words = DOORS[door](str(KINDS[kind][0](tmp_path, bait)))
    check(run(*words), files=1 + (door == "check"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", WORST)
def test_the_worst_in_an_archive(kind, tmp_path, bait):
    file = KINDS[kind][0](tmp_path, bait)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, f"folder/{file.name}")
    check(run("import", str(tmp_path / "b.zip"), "--date", "2025-08-16"))


def test_gdal_alone_would_open_the_first_as_another_file(tmp_path, bait):
    import pyogrio

    file = KINDS["KML to one parser, VRT to the other"][0](tmp_path, bait)
    assert pyogrio.read_info(file)["driver"] == "OGR_VRT"
    assert pyogrio.list_layers(file)[0][0] == SECRET

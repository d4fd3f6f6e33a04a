"""The source distribution has all that its own tests need, and they pass in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.building import ROOT, built

pytestmark = pytest.mark.slow

SUBSET = [
    "test_architecture.py",
    "test_cli.py",
    "test_docs.py",
    "test_evaluation.py",
    "test_extras.py",
    "test_packaging.py",
    "test_zones.py",
]
"""Tests that together need code, tables, documents, tools, locks and the Makefile."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    return built("sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.unpack_archive(archive, folder)
    return next(folder.iterdir())


def listed(*kinds: str) -> set[str]:
    command = ["git", "ls-files", "-z", *kinds, "--exclude-standard"]
    return set(subprocess.check_output(command, cwd=ROOT, text=True).rstrip("\0").split("\0"))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked sdist, no checkout")
def test_it_has_the_files_of_the_checkout_and_no_other(unpacked):
    inside = {
        path.relative_to(unpacked).as_posix()
        for path in unpacked.rglob("*")
        if path.is_file() or path.is_symlink()
    }
    tracked = {name for name in listed("--cached") if (ROOT / name).exists()}
    assert tracked - inside == set()
    assert inside - tracked - listed("--others") == {"PKG-INFO"}


def test_its_wheel_is_the_wheel_of_the_checkout(unpacked, tmp_path):
    wheels = [
        built("wheel", tmp_path / name, root) for name, root in (("a", ROOT), ("b", unpacked))
    ]
    one, other = ({x.filename: x.CRC for x in zipfile.ZipFile(path).infolist()} for path in wheels)
    assert one == other


def test_its_own_tests_pass_in_it(unpacked):
    code = "import whoholds; print(whoholds.__file__)"
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked / "src")}
    surroundings.pop("PYTEST_XDIST_WORKER", None)
    where = subprocess.check_output(
        [sys.executable, "-c", code], cwd=unpacked, env=surroundings, text=True
    )
    assert Path(where.strip()).is_relative_to(unpacked)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m"]
    command += ["not browser and not slow", *(f"tests/{name}" for name in SUBSET)]
    done = subprocess.run(command, cwd=unpacked, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-5000:]
    assert "passed" in done.stdout

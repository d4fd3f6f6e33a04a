"""Does the package work away from the checkout, and do the README's two commands exist?"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.browser.serving import running_dashboard
from tests.building import ROOT, built
from whoholds.publishing.site.plan import HANDBOOK

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_wheel_has_every_table_and_what_runs_and_no_more(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("geodata", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"whoholds/_data/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith("whoholds/_data") and ".py" in name]
    for name, others in HANDBOOK.items():
        endings = ("", *(f".{language}" for language in others))
        assert {f"whoholds/_data/docs/{name}{ending}.md" for ending in endings} <= names
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src/whoholds").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    documentation = {name for name in source if name.startswith("whoholds/handbook/")}
    assert documentation
    inside = {name for name in names if not re.match(r"whoholds/_data/|whoholds-[^/]*/", name)}
    assert inside == source - documentation


@pytest.mark.slow
def test_installed_package_works_in_an_empty_folder(wheel, tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    scheme = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([python, "-c", scheme], text=True).strip())
    # The dependencies are those of this environment; the package itself is only the wheel's.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    zipfile.ZipFile(wheel).extractall(site)
    empty = tmp_path / "empty"
    empty.mkdir()
    where = subprocess.check_output(
        [python, "-c", "import whoholds; print(whoholds.__file__)"], cwd=empty, text=True
    )
    assert where.startswith(str(site))
    check = subprocess.run(
        [python, "-m", "whoholds.cli", "check"], cwd=empty, text=True, capture_output=True
    )
    assert check.returncode == 0, check.stdout
    assert "FAILED" not in check.stdout
    with (
        running_dashboard(python, cwd=str(empty)) as address,
        urllib.request.urlopen(address, timeout=20) as answer,
    ):
        assert answer.status == 200


@pytest.mark.parametrize("target", ["dashboard", "test"])
def test_readme_commands_are_targets_that_set_everything_up(target):
    assert re.search(rf"^make {target}\b", README, re.MULTILINE)
    plan = subprocess.check_output(
        ["make", "--dry-run", "--always-make", target], cwd=ROOT, text=True
    )
    assert "tools/setup-venv" in plan
    assert ("whoholds dashboard --port 8501" if target == "dashboard" else "pytest") in plan


def test_ci_runs_the_test_command_of_the_readme():
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_is_pinned_hashed_and_names_no_host(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_lock_has_every_dependency_and_extra():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"]]
    parts = ("maps", "print", "app", "export", "fetch", "mcp", "package", "report")
    wanted += [one for name in parts for one in extras[name]]
    for requirement in wanted:
        name = re.split(r"[\[><=]", requirement)[0].lower()
        if name != "whoholds":
            assert re.search(rf"^{re.escape(name)}(\[[a-z,]+\])?==", lock, re.MULTILINE), name

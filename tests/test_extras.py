"""What is imported is declared, in the core or in the extra of its room, and nothing else is."""

from __future__ import annotations

import ast
import functools
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.building import ROOT
from tests.shipped import reader_of
from whoholds.ground.errors import MissingToolError
from whoholds.ground.extras import EXTRAS, extras_named

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = {"core": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
EXTRA_OF_ROOM = {
    "app": "app",
    "fetch": "fetch",
    "maps": "maps",
    "maps/export": "export",
    "publishing": "package",
    "publishing/site": "site",
    "reporting": "report",
    "maps/print": "print",
    "model_context": "mcp",
}
"""Rooms that may import more than the core's packages, and the extra that brings them."""

OURS = {"whoholds", "tests", "tools", "benchmarks", "steps"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared_in(extra: str) -> set[str]:
    """The packages that an extra brings, those of the extras it names among them."""
    found = set()
    for requirement in DECLARED[extra]:
        name, inner = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?", requirement).groups()
        if name == "whoholds":
            found |= {one for part in inner.split(",") for one in declared_in(part)}
        else:
            found.add(normal(name))
    return found


def libraries(path: Path) -> set[str]:
    """The packages of others that a file imports, at its top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    beside = {one.stem for one in path.parent.glob("*.py")}
    return names - sys.stdlib_module_names - OURS - beside


PROVIDERS = packages_distributions()


def packages(path: Path) -> set[str]:
    return {normal(PROVIDERS.get(name, [name])[0]) for name in libraries(path)}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "src/whoholds").parent.parts
    rooms = ["/".join(parts[:length]) for length in (2, 1)]
    return next((room for room in rooms if room in EXTRA_OF_ROOM), "core")


@functools.cache
def imported_by_room() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        extra = EXTRA_OF_ROOM.get(room_of(path), "core")
        found.setdefault(extra, set()).update(packages(path))
    return found


@pytest.mark.parametrize("extra", ["core", *EXTRA_OF_ROOM.values()])
def test_a_room_imports_only_what_its_extra_brings(extra):
    assert imported_by_room()[extra] - declared_in("core") - declared_in(extra) == set()


@pytest.mark.parametrize("extra", ["core", *EXTRA_OF_ROOM.values()])
def test_what_is_declared_is_imported(extra):
    own = {
        normal(re.match(r"[\w.-]+", one).group())
        for one in DECLARED[extra]
        if not one.startswith("whoholds")
    }
    assert own - imported_by_room()[extra] == set()


def test_all_is_every_extra_of_the_program():
    parts = {one for extra in EXTRA_OF_ROOM.values() for one in declared_in(extra)}
    assert declared_in("all") == parts


@pytest.mark.parametrize("folder", ["tests", "tools", "benchmarks"])
def test_what_development_imports_is_declared(folder):
    used = {one for path in (ROOT / folder).rglob("*.py") for one in packages(path)}
    known = {
        one for extra in ("core", "all", "test", "bench", "geodata") for one in declared_in(extra)
    }
    assert used - known == set()


def test_each_library_of_an_extra_is_known_by_its_extra():
    imported = {
        name: EXTRA_OF_ROOM[room_of(path)]
        for path in (ROOT / "src").rglob("*.py")
        if room_of(path) != "core"
        for name in libraries(path)
        if normal(PROVIDERS.get(name, [name])[0]) not in declared_in("core")
    }
    assert imported == EXTRAS


def test_a_missing_extra_is_told_in_both_languages():
    with (
        pytest.raises(MissingToolError, match=r'pip install "whoholds\[print\]"') as told,
        extras_named(),
    ):
        raise ModuleNotFoundError(name="matplotlib.figure")
    assert told.value.exit_code == 8
    assert (
        told.value.told(reader_of("uk"))["what"]
        == "для цього потрібен пакет matplotlib, а його не встановлено"
    )


def test_a_module_that_no_extra_brings_is_no_mistake_of_the_user():
    with pytest.raises(ModuleNotFoundError, match="gone"), extras_named():
        raise ModuleNotFoundError("gone", name="whoholds.gone")

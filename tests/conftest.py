"""Fixtures: the hand-drawn world of tests/drawn.py and, beside it, the shipped one."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import drawn
from tests.drawn import TERRITORY
from tests.shipped import LINES
from whoholds import cli
from whoholds.country.country import Country
from whoholds.desk import zones_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.proposals.catalogue import Catalogue, read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.zones.partition import Zones, partition

# No deadline: a slow machine is no fault. Derandomised: the same commit gives the same verdict;
# `pytest --hypothesis-profile=thorough tests/properties` looks further.
settings.register_profile("everyday", max_examples=40, deadline=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=300, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("everyday")

ROOT = Path(__file__).parents[1]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with the hand-drawn tables, free to be broken."""
    (tmp_path / "seeds").mkdir()
    return drawn.write_seeds(tmp_path / "seeds")


@pytest.fixture(scope="session")
def drawn_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, shared: not to be written to."""
    return drawn.write_seeds(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="session")
def grid(drawn_seeds: Path) -> BoundaryLayer:
    return drawn.grid_of(drawn_seeds)


@pytest.fixture(scope="session")
def control() -> ControlLayer:
    return drawn.control_of(drawn.HELD)


@pytest.fixture(scope="session")
def country(drawn_seeds: Path, grid: BoundaryLayer) -> Country:
    return drawn.country_of(drawn_seeds).but(boundaries=grid)


@pytest.fixture(scope="session")
def zones(grid: BoundaryLayer, control: ControlLayer, country: Country) -> Zones:
    return partition(grid, control, country)


@pytest.fixture(scope="session")
def catalogue(drawn_seeds: Path) -> Catalogue:
    return read_catalogue(drawn_seeds, read_sources(drawn_seeds / "sources.toml"), TERRITORY)


@pytest.fixture
def narrow(catalogue: Catalogue, zones: Zones) -> Evaluation:
    """The drawn proposal in its narrow reading."""
    return evaluate(catalogue, "swap", zones, "narrow")


@pytest.fixture
def wide(catalogue: Catalogue, zones: Zones) -> Evaluation:
    """The same in its wide one."""
    return evaluate(catalogue, "swap", zones, "wide")


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference layers, which the project does not ship."""
    folder = Path(os.environ.get("WHOHOLDS_REFERENCE", ROOT.parent / "shared" / "reference"))
    if not folder.is_dir():
        pytest.skip(f"no reference layers at {folder}; name their folder in WHOHOLDS_REFERENCE")
    return folder


Result = subprocess.CompletedProcess[str]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Run the command line in this process: arguments in, exit code and both outputs out."""

    def run_in_process(*arguments: object) -> Result:
        words = ["whoholds", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return subprocess.CompletedProcess(words, ended.value.code or 0, printed.out, printed.err)

    return run_in_process


@pytest.fixture(scope="session")
def shipped_zones() -> dict[dt.date, Zones]:
    """The zones of every shipped control layer, with all shipped parts."""
    return {date: zones_of(LINES[date]) for date in list(LINES)}

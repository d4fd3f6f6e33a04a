"""What a visit brought goes with it: layers, figures, maps, files."""

import asyncio
import sys
import time
from statistics import median

import numpy as np
import pytest
import shapely
from benchmarks import visits
from benchmarks.cargo import Brought
from benchmarks.visits import Tally, _import
from benchmarks.watch import Watch

from tests.apart import run_apart
from tests.browser.serving import Dashboard, _begin, stop, wait_for
from tests.importers.files import write_layer

QUICK = """
import sys
from whoholds.app import departed
from whoholds.app.server import serve
departed.Departed.__init__.__defaults__ = (departed.MOST, 2.0)
departed.ROUND = 0.5
serve(int(sys.argv[1]))
"""
"""The dashboard itself, but a visit whose page was left is ended after seconds, not minutes."""

WAIT = 300.0
"""Seconds that a run may take on a busy machine: it is memory that is measured."""

GONE = 6.0
"""Seconds after which a visit has been ended."""


class QuickDashboard(Dashboard):
    def start(self):
        self.server = _begin([sys.executable, "-c", QUICK, str(self.port)], self.cwd, self.log)
        wait_for(f"{self.address}/_stcore/health")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(visits, "PATIENCE", WAIT)
    monkeypatch.setattr(visits, "IMPORT_PATIENCE", WAIT)
    dashboard = QuickDashboard()
    try:
        dashboard.start()
        yield dashboard
    finally:
        stop(dashboard.server)


LAYERS = 3
"""A visit brings: what is not let go of shows as well as with the most that it may have."""


def cargo(folder, points):
    """The layers of a visit."""
    return [
        Brought(
            f"own-{n}",
            write_layer(
                folder / f"own-{n}.gpkg", jagged(n, points), date=visits.DAY, source=f"Map {n}"
            ),
            is_ordinary=True,
        )
        for n in range(LAYERS)
    ]


def jagged(n, points):
    """A star around the middle of Donetsk oblast."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = 0.6 + 0.1 * np.sin(40 * angle) + 0.02 * n + 0.002 * np.cos(3_000 * angle)
    return shapely.Polygon(
        np.column_stack([37.5 + reach * np.cos(angle), 48.2 + reach * np.sin(angle)])
    )


async def visit(address, tally, cargo):
    """Bring layers, see the last on the map and beside others, and leave."""
    async with tally.visit(address) as visitor:
        await visitor.go("layers", WAIT)
        for brought in cargo:
            await _import(visitor, tally, brought)
            await visitor.empty(visitor.seen.widget("file"), WAIT)
        tally.hear("own layer on the map", await visitor.go("", WAIT))
        tally.hear("the layers together", await visitor.go("layers", WAIT))


def settled(watch):
    """Megabytes of the server once visits have been ended."""
    time.sleep(GONE)
    return median(watch.look().server for _ in range(3))


@pytest.mark.slow
def test_the_layers_of_a_visit_go_with_it(server, tmp_path):
    layers = cargo(tmp_path, 20_000)  # as many vertices as the maps of others have
    tally, watch = Tally(), Watch(server.server.pid)
    run_apart(visit(server.address, tally, layers[:1]))  # what all visitors share is there by then
    before = settled(watch)

    async def brought():
        await visit(server.address, tally, layers)
        return watch.look().server

    full = run_apart(brought())
    after = settled(watch)
    assert tally.faults == {}
    print(f"\nbefore {before:.0f} MB, with its layers {full:.0f} MB, after {after:.0f} MB")
    assert after <= 1.1 * before


@pytest.mark.slow
def test_visits_one_after_another_do_not_make_the_server_grow(server, tmp_path):
    """A few; `make soak` has a thousand."""
    layers, tally, watch = cargo(tmp_path, 500), Tally(), Watch(server.server.pid)

    async def one_by_one():
        found = []
        for _ in range(8):
            await visit(server.address, tally, layers)
            await asyncio.sleep(0.5)
            found.append(watch.look().server)
        return found

    found = run_apart(one_by_one())[2:]
    assert tally.faults == {}
    print("\n" + " ".join(f"{size:.0f}" for size in found))
    assert median(found[-3:]) <= 1.1 * median(found[:3])

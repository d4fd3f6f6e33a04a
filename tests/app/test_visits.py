"""The soak of benchmarks/ in small: nobody who reads or imports meets an error."""

import asyncio
import time

import pytest
from benchmarks import visits
from benchmarks.cargo import Brought
from benchmarks.visits import Tally, bring_files, read
from benchmarks.watch import Watch
from shapely.geometry import box

from tests.apart import run_apart
from tests.browser.serving import own_dashboard
from tests.hostile.inputs import KINDS, Bait
from tests.importers.files import write_layer


@pytest.mark.slow
def test_readers_and_importers_meet_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(visits, "PERIOD", 1.0)
    monkeypatch.setattr(visits, "STAY", (3.0, 6.0))
    good = write_layer(tmp_path / "good.geojson", box(36, 46.5, 38, 48.5), date="2025-08-14")
    bait = Bait(tmp_path / "other.geojson", tmp_path / "other.csv", 9)
    hostile = KINDS["nested in GeoParquet"][0](tmp_path, bait)
    brought = [Brought("good", good, is_ordinary=True), Brought("bad", hostile, is_ordinary=False)]
    tally = Tally()

    async def soak(address: str) -> None:
        end = time.monotonic() + 12
        readers = (read(address, tally, end, number) for number in range(3))
        bringing = (bring_files(address, tally, end, number, brought) for number in range(2))
        await asyncio.gather(*readers, *bringing)

    with own_dashboard() as server:
        # On a busy machine less is done in the same time.
        patience = time.monotonic() + 120
        while time.monotonic() < patience and not (
            len(tally.imports) > 1 and tally.pages and tally.visits > 5
        ):
            run_apart(soak(server.address))
        sample = Watch(server.server.pid).look()
    assert tally.faults == {}
    assert {(one.name, one.outcome) for one in tally.imports} == {
        ("good", "read"),
        ("bad", "refused"),
    }
    assert len(tally.toggles) > 5
    assert tally.pages
    assert tally.visits > 5
    assert sample.children == 1
    assert sample.descriptors < 150


@pytest.mark.slow
def test_what_is_wrong_with_a_run_is_noted(monkeypatch):
    tally = Tally()
    monkeypatch.setattr(visits, "PERIOD", 0.5)
    monkeypatch.setattr(visits, "heading_of", lambda _proposal: "a heading that no page has")

    async def soak(address: str) -> None:
        await read(address, tally, time.monotonic() + 6, 1)

    with own_dashboard() as server:
        patience = time.monotonic() + 120
        while time.monotonic() < patience and not tally.toggles:
            run_apart(soak(server.address))
    assert all(fault.startswith("toggle: showed") for fault in tally.faults)
    assert tally.faults

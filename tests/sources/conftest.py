"""A cache of one's own, quick limits, and no proxy between the tests and their servers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sources.servers import Answer, Server, serving
from whoholds.fetch.downloads import Download
from whoholds.fetch.limits import Limits, Watcher
from whoholds.ground.errors import DownloadError

DAY = dt.date(2025, 8, 16)

QUICK = Limits(
    connect_s=0.5, read_s=0.4, total_s=5, retries=2, backoff_s=0.02, wait_s=0.1, redirects=3
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("WHOHOLDS_DOWNLOADS", raising=False)
    monkeypatch.setenv("WHOHOLDS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def serve(request: pytest.FixtureRequest) -> Callable[[Answer], Server]:
    """Start a server that runs until the test ends."""
    running: list[Iterator[Server]] = []

    def start(answer: Answer) -> Server:
        block = serving(answer)
        server = block.__enter__()
        running.append(block)
        request.addfinalizer(lambda: block.__exit__(None, None, None))
        return server

    return start


def entry_at(address: str, **changes: object) -> Download:
    """An entry of the list of downloads whose files are at a test's server."""
    keys = {
        "title": "Held territory",
        "url": address + "/held_{date:%Y%m%d}.geojson",
        "licence": "none",
        "form": "deepstate",
        "content": "geojson",
        "max_mb": 0.02,
    }
    return Download.model_validate(keys | changes)


class Told(Watcher):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.received: list[tuple[int, int | None]] = []
        self.waited: list[tuple[float, str]] = []

    def receives(self, done: int, total: int | None) -> None:
        self.received.append((done, total))

    def waits(self, seconds: float, error: DownloadError) -> None:
        self.waited.append((seconds, f"{error.what}: {error.found}"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"a folder"
        for path in sorted(folder.rglob("*"))
    }

"""What is made while the server starts: the first visitor finds it, and a fault is left to them."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.serving import free_port, stop
from whoholds.app import cache
from whoholds.app.choice import default_choice
from whoholds.app.visit_layers import shipped_layer
from whoholds.app.warm import make_maps, make_sections
from whoholds.conflict.folder import VARIABLE
from whoholds.words.reader import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_visitor_finds_the_map_and_the_figures(language, monkeypatch):
    make_maps()
    make_sections()

    def too_late(*_arguments, **_options):
        raise AssertionError("made for the visitor")

    monkeypatch.setattr(cache, "build_map", too_late)
    monkeypatch.setattr(cache, "evaluated", too_late)
    monkeypatch.setattr(cache, "SECTIONS", {})
    choice = default_choice(cache.catalogue())
    layer = shipped_layer(choice["layer"])
    assert len(cache.map_page(layer, language)) > 10_000
    chosen = choice["proposal"], choice["reading"]
    for section in ("figures", "about", choice["section"]):
        assert cache.section_of(section, layer, *chosen, language, "light") is not None


def test_a_fault_of_the_data_is_left_to_the_first_visitor(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    make_maps()
    make_sections()


def begun(log) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "whoholds.cli", "dashboard", "--port", str(free_port())]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)


def wait_for_geometry(pid: int) -> None:
    """Wait until the libraries are loaded that the maps are made with."""
    loaded = Path(f"/proc/{pid}/maps")
    while "libgeos" not in loaded.read_text():
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what a process has loaded in /proc")
@pytest.mark.parametrize("said", ["before the address", "after it"])
def test_a_server_that_is_starting_ends_when_it_is_told_to(tmp_path, said):
    log = tmp_path / "log"
    with log.open("w") as file:
        server = begun(file)
        try:
            if said == "after it":
                assert server.stdout is not None
                server.stdout.readline()
            else:
                wait_for_geometry(server.pid)
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=60) == 130
        except subprocess.TimeoutExpired:
            pytest.fail("it went on")
        finally:
            stop(server)
    assert set(log.read_text().split()) <= {"interrupted"}

"""What is made while the server starts: the first visitor finds it, and a fault is left to them."""

import signal
import subprocess
import sys

import pytest

from tests.browser.serving import Dashboard, stop
from whoholds.app import cache
from whoholds.app.choice import default_choice
from whoholds.app.visit_layers import shipped_layer
from whoholds.app.warm import warm_up
from whoholds.conflict.folder import VARIABLE
from whoholds.words.reader import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_visitor_finds_the_map_and_the_figures(language, monkeypatch):
    warm_up()

    def too_late(*_arguments, **_options):
        raise AssertionError("made for the visitor")

    monkeypatch.setattr(cache, "build_map", too_late)
    monkeypatch.setattr(cache, "evaluate", too_late)
    monkeypatch.setattr(cache, "SECTIONS", {})
    choice = default_choice(cache.catalogue())
    layer = shipped_layer(choice["layer"])
    assert len(cache.map_page(layer, language)) > 10_000
    chosen = choice["proposal"], choice["reading"]
    for section in ("figures", "about", choice["section"]):
        assert cache.section_of(section, layer, *chosen, language, "light") is not None


def test_a_fault_of_the_data_is_left_to_the_first_visitor(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    warm_up()


def test_a_server_that_is_warming_up_ends_when_it_is_told_to(tmp_path):
    log = tmp_path / "log"
    with log.open("w") as file:
        dashboard = Dashboard(sys.executable, None, file, None)
        try:
            dashboard.start()
            dashboard.server.send_signal(signal.SIGINT)
            assert dashboard.server.wait(timeout=60) == 130
        except subprocess.TimeoutExpired:
            pytest.fail("it went on")
        finally:
            stop(dashboard.server)
    assert "Traceback" not in log.read_text()
    assert "ScriptRunContext" not in log.read_text()

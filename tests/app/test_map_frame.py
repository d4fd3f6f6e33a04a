"""The map page on its way to the frame that shows it."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files

from whoholds.app.components.map_frame import NAME, pack_map

HTML = "<!DOCTYPE html><p>Кінбурнська коса</p>"


def test_a_packed_page_is_the_page_under_a_name():
    packed = pack_map(HTML, "Мапа")
    assert packed[:NAME].decode().isalnum()
    assert json.loads(gzip.decompress(packed[NAME:])) == {"html": HTML, "title": "Мапа"}


def test_the_same_page_is_packed_the_same_and_another_one_has_another_name():
    packed = pack_map(HTML, "Мапа")
    assert pack_map(HTML, "Мапа") == packed
    assert pack_map(HTML, "Map")[:NAME] != packed[:NAME]
    assert pack_map(HTML + " ", "Мапа")[:NAME] != packed[:NAME]


def test_the_name_is_as_long_in_the_browser():
    script = files("whoholds.app.components").joinpath("map_frame.js").read_text("utf-8")
    assert f"const NAME = {NAME};" in script

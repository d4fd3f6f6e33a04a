"""The map page on its way to the frame that shows it."""

from __future__ import annotations

import gzip
import json

from whoholds.app.components.map_frame import name_of, pack_map

HTML = "<!DOCTYPE html><p>Кінбурнська коса</p>"


def test_a_packed_page_is_the_page_under_a_name():
    packed = pack_map(HTML, "Мапа", "own-1")
    name, _, content = packed.partition(b"\n")
    assert name_of(packed) == name.decode()
    assert name_of(packed).isalnum()
    assert json.loads(gzip.decompress(content)) == {
        "html": HTML,
        "title": "Мапа",
        "layer": "own-1",
    }


def test_the_same_page_is_packed_the_same_and_another_one_has_another_name():
    packed = pack_map(HTML, "Мапа", "own-1")
    assert pack_map(HTML, "Мапа", "own-1") == packed
    assert name_of(pack_map(HTML, "Map", "own-1")) != name_of(packed)
    assert name_of(pack_map(HTML + " ", "Мапа", "own-1")) != name_of(packed)

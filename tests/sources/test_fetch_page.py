"""The button of the page of maps that asks a server: a real one on the loopback."""

from __future__ import annotations

import datetime as dt
import json
import sys

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_layers_page import DONETSK, layers_page
from tests.shipped import reader_of
from tests.sources.servers import closed_port, reply

DAY = dt.date(2025, 8, 16)
UKRAINIAN = reader_of("uk")


def held() -> bytes:
    shape = {"type": "Polygon", "coordinates": [DONETSK]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


@pytest.fixture
def opened_at(tmp_path, monkeypatch):
    """Open the page with a list of downloads whose files are at an address."""

    def open_(address: str) -> AppTest:
        path = tmp_path / "downloads.toml"
        path.write_text(
            f"""
            [mine]
            title = "Mine: one file a day"
            url = "{address}/deepstatemap_data_{{date:%Y%m%d}}.geojson"
            licence.en = "none, so ask"
            licence.uk = "немає, спитайте"
            form = "deepstate"
            content = "geojson"
            max_mb = 1
            first = 2024-07-08
            """,
            encoding="utf-8",
        )
        monkeypatch.setenv("WHOHOLDS_DOWNLOADS", str(path))
        return AppTest.from_function(layers_page, default_timeout=120).run()

    return open_


def press(page: AppTest, day: dt.date | None) -> AppTest:
    if day:
        page.date_input(key="fetch-day-mine").set_value(day)
    page.button(key="fetch-now").click().run()
    assert not page.exception
    return page


def test_a_map_is_asked_for_on_the_click_alone_and_then_shown(opened_at, serve):
    server = serve(reply(held()))
    page = opened_at(server.address)
    assert server.requests == []
    notice = next(one.value for one in page.caption if "127" in one.value)
    assert "немає, спитайте" in notice
    assert "Mine" in page.button(key="fetch-now").label
    press(page, None)
    assert server.requests == []
    assert UKRAINIAN.word("layers.fetch_no_day") in [one.value for one in page.warning]
    press(page, DAY)
    assert [request.split()[1] for request in server.requests] == [
        "/deepstatemap_data_20250816.geojson"
    ]
    shown = page.session_state["own"][page.session_state["choice"]["layer"]]
    assert shown.zones.control.date == DAY
    assert shown.zones.control.provenance.licence.text == "none, so ask"


@pytest.mark.parametrize("answer", ["closed", "missing", "page"])
def test_what_does_not_come_is_told_in_sentences(opened_at, serve, answer):
    address = f"http://127.0.0.1:{closed_port()}"
    if answer == "missing":
        address = serve(reply(b"no", status="404 Not Found")).address
    if answer == "page":
        address = serve(reply(b"<!doctype html><p>moved", Content_Type="text/html")).address
    page = press(opened_at(address), DAY)
    assert [one.value for one in page.error] == [UKRAINIAN.word("layers.not_fetched")]
    told = page.code[-1].value
    assert "порада" in told
    assert "--date" not in told
    assert "Traceback" not in told
    assert not page.session_state["own"]


def test_without_the_extra_the_page_says_what_to_install(opened_at, monkeypatch):
    page = opened_at("http://127.0.0.1:9")
    for name in [name for name in sys.modules if name.startswith("whoholds.fetch.")]:
        if not name.endswith("downloads"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "requests", None)
    press(page, DAY)
    assert 'pip install "whoholds[fetch]"' in page.code[-1].value

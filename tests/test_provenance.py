"""Where a layer is from goes with it to everything that is made of it; no licence is guessed."""

import datetime as dt
import hashlib
import io
import json

import geopandas as gpd
import pandas as pd
import pytest
from typer.testing import CliRunner

import whoholds
from tests.importers.files import INSIDE, write_layer
from tests.maps.test_print import everything
from whoholds import cli
from whoholds.app.sections import sources
from whoholds.app.sections.setting import Setting
from whoholds.desk import control_layer, evaluate_proposal, load_catalogue
from whoholds.figures.report import report
from whoholds.ground.receipts import MAX_BYTES, Receipt, note_of
from whoholds.maps.files import map_file, regions_csv, zones_file
from whoholds.telling.layers import layer_in, licence_in
from whoholds.words.reader import ENGLISH, reader_of

LICENCE = "Free for newspapers that name us"
RETRIEVED = dt.datetime(2025, 8, 17, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def own(tmp_path):
    return write_layer(tmp_path / "east.geojson", INSIDE, date="2025-08-16", source="Their map")


def noted(path, **changed):
    """Lay the note of a download beside a file."""
    said = {
        **dict.fromkeys(("id", "title", "url", "final_url", "content_type"), "x"),
        **dict.fromkeys(("etag", "last_modified", "agent"), ""),
        "licence": LICENCE,
        "retrieved": RETRIEVED,
        "day": None,
        "data_date": None,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "size": path.stat().st_size,
        **changed,
    }
    note_of(path).write_text(Receipt(**said).model_dump_json(), encoding="utf-8")
    return path


def test_the_note_of_a_download_goes_to_every_figure_file_page_and_picture(own, tmp_path):
    layer = control_layer(noted(own))
    evaluation, catalogue = evaluate_proposal("putin-2024", control=layer), load_catalogue()
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    assert report(evaluation)["control_layer"] == {
        "date": "2025-08-16",
        "source": "Their map",
        "kind": "assessed",
        "licence": LICENCE,
        "licence_by": "download",
        "retrieved": "2025-08-17T06:30:00+00:00",
        "sha256": digest,
        "precision_km": [3.0, 3.0],
    }
    told = f"{LICENCE} (as noted when it was downloaded)"
    tables = [
        pd.read_csv(io.BytesIO(content))
        for content in (zones_file(evaluation, catalogue, "csv"), regions_csv(evaluation))
    ]
    for form in ("geojson", "gpkg"):
        path = tmp_path / f"zones.{form}"
        path.write_bytes(zones_file(evaluation, catalogue, form))
        tables.append(gpd.read_file(path, layer=0))
    for table in tables:
        assert set(table["control_licence"]) == {told}
        assert set(table["control_sha256"]) == {digest}
        assert {str(when)[:10] for when in table["control_retrieved"]} == {"2025-08-17"}
    section = sources.build(evaluation, Setting(catalogue, ENGLISH, "light"))
    page, svg = (map_file(evaluation, catalogue, form).decode("utf-8") for form in ("html", "svg"))
    for shown in (page, everything(svg), section.replace("\\", "")):
        assert f"Licence: {told}." in shown
        assert "Downloaded on 17 August 2025." in shown
        assert digest[:12] in shown
    assert digest in section


def test_a_note_about_another_file_says_nothing_of_this_one(own):
    noted(own, sha256="0" * 64)
    about = control_layer(own).provenance
    assert (about.licence, about.retrieved) == (None, None)


@pytest.mark.parametrize("content", ["", "{", "[" * 60_000, "x" * (MAX_BYTES + 1), '{"id": 7}'])
def test_what_is_no_note_beside_a_file_is_passed_over(own, content):
    note_of(own).write_text(content, encoding="utf-8")
    assert control_layer(own).provenance.licence is None


def test_what_nobody_says_is_said_as_unknown(own):
    layer = control_layer(own)
    assert licence_in(layer.provenance, ENGLISH) == "licence not stated"
    assert "Licence not stated." in layer_in(layer, ENGLISH)
    assert "Ліцензію не зазначено." in layer_in(layer, reader_of("uk"))
    assert layer.to_dict()["licence"] is None


def test_who_brings_a_file_may_say_what_it_allows(own, tmp_path):
    assert licence_in(control_layer(own, licence="CC0").provenance, ENGLISH) == (
        "CC0 (as whoever brought it says)"
    )
    written = tmp_path / "again.gpkg"
    words = ["import", str(own), "--licence", "CC0", "-o", str(written)]
    assert CliRunner().invoke(cli.app, words).exit_code == 0
    assert licence_in(control_layer(written).provenance, ENGLISH) == "CC0 (as its file says)"


@pytest.mark.parametrize("column", ["licence", "license"])
def test_the_file_itself_may_say_it(tmp_path, column):
    path = tmp_path / "east.gpkg"
    write_layer(path, INSIDE, date="2025-08-16", **{column: "ODbL"})
    assert licence_in(control_layer(noted(path)).provenance, ENGLISH) == "ODbL (as its file says)"


def test_the_shipped_layers_say_the_project_s_own():
    about = control_layer().to_dict()
    assert (about["licence"], about["licence_by"]) == ("MIT (whoholds)", "project")
    assert len(about["sha256"]) == 64


def test_layers_and_evaluations_can_be_compared_and_kept_in_sets():
    layer, again = control_layer(), control_layer(precision_km=2.0)
    boundaries = whoholds.load_boundaries()
    one, other = evaluate_proposal("putin-2024"), evaluate_proposal("putin-2024")
    for first, second in ((layer, again), (one, other)):
        assert first == first
        assert first != second
        assert len({first, second, first}) == 2
    assert boundaries == whoholds.load_boundaries()
    assert len({boundaries, whoholds.load_boundaries()}) == 1
    assert layer.provenance == control_layer().provenance
    assert hash(layer.provenance) == hash(control_layer().provenance)
    assert json.dumps(layer.to_dict())

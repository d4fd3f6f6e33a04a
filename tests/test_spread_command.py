"""`whoholds spread`: its table, its CSV, its JSON and the published form of it."""

import csv
import io
import json
import re
from importlib.resources import files

import jsonschema
import pytest

from tests.drawn import TERRITORY
from tests.importers.files import feature, polygon, write_json
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds.desk import load_boundaries, spread_of
from whoholds.importers.layer import import_layer
from whoholds.layers.provenance import KINDS
from whoholds.spread.groups import ASSESSED, CLAIMED, FAR
from whoholds.spread.report import SCHEMA, spread_report

RING = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]


@pytest.fixture
def mine(tmp_path):
    document = feature(polygon(RING), date="2025-08-14", source="Mine")
    return write_json(tmp_path / "mine.geojson", document)


@pytest.fixture
def undated(tmp_path):
    return write_json(tmp_path / "undated.geojson", feature(polygon(RING), source="Theirs"))


def test_the_json_is_the_librarys(run, mine):
    done = run("spread", mine, "--with", "2025-08-16", "--format", "json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    layers = [import_layer(mine, load_boundaries(), COUNTRY).layer, LINES[BASELINE]]
    assert found == json.loads(json.dumps(spread_report(spread_of(layers))))
    assert set(found) == {
        *("schema", "near_days", "denominator_km2"),
        *("layers", "groups", "apart"),
    }
    (group,) = found["groups"]
    first = group["figures"][0]
    assert (first["quantity"], first["region"], first["unit"]) == ("held", "", "km2")
    assert first["values"] == {one["layer"]: one["area_km2"] for one in found["layers"]}
    assert all(0 < band < first["lowest"] for band in first["bands"].values())
    assert first["spread"] == pytest.approx(first["values"]["L2"] - first["values"]["L1"])
    assert {pair["region"] for pair in group["pairs"]} >= {"", "UA-14", "UA-43"}


def test_the_json_has_the_published_form(run, mine, tmp_path):
    schema = json.loads((files("whoholds") / "spread.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    checker.check_schema(schema)
    claims = feature(polygon(RING), date="2025-08-15", source="Claims", kind="claimed")
    write_json(tmp_path / "claims.geojson", claims)
    done = run(
        *("spread", mine, tmp_path / "claims.geojson"),
        *("--with", "2025-08-16", "--with", "2022-02-23"),
        *("--proposal", "us-28-nov-2025", "--residents", "--format", "json"),
    )
    found = json.loads(done.stdout)
    checker.validate(found)
    assert [one["reason"] for one in found["apart"]] == [FAR, CLAIMED]
    assert {row["quantity"].partition(":")[0] for row in found["groups"][0]["figures"]} == {
        *("held", "held_official", "share", "residents", "holder", "change")
    }
    damaged = {**found, "layers": found["layers"][:1]}
    with pytest.raises(jsonschema.ValidationError, match="too short"):
        checker.validate(damaged)


def test_the_published_form_names_what_the_code_names():
    schema = json.loads((files("whoholds") / "spread.schema.json").read_text("utf-8"))
    rows = {name: entry["items"]["properties"] for name, entry in schema["properties"].items()
            if "items" in entry}  # fmt: skip
    assert schema["properties"]["schema"]["const"] == SCHEMA
    assert set(rows["layers"]["kind"]["enum"]) == set(KINDS)
    assert rows["apart"]["reason"]["enum"] == [FAR, CLAIMED, ASSESSED]
    quantity = schema["$defs"]["figure"]["properties"]["quantity"]["pattern"]
    for column, names in (("holder", TERRITORY.sides.holders), ("change", TERRITORY.sides.changes)):
        assert all(re.search(quantity, f"{column}:{name}") for name in names)
        assert not re.search(quantity, f"{column}:ua_holds")


def test_the_table_has_every_layer_and_the_reason_for_those_apart(run, mine):
    done = run(
        *("spread", mine, "--with", "2025-08-16", "--with", "2022-02-23"),
        *("--proposal", "anchorage-aug-2025", "--residents"),
    )
    for words in ("Mine", "L2, L3", "Donetsk: share", "ua cedes", "residents", "over union", "±"):
        assert words in done.stdout
    assert "compared with none: 2022-02-23" in done.stderr


def test_the_csv_names_its_columns_by_date_and_source(run, mine):
    done = run("spread", mine, "--with", "2025-08-16", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["quantity"] == "held"
    assert float(rows[0]["2025-08-14, Mine"]) == float(rows[0]["lowest"])
    assert 0 < float(rows[0]["band of 2025-08-14, Mine"]) < float(rows[0]["lowest"])
    assert {row["group"] for row in rows} == {"1"}


def test_the_day_of_a_file_that_does_not_say_it_stands_after_its_name(run, undated):
    asked = ("spread", "--with", "2025-08-16", "--format", "json")
    refused = run(*asked, undated)
    assert refused.returncode == 3
    assert f"{undated}=2025-08-16" in refused.stderr
    done = run(*asked, f"{undated}=2025-08-15")
    assert json.loads(done.stdout)["layers"][0]["date"] == "2025-08-15"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["mine.geojson"], 3, "nothing to compare"),
        (["mine.geojson", "mine.geojson"], 3, "same source and date"),
        (["mine.geojson", "--with", "2022-02-23"], 3, "days away"),
        (["mine.geojson", "--with", "2025-08-17"], 4, "no map of control of 2025-08-17"),
        (["mine.geojson", "--with", "soon"], 3, "not a date"),
        (["mine.geojson=soon", "--with", "2025-08-16"], 3, "not a date"),
        (["none.gpkg", "--with", "2025-08-16"], 3, "does not exist"),
        (["mine.geojson", "--with", "2025-08-16", "--proposal", "x"], 4, "unknown proposal"),
    ],
)
def test_a_mistake_has_its_exit_code(run, mine, monkeypatch, arguments, code, words):
    monkeypatch.chdir(mine.parent)
    done = run("spread", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr

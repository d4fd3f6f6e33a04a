"""The pages that are made from the tables, and the contracts that docs/data.md describes."""

import json
import re
import subprocess
import sys
from importlib.resources import files

import pytest
from tools.docs import pages

from tests.conftest import ROOT
from tests.importers.files import feature, polygon, write_json
from tests.shipped import CONFLICT, COUNTRY, ENGLISH
from whoholds.desk import (
    evaluate_proposal,
    load_boundaries,
    load_catalogue,
    load_claims,
    reactions_to,
)
from whoholds.importers.layer import import_layer
from whoholds.telling.imports import import_record
from whoholds.telling.record import proposal_record


@pytest.fixture(scope="module")
def made():
    return pages()


@pytest.mark.parametrize("name", ["proposals.md", "claims.md"])
def test_pages_are_as_new_as_their_data(made, name):
    assert (ROOT / "docs" / name).read_text("utf-8") == made[name], "run `make docs`"


def test_every_proposal_and_reading_has_its_section(made):
    text = made["proposals.md"]
    for proposal in load_catalogue().proposals.values():
        if proposal.kind == "line":
            continue
        section = text.partition(f'<a id="{proposal.id}"></a>')[2].partition("<a id=")[0]
        assert f"## {proposal.name['en']}" in section
        for part in (proposal.proposer["en"], proposal.summary["en"], proposal.standing["en"]):
            assert part in section
        for reading in proposal.readings:
            assert len(proposal.readings) == 1 or f"Reading `{reading.id}`." in section
        for name in proposal.sources:
            assert CONFLICT.sources[name].title["en"] in section
        for term in proposal.terms:
            assert term.value is None or term.value["en"] in section
        for said in reactions_to(proposal.id)["said"]:
            assert said in section
        assert bool(proposal.earlier) == ("under the earlier text" in section)


def test_every_claim_has_its_row(made):
    rows = [line for line in made["claims.md"].splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(load_claims())
    verdicts = [
        ENGLISH.word(f"verdict.{name}") for name in ("holds", "does_not_hold", "cannot_be_checked")
    ]
    for claim, row in zip(load_claims(), rows, strict=True):
        assert claim.text["en"] in row
        assert re.search(r"\*\*(confirmed|within|too close|depends|not confirmed|cannot)", row)
    assert all(f"**{verdict}**" in made["claims.md"] for verdict in verdicts)


def test_tables_are_whole_and_links_lead_somewhere(made):
    for text in made.values():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            cells = {line.count("|") for line in block.splitlines()}
            assert len(cells) == 1, block
        targets = re.findall(r"\]\(([^)\s]*)\)", text)
        for target in targets:
            assert target.startswith(("http://", "https://")) or (
                f'id="{target[1:]}"' in text
                if target.startswith("#")
                else (ROOT / "docs" / target).is_file()
            )


def test_no_cell_or_sentence_is_left_empty(made):
    for text in made.values():
        assert "nan" not in re.findall(r"[a-z]+", text)
        assert " ." not in re.sub(r"\]\([^)]*\)", "", text)


# docs/data.md

DATA = (ROOT / "docs" / "data.md").read_text("utf-8")


def section_of(heading):
    """The text below a heading, to the next one of its rank."""
    found = re.search(rf"^## {re.escape(heading)}.*?\n(.*?)(?=^## |\Z)", DATA, re.M | re.S)
    assert found, heading
    return found[1]


def in_ticks(text):
    """Every name that stands in backticks, alone or in a list."""
    return {name for span in re.findall(r"`([^`]+)`", text) for name in re.findall(r"\w+", span)}


def keys_of(schema):
    """Every key of the objects that a schema describes, however deep."""
    keys = set()
    for name, value in schema.items() if isinstance(schema, dict) else []:
        if name == "properties":
            keys |= set(value)
        keys |= keys_of(value)
    return keys


@pytest.mark.parametrize("command", ["areas", "claims", "spread", "check"])
def test_the_contract_of_a_command_is_described_key_by_key(command):
    schema = json.loads((files("whoholds") / f"{command}.schema.json").read_text("utf-8"))
    text = section_of(f"`whoholds {command} ")
    assert f"whoholds/{command}.schema.json" in text
    assert keys_of(schema) - in_ticks(text) == set()
    rows = re.findall(r"^\| (`.+?) \| ", text, re.M)
    assert {name for cell in rows for name in in_ticks(cell)} <= keys_of(schema)


def test_the_record_of_a_proposal_is_described_key_by_key():
    evaluation = evaluate_proposal("anchorage-aug-2025")
    record = proposal_record(evaluation, load_catalogue())
    parts = [record, record["earlier"], *(record[key][0] for key in record if key.endswith("s"))]
    text = section_of("`whoholds proposals ID ")
    assert {key for part in parts if isinstance(part, dict) for key in part} <= in_ticks(text)
    rows = re.findall(r"^\| (`.+?) \| ", text, re.M)
    assert {name for cell in rows for name in in_ticks(cell)} == set(record)


def test_the_report_of_an_import_is_described_key_by_key(tmp_path):
    ring = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]
    path = write_json(tmp_path / "a.geojson", feature(polygon(ring), date="2025-08-16"))
    report = import_record(import_layer(path, load_boundaries(), COUNTRY).report)
    table = section_of("A control layer of your own").partition("**The report**")[2]
    rows = re.findall(r"^\| (`.+?) \| ", table, re.M)
    described = {name for cell in rows for name in in_ticks(cell)}
    assert described == set(report)


def test_every_limit_is_described_with_its_value():
    from whoholds.door import allowance
    from whoholds.importers.open import limits

    modules = {**vars(limits), **vars(allowance)}
    known = {
        name: value
        for name, value in modules.items()
        if re.match(r"(MAX|IMPORT)_[A-Z]+", name) and isinstance(value, int)
    }
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([\d,]+) \| ", DATA, re.M)
    assert {name: int(value.replace(",", "")) for name, value in rows} == known


def test_what_a_visit_keeps_is_described():
    from whoholds.app import visit_layers as layers

    said = " ".join(DATA.split())
    assert f"at most {layers.MOST} layers, whose zones" in said
    assert f"at most {layers.MOST_VERTICES:,} vertices together" in said


@pytest.mark.parametrize("tool", ["docs.py", "page_types.py"])
def test_what_writes_the_pages_runs_from_anywhere(tool, tmp_path):
    path = ROOT / "tools" / tool
    call = [sys.executable, "-c", f"import runpy; runpy.run_path({str(path)!r})"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr

"""Every JSON that a command prints is what its schema says."""

import json
from importlib.resources import files

import jsonschema
import pytest
import typer
from typer.testing import CliRunner

from tests.importers.files import RING, collection, feature, polygon, write_json
from whoholds.cli import app
from whoholds.desk import load_catalogue

CATALOGUE = load_catalogue()

RUNS = {
    "proposals": [["proposals"], ["proposals", "--language", "uk"]],
    "proposal": [["proposals", name] for name in CATALOGUE.proposals],
    "terms": [["terms"], ["terms", "--language", "uk"]],
    "areas": [
        *(["areas", name] for name in CATALOGUE.proposals),
        *(["areas", "us-ua-20-dec-2025", "--reading", one.id]
          for one in CATALOGUE["us-ua-20-dec-2025"].readings),
        ["areas", "putin-2024", "--compare-with", "portugal"],
        ["areas", "putin-2024", "--control", "OWN"],
        ["areas", "putin-2024", "--control", "OWN", "--precision", "40", "--slivers", "leave"],
        ["areas", "putin-2024", "--control-date", "2022-02-23"],
    ],
    "compare": [
        *(["compare", name, "putin-2024"] for name in CATALOGUE.proposals),
        ["compare", "us-28-nov-2025", "us-28-nov-2025", "--other-reading", "de-jure"],
        ["compare", "putin-2024", "us-ua-20-dec-2025", "--other-reading", "dmz-10", "--control",
         "OWN"],
        ["compare", "putin-2024", "formula-2022", "--control-date", "2022-02-23"],
    ],
    "claims": [["claims"], ["claims", "--control", "OWN"], ["claims", "--language", "uk"]],
    "spread": [
        ["spread", "OWN", "--with", "2025-08-16"],
        ["spread", "OWN", "--with", "2025-08-16", "--with", "2022-02-23", "--residents",
         "--proposal", "anchorage-aug-2025"],
    ],
    "import": [["import", "OWN"], ["import", "OWN", "--slivers", "leave", "--precision", "2"]],
    "fetch": [["fetch", "list"]],
    "cite": [
        ["cite"],
        ["cite", "us-28-nov-2025", "--language", "uk"],
        ["cite", "putin-2024", "--control", "OWN", "--link", "https://news.example/map"],
    ],
    "check": [["check"], ["check", "--control", "OWN"], ["check", "--boundaries", "OWN"],
              ["check", "--control", "nowhere.kml"]],
}  # fmt: skip
"""By the name of its schema, how a JSON comes to be printed."""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "own\u202e_2025-08-16.geojson"
    cut = [[33, 46], [35, 48], [35, 46], [33, 48], [33, 46]]
    return write_json(
        path, collection(feature(polygon(RING)), feature(polygon(cut)), feature(None))
    )


@pytest.mark.parametrize(
    ("name", "command"),
    [(name, command) for name, commands in RUNS.items() for command in commands],
)
def test_what_is_printed_is_what_the_schema_says(name, command, own):
    words = [str(own) if word == "OWN" else word for word in command]
    result = CliRunner().invoke(app, [*words, "--format", "json"])
    assert result.exit_code in ((0, 1) if name == "check" else (0,)), result.stderr
    schema = json.loads((files("whoholds") / f"{name}.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(
        json.loads(result.stdout, parse_constant=pytest.fail)
    )


def commands_of(group, path=()):
    """Every command that takes --format, by the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, (*path, name))
        elif any("--format" in option.opts for option in command.params):
            yield " ".join((*path, name))


def test_every_command_with_a_format_is_tried():
    found = set(commands_of(typer.main.get_command(app)))
    assert {"areas", "check", "fetch list"} <= found
    tried = {
        " ".join(word for word in command[:2] if word in {"fetch", "list"}) or command[0]
        for commands in RUNS.values()
        for command in commands
    }
    assert found == tried


def test_every_schema_is_a_schema_and_is_tried():
    shipped = {
        path.name.removesuffix(".schema.json")
        for path in files("whoholds").iterdir()
        if path.name.endswith(".schema.json")
    }
    assert shipped == set(RUNS)
    for name in shipped:
        schema = json.loads((files("whoholds") / f"{name}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)


def test_a_failed_check_says_each_fault_in_its_fields(own):
    result = CliRunner().invoke(app, ["check", "--boundaries", str(own), "--format", "json"])
    report = json.loads(result.stdout)
    assert report["passed"] is False
    (regions,) = (one for one in report["checks"] if one["name"] == "your regions")
    assert regions["faults"]
    assert set(regions["faults"][0]) == {"what", "where", "expected", "found", "remedy"}

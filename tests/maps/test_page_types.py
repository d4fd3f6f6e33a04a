"""The seam between Python and the page's scripts: types, schema and data agree."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
from tools import page_types

from whoholds.desk import baseline_zones, load_catalogue
from whoholds.figures.people import residents
from whoholds.maps.page_types import Mode
from whoholds.maps.payload import Chosen, Tiles, page_data

TILES = Tiles("https://tiles.example/{z}/{x}/{y}.png", "its owner")


def test_schema_and_types_are_as_new_as_what_they_are_made_from():
    made = page_types.schema()
    assert json.loads(page_types.SCHEMA.read_text("utf-8")) == made, "run `make docs`"
    assert page_types.TYPES.read_text("utf-8") == page_types.interfaces(made), "run `make docs`"


@pytest.fixture(scope="module")
def schema():
    made = json.loads(page_types.SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def data(mode="single", language="en", tiles=None, people=True, region=None):
    zones = baseline_zones()
    chosen = Chosen("putin-2024", "stated", "us-28-nov-2025", "de-jure", mode, region)
    each = residents(zones).people if people else None
    return json.loads(json.dumps(page_data(load_catalogue(), zones, chosen, language, each, tiles)))


@pytest.mark.parametrize("mode", get_args(Mode))
def test_the_data_of_every_mode_is_what_the_schema_says(schema, mode):
    schema.validate(data(mode))


@pytest.mark.parametrize(
    "more", [{"language": "uk"}, {"tiles": TILES}, {"people": False}, {"region": "UA-65"}]
)
def test_the_data_of_every_kind_of_page_is_too(schema, more):
    schema.validate(data(**more))


def test_the_schema_refuses_what_it_does_not_name(schema):
    made = data()
    assert schema.is_valid(made)
    for spoil in (
        lambda one: one.update(more=1),
        lambda one: one.pop("order"),
        lambda one: one["words"].update(line=None),
        lambda one: one["zones"]["features"][0]["properties"].update(at=[1, 2, 3]),
        lambda one: one["chosen"].update(mode="sideways"),
    ):
        spoiled = json.loads(json.dumps(made))
        spoil(spoiled)
        assert not schema.is_valid(spoiled)

"""What pages show of every kind of own layer, without a browser."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from tests.own_layers import KINDS, NONSENSE
from tests.shipped import COUNTRY, reader_of
from whoholds.app.pages.claims import _shown
from whoholds.app.sections import SECTIONS, Setting
from whoholds.claims.checking import check_claims
from whoholds.desk import claim_layers, evaluate_on, load_catalogue, load_claims
from whoholds.door.importing import import_zones
from whoholds.importers.layer import Options
from whoholds.telling.claims import verdict_report, verdict_table
from whoholds.telling.imports import import_table
from whoholds.words.reader import LANGUAGES

PROPOSALS = ("line-2025-08-16", "anchorage-aug-2025")
"""The layer itself, and a proposal in which both sides leave land."""


@pytest.fixture(scope="module", params=KINDS)
def brought(request, tmp_path_factory):
    kind = KINDS[request.param]
    path = kind.write(tmp_path_factory.mktemp("own"), request.param)
    return import_zones(path, COUNTRY, Options(precision_km=kind.precision_km))


def texts(shown: Any) -> Iterator[str]:
    """Every text of what a section shows."""
    if isinstance(shown, pd.DataFrame):
        shown = shown.reset_index().to_dict("list")
    if dataclasses.is_dataclass(shown):
        shown = vars(shown)
    if isinstance(shown, dict):
        shown = [*shown, *shown.values()]
    if isinstance(shown, list | tuple):
        for one in shown:
            yield from texts(one)
    elif shown is not None:
        yield str(shown).replace("\\", "")


def nonsense(shown: Any) -> list[str]:
    return [text for text in texts(shown) if NONSENSE.search(text) or text == "None"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_and_report(brought, language):
    zones, report = brought
    reader = reader_of(language)
    assert nonsense([import_table(report, reader), map(reader.note, report.in_short())]) == []
    setting = Setting(load_catalogue(), reader, "light")
    for name in PROPOSALS if language == "en" else PROPOSALS[:1]:
        evaluation = evaluate_on(zones, name)
        for section in SECTIONS.values():
            assert nonsense(section.build(evaluation, setting)) == []


def test_published_figures(brought):
    checked = check_claims(load_claims(), [brought[0], *claim_layers()])
    for language in LANGUAGES:
        table, reader = verdict_table(checked, language), reader_of(language)
        assert nonsense(_shown(table, checked, reader)) == []
    json.dumps(verdict_report(checked), allow_nan=False)


def test_nonsense_is_found():
    shown = [
        pd.DataFrame({"a": ["1 ± 0.0 %", "nan"]}),
        {"b": ("None", float("nan"))},
        "12 ± 0.5 km",
    ]
    assert len(nonsense(shown)) == 4

"""The difference of two proposals, held to sums that are made another way."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import whoholds
from tests.shipped import LINES
from whoholds.cli import app
from whoholds.desk import baseline_zones, evaluate_on, load_catalogue, shipped_zones
from whoholds.figures.people import residents
from whoholds.ground.errors import CoverageError

EVERY = [
    (proposal.id, reading.id)
    for proposal in load_catalogue().proposals.values()
    for reading in proposal.readings
]


def oracle(first: pd.DataFrame, second: pd.DataFrame) -> dict[str, float]:
    """Square kilometres by kind, from a join of the two tables and nothing of the package."""
    pair = first.merge(second, on="zone", suffixes=("", "_2"), validate="one_to_one")
    silent, silent_2 = pair["basis"] == "silent", pair["basis_2"] == "silent"
    other = pd.Series(False, index=pair.index)
    for name in ("holder", "administration", "counted_for"):
        other |= pair[name] != pair[f"{name}_2"]
    one_silent = silent != silent_2
    holder = ~silent & ~silent_2 & other
    terms = ~holder & ~one_silent & (pair["recognition"] != pair["recognition_2"])
    rest = ~holder & ~one_silent & ~terms
    return {
        name: float(pair.loc[rows, "area_km2"].sum())
        for name, rows in (
            ("holder", holder),
            ("silent", one_silent),
            ("recognition", terms),
            ("nothing", rest),
        )
        if rows.any()
    }


@pytest.fixture(scope="module")
def evaluations():
    zones = baseline_zones()
    return {key: evaluate_on(zones, *key) for key in EVERY}


def test_every_pair_adds_up_to_what_a_join_of_the_tables_says(evaluations):
    whole = baseline_zones().boundaries.area_km2
    for one, two in product(EVERY[::3], EVERY):
        first, second = evaluations[one], evaluations[two]
        kinds = whoholds.by_kind(whoholds.difference(first, second))
        found = kinds.set_index("differs")["area_km2"].to_dict()
        assert found == pytest.approx(oracle(first.frame, second.frame))
        assert sum(found.values()) == pytest.approx(whole)


def test_rows_and_regions_add_up_to_the_kinds(evaluations):
    for one, two in [(EVERY[2], EVERY[5]), (EVERY[5], EVERY[-1]), (EVERY[3], EVERY[-3])]:
        found = whoholds.difference(evaluations[one], evaluations[two])
        kinds = whoholds.by_kind(found).set_index("differs")
        for table in (whoholds.by_difference(found), whoholds.by_region_and_kind(found)):
            sums = table.groupby("differs")[["area_km2", "official_km2", "people"]].sum()
            pd.testing.assert_frame_equal(
                sums, kinds.loc[sums.index, list(sums.columns)], check_names=False
            )
        people = residents(baseline_zones()).people
        rows = found.frame["differs"] == "holder"
        if rows.any():
            assert kinds.loc["holder", "people"] == pytest.approx(people[rows].sum())


def test_the_other_way_round_it_is_the_same_land(evaluations):
    names = ["holder", "administration", "counted_for", "recognition"]
    turn = {f"first_{name}": f"second_{name}" for name in names}
    turn |= {new: old for old, new in turn.items()}
    one, two = evaluations["anchorage-aug-2025", "narrow"], evaluations["putin-2024", "stated"]
    there = whoholds.by_difference(whoholds.difference(one, two))
    back = whoholds.by_difference(whoholds.difference(two, one)).rename(columns=turn)
    pd.testing.assert_frame_equal(there, back[there.columns])


def test_one_with_itself_differs_nowhere(evaluations):
    for one in evaluations.values():
        found = whoholds.difference(one, one)
        assert set(found.frame["differs"]) == {"nothing"}
        assert whoholds.by_region_and_kind(found).empty
        (row,) = whoholds.by_difference(found).to_dict("records")
        assert row["band_people"] is None
        assert np.isclose(row["share"], 1.0)


def test_other_zones_cannot_be_compared():
    one = whoholds.evaluate_proposal("putin-2024")
    other_day = shipped_zones(min(list(LINES)))
    with pytest.raises(CoverageError, match="different zones"):
        whoholds.difference(one, evaluate_on(other_day, "putin-2024"))


def run(*words):
    return CliRunner().invoke(app, ["compare", *words])


def test_the_command_says_how_much_differs_and_where():
    done = run("anchorage-aug-2025", "putin-2024")
    assert "Anchorage terms" in done.stdout
    assert "The holder differs: 14,199" in done.stderr
    assert "Only one of the two mentions it: 1,425" in done.stderr
    assert "Only recognition differs: 119,175" in done.stderr
    by_region = run("anchorage-aug-2025", "putin-2024", "--by", "region", "--language", "uk")
    assert "Запорізька" in by_region.stdout
    assert "Утримували б різні сторони" in by_region.stderr
    same = run("putin-2024", "putin-2024")
    assert "Nothing differs on the map." in same.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["putin-2024", "nobody"], 4, "unknown proposal 'nobody'"),
        (["putin-2024", "putin-2024", "--other-reading", "wide"], 4, "unknown reading 'wide'"),
        (["putin-2024", "putin-2024", "--language", "de"], 4, "unknown language 'de'"),
    ],
)
def test_unknown_names_are_said(words, code, said):
    error = run(*words).exception
    assert error.exit_code == code
    assert said in str(error)

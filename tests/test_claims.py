"""Published figures: the table, the one rule, and what becomes of the shipped ones."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from importlib.resources import files

import geopandas as gpd
import jsonschema
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests import drawn
from tests.conftest import ROOT
from tests.drawn import TERRITORY
from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, ENGLISH, LINES, reader_of
from whoholds.claims.checking import Reason, check_claim, check_claims
from whoholds.claims.claim import Claim, read_claims
from whoholds.claims.rule import Candidate, Outcome, Verdict, half_unit, outcome_of, verdict_of
from whoholds.claims.table import UNITS, How, Quantity, claims_schema
from whoholds.desk import claim_layers, load_claims
from whoholds.geometry.areas import WGS84
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.outputs import write_vector
from whoholds.layers.layer_file import layer_frame
from whoholds.telling.claims import explanation, verdict_report, verdict_table
from whoholds.words.text import Text
from whoholds.zones.bands import bands
from whoholds.zones.partition import partition

COLUMNS = list(claims_schema(TERRITORY).columns)
PLAIN = {
    "claim": "plain",
    "said_by_en": "Somebody",
    "said_by_uk": "Хтось",
    "said_on": "2025-08-17",
    "text_en": "Russia holds much.",
    "text_uk": "Росія утримує багато.",
    "quantity": "held_km2",
    "layer_date": "2025-08-16",
    "control": "assessed",
    "how": "exactly",
    "value": "10000",
    "digits": "5",
    "unit": "km2",
    "source": "atlas",
}


@pytest.fixture
def read(tmp_path, catalogue, country):
    """Read claims from rows that differ from the plain one; they name shipped regions."""
    parts = pd.concat([COUNTRY.parts, country.parts], ignore_index=True)
    known = COUNTRY.but(parts=parts)

    def read_rows(*changes):
        path = tmp_path / "claims.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows([PLAIN | change for change in changes])
        return read_claims(path, catalogue.sources, known)

    return read_rows


@pytest.fixture(scope="module")
def measured(grid, country):
    """The drawn zones; the line of contact in UA-02 is known to 2 km."""
    leg = shapely.LineString([(33, 48), (33, 50)])
    legs = gpd.GeoDataFrame({"precision_km": [2.0]}, geometry=[leg], crs=WGS84)
    return partition(grid, dataclasses.replace(drawn.control_of(drawn.HELD), legs=legs), country)


NOTHING = Text({"en": "", "uk": ""})

EXACT = Claim(
    claim="exact", said_by=NOTHING, said_on="", text=NOTHING,
    quantity=Quantity.HELD_KM2, regions=(), parts=(), operand_km2=None, denominators=(),
    layer_date=None, control="assessed", needs=NOTHING, how=How.EXACTLY, value=100.0,
    digits=3, unit="km2", sources=(), note=NOTHING,
)  # fmt: skip


# The rule


@pytest.fixture
def claim(read):
    return read({})[0]


@pytest.mark.parametrize(
    ("how", "value", "digits", "computed", "band", "outcome"),
    [
        ("exactly", 100, 2, 103, 3, "holds"),
        ("exactly", 100, 2, 104.9, 3, "holds_when_rounded"),
        ("exactly", 100, 2, 108, 3, "within_the_precision"),
        ("exactly", 100, 2, 108.1, 3, "does_not_hold"),
        ("exactly", 100, 3, 100.4, 3, "holds"),
        ("exactly", 100, 3, 103, 3, "within_the_precision"),
        ("exactly", 100, 3, 104, 3, "does_not_hold"),
        ("exactly", 114_493, 6, 114_493.4, 500, "holds"),
        ("exactly", 114_493, 6, 113_993, 500, "within_the_precision"),
        ("exactly", 114_493, 6, 113_992, 500, "does_not_hold"),
        ("about", 100, 3, 103, 3, "holds_when_rounded"),
        ("about", 100, 3, 108, 3, "within_the_precision"),
        ("about", 100, 3, 108.1, 3, "does_not_hold"),
        ("about", 100, 1, 150, 0, "holds_when_rounded"),
        ("at_most", 100, 3, 20, 0, "holds"),
        ("at_most", 100, 3, 95.5, 3, "holds"),
        ("at_most", 100, 3, 98, 3, "too_close_to_call"),
        ("at_most", 100, 3, 103, 3, "too_close_to_call"),
        ("at_most", 100, 3, 104.6, 3, "does_not_hold"),
        ("at_least", 100, 3, 900, 0, "holds"),
        ("at_least", 100, 3, 99, 3, "too_close_to_call"),
        ("at_least", 100, 3, 90, 3, "does_not_hold"),
        ("exactly", 100, 3, 100.4, None, "holds_when_rounded"),
        ("exactly", 100, 3, 100.6, None, "does_not_hold"),
    ],
)
def test_a_figure_is_compared_by_band_and_rounding(
    claim, how, value, digits, computed, band, outcome
):
    given = dataclasses.replace(claim, how=How(how), value=value, digits=digits)
    assert outcome_of(given, computed, band) == outcome


@given(st.floats(0, 99), st.floats(0, 5), st.integers(1, 99))
def test_two_figures_of_one_thing_never_both_hold(computed, band, lower):
    """73 % and 74 % of the same land: what rounds to the one does not round to the other."""
    outcomes = [
        outcome_of(dataclasses.replace(EXACT, value=float(value), digits=2), computed, band)
        for value in (lower, lower + 1)
        if value >= 10
    ]
    both = {Outcome.HOLDS, Outcome.HOLDS_WHEN_ROUNDED}
    # Halfway between the two either rounding is one.
    if len(outcomes) == 2 and abs(computed - lower - 0.5) > 1e-9:
        assert not set(outcomes) <= both


@given(st.floats(1, 1e6), st.floats(0, 1e4), st.integers(1, 6), st.sampled_from(list(How)))
def test_what_holds_has_the_digits_and_is_in_the_band(computed, band, digits, how):
    value = float(f"{computed * 1.001:.{digits - 1}e}")
    claim = dataclasses.replace(EXACT, value=value, digits=digits, how=how)
    outcome = outcome_of(claim, computed, band)
    if outcome is Outcome.HOLDS and how in (How.EXACTLY, How.ABOUT):
        assert abs(computed - value) <= band
        assert abs(computed - value) <= half_unit(value, digits)
    if outcome is Outcome.DOES_NOT_HOLD:
        assert abs(computed - value) > band


H, R, W, N = (
    *(Outcome.HOLDS, Outcome.HOLDS_WHEN_ROUNDED),
    *(Outcome.WITHIN_PRECISION, Outcome.DOES_NOT_HOLD),
)


@pytest.mark.parametrize(
    ("measured", "official", "verdict"),
    [
        ([H], [H], "holds"),
        ([H], [N], "holds"),
        ([R], [H], "holds_when_rounded"),
        ([W], [H], "within_the_precision"),
        ([N], [W], "depends_on_the_denominator"),
        ([N], [N], "does_not_hold"),
        ([H, R], [H, H], "holds_when_rounded"),
        ([H, W], [N, N], "within_the_precision"),
        ([H, N], [H, N], "depends_on_the_denominator"),
        ([N, N], [N, N], "does_not_hold"),
    ],
)
def test_the_measured_area_decides_and_denominators_may_differ(measured, official, verdict):
    """The figure, 100, lies on one side of all results, so that none is between two."""
    candidates = [
        Candidate(area, f"ohio:{number}", 90.0, 0.0, outcome)
        for number, pair in enumerate(zip(measured, official, strict=True))
        for area, outcome in zip(("measured", "official"), pair, strict=True)
    ]
    assert verdict_of(EXACT, candidates) == verdict


def test_a_figure_between_the_two_areas_is_within_the_precision():
    """They differ by how water is counted, which a published total does not say."""
    ways = [Candidate("measured", "", 90.0, 1.0, N), Candidate("official", "", 110.0, 1.0, N)]
    assert verdict_of(EXACT, ways) == "within_the_precision"
    assert verdict_of(dataclasses.replace(EXACT, how=How.AT_MOST), ways) == "does_not_hold"
    assert verdict_of(dataclasses.replace(EXACT, value=120.0), ways) == "does_not_hold"


@pytest.mark.parametrize(
    ("value", "digits", "half"),
    [(20, 2, 0.5), (20, 1, 5), (114_500, 4, 50), (79.6, 3, 0.05), (1, 2, 0.05), (0.97, 2, 0.005)],
)
def test_half_of_the_last_published_digit(value, digits, half):
    assert half_unit(value, digits) == half


# What is recomputed, on the drawn grid: 10,000 of 15,000 km2 are held


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, 10_000),
        ({"regions": "UA-09"}, 0),
        ({"quantity": "unheld_km2"}, 5_000),
        ({"quantity": "part_km2", "parts": "pocket"}, 1_000),
        ({"quantity": "part_km2", "parts": "pocket east"}, 1_500),
        ({"quantity": "held_share", "unit": "percent", "denominator": "territory"}, 100 / 60.3628),
        ({"quantity": "held_times", "unit": "times", "denominator": "ohio:land"}, 10_000 / 105_829),
    ],
)
def test_quantities_are_recomputed(read, measured, change, value):
    found = check_claim(read(change)[0], [measured])
    assert found.candidates[1].value == pytest.approx(value)
    assert found.difference == pytest.approx(10_000 - found.shown.value)


def in_drawn_regions(claim, *regions, **changes):
    """The claim for regions of the drawn world, whose codes the shipped table does not have."""
    return dataclasses.replace(claim, regions=regions, **changes)


def test_shares_of_regions_are_of_the_same_measure(claim, measured):
    share = in_drawn_regions(
        *(claim, "UA-02", "UA-04"),
        quantity=Quantity.HELD_SHARE,
        unit="percent",
        denominators=("regions",),
        value=90.0,
        digits=2,
    )
    shown, official = check_claim(share, [measured]).candidates
    polygons = measured.boundaries.regions["area_km2"]
    assert official.value == pytest.approx(90)
    held = polygons["UA-02"] / 2 + polygons["UA-04"]
    assert shown.value == pytest.approx(100 * held / polygons[["UA-02", "UA-04"]].sum())
    held_by = measured.table["held_by"]
    band = bands(measured, held_by, outline=False)["RU"]
    assert official.band == pytest.approx(100 * band / 10_000, rel=1e-6)
    assert shown.band == pytest.approx(100 * band / polygons[["UA-02", "UA-04"]].sum(), rel=1e-6)


def test_every_denominator_counts(read, measured):
    times = {"quantity": "held_times", "unit": "times", "denominator": "ohio:total andorra:total"}
    found = check_claim(read(times | {"value": "0.504", "digits": "3"})[0], [measured])
    assert [c.denominator for c in found.candidates[::2]] == ["ohio:total", "andorra:total"]
    assert found.candidates[0].outcome == "holds"
    assert found.verdict == "depends_on_the_denominator"
    assert "Andorra" in explanation(found)


def test_arithmetic_needs_no_layer_of_its_day(read, measured):
    share = {
        **{"quantity": "share_of_km2", "unit": "percent", "operand_km2": "9000", "layer_date": ""},
        **{"denominator": "regions", "regions": "UA-14", "value": "30", "digits": "2"},
    }
    claim = in_drawn_regions(read(share)[0], "UA-04")  # 8,000 km2
    found = check_claim(claim, [measured])
    assert found.shown.value == pytest.approx(112.5)
    assert found.shown.band == pytest.approx(6.25)  # 500 km2
    assert found.verdict == "does_not_hold"
    assert found.layer_date is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"control": "claimed"}, "claimed_control"),
        ({"needs_en": "a census", "needs_uk": "перепис"}, "needs_more"),
        ({"layer_date": "2025-09-01"}, "another_date"),
        ({"quantity": "part_km2", "parts": "kinburn"}, "no_such_part"),
    ],
)
def test_what_cannot_be_checked_says_why(read, measured, change, reason):
    found = check_claim(read(change)[0], [measured])
    assert (found.verdict, found.reason) == (Verdict.CANNOT_BE_CHECKED, Reason(reason))
    assert (found.shown, found.difference, found.candidates) == (None, None, ())
    assert explanation(found)
    assert explanation(found, reader_of("uk")) != explanation(found)


@pytest.mark.parametrize(("day", "checked"), [("2025-08-06", True), ("2025-08-05", False)])
def test_a_layer_counts_for_ten_days(read, measured, day, checked):
    found = check_claim(read({"layer_date": day})[0], [measured])
    assert (found.layer_date is not None) == checked


def test_the_first_layer_near_enough_counts(read, measured, zones):
    later = zones.control.telling(as_of=dt.date(2025, 8, 18))
    own = dataclasses.replace(zones, control=later)
    assert check_claim(read({})[0], [own, measured]).layer_date == dt.date(2025, 8, 18)


# The shipped claims


@pytest.fixture(scope="module")
def checked():
    return {result.claim.claim: result for result in check_claims(load_claims(), claim_layers())}


def test_the_published_figures_are_all_there(checked):
    said = {
        (claim.quantity.value, " ".join(claim.regions), claim.value)
        for claim in (result.claim for result in checked.values())
    }
    donbas, south = "UA-09 UA-14", "UA-23 UA-65"
    assert said >= {
        *{("held_share", "", 20), ("held_times", "", 1), ("held_km2", "", 114_500)},
        *{("held_share", "", 19), ("held_share", donbas, 88), ("held_km2", donbas, 46_570)},
        *{("unheld_km2", donbas, 6_600), ("held_share", south, 73), ("held_share", south, 74)},
        *{("part_km2", "", 440), ("unheld_share", "UA-14", 30), ("held_share", "UA-14", 75)},
        *{("held_share", "UA-14", 76), ("held_share", "UA-14", 79.6)},
        *{("held_share", "UA-09", 99), ("held_share", "UA-23", 73), ("held_share", "UA-65", 73)},
        *{("held_share", "UA-63", 4), ("held_share", "UA-59", 1), ("held_km2", "", 43_000)},
        *{("held_share", "", 7), ("share_of_km2", "", 1)},
        *{("held_share", "UA-09", 99.7), ("held_share", "UA-14", 79), ("held_share", "UA-23", 74)},
        *{("held_share", "UA-65", 76), ("held_km2", "UA-59", 210), ("held_share", "UA-09", 100)},
    }


def test_both_sides_are_asked_and_a_briefing_is_asked_once(checked):
    claims = [result.claim for result in checked.values()]
    russian, ukrainian = ("Gerasimov", "Pasechnik", "Putin"), ("Zelensky", "DeepState")
    assert len([claim for claim in claims if claim.said_by["en"] in russian]) >= 8
    assert len([claim for claim in claims if claim.said_by["en"] in ukrainian]) >= 8
    briefing = [claim for claim in claims if claim.said_on == "2025-08-12"]
    assert [claim.claim for claim in briefing] == ["zelensky-donetsk-30"]


def test_no_verdict_is_typed():
    header = (ROOT / "seeds/claims.csv").read_text("utf-8").splitlines()[0].split(",")
    assert header == COLUMNS
    assert not [name for name in header if "verdict" in name or "recomputed" in name]


def test_verdicts_follow_from_what_is_shown(checked):
    for result in checked.values():
        if result.verdict is Verdict.CANNOT_BE_CHECKED:
            assert result.reason
            continue
        for candidate in result.candidates:
            assert candidate.outcome == outcome_of(result.claim, candidate.value, candidate.band)
        assert result.verdict == verdict_of(result.claim, result.candidates)


def test_verdicts_that_no_small_change_of_the_line_would_turn(checked):
    assert checked["ohio"].verdict == "depends_on_the_denominator"
    assert checked["zelensky-donetsk-30"].verdict == "does_not_hold"
    assert checked["zelensky-1-percent"].verdict in ("holds", "holds_when_rounded")
    assert checked["afp-donetsk-79-6"].reason == "claimed_control"
    assert checked["deepstate-2026-01-01"].reason == "another_date"
    assert checked["reuters-sumy-kharkiv-440"].reason == "needs_more"
    for name in ("ukraine-20", "reuters-total-share", "reuters-zp-ks-73"):
        assert checked[name].verdict in ("holds", "holds_when_rounded")
    for name in ("deepstate-2025-08-17", "reuters-total-km2", "reuters-zp-ks-74"):
        assert checked[name].verdict == "within_the_precision"
    assert checked["whitehouse-luhansk-rest"].verdict == "too_close_to_call"


def test_the_report_has_the_published_form(checked):
    schema = json.loads((files("whoholds") / "claims.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    checker.check_schema(schema)
    for language in ("en", "uk"):
        checker.validate(
            json.loads(json.dumps(verdict_report([*checked.values()], reader_of(language))))
        )
    row = schema["properties"]["claims"]["items"]["properties"]
    assert row["quantity"]["enum"] == list(Quantity)
    assert row["verdict"]["enum"] == list(Verdict)
    assert row["reason"]["enum"] == [reason.value or None for reason in Reason if reason] + [None]
    assert row["how"]["enum"] == list(How)
    assert set(row["unit"]["enum"]) == set(UNITS.values())


def test_table_and_report_show_the_same(checked):
    results = list(checked.values())
    table = verdict_table(results)
    for row, record in zip(
        table.itertuples(index=False), verdict_report(results)["claims"], strict=True
    ):
        assert (row.claim, row.why) == (record["claim"], record["why"])
        assert row.verdict == ENGLISH.word(f"verdict.{record['verdict']}")
        assert (row.recomputed == "") == (record["recomputed"] is None)


# The command


def test_the_command_gives_the_same_by_every_way(run, checked):
    data = json.loads(run("claims", "--format", "json").stdout)
    assert data == verdict_report(list(checked.values()))
    rows = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv").stdout)))
    assert [row["claim"] for row in rows] == list(checked)
    done = run("claims")
    assert "depends on the definition" in " ".join(done.stdout.split())
    assert "Control as of 2025-08-16" in done.stderr


def test_a_layer_of_the_users_own_is_used_for_its_days(run, tmp_path):
    frame = layer_frame(LINES[BASELINE], "RU")
    frame["date"] = "2026-01-03"
    write_vector(frame, tmp_path / "own.geojson")
    done = run("claims", "--control", tmp_path / "own.geojson", "--format", "json")
    rows = {row["claim"]: row for row in json.loads(done.stdout)["claims"]}
    assert rows["deepstate-2026-01-01"]["layer_date"] == "2026-01-03"
    assert 400 < rows["deepstate-2026-01-01"]["band"] < 700
    assert rows["reuters-total-km2"]["layer_date"] == "2025-08-16"


def test_the_command_refuses_another_language(run):
    done = run("claims", "--language", "de")
    assert done.returncode == 4
    assert "en, uk" in done.stderr


# Bad input


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"quantity": "held_acres"}, "quantity", "held_km2"),
        ({"value": "much"}, "value", "above 0"),
        ({"value": "-1"}, "value", "above 0"),
        ({"digits": "0"}, "digits", "1 to 9"),
        ({"control": "guessed"}, "control", "assessed or claimed"),
        ({"how": "nearly"}, "how", "at_most"),
        ({"layer_date": "16.08.2025"}, "layer_date", "2025-08-17"),
        ({"unit": "acres"}, "unit", "km2"),
        ({"said_on": "August"}, "said_on", "2025-08-17"),
        ({"source": ""}, "source", "sources.toml"),
        ({"unit": "percent"}, "unit", "km2"),
        ({"denominator": "territory"}, "denominator", "nothing"),
        ({"quantity": "held_share", "unit": "percent"}, "denominator", "territory"),
        ({"quantity": "part_km2"}, "parts", "a value"),
        ({"parts": "kinburn"}, "parts", "nothing"),
        ({"layer_date": ""}, "layer_date", "a value"),
        ({"quantity": "held_times", "unit": "times"}, "denominator", "ohio:land"),
        ({"operand_km2": "9000"}, "operand_km2", "nothing"),
        ({"needs_en": "a census"}, "needs_uk", "English and Ukrainian"),
        ({"needs_uk": "перепис"}, "needs_en", "English and Ukrainian"),
        ({"note_en": "Rounded."}, "note_uk", "English and Ukrainian"),
    ],
)
def test_a_malformed_claim_is_named(read, change, column, expected):
    with mistake(InputError, column, where=f"column {column}", expected=expected) as _:
        read({}, change | {"claim": "second"})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"regions": "UA-99"}, "unknown region 'UA-99'"),
        ({"quantity": "part_km2", "parts": "atlantis"}, "unknown part 'atlantis'"),
        (
            {"quantity": "held_times", "unit": "times", "denominator": "texas:total"},
            "unknown denominator 'texas:total'",
        ),
        ({"source": "rumour"}, "unknown source 'rumour'"),
    ],
)
def test_a_claim_names_only_what_exists(read, change, what):
    with mistake(UnknownNameError, what, where="claim plain, line 2"):
        read(change)

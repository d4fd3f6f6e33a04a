import pandas as pd
import pytest

from tests.drawn import TERRITORY, country_of, edit
from tests.mistakes import mistake
from whoholds.ground.errors import CoverageError, UnknownNameError
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import check_parts, evaluate, join_statuses
from whoholds.zones.partition import partition

PLAIN = {
    "administration": "",
    "counted_for": "",
    "recognition": "none",
    "basis": "reported",
    "source": "a",
    "note": "",
}


def read(folder):
    return read_catalogue(folder, read_sources(folder / "sources.toml"), TERRITORY)


def outcome(evaluation):
    frame = evaluation.frame
    keys = frame["region"] + " " + frame["held_by"] + " " + frame["part"]
    return dict(zip(keys.str.strip(), frame["holder"] + " " + frame["change"], strict=True))


NARROW = {
    "UA-01 UA": "UA ua_keeps",
    "UA-02 UA": "RU ua_cedes",
    "UA-02 RU": "OPEN left_open",
    "UA-02 RU east": "UA ru_returns",
    "UA-03 UA": "UA ua_keeps",
    "UA-03 RU pocket": "DMZ demilitarised",
    "UA-04 RU": "RU ru_keeps",
}


@pytest.mark.parametrize("reading", [None, "narrow"])
def test_rows_for_all_readings_apply_and_the_rest_is_elsewhere(catalogue, zones, reading):
    evaluation = evaluate(catalogue, "swap", zones, reading)
    assert outcome(evaluation) == NARROW
    assert evaluation.reading.id == "narrow"


def test_a_row_of_the_reading_goes_before_the_row_for_all(catalogue, zones):
    assert outcome(evaluate(catalogue, "swap", zones, "wide")) == {
        **NARROW,
        "UA-03 RU pocket": "UA ru_returns",
        "UA-04 RU": "INT international",
    }


def test_a_proposal_without_rows_is_elsewhere_everywhere(catalogue, zones):
    frame = evaluate(catalogue, "line-today", zones).frame
    assert (frame["holder"] == frame["held_by"]).all()
    assert set(frame["recognition"]) == {"none", "de_facto"}


def test_a_status_carries_its_provenance(catalogue, zones):
    frame = evaluate(catalogue, "swap", zones).frame.set_index(["region", "held_by", "part"])
    assert frame.loc[("UA-02", "RU", "east"), "source"] == "atlas gazette"
    pocket = frame.loc[("UA-03", "RU", "pocket")]
    assert (pocket["administration"], pocket["basis"]) == ("UA", "inferred")
    elsewhere = frame.loc[("UA-01", "UA", "")]
    assert (elsewhere["source"], elsewhere["basis"]) == ("atlas", "inferred")


def test_without_parts_the_row_for_the_whole_covers_all_of_it(catalogue, grid, control):
    whole = evaluate(catalogue, "swap", partition(grid, control))
    assert outcome(whole)["UA-02 RU"] == "OPEN left_open"
    assert outcome(whole)["UA-03 RU"] == "RU ru_keeps"


def test_the_order_of_rows_does_not_matter(catalogue, zones):
    backwards = type(catalogue)(
        catalogue.proposals,
        catalogue.status.iloc[::-1].reset_index(drop=True),
        catalogue.sources,
        catalogue.known,
    )
    for reading in ("narrow", "wide"):
        there = evaluate(catalogue, "swap", zones, reading)
        assert outcome(evaluate(backwards, "swap", zones, reading)) == outcome(there)


def test_zones_keep_their_order_and_areas(catalogue, zones):
    frame = evaluate(catalogue, "swap", zones).frame
    pd.testing.assert_frame_equal(frame[zones.table.columns], zones.table)


def test_rows_for_two_parts_of_one_zone_leave_a_choice(seeds, grid, control):
    edit(
        seeds / "parts.csv",
        "pocket,UA-03",
        "far,UA-02,RU,held-east-of,33.8,Far,Далеко,\npocket,UA-03",
    )
    zones = partition(grid, control, country_of(seeds))
    assert "east+far" in set(zones.frame["part"])
    one_row = evaluate(read(seeds), "swap", zones)
    assert outcome(one_row)["UA-02 RU east+far"] == "UA ru_returns"

    status = seeds / "control_status.csv"
    status.write_text(status.read_text() + "swap,,UA-02,RU,far,RU,,,none,reported,atlas,\n")
    with mistake(
        CoverageError,
        "two parts",
        where="proposal swap, region UA-02, held by RU",
        expected="do not overlap",
        found="east and far",
    ):
        evaluate(read(seeds), "swap", zones)


def test_a_row_for_an_unknown_region_is_refused(seeds, zones):
    edit(seeds / "control_status.csv", "UA-04", "UA-44")
    catalogue = read(seeds)
    with mistake(
        UnknownNameError, "'UA-44'", where="proposal swap", expected="UA-01, UA-02", found="UA-44"
    ):
        evaluate(catalogue, "swap", zones, "wide")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("UA-02,RU,east", "UA-02,RU,west", "west in UA-02 held by RU"),
        ("UA-02,RU,east", "UA-02,UA,east", "east in UA-02 held by UA"),
        ("UA-02,RU,east", "UA-01,RU,east", "east in UA-01 held by RU"),
    ],
    ids=["no such part", "of the other side", "of another region"],
)
def test_a_row_for_an_unknown_part_is_refused(seeds, country, old, new, found):
    edit(seeds / "control_status.csv", old, new)
    with mistake(
        UnknownNameError,
        "unknown part",
        where="control_status.csv, line 3, column part",
        found=found,
    ):
        check_parts(read(seeds), country.parts)


def test_the_drawn_parts_fit_the_rows(catalogue, country):
    check_parts(catalogue, country.parts)


@pytest.fixture
def statuses(zones):
    return pd.DataFrame({"holder": "UA", **PLAIN}, index=zones.table.index)


def test_statuses_join_whatever_their_order(zones, statuses):
    statuses["holder"] = ["UA", "UA", "RU", "DMZ", "INT", "OPEN", "RU"]
    joined = join_statuses(zones, statuses)
    pd.testing.assert_frame_equal(join_statuses(zones, statuses.iloc[::-1]), joined)
    assert list(joined.index) == list(zones.table.index)
    expected = [
        TERRITORY.sides.change_of(*pair)
        for pair in zip(joined["held_by"], joined["holder"], strict=True)
    ]
    assert list(joined["change"]) == expected


def test_a_zone_without_status_is_named(zones, statuses):
    with mistake(CoverageError, "no status", where="zone UA-03/RU/pocket"):
        join_statuses(zones, statuses.drop("UA-03/RU/pocket"))


def test_a_status_without_zone_is_named(zones, statuses):
    stray = statuses.iloc[[0]].rename(index=lambda _: "UA-99/UA/")
    with mistake(CoverageError, "no such zone", where="zone UA-99/UA/"):
        join_statuses(zones, pd.concat([statuses, stray]))


def test_a_zone_with_two_statuses_is_named(zones, statuses):
    doubled = pd.concat([statuses, statuses.loc[["UA-02/UA/"]].assign(holder="RU")])
    with mistake(CoverageError, "more than one status", where="zone UA-02/UA/"):
        join_statuses(zones, doubled)

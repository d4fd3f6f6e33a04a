"""What each side gives and gains, with which recognition; how long the lines are."""

from __future__ import annotations

import pytest
import shapely

from whoholds.desk import evaluate_proposal
from whoholds.figures.lengths import line_lengths, line_step_km, measure
from whoholds.figures.sides import balance, by_recognition, by_side
from whoholds.geometry.areas import geodesic_km, geodesic_km2


def box(*bounds):
    """Measured area of a box of degrees."""
    return float(geodesic_km2([shapely.box(*bounds)])[0])


def figures(table, key, name):
    row = table.set_index(key).loc[name]
    return {column: row[column] for column in row.index if column.endswith("_km2")}


def test_what_each_side_gives_and_gains(narrow):
    """UA-02: its west ceded, a quarter left open and a quarter returned; UA-03: a pocket of a
    quarter demilitarised and counted for Ukraine; UA-04 stays.
    """
    table = by_side(narrow)
    half, quarter, pocket = box(32, 48, 33, 50), box(33.5, 48, 34, 50), box(31.5, 46, 32, 48)
    rest, south = box(30, 46, 31.5, 48), box(32, 46, 34, 48)
    west = box(30, 48, 32, 50)
    assert figures(table, "side", "UA") == pytest.approx(
        {
            **{"held_km2": west + half + rest, "after_km2": west + quarter + rest},
            **{"after_band_km2": None, "counted_km2": west + quarter + rest + pocket},
            **{"gives_km2": half, "demilitarised_km2": 0, "leaves_km2": half},
            **{"gains_km2": quarter + pocket, "left_open_km2": 0, "not_mentioned_km2": 0},
            **{"other_km2": 0, "at_most_km2": west + quarter + rest + pocket},
            "change_km2": quarter + pocket - half,
        },
        abs=1e-6,
    )
    assert figures(table, "side", "RU") == pytest.approx(
        {
            **{"held_km2": 2 * quarter + pocket + south, "after_km2": half + south},
            **{"after_band_km2": None, "counted_km2": half + south},
            **{"gives_km2": quarter, "demilitarised_km2": pocket, "leaves_km2": quarter + pocket},
            **{"gains_km2": half, "left_open_km2": quarter, "not_mentioned_km2": 0},
            **{"other_km2": quarter + pocket, "at_most_km2": half + south + quarter},
            "change_km2": None,
        },
        abs=1e-6,
        nan_ok=True,
    )


def test_the_net_has_its_parts(narrow):
    net = balance(narrow)
    half, quarter, pocket = box(32, 48, 33, 50), box(33.5, 48, 34, 50), box(31.5, 46, 32, 48)
    assert net.leaves_km2 == pytest.approx(half)
    assert net.returned_km2 == pytest.approx(quarter + pocket)
    assert net.net_km2 == pytest.approx(half - quarter - pocket)
    assert (net.demilitarised_km2, net.band_km2) == (0, None)
    assert net.unsettled_km2 == pytest.approx(quarter)


def test_a_side_that_would_hold_nothing_keeps_its_row():
    table = by_side(evaluate_proposal("formula-2022")).set_index("side")
    assert table.loc["RU", ["after_km2", "after_band_km2", "after_share"]].tolist() == [0, 0, 0]


def test_recognition_splits_what_russia_would_hold(narrow, wide):
    table = by_recognition(narrow).set_index("recognition")["official_km2"]
    assert table.to_dict() == pytest.approx({"de_facto": 8000, "de_jure": 1000})
    assert by_recognition(wide)["recognition"].tolist() == ["de_jure"]
    assert by_recognition(evaluate_proposal("formula-2022")).empty


# Lines. Today's: the west edge of what is held, from (33, 50) down to (33, 48), along the
# parallel to (31.5, 48) and down to (31.5, 46).


def km(*points):
    return float(geodesic_km([shapely.LineString(points)])[0])


def test_the_line_of_the_day_and_the_one_after(narrow):
    today = km((33, 50), (33, 48)) + km((33, 48), (31.5, 48)) + km((31.5, 48), (31.5, 46))
    lines = line_lengths(narrow)
    assert lines.held.km == pytest.approx(today, rel=0.02)
    # After: RU holds the west half of UA-02 and all of UA-04; the pocket is demilitarised.
    russia = (
        *(km((32, 50), (32, 48)), km((33, 50), (33, 48)), km((33, 48), (34, 48))),
        km((32, 48), (32, 46)),
    )
    assert lines.holding.km == pytest.approx(sum(russia), rel=0.02)
    assert lines.recognised.km > lines.held.km


def test_nothing_held_has_no_line():
    lines = line_lengths(evaluate_proposal("formula-2022"))
    assert (lines.holding.km, lines.holding.step_km, lines.holding.coarse_km) == (0, 0, 0)
    assert lines.recognised.km == 0
    assert lines.held.km > 800


def test_a_frozen_line_stays_as_long_as_it_is():
    lines = line_lengths(evaluate_proposal("line-2025-08-16"))
    assert lines.holding == lines.held
    assert lines.recognised.km == pytest.approx(lines.held.km)
    assert lines.held.step_km == line_step_km(evaluate_proposal("line-2025-08-16").zones)


def test_a_length_comes_with_its_resolution():
    zigzag = [(30 + 0.01 * n, 48 + 0.01 * (n % 2)) for n in range(101)]
    found = measure(shapely.LineString(zigzag))
    assert found.km == pytest.approx(km(*zigzag))
    assert found.step_km == pytest.approx(found.km / 100)
    assert found.coarse_km == pytest.approx(km((30, 48), (31, 48)), rel=0.01)
    assert measure(shapely.MultiLineString()).km == 0

"""Bands: the model on lines whose length is known, its laws, and how often it covers."""

from __future__ import annotations

import dataclasses

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests import drawn
from tests.drawn import TERRITORY
from tests.shipped import COUNTRY
from whoholds.country.parts import parts_schema
from whoholds.desk import evaluate_proposal
from whoholds.figures.areas import by_holder, by_zone, headline
from whoholds.geometry.areas import WGS84, geodesic_km
from whoholds.zones.bands import (
    CORRELATION_KM,
    LEAN,
    OUTLINE_KM,
    SIGMAS,
    SPREAD,
    STRIP_EDGE_KM,
    bands,
    line_errors,
    near_line,
)
from whoholds.zones.partition import partition

# The meridian of 33 is the line of contact in UA-02.
LEG = shapely.LineString([(33, 48), (33, 50)])
LENGTH = float(geodesic_km([LEG])[0])


def world(grid, country=None, precision=2.0, leg=LEG, held=drawn.HELD):
    """The drawn zones, with one leg known to some kilometres."""
    legs = gpd.GeoDataFrame({"precision_km": [precision]}, geometry=[leg], crs=WGS84)
    return partition(grid, dataclasses.replace(drawn.control_of(held), legs=legs), country)


@pytest.fixture(scope="module")
def measured(grid, country):
    return world(grid, country)


def line_band(length, precision):
    """What the model says of a straight line, from its integral and not from pieces."""
    alike = CORRELATION_KM
    inside = 2 * alike * (length - alike * (1 - np.exp(-length / alike)))
    return SIGMAS * precision * np.sqrt(SPREAD**2 * inside + (LEAN * length) ** 2)


def ids_of(zones):
    return pd.Series(zones.table.index, index=zones.table.index)


@pytest.mark.parametrize("precision", [0.5, 2.0, 6.0])
def test_a_straight_line_has_the_band_of_the_model(grid, country, precision):
    zones = world(grid, country, precision)
    found = bands(zones, zones.table["held_by"], outline=False)
    assert found["RU"] == pytest.approx(line_band(LENGTH, precision), rel=0.03)
    assert found["UA"] == pytest.approx(found["RU"], rel=1e-12)


def test_a_short_line_may_be_off_whole_and_a_long_one_cancels(grid, country):
    """The same stated precision: 6 km are, for their length, over three times less sure."""
    short = shapely.LineString([(33, 49), (33, 49.054)])
    zones = world(grid, country, leg=short)
    length = float(geodesic_km([short])[0])
    band = bands(zones, zones.table["held_by"], outline=False)["RU"]
    assert band == pytest.approx(line_band(length, 2.0), rel=0.05)
    assert band / length > 3 * line_band(LENGTH, 2.0) / LENGTH


def test_how_finely_a_line_is_cut_into_legs_changes_nothing(grid, country):
    whole = world(grid, country)
    points = np.column_stack([np.full(101, 33.0), np.linspace(48, 50, 101)])
    legs = gpd.GeoDataFrame(
        {"precision_km": np.full(100, 2.0)},
        geometry=shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)),
        crs=WGS84,
    )
    cut = partition(grid, dataclasses.replace(whole.control, legs=legs), country)
    one, other = (bands(zones, zones.table["held_by"])["RU"] for zones in (whole, cut))
    assert one == pytest.approx(other, rel=0.01)


def test_only_zones_along_the_line_move_with_it(measured):
    found = bands(measured, ids_of(measured), outline=False)
    assert {name for name, band in found.items() if band} == {"UA-02/RU/", "UA-02/UA/"}


def test_no_area_is_without_a_band(measured):
    """What no line bounds is as uncertain as the outline it is drawn by."""
    found = bands(measured, ids_of(measured))
    assert min(found.values()) > 0
    outline = float(geodesic_km([shapely.box(30, 48, 32, 50).boundary])[0])
    expected = SIGMAS * OUTLINE_KM * np.sqrt(outline * 2 * CORRELATION_KM)
    assert found["UA-01/UA/"] == pytest.approx(expected, rel=0.01)


def test_the_country_is_not_moved_by_the_line(measured):
    whole = pd.Series("country", index=measured.table.index)
    assert bands(measured, whole, outline=False)["country"] == pytest.approx(0, abs=1e-6)
    assert bands(measured, whole)["country"] > 0


def test_an_unknown_precision_stays_unknown(zones):
    assert line_errors(zones) is None
    assert bands(zones, zones.table["held_by"]) == {"UA": None, "RU": None}


def test_one_precision_for_the_whole_line_is_that_of_its_legs(grid, country):
    """A layer without legs takes its own line of contact: here two meridians, 33 and 31.5."""
    control = drawn.control_of(drawn.HELD).telling(precision_km=2.0)
    zones = partition(grid, control, country)
    line = shapely.MultiLineString([LEG, [(31.5, 46), (31.5, 48)], [(32, 48), (33, 48)],
                                    [(31.5, 48), (32, 48)]])  # fmt: skip
    legs = gpd.GeoDataFrame({"precision_km": [2.0]}, geometry=[line], crs=WGS84)
    drawn_out = partition(grid, dataclasses.replace(control, legs=legs), country)
    one, other = (bands(one, ids_of(one), outline=False) for one in (zones, drawn_out))
    assert one == pytest.approx(other, rel=0.02)
    assert near_line(zones, np.array([[33.02, 49.0], [33.04, 49.0]])).tolist() == [True, False]


# Strips along the line


def strips(*rows):
    columns = ["part", "region", "held_by", "rule", "value", "name_en", "name_uk", "note"]
    table = [[part, "UA-02", side, "strip", value, "Strip", "Смуга", ""]
             for part, value in rows for side in ("UA", "RU")]  # fmt: skip
    parts = parts_schema(TERRITORY).validate(pd.DataFrame(table, columns=columns))
    return COUNTRY.but(parts=parts)


@pytest.fixture(scope="module")
def stripped(grid):
    return world(grid, strips(("inner", "0-5"), ("outer", "5-20")))


def test_a_strip_moves_with_the_line_and_its_edges_do_not_know_its_bends(stripped):
    """Only the edges that the two strips share may lie elsewhere, all by the same."""
    strip = stripped.table["part"].map({"inner": "strip"}).fillna("")
    found = bands(stripped, strip, outline=False)["strip"]
    shapes = stripped.frame.geometry
    length = sum(
        float(geodesic_km([edge])[0])
        for side in ("UA", "RU")
        for edge in [
            shapely.intersection(
                shapely.buffer(shapes[f"UA-02/{side}/inner"].boundary, 1e-9),
                shapes[f"UA-02/{side}/outer"].boundary,
            )
        ]
    )
    assert length > 2 * LENGTH
    assert found == pytest.approx(SIGMAS * STRIP_EDGE_KM * length, rel=0.03)


def test_what_lies_beyond_a_strip_moves_with_the_line(stripped, measured):
    """Russia's land with its strips is as uncertain as without any; what is beyond both, too."""
    sides = stripped.table["held_by"]
    whole = bands(stripped, sides, outline=False)["RU"]
    unstripped = bands(measured, measured.table["held_by"], outline=False)["RU"]
    assert whole == pytest.approx(unstripped, rel=0.02)
    beyond = sides.where(stripped.table["part"] == "", "strip")
    found = bands(stripped, beyond, outline=False)
    edge = SIGMAS * STRIP_EDGE_KM * LENGTH
    assert found["RU"] == pytest.approx(np.hypot(unstripped, edge), rel=0.03)


def test_the_strip_of_a_finer_line_is_within_the_band(grid):
    """A line with bends of 2 km every 4 km has a strip of another size than the straight one."""
    steps = np.linspace(48, 50, 112)
    bends = np.column_stack([33 + 0.0135 * np.tile([-1, 1], 56), steps])
    ring = shapely.Polygon([*bends, (35, 50), (35, 48)])
    held = shapely.union_all([ring, shapely.box(31.5, 46, 35, 48)])
    country = strips(("inner", "0-5"))
    fine, coarse = (
        world(grid, country, leg=shapely.LineString(bends), held=held),
        world(grid, country),
    )
    one, other = (
        zones.frame.loc[zones.table["part"] == "inner", "area_km2"].sum()
        for zones in (fine, coarse)
    )
    band = bands(coarse, coarse.table["part"], outline=False)["inner"]
    assert 0.1 * band < one - other < band


# The shipped line


def test_figures_carry_the_band():
    evaluation = evaluate_proposal("line-2025-08-16")
    held = headline(evaluation.zones).band_km2
    legs = evaluation.zones.control.legs
    at_once = float((geodesic_km(legs.geometry) * legs["precision_km"]).sum())
    assert at_once / 4 < held < at_once / 2.5
    table = by_holder(evaluation).set_index("holder")
    assert table.loc["RU", "band_km2"] == pytest.approx(held)
    zones = by_zone(evaluation)
    assert (zones["band_km2"] > 0).all()
    assert zones["band_km2"].sum() >= held


def test_a_pocket_is_as_wide_as_its_line_times_its_precision():
    zones = evaluate_proposal("line-2025-08-16").zones
    legs = zones.control.legs
    found = bands(zones, ids_of(zones), outline=False)
    for name in ("UA-59/RU/sumy-pocket", "UA-63/RU/kharkiv-north", "UA-63/RU/kharkiv-east"):
        near = legs.intersection(shapely.buffer(zones.frame.geometry[name], 0.01))
        at_once = float((geodesic_km(near) * legs["precision_km"]).sum())
        assert 0.6 * at_once < found[name] < 1.3 * at_once

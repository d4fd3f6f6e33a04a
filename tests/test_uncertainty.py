"""Bands: length of the line of contact times its precision, on a line whose length is known."""

from __future__ import annotations

import dataclasses

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests import drawn
from whoholds.crs import WGS84, geodesic_km
from whoholds.statistics import by_holder, by_zone, headline
from whoholds.uncertainty import band_km2, bands, contacts
from whoholds.workbench import evaluate_proposal
from whoholds.zones import partition

# The meridian of 33 is the line of contact in UA-02.
LEG = shapely.LineString([(33, 48), (33, 50)])
LENGTH = float(geodesic_km([LEG])[0])


@pytest.fixture(scope="module")
def measured(grid, parts):
    """The drawn zones, with that one leg known to 2 km."""
    legs = gpd.GeoDataFrame({"precision_km": [2.0]}, geometry=[LEG], crs=WGS84)
    control = dataclasses.replace(drawn.control_of(drawn.HELD), legs=legs)
    return partition(grid, control, parts)


def test_band_is_length_times_precision_on_both_sides(measured):
    found = bands(contacts(measured), measured.table["held_by"])
    assert found["RU"] == pytest.approx(2 * LENGTH, rel=1e-6)
    assert found["UA"] == pytest.approx(2 * LENGTH, rel=1e-6)


def test_only_zones_along_the_line_have_a_band(measured):
    zone_ids = pd.Series(measured.table.index, index=measured.table.index)
    found = bands(contacts(measured), zone_ids)
    along = {name for name, band in found.items() if band}
    assert along == {"UA-02/RU/", "UA-02/UA/"}


def test_the_two_sides_of_a_line_cancel(measured):
    everything = np.ones(len(measured.table), dtype=bool)
    assert band_km2(contacts(measured), everything) == 0.0


def test_an_unknown_precision_stays_unknown(zones):
    assert contacts(zones) is None
    assert bands(None, zones.table["held_by"]) == {"UA": None, "RU": None}


def test_figures_carry_the_band():
    evaluation = evaluate_proposal("line-2025-08-16")
    held = headline(evaluation.zones).band_km2
    legs = evaluation.zones.control.legs
    longest = float((geodesic_km(legs.geometry) * legs["precision_km"]).sum())
    assert 0.5 * longest < held <= longest * (1 + 1e-6)
    table = by_holder(evaluation).set_index("holder")
    assert table.loc["RU", "band_km2"] == pytest.approx(held)
    zones = by_zone(evaluation)
    far = zones[(zones["region"] == "UA-46")].iloc[0]
    assert far["band_km2"] == 0.0
    assert zones["band_km2"].sum() >= held

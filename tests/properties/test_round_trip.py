"""A layer that is written and read back has the same figures and bands, to the last digit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.drawn import boundaries_of, control_of
from tests.properties.worlds import parted, worlds
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds.geometry.areas import WGS84
from whoholds.geometry.contact import contact
from whoholds.geometry.polygons import polygons_of
from whoholds.importers.layer import import_layer
from whoholds.layers.control import ControlLayer
from whoholds.layers.layer_file import write_layer
from whoholds.telling.layers import source_in
from whoholds.words.reader import reader_of
from whoholds.zones.bands import bands
from whoholds.zones.partition import partition

FORMS = (".geojson", ".gpkg")


def read_back(layer, boundaries, form):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"layer{form}")
        write_layer(layer, path, "RU")
        return import_layer(path, boundaries).layer


def same(one: ControlLayer, other: ControlLayer, boundaries, country) -> None:
    """Two layers give equal tables and bands."""
    there, back = (partition(boundaries, layer, country) for layer in (one, other))
    pd.testing.assert_frame_equal(there.table, back.table, check_exact=True)
    for groups in (there.table["held_by"], pd.Series(there.table.index, there.table.index)):
        assert bands(there, groups) == bands(back, groups)
    assert other.precision_range_km == one.precision_range_km
    assert (other.date, other.kind) == (one.date, one.kind)


def in_legs(line, precisions):
    """A line in pieces of two vertices or more, each with a precision of its own."""
    pieces = [piece for piece in shapely.get_parts(line) if piece.length > 0]
    given = [precisions[n % len(precisions)] for n in range(len(pieces))]
    return gpd.GeoDataFrame({"precision_km": given}, geometry=pieces, crs=WGS84)


@settings(max_examples=25)
@given(
    worlds(),
    st.sampled_from(FORMS),
    st.none() | st.floats(0.1, 20.0),
    st.lists(st.floats(0.1, 20.0), max_size=3),
)
def test_drawn_worlds_come_back(world, form, precision, precisions):
    shapes, drawn, parts = world
    boundaries = boundaries_of(shapes)
    held = polygons_of(shapely.intersection(drawn, boundaries.territory))
    assume(held.area > 1e-3)
    layer = control_of(held).telling(precision_km=precision).settled_with(boundaries)
    legs = in_legs(contact(held, boundaries.territory), precisions) if precisions else None
    if legs is not None and len(legs):
        layer = ControlLayer(held, legs, control_of(held).provenance, boundaries.ground)
    same(layer, read_back(layer, boundaries, form), boundaries, parted(parts))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", list(LINES), ids=str)
def test_shipped_layers_come_back(day, form):
    shipped = LINES[day]
    again = read_back(shipped, COUNTRY.boundaries, form)
    same(shipped, again, COUNTRY.boundaries, COUNTRY)
    for reader in (reader_of("en"), reader_of("uk")):
        assert source_in(again.provenance, reader) == source_in(shipped.provenance, reader)


@pytest.mark.parametrize("form", FORMS)
def test_what_came_back_comes_back_again(form):
    once = read_back(LINES[BASELINE], COUNTRY.boundaries, form)
    twice = read_back(once, COUNTRY.boundaries, form)
    assert shapely.equals_identical(once.held, twice.held)
    pd.testing.assert_frame_equal(once.legs, twice.legs, check_exact=True)
    assert once.provenance.source == twice.provenance.source
    assert once.provenance.licence == twice.provenance.licence
    assert np.array_equal(once.legs.geometry.to_numpy(), twice.legs.geometry.to_numpy())

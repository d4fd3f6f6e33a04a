"""What travels to a reader's process and back is data, and nothing else."""

import datetime as dt
import json
import pickle
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from whoholds.boundaries import load_boundaries
from whoholds.door.freight import pack, unpack
from whoholds.errors import CRSError, InputError
from whoholds.importers.offer import Column, Offer
from whoholds.slivers import Slivers

VALUES = [
    None,
    True,
    -3,
    1.5,
    "Крим \udcff \x00",
    [1, [2]],
    (1, (2,)),
    {"a": {1: "b"}},
    dt.date(2025, 8, 16),
    Path("a/b.kml"),
    Slivers.COUNT,
    Offer(("a",), (Column("b", ("c",), 1),), (dt.date(2025, 8, 16),), "WGS 84", is_wgs84=True),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_back_as_they_were(value):
    found = unpack(pack(value))
    assert found == value
    assert type(found) is type(value)


def test_numbers_of_numpy_come_back_as_plain_ones():
    assert unpack(pack([np.float64(1.5), np.int32(2), np.bool_(True)])) == [1.5, 2, True]


def test_shapes_come_back_to_the_last_digit():
    shape = shapely.MultiPolygon([shapely.box(30.1, 46.2, 31.3, 47.4), shapely.box(33, 46, 34, 47)])
    assert unpack(pack(shape)).equals_exact(shape, 0)


def test_tables_keep_types_index_and_reference_system():
    table = pd.DataFrame(
        {"a": [1.5, np.nan], "b": ["x", None]}, index=pd.Index(["p", "q"], name="i")
    )
    pd.testing.assert_frame_equal(unpack(pack(table)), table)
    regions = load_boundaries().regions
    found = unpack(pack(regions))
    assert isinstance(found, gpd.GeoDataFrame)
    assert found.crs == regions.crs
    assert_geodataframe_equal(found, regions)


def test_errors_come_back_as_they_were():
    error = CRSError("what", where="where", expected="a", found="b", remedy="c")
    found = unpack(pack(error))
    assert type(found) is CRSError
    assert str(found) == str(error)


@pytest.mark.parametrize("value", [object(), {1, 2}, lambda: 1, b"bytes", InputError])
def test_anything_else_does_not_travel(value):
    with pytest.raises(TypeError, match="no freight"):
        pack(value)


@pytest.mark.parametrize(
    "said",
    [
        ["record", ["os:system", {"command": "id"}]],
        ["record", ["subprocess:Popen", {"args": "id"}]],
        ["record", ["whoholds.door.reader:run", {}]],
        ["record", ["whoholds.door.reader:subprocess.Popen", {}]],
        ["record", ["whoholds.door.reader:subprocess", {}]],
        ["record", ["whoholds.outputs:write_text", {}]],
        ["record", ["whoholds.door.reader:Path", {}]],
        ["error", ["whoholds.door.allowance:Allowance", "", "", "", "", ""]],
        ["member", ["whoholds.errors:InputError", 1]],
    ],
)
def test_what_is_no_record_of_whoholds_is_never_made(said):
    with pytest.raises(ValueError, match=r"no (record|error|vocabulary) of whoholds"):
        unpack(json.dumps(said).encode())


def test_a_pickle_is_not_read():
    with pytest.raises(ValueError, match=r"decode|char"):
        unpack(pickle.dumps({"a": 1}))

"""What travels to a reader's process and back is data, and nothing else."""

import base64
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

from whoholds.desk import load_boundaries
from whoholds.door.freight import pack, unpack
from whoholds.door.reader import CRASH, answer_of
from whoholds.ground.errors import CRSError, InputError
from whoholds.importers.offer import Column, Offer
from whoholds.words.saying import Note, Place
from whoholds.words.text import Text
from whoholds.zones.slivers import Slivers

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


def test_a_text_comes_back_in_each_language():
    text = Text({"en": "line", "uk": "лінія"})
    back = unpack(pack({"captions": text, "note": Note.of("boundaries.unused", reason=text)}))
    assert back["captions"] == text
    assert (type(back["captions"]), back["note"].values["reason"]) == (Text, text)


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
    error = CRSError.of("crs", Place("a.gpkg").at(feature=2), found=Note.of("crs.none"), wanted="b")
    found = unpack(pack(error))
    assert type(found) is CRSError
    assert found.fault == error.fault
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
        ["record", ["whoholds.ground.outputs:write_text", {}]],
        ["record", ["whoholds.door.reader:Path", {}]],
        ["error", ["whoholds.door.allowance:Allowance", "", "", "", "", ""]],
        ["member", ["whoholds.ground.errors:InputError", 1]],
    ],
)
def test_what_is_no_record_of_whoholds_is_never_made(said):
    with pytest.raises(ValueError, match=r"no (record|error|vocabulary) of whoholds"):
        unpack(json.dumps(said).encode())


def test_a_pickle_is_not_read():
    with pytest.raises(ValueError, match=r"decode|char"):
        unpack(pickle.dumps({"a": 1}))


def _nested(levels, kind=7):
    header = b"\x01" + kind.to_bytes(4, "little") + b"\x01\x00\x00\x00"
    return header * levels + shapely.to_wkb(shapely.Point(33, 46))


@pytest.mark.parametrize("kind", [4, 6, 7, 0x80000007])
def test_a_shape_that_would_crash_its_reader_is_not_read(kind):
    said = base64.b64encode(_nested(20_000, kind)).decode()
    with pytest.raises(ValueError, match="no shape of whoholds"):
        unpack(json.dumps(["shape", said]).encode())


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(33, 46),
        shapely.LineString([(33, 46), (34, 47)]),
        shapely.box(33, 46, 34, 47) - shapely.box(33.2, 46.2, 33.4, 46.4),
        shapely.force_3d(shapely.MultiPolygon([shapely.box(33, 46, 34, 47)]), 5.0),
        shapely.GeometryCollection([shapely.MultiPoint([(1, 2), (3, 4)]), shapely.Polygon()]),
        shapely.Polygon(),
        shapely.Point(),
    ],
    ids=str,
)
def test_every_kind_of_shape_travels(shape):
    assert shapely.to_wkb(unpack(pack(shape))) == shapely.to_wkb(shape)


def test_a_table_whose_parts_lie_outside_of_it_is_not_read():
    table = pd.DataFrame({"a": ["x" * 40, "y"]})
    mark, (packed, *rest) = json.loads(pack(table))
    data = base64.b64decode(packed)
    ends = np.array([0, 40, 41], "<i8").tobytes()
    assert data.count(ends) == 1
    lie = data.replace(ends, np.array([0, 40, 2**30], "<i8").tobytes())
    said = [mark, [base64.b64encode(lie).decode(), *rest]]
    with pytest.raises(ValueError, match="offset"):
        unpack(json.dumps(said).encode())


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"1",
        b"[1]",
        b"[" * 10_000,
        b'["error", []]',
        b'["tuple", ["a", 1, 2]]',
        pack(("fault", 1)),
        pack((pd.DataFrame({"a": [1, 2]}), 1)),
    ],
)
def test_an_answer_that_is_none_is_a_crash_of_the_reader(said):
    assert answer_of(said)[0] == CRASH

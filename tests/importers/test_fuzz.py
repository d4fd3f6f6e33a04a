"""Whatever stands in a file, a reader either reads it or says what is wrong with it."""

import copy
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzzing.survival import survives
from tests.importers.files import KML_RING, RING, collection, feature, kml, polygon, write_zip
from whoholds.importers.open.sniffing import FORMATS

files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@files
@given(content=st.binary(max_size=300), suffix=st.sampled_from(list(FORMATS)))
def test_random_bytes(tmp_path, content, suffix):
    survives(tmp_path / f"a{suffix}", content)


HEADS = {
    ".gpkg": b"SQLite format 3\x00",
    ".parquet": b"PAR1",
    ".shp": b"\x00\x00\x27\x0a",
    ".zip": b"PK\x03\x04",
    ".kml": b"<kml>",
    ".geojson": b'{"type":"Polygon",',
    ".csv": b"geonameid,date,status\n",
}


@files
@given(content=st.binary(max_size=300), suffix=st.sampled_from(list(HEADS)))
def test_random_bytes_behind_a_good_beginning(tmp_path, content, suffix):
    survives(tmp_path / f"a{suffix}", HEADS[suffix] + content)


GOOD = collection(
    feature(polygon(RING), date="2025-08-16", held_by="RU"),
    feature(polygon([[30, 46], [31, 46], [31, 47], [30, 46]]), date="2025-08-16", held_by="UA"),
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.sampled_from([33, 46.5, 1e308, -180, "RU", "2025-08-16", "Polygon", "", "\ud800", "\x00"]),
    st.text(max_size=5),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "features", "geometry", "coordinates", "properties", "map", "1"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def places(value, path=()):
    """Every place in a JSON document."""
    yield path
    if not isinstance(value, (dict, list)):
        return
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield from places(one, (*path, key))


PLACES = list(places(GOOD))


def put(document, place, value):
    if not place:
        return value
    document = copy.deepcopy(document)
    inner = document
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return document


def text_of(document) -> bytes:
    return json.dumps(document).encode()


@files
@given(place=st.sampled_from(PLACES), value=values)
@example(place=("features", 0, "geometry"), value={"type": "GeometryCollection", "geometries": []})
@example(place=("features", 0, "properties"), value={"geometry": 1, "": 2, "\x00": 3})
@example(place=("features", 0, "properties", "date"), value="\ud800")
def test_a_good_layer_with_one_value_replaced(tmp_path, place, value):
    survives(tmp_path / "a.geojson", text_of(put(GOOD, place, value)))


@files
@given(document=values)
def test_random_json(tmp_path, document):
    survives(tmp_path / "a.json", text_of(document))


SPIKE = [[30, 46], [30, 46.5], [32.5, 48.5], [30.5, 46], [32, 48], [30, 46]]
"""Clipping it to a region's box folded its tip, and the partition failed."""

near = st.integers(0, 8).map(lambda n: 30 + n / 2), st.integers(0, 8).map(lambda n: 46 + n / 2)
rings = st.lists(st.tuples(*near), max_size=8).map(lambda points: [*points, *points[:1]])
shapes = st.one_of(
    st.lists(rings, max_size=3).map(lambda found: {"type": "Polygon", "coordinates": found}),
    st.lists(st.lists(rings, max_size=2), max_size=3).map(
        lambda found: {"type": "MultiPolygon", "coordinates": found}
    ),
)


@files
@given(
    drawn=st.lists(
        st.recursive(
            shapes,
            lambda inner: st.lists(inner, max_size=2).map(
                lambda found: {"type": "GeometryCollection", "geometries": found}
            ),
            max_leaves=3,
        ),
        max_size=4,
    )
)
@example(drawn=[{"type": "Polygon", "coordinates": [[]]}])
@example(drawn=[{"type": "Polygon", "coordinates": [SPIKE]}])
@example(drawn=[{"type": "Polygon", "coordinates": [[[30, 46]]]}])
def test_random_polygons_that_cross_themselves(tmp_path, drawn):
    survives(tmp_path / "a.geojson", text_of(collection(*[feature(one) for one in drawn])))


@files
@given(
    at=st.integers(0, 2000),
    length=st.integers(0, 40),
    new=st.binary(max_size=10),
    form=st.sampled_from(["kml", "zip", "csv", "json"]),
)
def test_good_files_with_a_piece_replaced(tmp_path, at, length, new, form):
    table = "geonameid,longitude,latitude,ctr_20250815\n1,33,47,RU\n2,31,47,UA\n"
    good = {
        "kml": kml(KML_RING).encode(),
        "zip": write_zip(tmp_path / "good.zip", {"a.geojson": text_of(GOOD)}).read_bytes(),
        "csv": table.encode(),
        "json": b'{"706483": [[20250815, "RU"], [20250816, "UA"]], "1": []}',
    }[form]
    at %= len(good)
    survives(tmp_path / f"a.{form}", good[:at] + new + good[at + length :])


@pytest.fixture(scope="module")
def binaries(tmp_path_factory):
    """A GeoPackage, a GeoParquet file and a shapefile."""
    from shapely import box

    from tests.importers.files import write_layer

    folder = tmp_path_factory.mktemp("good")
    names = ["a.gpkg", "a.parquet", "a.shp"]
    return {name: write_layer(folder / name, box(33, 46, 35, 50)).read_bytes() for name in names}


@settings(files, max_examples=60)
@given(
    name=st.sampled_from(["a.gpkg", "a.parquet", "a.shp"]),
    at=st.integers(0, 10**6),
    new=st.binary(min_size=1, max_size=8),
    cut=st.booleans(),
)
def test_binary_files_with_a_piece_replaced_or_cut(tmp_path, binaries, name, at, new, cut):
    good = binaries[name]
    at %= len(good)
    survives(tmp_path / name, good[:at] + new + (b"" if cut else good[at + len(new) :]))

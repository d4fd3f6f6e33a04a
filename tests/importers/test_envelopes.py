"""JSON around GeoJSON or in its place, packed files, and answers that a server cut off."""

import datetime as dt
import gzip
import json

import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import (
    EAST,
    INSIDE,
    RING,
    collection,
    feature,
    in_english,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.mistakes import mistake
from whoholds.ground.errors import InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import offer_of

HELD = collection(feature(polygon(RING), date="2025-08-16"))
WEST = [[30, 46], [31, 46], [31, 47], [30, 47], [30, 46]]
EMPTY = collection(feature(polygon(WEST)))
BEFORE = dt.date(2025, 8, 15)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"value": HELD}, "value"),
        ({"status": "ok", "data": {"layer": HELD}}, "data/layer"),
        ([HELD], "1"),
        ({"message": "12 rows", "rows": [HELD]}, "rows/1"),
    ],
)
def test_one_collection_in_an_envelope_is_read_and_said(tmp_path, grid, document, place):
    result = import_layer(write_json(tmp_path / "a.json", document), grid)
    assert (result.layer.date, result.layer.held.equals(INSIDE)) == (DAY, True)
    assert f"the feature collection is read that stands in {place}" in in_english(
        result.report.notes
    )


MANY = {
    "keys": {"2025-08-15": EMPTY, "2025-08-16": collection(feature(polygon(RING)))},
    "a list": {
        "days": [
            {"date": "2025-08-15", "geojson": EMPTY},
            {"date": "2025-08-16", "geojson": collection(feature(polygon(RING)))},
        ]
    },
}


@pytest.mark.parametrize("form", MANY)
def test_of_many_days_the_one_that_was_named(tmp_path, grid, form):
    path = write_json(tmp_path / "a.json", MANY[form])
    result = import_layer(path, grid, date=DAY)
    assert result.layer.held.equals(INSIDE)
    assert any(
        "of its 2 layers the one of 2025-08-16" in note for note in in_english(result.report.notes)
    )
    with mistake(InputError, "more than one layer", where=str(path), found="2025-08-15"):
        import_layer(path, grid)
    with mistake(InputError, "more than one layer", where=str(path), found="2025-08-15"):
        import_layer(path, grid, date=dt.date(2025, 8, 17))
    names = offer_of(path).layers
    assert len(names) == 2
    assert import_layer(path, grid, layer=names[1]).layer.date == DAY


def test_of_an_archive_of_many_days_the_one_that_was_named(tmp_path, grid):
    members = {"2025-08-15.geojson": json.dumps(EMPTY).encode(), "2025-08-16.geojson": b""}
    members["2025-08-16.geojson"] = json.dumps(collection(feature(polygon(RING)))).encode()
    path = write_zip(tmp_path / "days.zip", members)
    report = import_layer(path, grid, date=DAY).report
    assert (report.date, report.area_km2 > 0) == (DAY, True)
    assert any("of its 2 layers" in note for note in in_english(report.notes))
    assert offer_of(path).layers == tuple(members)
    assert import_layer(path, grid, layer="2025-08-15.geojson").layer.date == BEFORE
    with mistake(InputError, "archive has more than one layer", where=str(path), found="08-15"):
        import_layer(path, grid)


def test_of_a_geopackage_of_many_days_the_one_that_was_named(tmp_path, grid):
    path = write_layer(tmp_path / "a.gpkg", box(30, 46, 31, 47), id=[1])
    import geopandas as gpd

    for day, shape in (("20250815", box(30, 46, 31, 47)), ("20250816", EAST)):
        frame = gpd.GeoDataFrame({"id": [1]}, geometry=[shape], crs="EPSG:4326")
        frame.to_file(path, layer=f"held_{day}")
    assert import_layer(path, grid, date=DAY).layer.held.equals(INSIDE)


# Packed


def test_a_gzip_is_read_as_a_zip_is(tmp_path, grid):
    name = "deepstatemap_data_20250816.geojson"
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(json.dumps(collection(feature(polygon(RING)))).encode()))
    report = import_layer(path, grid).report
    assert (report.form, report.date, report.file) == ("deepstate", DAY, path.name)


@pytest.mark.parametrize(
    ("name", "content", "match", "found"),
    [
        ("a.geojson.gz", gzip.compress(b"0" * 5_000_000, mtime=0), "not safe", "200 times"),
        ("a.geojson.gz", gzip.compress(b"{}" * 600_000, mtime=0)[:-20], "cannot be read", ""),
        ("a.gz", gzip.compress(b"{}", mtime=0), "does not say what is in it", "a.gz"),
        ("a.tar.gz", gzip.compress(b"{}", mtime=0), "does not say what is in it", "a.tar.gz"),
        (
            "a.zip.gz",
            gzip.compress(b"PK\x03\x04", mtime=0),
            "does not say what is in it",
            "a.zip.gz",
        ),
        ("a.geojson.gz", b"{}", "not what its name says", "JSON"),
        ("a.gpkg.gz", gzip.compress(b"{}", mtime=0), "not what its name says", "JSON"),
    ],
)
def test_a_gzip_that_is_none_or_no_layer(tmp_path, grid, name, content, match, found):
    (tmp_path / name).write_bytes(content)
    with mistake(InputError, match, where=name, found=found):
        import_layer(tmp_path / name, grid, date=DAY)
    assert [file.name for file in tmp_path.iterdir()] == [name]


# A server's own forms

RINGS = {"attributes": {"OBJECTID": 1}, "geometry": {"rings": [RING]}}


@pytest.mark.parametrize(
    "document",
    [
        {"geometryType": "esriGeometryPolygon", "features": [RINGS]},
        {"features": [RINGS]},
        {"rings": [RING]},
        {"currentVersion": 11.1, "layers": []},
    ],
)
def test_arcgis_json_is_named(tmp_path, grid, document):
    path = write_json(tmp_path / "a.json", document)
    with pytest.raises(InputError, match="ArcGIS JSON") as caught:
        import_layer(path, grid, date=DAY)
    assert "f=geojson" in caught.value.remedy


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"error": {"code": 400, "message": "Invalid URL"}}, "400: Invalid URL"),
        ({"message": "Not Found"}, "Not Found"),
        ({"errors": ["no access", "no layer"]}, "no access; no layer"),
    ],
)
def test_an_error_that_was_saved_in_place_of_data(tmp_path, grid, document, found):
    path = write_json(tmp_path / "a.json", document)
    with mistake(InputError, "error message", where=str(path), found=found):
        import_layer(path, grid, date=DAY)


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"exceededTransferLimit": True}, "exceededTransferLimit"),
        ({"properties": {"exceededTransferLimit": True}}, "exceededTransferLimit"),
        ({"numberMatched": 7}, "numberMatched 7, but 1 feature"),
        ({"totalFeatures": 7}, "totalFeatures 7"),
        ({"links": [{"rel": "next", "href": "https://example.org"}]}, "next page"),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_answer_that_was_cut_off_is_refused(tmp_path, grid, members, found, wrapped):
    document = {**HELD, **members}
    path = write_json(tmp_path / "a.json", {"value": document} if wrapped else document)
    with mistake(InputError, "cut its answer off", where=str(path), found=found):
        import_layer(path, grid)


def test_a_whole_answer_is_read(tmp_path, grid):
    members = {"exceededTransferLimit": False, "numberMatched": 1, "numberReturned": 1}
    path = write_json(tmp_path / "a.json", {**HELD, **members})
    assert import_layer(path, grid).layer.held.equals(INSIDE)


# Encodings of texts


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp1251", "1251")],
)
@pytest.mark.parametrize("name", ["a.geojson", "a.csv"])
def test_a_text_in_another_encoding_is_named(tmp_path, grid, name, encoding, found):
    text = json.dumps({**HELD, "name": "Окуповано"}, ensure_ascii=False)
    if name == "a.csv":
        text = "geonameid,date,status,name\n1,20250816,RU,Київ\n"
    (tmp_path / name).write_bytes(text.encode(encoding))
    with mistake(InputError, "not in UTF-8", where=name, found=found):
        import_layer(tmp_path / name, grid, date=DAY)

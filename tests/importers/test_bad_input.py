"""Files that are broken, hostile or not what they seem: a clear error each, and nothing lost."""

import contextlib
import json
import sqlite3
import struct
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.drawn import DAY
from tests.importers.files import (
    EAST,
    KML_RING,
    RING,
    collection,
    feature,
    kml,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.mistakes import mistake
from whoholds.ground.errors import CRSError, GeometryError, InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.open import limits

GOOD = json.dumps(collection(feature(polygon(RING))))
DEEP = '{"type": "Polygon", "coordinates": ' + "[" * 10_000 + "]" * 10_000 + "}"
VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
BOMB = '<!DOCTYPE kml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE kml [<!ENTITY out SYSTEM "file:///etc/passwd">]>'

TEXTS = {
    "empty": ("a.geojson", "", "empty", "nothing"),
    "only blanks": ("a.geojson", " \n ", "empty", "nothing"),
    "truncated JSON": ("a.geojson", GOOD[: len(GOOD) // 2], "not valid JSON", "Expecting"),
    "two documents": ("a.geojson", GOOD + GOOD, "not valid JSON", "Extra data"),
    "nested 10,000 deep": ("a.geojson", DEEP, "nested too deep", "more"),
    "nested 200 deep": ("a.geojson", DEEP[:35] + "[" * 200 + "]" * 200 + "}", "too deep", "more"),
    "NaN": ("a.geojson", GOOD.replace("35", "NaN", 1), "not valid JSON", "NaN"),
    "infinity": ("a.geojson", GOOD.replace("35", "-Infinity", 1), "not valid JSON", "-Infinity"),
    "prose": ("a.geojson", "held by Russia: the east", "not what its name says", "text"),
    "a page": ("a.geojson", "<!DOCTYPE html><p>404</p>", "not what its name says", "HTML page"),
    "other JSON": ("a.geojson", '{"colour": "red"}', "no polygons", "'colour'"),
    "a list": ("a.json", "[1, 2]", "not GeoJSON", "a list"),
    "TopoJSON": ("a.json", '{"type": "Topology", "objects": {}}', "not GeoJSON", "Topology"),
    "a GDAL pipeline": (
        "a.json",
        '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline read x"}',
        "not GeoJSON",
        "gdal_streamed_alg",
    ),
    "a virtual layer": ("a.geojson", VRT, "not what its name says", "XML"),
    "a virtual layer as KML": ("a.kml", VRT, "not plain KML", "OGRVRTDataSource"),
    "no features": ("a.geojson", '{"type": "FeatureCollection", "features": []}', "no feat", ""),
    "features no list": ("a.json", '{"type": "FeatureCollection", "features": 1}', "not Geo", ""),
    "an external entity": ("a.kml", kml(KML_RING, head=OUTSIDE, name="&out;"), "not plain", "DOC"),
    "an entity bomb": ("a.kml", kml(KML_RING, head=BOMB, name="&b;"), "not plain KML", "DOCTYPE"),
    "truncated KML": ("a.kml", kml(KML_RING)[:200], "not plain KML", "line"),
    "deep KML": ("a.kml", "<kml>" + "<Folder>" * 200 + "</Folder>" * 200, "too deep", "more"),
    "not a GeoPackage": ("a.gpkg", GOOD, "not what its name says", "JSON"),
    "not Parquet": ("a.parquet", "PAR1 and no more", "cannot be read", ""),
    "CSV without control": ("a.csv", "date,colour\n2025-08-16,red\n", "no polygons", "colour"),
    "a torn CSV": ("a.csv", 'a,b\n1,2,3\n"4', "cannot be read", "tokenizing"),
    "unknown suffix": ("a.dwg", "AC1015", "format of the file is not known", ".dwg"),
    "no suffix": ("layer", GOOD, "format of the file is not known", "no suffix"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_that_is_no_layer_is_refused(tmp_path, grid, case):
    name, text, match, found = TEXTS[case]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    kind = GeometryError if case == "no features" else InputError
    with mistake(kind, match, where=str(path), found=found):
        import_layer(path, grid, date=DAY)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_utf16_does_not_hide_a_document_type(tmp_path, grid):
    path = tmp_path / "a.kml"
    path.write_bytes(kml(KML_RING, head=OUTSIDE).replace("UTF-8", "UTF-16").encode("utf-16"))
    with mistake(InputError, "not plain KML", where=str(path), found="DOCTYPE"):
        import_layer(path, grid, date=DAY)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.geojson", b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
        ("a.gpkg", b"%PDF-1.7", "a PDF document"),
        ("a.shp", b"\xff\xd8\xff\xe0", "a JPEG image"),
        ("a.zip", b"\x1f\x8b\x08", "a gzip archive"),
        ("a.json", b"{\x00\x00", "binary data"),
    ],
)
def test_a_file_of_the_wrong_type_is_named(tmp_path, grid, name, content, found):
    (tmp_path / name).write_bytes(content)
    with mistake(InputError, "not what its name says", where=name, found=found):
        import_layer(tmp_path / name, grid)


def test_a_text_in_another_encoding_is_refused(tmp_path, grid):
    path = tmp_path / "a.geojson"
    text = json.dumps(feature(polygon(RING), name="Крим"), ensure_ascii=False)
    path.write_bytes(text.encode("cp1251"))
    with mistake(InputError, "not valid JSON", where=str(path), found="utf-8"):
        import_layer(path, grid, date=DAY)


def test_a_missing_file_and_a_folder_are_named(tmp_path, grid):
    with mistake(InputError, "does not exist", where=str(tmp_path / "none.geojson")):
        import_layer(tmp_path / "none.geojson", grid)
    with mistake(InputError, "not a file", where=str(tmp_path)):
        import_layer(tmp_path, grid)


# Coordinates


def test_a_number_beyond_floats_is_infinite(tmp_path, grid):
    path = tmp_path / "a.geojson"
    path.write_text(GOOD.replace("35", "1e999", 1))
    with mistake(GeometryError, "not a number", where=f"{path}, feature 1", found="infinity"):
        import_layer(path, grid, date=DAY)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_shapefile_with_numbers_that_are_none(tmp_path, grid, value):
    path = write_layer(tmp_path / "a.shp", EAST)
    data = bytearray(path.read_bytes())
    at = data.index(struct.pack("<d", 35.0), 152)
    data[at : at + 8] = struct.pack("<d", value)
    path.write_bytes(data)
    with mistake(GeometryError, "not a number|no polygon", where=str(path), found=""):
        import_layer(path, grid, date=DAY)


@pytest.mark.parametrize("factor", [111_000, 10], ids=["metres", "neither"])
def test_coordinates_that_are_no_degrees(tmp_path, grid, factor):
    ring = [[lon * factor, lat * factor] for lon, lat in RING]
    path = write_json(tmp_path / "a.geojson", polygon(ring))
    match = "look like metres" if factor > 100 else "not degrees"
    with mistake(CRSError, match, where=str(path), expected="EPSG:4326", found="a coordinate of"):
        import_layer(path, grid, date=DAY)


def test_a_reference_system_that_is_none(tmp_path, grid):
    crs = {"type": "name", "properties": {"name": "EPSG:bogus"}}
    path = write_json(tmp_path / "a.geojson", collection(feature(polygon(RING)), crs=crs))
    with mistake(CRSError, "none", where=f"{path}, key crs", found="bogus"):
        import_layer(path, grid, date=DAY)


def test_coordinates_that_are_texts_are_no_geometry(tmp_path, grid):
    ring = [[str(lon), lat] for lon, lat in RING]
    path = write_json(tmp_path / "a.geojson", polygon(ring))
    with mistake(GeometryError, "no polygon", where=str(path), found="cannot be read"):
        import_layer(path, grid, date=DAY)


def test_a_line_around_the_antimeridian_is_too_large(tmp_path, grid):
    ring = [[-179, 40], [179, 40], [179, 60], [-179, 60], [-179, 40]]
    path = write_json(tmp_path / "a.geojson", polygon(ring))
    with mistake(GeometryError, "far larger", where=str(path), found="km2"):
        import_layer(path, grid, date=DAY)


# Limits


@pytest.mark.parametrize(
    ("name", "limit", "unit"),
    [
        ("MAX_FILE_BYTES", 100, "bytes"),
        ("MAX_TEXT_BYTES", 100, "bytes of JSON"),
        ("MAX_VERTICES", 4, "vertices"),
        ("MAX_FEATURES", 0, "feature"),
    ],
)
def test_what_is_larger_than_a_limit_is_refused_with_it(
    tmp_path, grid, monkeypatch, name, limit, unit
):
    from whoholds.importers.open import documents, reading, sniffing

    path = write_json(tmp_path / "a.geojson", collection(feature(polygon(RING))))
    for module in (documents, reading, sniffing):
        monkeypatch.setattr(module, name, limit, raising=False)
    with mistake(
        InputError,
        "larger than whoholds reads",
        where=str(path),
        expected=f"at most {limit} ",
        found=unit if name != "MAX_VERTICES" else "5 ",
    ):
        import_layer(path, grid, date=DAY)


def test_three_million_vertices_are_refused_before_they_are_parsed(tmp_path, grid):
    path = tmp_path / "a.geojson"
    path.write_text('{"type":"Polygon","coordinates":[[' + "[33,46]," * 4_100_000 + "[33,46]]]}")
    with mistake(InputError, "larger than", where=str(path), expected="at most 4,000,000 lists"):
        import_layer(path, grid, date=DAY)


def test_the_limits_leave_room_for_every_real_layer():
    assert limits.MAX_VERTICES >= 1_000_000
    assert limits.MAX_FILE_BYTES >= 100_000_000


# Archives


def patched(path, offset, value):
    """Set a two-byte field of every entry of a ZIP, in both of its headers."""
    data = bytearray(path.read_bytes())
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + shift + offset : at + shift + offset + 2] = struct.pack("<H", value)
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    return path


ARCHIVES = {
    "climbs out": ({"../../held.geojson": GOOD}, "not safe", "leads out"),
    "climbs out, backslashes": ({"..\\held.geojson": GOOD}, "not safe", "leads out"),
    "from the root": ({"/srv/held.geojson": GOOD}, "not safe", "leads out"),
    "a drive": ({"C:/held.geojson": GOOD}, "not safe", "leads out"),
    "nested": ({"held.geojson": GOOD, "more.zip": "PK"}, "not safe", "archive in the archive"),
    "a bomb": ({"held.geojson": "0" * 20_000_000}, "not safe", "compressed 1,0"),
    "no layer": ({"README.txt": "hello"}, "no layer", "README.txt"),
    "nothing": ({}, "no layer", "nothing"),
    "two layers of one day": (
        {"a_2025-08-16.geojson": GOOD, "b_2025-08-16.geojson": GOOD},
        "more than one layer",
        "a_2025-08-16.geojson, b_2025-08-16.geojson",
    ),
    "a layer that is none": ({"held.geojson": "hello"}, "not what its name says", "text"),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_an_archive_that_is_not_safe_or_not_clear_is_refused(tmp_path, grid, case):
    members, match, found = ARCHIVES[case]
    path = write_zip(
        tmp_path / "a.zip",
        {name: text.encode() for name, text in members.items()},
    )
    with mistake(InputError, match, where=str(path), found=found):
        import_layer(path, grid, date=DAY)
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


def test_an_encrypted_archive_is_refused(tmp_path, grid):
    path = patched(write_zip(tmp_path / "a.zip", {"held.geojson": GOOD.encode()}), 0, 1)
    with mistake(InputError, "not safe", where=str(path), found="encrypted"):
        import_layer(path, grid)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_packer_than_deflate_is_refused(tmp_path, grid, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("held.geojson", GOOD)
    found = f"compression by method {method}"
    with mistake(InputError, "not safe", where="held.geojson", found=found):
        import_layer(tmp_path / "a.zip", grid)


def test_a_file_without_a_name_in_an_archive_is_refused(tmp_path, grid):
    path = write_zip(tmp_path / "a.zip", {"held.geojson": GOOD.encode()})
    with zipfile.ZipFile(path, "a") as archive, archive.open(zipfile.ZipInfo(""), "w") as member:
        member.write(b"a")
    with mistake(InputError, "not safe", where=str(path), found="without a name"):
        import_layer(path, grid)


def test_a_link_in_an_archive_is_refused(tmp_path, grid):
    entry = zipfile.ZipInfo("held.geojson")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    with mistake(InputError, "not safe", where="a.zip", found="a link"):
        import_layer(tmp_path / "a.zip", grid)


def test_an_archive_that_lies_about_a_size_is_refused(tmp_path, grid):
    """The declared size passes every limit; what comes out is more, and is not taken."""
    path = write_zip(tmp_path / "a.zip", {"held.geojson": GOOD.encode()})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    with mistake(InputError, "cannot be read", where=str(path), expected="whole ZIP archive"):
        import_layer(path, grid)


def test_a_truncated_archive_is_refused(tmp_path, grid):
    path = write_zip(tmp_path / "a.zip", {"held.geojson": GOOD.encode()})
    path.write_bytes(path.read_bytes()[:-40])
    with mistake(InputError, "cannot be read", where=str(path), expected="whole ZIP archive"):
        import_layer(path, grid)


def test_too_many_files_in_an_archive(tmp_path, grid):
    path = write_zip(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(1001)})
    with mistake(InputError, "larger than", where=str(path), expected="at most 1,000 files"):
        import_layer(path, grid)


def test_a_kmz_with_an_external_entity_is_refused(tmp_path, grid):
    path = write_zip(tmp_path / "a.kmz", {"doc.kml": kml(KML_RING, head=OUTSIDE).encode()})
    with mistake(InputError, "not plain KML", where=f"{path}, member doc.kml", found="DOCTYPE"):
        import_layer(path, grid)


ARC = struct.pack("<BII", 1, 8, 3) + struct.pack("<6d", 33, 46, 34, 47, 33, 48)
"""A circular string: WKB of a kind that shapely cannot hold, nor measure inside another."""

CURVED = InputError, "has curves"
STRAIGHT = GeometryError, "no polygon"
"""GDAL makes a line of an arc that is a feature of its own."""


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("form", [".parquet", ".gpkg"])
def test_curves_are_refused_or_straightened(tmp_path, grid, form, nested):
    path = write_layer(tmp_path / f"a{form}", EAST)
    wkb = struct.pack("<BII", 1, 7, 1) + ARC if nested else ARC
    if form == ".gpkg":
        with contextlib.closing(sqlite3.connect(path)) as base, base:
            for (name,) in base.execute("select name from sqlite_master where type='trigger'"):
                base.execute(f'drop trigger "{name}"')
            base.execute("update a set geom = ?", (b"GP\x00\x01\xe6\x10\x00\x00" + wkb,))
    else:
        table = parquet.read_table(path)
        at = table.column_names.index("geometry")
        parquet.write_table(table.set_column(at, "geometry", pa.array([wkb])), path)
    with mistake(*STRAIGHT if (form, nested) == (".gpkg", False) else CURVED, where=str(path)):
        import_layer(path, grid)

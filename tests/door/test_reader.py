"""A file from outside is read behind walls: what it may take, reach and end."""

import gzip
import os
import random
import socket
import sqlite3
import tempfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.drawn import DAY
from tests.importers.files import (
    RING,
    collection,
    feature,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.shipped import COUNTRY
from whoholds.desk import load_boundaries
from whoholds.door import jobs, reader
from whoholds.door.allowance import allowance
from whoholds.door.importing import import_boundaries, import_layer, import_zones, offer_of
from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.importers.layer import Options
from whoholds.importers.layer import import_layer as import_here
from whoholds.telling.imports import import_record
from whoholds.zones.partition import partition

OPTIONS = Options(date=DAY)


@pytest.fixture(params=["forked", "nursery"])
def way(request, monkeypatch):
    """Both ways to a child: forked from here, and from the process that a server keeps."""
    monkeypatch.setattr(reader, "_is_single", lambda: request.param == "forked")
    return request.param


@pytest.fixture
def good(tmp_path):
    return write_json(tmp_path / "good.geojson", collection(feature(polygon(RING), held_by="RU")))


def test_a_layer_is_the_same_as_one_read_in_this_process(way, good):
    ours = import_layer(good, load_boundaries(), COUNTRY, OPTIONS)
    theirs = import_here(good, load_boundaries(), COUNTRY, date=DAY)
    assert ours.layer.held.equals_exact(theirs.layer.held, 0)
    assert import_record(ours.report) == import_record(theirs.report)
    assert ours.layer.ground == load_boundaries().ground


def test_zones_and_offers_are_the_same_too(way, good):
    zones, report = import_zones(good, COUNTRY, OPTIONS)
    here = import_here(good, load_boundaries(), COUNTRY, date=DAY)
    expected = partition(load_boundaries(), here.layer, COUNTRY)
    assert zones.frame.equals(expected.frame)
    assert zones.strips == expected.strips
    assert import_record(report) == import_record(here.report)
    assert offer_of(good).columns[0].name == "held_by"


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".parquet", ".kml", ".zip", ".gz"])
def test_every_format_is_read_behind_the_walls(way, tmp_path, suffix):
    inner = suffix if suffix not in (".zip", ".gz") else ".geojson"
    path = write_layer(tmp_path / f"a{inner}", shapely.box(33, 46, 34, 47))
    if suffix == ".zip":
        path = write_zip(tmp_path / "a.zip", {"a.geojson": path})
    elif suffix == ".gz":
        packed = tmp_path / "a.geojson.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        path = packed
    assert import_layer(path, load_boundaries(), COUNTRY, OPTIONS).report.read == 1
    assert offer_of(path).crs == "WGS 84"


def test_a_folder_of_boundaries_is_read_behind_the_walls(way, tmp_path):
    regions = load_boundaries().regions
    for code, shape in regions.geometry.items():
        frame = gpd.GeoDataFrame({"region": [code]}, geometry=[shape], crs="EPSG:4326")
        frame.to_file(tmp_path / f"{code}.shp")
    assert len(import_boundaries(tmp_path, COUNTRY).layer.regions) == len(regions)


def test_a_users_mistake_comes_through_as_it_was(way, tmp_path):
    wrong = tmp_path / "wrong.geojson"
    wrong.write_text("{")
    with pytest.raises(InputError, match="not valid JSON") as caught:
        import_layer(wrong, load_boundaries(), COUNTRY, OPTIONS)
    assert caught.value.where == str(wrong)
    with pytest.raises(InputError, match="not valid JSON"):
        import_boundaries(wrong, COUNTRY)


def job(monkeypatch, act):
    """Give the forked child another job."""
    monkeypatch.setattr(reader, "_is_single", lambda: True)
    monkeypatch.setitem(jobs.JOBS, "act", act)


def test_no_connection_can_be_opened(monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def connect(_path):
            try:
                import ctypes

                libc = ctypes.CDLL(None, use_errno=True)
                assert libc.socket(2, 1, 0) == -1
                kernel = os.strerror(ctypes.get_errno())
                socket.create_connection(("127.0.0.1", port), timeout=1)
            except OSError as error:
                return f"{kernel}; {error}"
            return "connected"

        job(monkeypatch, connect)
        assert reader.run("act", tmp_path).startswith("Operation not permitted; a reader of files")


def test_no_other_file_can_be_read_or_written(monkeypatch, tmp_path):
    mine, other = tmp_path / "mine.shp", tmp_path / "other.txt"
    for path in (mine, tmp_path / "mine.dbf", other):
        path.write_text("text")

    def reach(path):
        found = []
        for one in (path, path.with_suffix(".dbf"), other, "/etc/passwd"):
            try:
                with Path(one).open() as file:
                    found.append(bool(file.read()))
            except OSError as error:
                found.append(error.strerror)
        try:
            other.write_text("changed")
        except OSError as error:
            found.append(error.strerror)
        return found

    job(monkeypatch, reach)
    no = "Permission denied"
    assert reader.run("act", mine) == [True, True, no, no, no]
    assert other.read_text() == "text"


def test_gdal_has_the_allowed_drivers_alone(monkeypatch, tmp_path, good):
    vrt = tmp_path / "trick.gpkg"
    vrt.write_text(f"<OGRVRTDataSource><OGRVRTLayer name='good'><SrcDataSource>{good}"
                   "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")  # fmt: skip

    def look(path):
        import pyogrio

        try:
            return pyogrio.list_layers(path).tolist()
        except pyogrio.errors.DataSourceError as error:
            return str(error)

    assert look(vrt) == [["good", "Polygon"]]  # GDAL's own way with it
    job(monkeypatch, look)
    assert "not recognized" in reader.run("act", vrt)


def burn(_path):
    while True:
        pass


def swell(_path):
    return len(b" " * 3_000_000_000)


def crash(_path):
    """End as GEOS does: 20,000 collections, one inside the other."""
    shape = b"\x01\x01\x00\x00\x00" + b"\x00" * 16
    shapely.from_wkb(b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 200_000 + shape)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (burn, "took more than 1 s"),
        (swell, "took more than 1,000 MB"),
        (crash, "ended the process that read it"),
        (lambda _path: {}["no"], "ended the process that read it"),
    ],
)
def test_what_takes_too_much_or_crashes_is_a_sentence(monkeypatch, tmp_path, act, sentence):
    monkeypatch.setenv("WHOHOLDS_IMPORT_SECONDS", "1")
    job(monkeypatch, act)
    with pytest.raises(InputError, match=sentence) as caught:
        reader.run("act", tmp_path)
    assert caught.value.remedy
    assert reader.run("offer", write_layer(tmp_path / "next.gpkg", shapely.box(33, 46, 34, 47)),
                      None, None).is_wgs84  # fmt: skip


def test_a_relative_name_is_from_the_folder_of_who_asks(way, tmp_path, good, monkeypatch):
    import_layer(good, load_boundaries(), COUNTRY, OPTIONS)  # the nursery runs, from elsewhere
    monkeypatch.chdir(tmp_path)
    found = import_layer(Path(good.name), load_boundaries(), COUNTRY, OPTIONS)
    assert found.report.read == 1


def test_a_crash_in_the_nursery_leaves_it_for_the_next(monkeypatch, tmp_path, good):
    monkeypatch.setattr(reader, "_is_single", lambda: False)
    with sqlite3.connect(write_layer(tmp_path / "deep.gpkg", shapely.box(33, 46, 34, 47))) as data:
        ((blob,),) = data.execute("select geom from deep")
        head = blob[: 8 + 32] if blob[3] & 0b1110 else blob[:8]
        deep = (
            b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 200_000 + b"\x01\x01\x00\x00\x00" + bytes(16)
        )
        data.execute("drop trigger if exists rtree_deep_geom_update1")
        for (name,) in data.execute(
            "select name from sqlite_master where type='trigger'"
        ).fetchall():
            data.execute(f"drop trigger {name}")
        data.execute("update deep set geom = ?", (head + deep,))
    with pytest.raises(WhoholdsError):
        import_layer(tmp_path / "deep.gpkg", load_boundaries(), COUNTRY, OPTIONS)
    assert import_layer(good, load_boundaries(), COUNTRY, OPTIONS).report.read == 1


def test_what_its_libraries_take_too_long_for_is_ended(monkeypatch, tmp_path):
    monkeypatch.setenv("WHOHOLDS_IMPORT_SECONDS", "1")
    chance = random.Random(1)
    triangles = [
        feature(polygon([*ring, ring[0]]))
        for ring in (
            [[chance.uniform(33, 35), chance.uniform(47, 50)] for _ in range(3)]
            for _ in range(20_000)
        )
    ]
    file = write_json(tmp_path / "triangles.geojson", collection(*triangles))
    with pytest.raises(InputError, match="took more than 1 s"):
        import_layer(file, load_boundaries(), COUNTRY, OPTIONS)


def test_a_limit_of_the_environment_that_is_none_is_said(monkeypatch):
    monkeypatch.setenv("WHOHOLDS_IMPORT_MB", "much")
    with pytest.raises(InputError, match="WHOHOLDS_IMPORT_MB is not a limit"):
        allowance()


def test_nothing_stays_of_a_reading(way, good, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    import_layer(good, load_boundaries(), COUNTRY, OPTIONS)
    assert list((tmp_path / "scratch").iterdir()) == []

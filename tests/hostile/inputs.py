"""Files that are meant to hurt, one function a kind, each small and made here.

A function lays its file down in a folder and returns its path. `SECRET` lies in another file of the
machine, and `Trap` is a real server that counts who comes.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely
from pyarrow import parquet

from tests.importers.files import KML_RING, RING, collection, feature, kml, polygon, write_json
from tests.sources.servers import serving

SECRET = "hidden-line-of-another-file"
BOX = shapely.box(33, 46, 35, 50)
POINT = b"\x01\x01\x00\x00\x00" + struct.pack("<2d", 33.0, 46.0)
NESTED = b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 20_000 + POINT
GEO = {
    "version": "1.0.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}


@dataclass(frozen=True)
class Bait:
    """What a file may try to reach: other files, and a port of this machine."""

    layer: Path
    table: Path
    port: int


@contextlib.contextmanager
def laid_bait(folder: Path) -> Iterator[Bait]:
    """Lay down another layer and table, and watch a port; in the end nobody may have come."""
    layer, table = folder / "other.geojson", folder / "other.csv"
    layer.write_text(json.dumps({**polygon(RING), "name": SECRET}))
    table.write_text(f"id,word\n1,{SECRET}\n")
    with serving(lambda say, _: say(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")) as server:
        yield Bait(layer, table, server.server_address[1])
        assert server.requests == [], "a file made its reader ask"


def _write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _two_faced(vrt: str) -> str:
    """KML to expat, to which the rest is a comment; a VRT to GDAL, to which it is a document."""
    return f'<?x a=" ?><!-- "?>{vrt}-->{kml(KML_RING)}'


def _vrt(source: str, more: str = "<SrcLayer>other</SrcLayer>") -> str:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="{SECRET}"><SrcDataSource>{source}</SrcDataSource>'
        f"{more}</OGRVRTLayer></OGRVRTDataSource>"
    )


def kml_as_vrt(folder: Path, bait: Bait) -> Path:
    return _write(folder / "a.kml", _two_faced(_vrt(str(bait.layer))))


def kml_as_vrt_of_a_host(folder: Path, bait: Bait) -> Path:
    address = f"/vsicurl/http://127.0.0.1:{bait.port}/a.geojson"
    return _write(folder / "a.kml", _two_faced(_vrt(address)))


def kml_as_vrt_of_a_table(folder: Path, bait: Bait) -> Path:
    sql = f"<SrcSQL dialect='SQLITE'>select * from '{bait.table}'.other</SrcSQL>"
    return _write(folder / "a.kml", _two_faced(_vrt(str(bait.table), sql)))


def _of_another_driver(suffix: str, text: str) -> Callable[[Path, Bait], Path]:
    def make(folder: Path, bait: Bait) -> Path:
        host = f"http://127.0.0.1:{bait.port}/a"
        return _write(folder / f"a{suffix}", text.format(other=bait.layer, host=host))

    return make


ELSEWHERE = "not|no polygons|no layer|links|a part of"
"""What is said of a file that is meant for another driver."""

OTHER_DRIVERS = {
    "VRT": "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>{other}</SrcDataSource>"
    "</OGRVRTLayer></OGRVRTDataSource>",
    "VRT inside KML": "<kml><OGRVRTDataSource><OGRVRTLayer name='other'><SrcDataSource>{other}"
    "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource></kml>",
    "GDALG": '{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {other} '
    '! write --of stream"}}',
    "OGCAPI": '{{"links": [{{"href": "{host}", "rel": "data"}}], "title": "a"}}',
    "STAC": '{{"type": "FeatureCollection", "stac_version": "1.0.0", "features": [], "links": '
    '[{{"rel": "next", "href": "{host}"}}]}}',
    "ESRI JSON": '{{"geometryType": "esriGeometryPolygon", "features": [], "fields": []}}',
    "TopoJSON": '{{"type": "Topology", "objects": {{}}, "arcs": []}}',
    "GML": "<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml' xmlns:xlink="
    "'http://www.w3.org/1999/xlink'><gml:featureMember xlink:href='{host}'/>"
    "</gml:FeatureCollection>",
    "GPX": "<gpx version='1.1'><wpt lat='48' lon='37'><name>a</name></wpt></gpx>",
    "WFS": "<OGRWFSDataSource><URL>{host}</URL></OGRWFSDataSource>",
    "GeoRSS": "<rss version='2.0' xmlns:georss='http://www.georss.org/georss'></rss>",
}


def entities(folder: Path, _bait: Bait) -> Path:
    head = '<!DOCTYPE kml [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    return _write(folder / "a.kml", kml(KML_RING, head=f"{head}]>", name="&j;"))


def entity_of_a_file(folder: Path, bait: Bait) -> Path:
    head = f'<!DOCTYPE kml [<!ENTITY a SYSTEM "file://{bait.table}">]>'
    return _write(folder / "a.kml", kml(KML_RING, head=head, name="&a;"))


def link_in_kml(folder: Path, bait: Bait) -> Path:
    link = f"<NetworkLink><Link><href>http://127.0.0.1:{bait.port}/</href></Link></NetworkLink>"
    return _write(folder / "a.kml", kml(KML_RING).replace("<Placemark>", f"{link}<Placemark>"))


def deep_json(folder: Path, _bait: Bait) -> Path:
    return _write(folder / "a.geojson", '{"type":"Polygon","coordinates":' + "[" * 10**6)


def deep_collections(folder: Path, _bait: Bait) -> Path:
    shape = polygon(RING)
    for _ in range(30):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    return write_json(folder / "a.geojson", shape)


def _geopackage(folder: Path) -> tuple[Path, sqlite3.Connection]:
    """A GeoPackage with the table a, without triggers."""
    path = folder / "a.gpkg"
    gpd.GeoDataFrame({"n": [1]}, geometry=[BOX], crs="EPSG:4326").to_file(path, layer="a")
    data = sqlite3.connect(path)
    for (name,) in data.execute("select name from sqlite_master where type='trigger'").fetchall():
        data.execute(f'drop trigger "{name}"')
    return path, data


def nested_in_geopackage(folder: Path, _bait: Bait) -> Path:
    path, data = _geopackage(folder)
    with data:
        data.execute("update a set geom = ?", (b"GP\x00\x01\xe6\x10\x00\x00" + NESTED,))
    data.close()
    return path


def endless_view(folder: Path, _bait: Bait) -> Path:
    path, data = _geopackage(folder)
    with data:
        data.execute(
            "create view v as with recursive c(n) as (select 1 union all select n + 1 from c) "
            "select n as fid, (select geom from a) as geom from c"
        )
        data.execute("update gpkg_geometry_columns set table_name = 'v'")
        data.execute("delete from gpkg_contents")
        data.execute(
            "insert into gpkg_contents(table_name, data_type, identifier, srs_id) "
            "values ('v', 'features', 'v', 4326)"
        )
    data.close()
    return path


def zero_blobs(folder: Path, _bait: Bait) -> Path:
    path, data = _geopackage(folder)
    with data:
        data.execute("create view z as select fid, zeroblob(900000000) as geom, n from a")
        data.execute("update gpkg_geometry_columns set table_name = 'z'")
        data.execute("update gpkg_contents set table_name = 'z', identifier = 'z'")
    data.close()
    return path


def nested_in_parquet(folder: Path, _bait: Bait) -> Path:
    table = pa.table({"geometry": pa.array([NESTED])})
    parquet.write_table(
        table.replace_schema_metadata({"geo": json.dumps(GEO)}), folder / "a.parquet"
    )
    return folder / "a.parquet"


def swelling_parquet(folder: Path, _bait: Bait) -> Path:
    """A dictionary of one text of 20 kB, and 200,000 rows that point to it."""
    rows = pa.array(np.zeros(200_000), pa.int32())
    table = pa.table(
        {
            "geometry": pa.DictionaryArray.from_arrays(rows, pa.array([shapely.to_wkb(BOX)])),
            "text": pa.DictionaryArray.from_arrays(rows, pa.array(["x" * 20_000])),
        }
    ).replace_schema_metadata({"geo": json.dumps(GEO)})
    parquet.write_table(table, folder / "a.parquet", compression="zstd")
    return folder / "a.parquet"


def _scribble(count: int) -> Callable[[Path, Bait], Path]:
    def make(folder: Path, _bait: Bait) -> Path:
        chance = random.Random(count)
        points = [[chance.uniform(33, 35), chance.uniform(46, 50)] for _ in range(count)]
        return write_json(folder / "a.geojson", polygon([*points, points[0]]))

    return make


def triangles(folder: Path, _bait: Bait) -> Path:
    chance = np.random.default_rng(1)
    corners = chance.uniform((33, 46), (35, 50), (100_000, 3, 2)).round(4)
    rings = np.concatenate([corners, corners[:, :1]], axis=1).tolist()
    return write_json(folder / "a.geojson", collection(*(feature(polygon(one)) for one in rings)))


def many_properties(folder: Path, _bait: Bait) -> Path:
    names = {f"p{n}": n for n in range(20_000)}
    return write_json(folder / "a.geojson", collection(feature(polygon(RING), **names)))


def wide_table(folder: Path, _bait: Bait) -> Path:
    line = ",".join("1" * 400_000)
    return _write(folder / "a.csv", f"{line}\n{line}\n")


def zip_bomb(folder: Path, _bait: Bait) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", b"0" * 50_000_000)
    return folder / "a.zip"


def gzip_bomb(folder: Path, _bait: Bait) -> Path:
    return _write(folder / "a.geojson.gz", gzip.compress(b"0" * 50_000_000))


def climbing_zip(folder: Path, _bait: Bait) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("../../a.geojson", json.dumps(polygon(RING)))
    return folder / "a.zip"


def link_in_zip(folder: Path, bait: Bait) -> Path:
    entry = zipfile.ZipInfo("a.geojson")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(entry, str(bait.layer))
    return folder / "a.zip"


def zip_in_zip(folder: Path, _bait: Bait) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a.geojson", json.dumps(polygon(RING)))
        archive.writestr("b.zip", b"PK\x03\x04")
    return folder / "a.zip"


def _shapefile(folder: Path) -> Path:
    frame = gpd.GeoDataFrame({"date": ["2025-08-16"]}, geometry=[BOX], crs="EPSG:4326")
    frame.to_file(folder / "a.shp")
    return folder / "a.shp"


def lying_shapefile(folder: Path, _bait: Bait) -> Path:
    """Its record says that it has two thousand million points."""
    path = _shapefile(folder)
    data = bytearray(path.read_bytes())
    data[100 + 8 + 40 : 100 + 8 + 44] = struct.pack("<i", 2_000_000_000)
    return _write(path, bytes(data))


def lying_table(folder: Path, _bait: Bait) -> Path:
    """Its table says that it has two thousand million rows."""
    path = _shapefile(folder)
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    data[4:8] = struct.pack("<I", 2_000_000_000)
    table.write_bytes(bytes(data))
    return path


def far_coordinates(folder: Path, _bait: Bait) -> Path:
    ring = [[1e308, -1e308], [1e308, 1e308], [-1e308, 1e308], [1e308, -1e308]]
    return write_json(folder / "a.geojson", polygon(ring))


def hidden_marks(folder: Path, _bait: Bait) -> Path:
    name = "\u202egnp\u202c\x1b[31m<script>alert(1)</script>[a](http://evil.example)"
    good = feature(polygon(RING), date="2025-08-16", held_by=name, source=name * 50)
    return write_json(folder / "a\u202e.geojson", collection(good))


KINDS: dict[str, tuple[Callable[[Path, Bait], Path], str]] = {
    "KML to one parser, VRT to the other": (kml_as_vrt, ""),
    "the same, of a host": (kml_as_vrt_of_a_host, ""),
    "the same, of a table": (kml_as_vrt_of_a_table, ""),
    "entities": (entities, "document type"),
    "an entity of a file": (entity_of_a_file, "document type"),
    "a link in KML": (link_in_kml, ""),
    "deep JSON": (deep_json, "not valid JSON|too deep|larger than"),
    "deep collections": (deep_collections, ""),
    "nested in GeoPackage": (nested_in_geopackage, "no polygon|ended the process"),
    "an endless view": (
        endless_view,
        "took more than|more than one layer",
    ),
    "blobs of zeros": (
        zero_blobs,
        "no polygon|more than one layer",
    ),
    "nested in GeoParquet": (nested_in_parquet, "ended the process|cannot be read"),
    "GeoParquet that swells": (swelling_parquet, "larger than|took more than"),
    "a scribble of 1,500": (_scribble(1_500), "crosses itself too often"),
    "a scribble of 3,000": (_scribble(3_000), "crosses itself too often"),
    "100,000 triangles": (triangles, ""),
    "20,000 properties": (many_properties, "larger than whoholds reads"),
    "400,000 columns": (wide_table, "larger than whoholds reads"),
    "a bomb in ZIP": (zip_bomb, "not safe to unpack"),
    "a bomb in gzip": (gzip_bomb, "not safe to unpack"),
    "a ZIP that climbs": (climbing_zip, "not safe to unpack"),
    "a link in ZIP": (link_in_zip, "not safe to unpack"),
    "a ZIP in ZIP": (zip_in_zip, "not safe to unpack"),
    "a shapefile that lies": (lying_shapefile, "cannot be read|no polygon"),
    "a table that lies": (lying_table, ""),
    "coordinates beyond all bounds": (far_coordinates, "not degrees|not a number|larger"),
    "marks that one does not see": (hidden_marks, "⟨U"),
    **{
        f"{name} as {suffix}": (
            _of_another_driver(suffix, text),
            "not|no polygons|no layer|links|a part of",
        )
        for name, text in OTHER_DRIVERS.items()
        for suffix in ((".json",) if text.startswith("{{") else (".kml",))
    },
}
"""Each kind, what makes it, and what the import has to say; "" where it may as well be read."""

WORST = (
    "KML to one parser, VRT to the other",
    "the same, of a host",
    "nested in GeoPackage",
    "nested in GeoParquet",
    "GeoParquet that swells",
    "a scribble of 3,000",
    "20,000 properties",
    "400,000 columns",
    "marks that one does not see",
)
"""The kinds that are tried at every door."""

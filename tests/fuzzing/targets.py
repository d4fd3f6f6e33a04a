"""What is fuzzed: for each kind of input its seeds, what is done with one, how it is changed."""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import shapely
from pyarrow import parquet

from tests.drawn import DAY
from tests.fuzzing import mutators
from tests.fuzzing.survival import GRID, survives_every_door
from tests.hostile.inputs import BOX, GEO, OTHER_DRIVERS
from tests.importers.files import (
    KML_RING,
    RING,
    collection,
    feature,
    kml,
    polygon,
    write_layer,
    write_zip,
)
from tests.importers.test_envelopes import MANY, RINGS
from tests.importers.test_forms import SETTLEMENTS, deepstate
from tests.importers.test_kml import document, ring, timed
from whoholds.door.freight import pack
from whoholds.door.reader import answer_of
from whoholds.ground.errors import InputError
from whoholds.importers.layer import Options, salvage_layer
from whoholds.importers.offer import offer_of
from whoholds.words.saying import Note


@dataclass(frozen=True)
class Target:
    """A kind of input.

    Attributes
    ----------
    seeds
        Makes good ones; it may use the folder.
    attempt
        Reads one, in that folder; whatever it raises is a finding.
    mutate
        Changes one so that something of its structure is left.
    words
        What the fuzzer may put anywhere.
    longest
        Most bytes of an input.
    """

    seeds: Callable[[Path], list[bytes]]
    attempt: Callable[[Path, bytes], None]
    mutate: mutators.Mutator
    words: tuple[bytes, ...] = ()
    longest: int = 4_096


def _documents(_folder: Path) -> list[bytes]:
    good = collection(
        feature(polygon(RING), date="2025-08-16", held_by="RU"),
        feature(polygon([[30, 46], [31, 46], [31, 47], [30, 46]]), date="2025-08-16", held_by="UA"),
    )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    mirror = collection(feature(polygon(RING)), name="deepstatemap_data_20250816", crs=crs)
    isw = collection(feature(polygon(RING), layer_type="ukraine_control_map", area_km2=5))
    several = {"type": "GeometryCollection", "geometries": [polygon(RING), polygon(RING)]}
    regions = collection(*(feature(polygon(RING), shapeISO=f"UA-{n}") for n in (14, 23, 65)))
    changes = {"706483": [[20250815, "RU"], [20250816, "UA"]], "703448": [[20250601, "RU"]]}
    found = [good, mirror, isw, several, regions, changes, deepstate(id=1755345600), RINGS]
    others = [text.format(other="a", host="b") for text in OTHER_DRIVERS.values()]
    texts = [*map(json.dumps, [*found, *MANY.values()]), *others]
    return [text.encode() for text in texts]


CSV_WORDS = (
    *(b"geonameid", b"longitude", b"latitude", b"date", b"status", b"ctr_20250816", b"CONTESTED"),
    *(b"RU", b"UA", b"20250816", b"703448", b"709717", b"nan", b"inf", b"1e999", b'"', b"\n", b";"),
)


def _tables(_folder: Path) -> list[bytes]:
    long = "geonameid;date;status\n703448;20250816;UA\n709717;20250816;RU\n"
    other = "id,lat,lon,status\n1,47,33,RU\n"
    texts = [SETTLEMENTS, SETTLEMENTS.replace("2022031", "2025081"), long, other]
    return [text.encode() for text in texts] + [long.replace(";", "\t").encode("utf-16")]


def _read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    survives_every_door(path)


def _archives(folder: Path) -> list[bytes]:
    shapefile = write_layer(folder / "a.shp", BOX, date="2025-08-16", holder="утримується")
    parts = {f"b/a{end}": shapefile.with_suffix(end) for end in (".shp", ".shx", ".dbf", ".prj")}
    text = json.dumps(collection(feature(polygon(RING), date="2025-08-16"))).encode()
    packed = [
        parts,
        {"a.geojson": text},
        {"doc.kml": kml(KML_RING).encode(), "b.kml": b"<kml/>"},
        {"2025-08-15/a.geojson": text, "2025-08-16/a.geojson": text},
        {"a.csv": SETTLEMENTS.encode()},
    ]
    return [write_zip(folder / "seed.zip", members).read_bytes() for members in packed]


def _read_archive(folder: Path, data: bytes) -> None:
    suffix = ".geojson.gz" if data[:2] == b"\x1f\x8b" else ".zip"
    _read(folder / f"a{'.kmz' if b'doc.kml' in data else suffix}", data)


def _kmls(_folder: Path) -> list[bytes]:
    many = "".join(document(ring(33.2, 47), prefix="k").partition("<k:Document>")[1:])
    texts = [
        kml(KML_RING),
        document(ring(33.2, 47), ring(33.6, 47)),
        document(ring(33.2, 47), prefix="k"),
        timed("2025-08-16", "2025-08-15"),
        timed("2025-08-16", kind="TimeSpan", inner="begin"),
        f"<kml><Folder>{many.replace('k:', '')}",
    ]
    return [text.encode() for text in texts]


SHAPES = (
    BOX,
    shapely.MultiPolygon([BOX, shapely.box(30, 46, 31, 47)]),
    shapely.GeometryCollection([BOX, shapely.Point(33, 46)]),
    shapely.force_3d(BOX),
    shapely.Polygon([(30, 46), (34, 50), (34, 46), (30, 50)]),
    shapely.LineString([(30, 46), (31, 47)]),
)
WKB_WORDS = (
    *(struct.pack("<I", kind) for kind in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17)),
    *(struct.pack("<I", kind) for kind in (1003, 2006, 3007, 0x80000003, 0x20000006, 0xFFFFFFFF)),
    *(struct.pack("<d", number) for number in (float("nan"), float("inf"), 1e308, 33.0, 46.0)),
    *(b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * times for times in (1, 50)),
)


def _binaries(folder: Path) -> list[bytes]:
    wkbs = [shapely.to_wkb(shape, flavor="iso") for shape in SHAPES]
    blobs = [b"GP\x00\x01\xe6\x10\x00\x00" + one for one in wkbs]
    whole = [write_layer(folder / "seed.parquet", BOX).read_bytes(), _geopackage(folder)]
    return [*(b"g" + one for one in blobs), *(b"p" + one for one in wkbs), *whole]


def _read_binary(folder: Path, data: bytes) -> None:
    """A shape in a GeoPackage or in GeoParquet, as the first byte says; or a whole one of them."""
    if data[:4] == b"PAR1":
        return _read(folder / "a.parquet", data)
    if data[:4] == b"SQLi":
        return _read(folder / "b.gpkg", data)
    if data[:1] == b"p":
        table = pa.table({"geometry": [data[1:]], "date": [DAY]})
        described = table.replace_schema_metadata({"geo": json.dumps(GEO)})
        parquet.write_table(described, folder / "b.parquet")
        return survives_every_door(folder / "b.parquet")
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(_geopackage(folder))
        base.execute("update a set geom = ?", (data[1:],))
        base.commit()
        whole = base.serialize()
    return _read(folder / "a.gpkg", whole)


@functools.cache
def _geopackage(folder: Path) -> bytes:
    """A GeoPackage of one feature without triggers, into which a shape can be written."""
    path = folder / "seed.gpkg"
    gpd.GeoDataFrame({"date": [str(DAY)]}, geometry=[BOX], crs="EPSG:4326").to_file(path, layer="a")
    base = sqlite3.connect(path)
    with base:
        for (name,) in base.execute("select name from sqlite_master where type='trigger'"):
            base.execute(f'drop trigger "{name}"')
    base.execute("pragma page_size = 512")
    base.execute("vacuum")
    base.close()
    return path.read_bytes()


def _freight(folder: Path) -> list[bytes]:
    path = folder / "seed.geojson"
    path.write_text(json.dumps(collection(feature(polygon(RING), date="2025-08-16", a=1))))
    outcomes = [
        ("fault", InputError.of("table", "b", columns=("c", "d"), found=Note.of("row.no_header"))),
        ("memory", None),
        ("done", offer_of(path)),
        ("done", salvage_layer(path, GRID, None, Options(date=DAY))),
        ("done", (gpd.GeoDataFrame({"a": [1, 2], "b": "c"}, geometry=[BOX, None]), {"d": 1.5})),
        *(("done", shape) for shape in SHAPES),
    ]
    return [pack(one) for one in outcomes]


def _read_freight(_folder: Path, data: bytes) -> None:
    """What a reader's process may say once somebody else has it."""
    outcome, _ = answer_of(data)
    assert isinstance(outcome, str)


def _as(name: str) -> Callable[[Path, bytes], None]:
    return lambda folder, data: _read(folder / name, data)


TARGETS = {
    "documents": Target(_documents, _as("a.geojson"), mutators.documents, (b'"type":', b"1e999")),
    "tables": Target(_tables, _as("a.csv"), mutators.any_bytes, CSV_WORDS),
    "archives": Target(_archives, _read_archive, mutators.archives, longest=16_384),
    "kml": Target(_kmls, _as("a.kml"), mutators.texts_of_xml, mutators.PIECES),
    "binaries": Target(_binaries, _read_binary, mutators.binaries, WKB_WORDS, longest=65_536),
    "freight": Target(_freight, _read_freight, mutators.documents, WKB_WORDS, longest=32_768),
}

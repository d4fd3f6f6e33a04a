"""Changes that keep a file's structure, so that the fuzzer gets past the first look at it.

Each takes the fuzzer's own change of bytes as `scramble`, and uses it inside.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import copy
import io
import json
import random
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

Scramble = Callable[[bytes, int], bytes]
Mutator = Callable[[bytes, int, random.Random, Scramble], bytes]

SCALARS = [
    *(None, True, 0, -1, 1, 2**31, 2**63, 10**30, 0.5, 1e308, -1e308, 1e-320, 33, 46.5, 180, 720),
    *("", " ", "\x00", "\ud800", "\u202e", "RU", "UA", "Russia", "2025-08-16", "9999-99-99"),
    *("20250816", "Polygon", "MultiPolygon", "GeometryCollection", "EPSG:32636", "a" * 300),
    *([], {}, [[]], [[[]]], [[33, 46], [34, 46], [34, 47], [33, 46]], [33, 46, 1, 2]),
]
"""What is put in the place of a value."""


def any_bytes(data: bytes, most: int, _chance: random.Random, scramble: Scramble) -> bytes:
    """Leave it to the fuzzer."""
    return scramble(data, most)


def documents(data: bytes, most: int, chance: random.Random, scramble: Scramble) -> bytes:
    """Change values of a JSON document, or move them about."""
    if chance.random() < 0.3:
        return scramble(data, most)
    try:
        root = [json.loads(data)]
    except (ValueError, RecursionError):
        return scramble(data, most)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change(root, chance, scramble)
    changed = json.dumps(root[0] if root else None).encode()
    return changed if len(changed) <= most else scramble(data, most)


def _change(root: list[Any], chance: random.Random, scramble: Scramble) -> None:
    places = [(root, n) for n in range(len(root))]
    for inner, key in places:
        value = inner[key]
        if isinstance(value, (list, dict)) and len(places) < 2_000:
            places += [
                (value, one) for one in (value if isinstance(value, dict) else range(len(value)))
            ]
    if not places:
        return
    (holder, key), (other, of) = chance.choice(places), chance.choice(places)
    value = holder[key]
    match chance.randrange(8):
        case 0:
            holder[key] = copy.deepcopy(chance.choice(SCALARS))
        case 1:
            holder[key] = copy.deepcopy(other[of])
        case 2:
            del holder[key]
        case 3 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(value))
        case 4 if isinstance(holder, dict):
            holder[str(chance.choice(SCALARS))] = holder.pop(key)
        case 5:
            for _ in range(chance.choice((1, 2, 40))):
                value = [value] if chance.random() < 0.7 else {"type": value}
            holder[key] = value
        case 6 if isinstance(value, (int, float)):
            holder[key] = value + chance.choice((-1, 1, 0.5, 1e-9, 360, 1e6))
        case _ if isinstance(value, str):
            holder[key] = _scrambled(value, scramble)


def _scrambled(text: str, scramble: Scramble) -> str:
    """A text changed; one that is bytes in base 64, changed inside."""
    try:
        inside = base64.b64decode(text, validate=True) if len(text) >= 8 else b""
    except (binascii.Error, ValueError):
        inside = b""
    if inside:
        return base64.b64encode(scramble(inside, len(inside) + 16)).decode("ascii")
    plain = text.encode("utf-8", "surrogatepass")
    return scramble(plain, len(plain) + 8).decode("utf-8", "replace")


TOKEN = re.compile(rb"<[^<>]*>|[^<>]+")
ELEMENTS = (
    *("kml", "Document", "Folder", "Placemark", "MultiGeometry", "Polygon", "Point", "Style"),
    *("outerBoundaryIs", "innerBoundaryIs", "LinearRing", "coordinates", "gx:Track", "Schema"),
)
PIECES = (
    *(f"<{slash}{name}>".encode() for name in ELEMENTS for slash in ("", "/")),
    *(b"<!-- -->", b"<?a ?>", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"33,46 34,47", b"NaN,inf"),
    *(b"<name>a</name>", b"<TimeStamp><when>2025-08-16</when></TimeStamp>"),
    *(b"<TimeSpan><begin>2025</begin></TimeSpan>", b'<SimpleField name="c" type="int"/>'),
    b'<ExtendedData><Data name="d"><value>1</value></Data></ExtendedData>',
)
"""Pieces of KML that are put between others."""


def texts_of_xml(data: bytes, most: int, chance: random.Random, scramble: Scramble) -> bytes:
    """Move elements and texts of an XML document about."""
    tokens = TOKEN.findall(data)
    if chance.random() < 0.3 or not tokens:
        return scramble(data, most)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(tokens))
        until = min(at + chance.choice((1, 1, 3, 9)), len(tokens))
        match chance.randrange(5):
            case 0:
                tokens[at:at] = tokens[at:until]
            case 1 if len(tokens) > until - at:
                del tokens[at:until]
            case 2:
                tokens.insert(at, chance.choice(PIECES))
            case 3:
                other = chance.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case _:
                tokens[at] = scramble(tokens[at], len(tokens[at]) + 16)
    changed = b"".join(tokens)
    return changed if len(changed) <= most else scramble(data, most)


NAMES = (
    *("a.geojson", "doc.kml", "a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg", "a.csv", "a.json"),
    *("/a.shp", "../a.kml", "a\\b.shp", "C:a.shp", "x/a.shp", "__MACOSX/a.shp", "a\x00.shp"),
    *("", ".shp", "a.SHP", "2025-08-15/a.geojson", "2025-08-16/a.geojson", "ї.geojson"),
    *("a" * 300 + ".kml", "a.zip", "a/"),
)
"""Names that members of an archive are given."""


def archives(data: bytes, most: int, chance: random.Random, scramble: Scramble) -> bytes:
    """Change the members of a ZIP archive, and pack it anew."""
    if chance.random() < 0.3:
        return scramble(data, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(one.filename, archive.read(one)) for one in archive.infolist()[:20]]
    except Exception:  # noqa: BLE001 - whatever it is, it is no archive any more
        return scramble(data, most)
    if not members:
        return scramble(data, most)
    at = chance.randrange(len(members))
    name, content = members[at]
    match chance.randrange(6):
        case 0:
            members[at] = (chance.choice(NAMES), content)
        case 1:
            del members[at]
        case 2:
            members.append((chance.choice(NAMES), content))
        case _:
            change = {".kml": texts_of_xml, "json": documents}.get(name[-4:], any_bytes)
            members[at] = (name, change(content, most, chance, scramble))
    packed = _packed(members, chance)
    return packed if len(packed) <= most else scramble(data, most)


def _packed(members: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    kinds = (zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA)
    into = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(into, "w") as archive:
        warnings.simplefilter("ignore")  # of a name that comes twice
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, chance.choice(kinds))
    return into.getvalue()


CELLS = tuple(one for one in SCALARS if isinstance(one, (str, float, type(None))) or one == 1)
STATEMENTS = (
    "drop table {table}",
    "delete from {table} where rowid % 2",
    "insert into {table} select * from {table}",
    "alter table {table} rename to b; create view {table} as select * from b, b as c",
    "alter table {table} rename column {column} to b",
    "alter table {table} add column geom blob",
    "pragma user_version = 99; pragma application_id = 1",
)
"""What is done to a table of a GeoPackage."""


def binaries(data: bytes, most: int, chance: random.Random, scramble: Scramble) -> bytes:
    """Change a cell or a table of a GeoPackage; of all else, bytes."""
    if data[:4] != b"SQLi" or chance.random() < 0.3:
        return scramble(data, most)
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        try:
            base.deserialize(data)
            _change_base(base, chance, scramble)
            base.commit()
            changed = bytes(base.serialize())
        except (sqlite3.Error, UnicodeError, OverflowError, IndexError):
            return scramble(data, most)
    return changed if len(changed) <= most else scramble(data, most)


def _change_base(base: sqlite3.Connection, chance: random.Random, scramble: Scramble) -> None:
    tables = base.execute("select name from sqlite_master where type = 'table'").fetchall()
    table = chance.choice(tables)[0]
    column = chance.choice(base.execute(f'pragma table_info("{table}")').fetchall())[1]
    names = {"table": f'"{table}"', "column": f'"{column}"'}
    if chance.random() < 0.3:
        base.executescript(chance.choice(STATEMENTS).format(**names))
        return
    (cell,) = base.execute("select {column} from {table}".format(**names)).fetchone() or ("",)
    value: Any = chance.choice(CELLS)
    if chance.random() < 0.5 and isinstance(cell, (bytes, str)):
        old = cell.encode() if isinstance(cell, str) else cell
        new = scramble(old, len(old) + 16)
        value = new.decode("utf-8", "replace") if isinstance(cell, str) else new
    base.execute("update {table} set {column} = ?".format(**names), (value,))

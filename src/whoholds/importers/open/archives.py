"""ZIP, KMZ and gzip archives, unpacked with nothing taken on trust."""

from __future__ import annotations

import datetime as dt
import gzip
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from whoholds.ground.errors import InputError
from whoholds.importers.open.choosing import choose
from whoholds.importers.open.limits import MAX_FILE_BYTES, MAX_MEMBERS, MAX_RATIO, refuse_more_than
from whoholds.importers.open.sniffing import ARCHIVES, FORMATS, unreadable
from whoholds.importers.remarks import plain

LAYERS = set(FORMATS) - set(ARCHIVES)
"""Suffixes of members that are layers."""

BESIDE = {".shx", ".dbf", ".prj", ".cpg"}
"""Suffixes of the files that make a shapefile whole."""

NESTED = {".zip", ".kmz", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed: each other unpacker is one more that reads what strangers wrote."""

MAIN = "doc.kml"
"""Name of a KMZ's own document, lower case."""

CHUNK = 1 << 20


def layers_in(path: Path, where: str) -> tuple[str, ...]:
    """Name the members of an archive that one can choose between; none for gzip, which has one."""
    if path.suffix.lower() == ".gz":
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in _files(archive)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(where, error, "a whole ZIP archive") from error
    layers = _layers(names, _is_kmz(path))
    main = [name for name in layers if _is_kmz(path) and name.lower() == MAIN]
    return tuple(main or layers)


def unpack(
    path: Path,
    folder: Path,
    where: str,
    layer: str | None = None,
    date: dt.date | None = None,
) -> tuple[Path, list[str]]:
    """Unpack the one layer of an archive, or the one that is asked for.

    Parameters
    ----------
    path
        A .zip or .kmz file.
    folder
        An empty folder, to be thrown away afterwards.
    where
        The archive's name, for messages.
    layer, date
        The member that is asked for by its name, or by the one day that is in its name.

    Returns
    -------
    tuple
        The layer in `folder`, the other files of a shapefile beside it; and notes on what else
        the archive has.

    Raises
    ------
    InputError
        When a member climbs out of the folder, is encrypted, itself an archive, a link, packed by
        another method than deflate, or swells beyond `MAX_RATIO` or `MAX_FILE_BYTES`; when there
        is no layer, or more than one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _files(archive)
            refuse_more_than(MAX_MEMBERS, len(members), "files", where)
            for entry in members:
                _check_member(entry, f"{where}, member {entry.filename[:200]!r}")
            refuse_more_than(
                MAX_FILE_BYTES, sum(entry.file_size for entry in members), "bytes unpacked", where
            )
            names = [entry.filename for entry in members]
            chosen, notes = _the_layer(names, _is_kmz(path), where, layer, date)
            for entry in members:
                if _belongs_to(entry.filename, chosen):
                    _extract(archive, entry, folder, where)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise unreadable(where, error, "a whole ZIP archive") from error
    except (OSError, ValueError) as error:
        raise unreadable(where, error, "a ZIP archive with plain file names") from error
    return _target(folder, chosen), notes


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if not entry.filename.endswith("/")]


def _check_member(entry: zipfile.ZipInfo, where: str) -> None:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    faults = {
        "a path that leads out of the archive": name.is_absolute()
        or ".." in name.parts
        or ":" in entry.filename,
        "a file without a name": not entry.filename,
        f"compression by method {entry.compress_type}": entry.compress_type not in METHODS,
        "an encrypted file": bool(entry.flag_bits & 0x1),
        "a link": stat.S_ISLNK(entry.external_attr >> 16),
        "an archive in the archive": name.suffix.lower() in NESTED,
        f"compressed {_ratio(entry):,.0f} times": _ratio(entry) > MAX_RATIO,
    }
    for found, is_so in faults.items():
        if is_so:
            raise _unsafe(where, found)


def _unsafe(where: str, found: str) -> InputError:
    return InputError(
        "the archive is not safe to unpack",
        where=where,
        expected=f"plain files, packed by deflate, at most {MAX_RATIO} times",
        found=found,
        remedy="unpack it yourself, look at it, and give whoholds the layer",
    )


def _ratio(entry: zipfile.ZipInfo) -> float:
    """How much a member swells; small ones may be all alike."""
    return entry.file_size / max(entry.compress_size, 1) if entry.file_size > CHUNK else 1.0


def _is_kmz(path: Path) -> bool:
    return path.suffix.lower() == ".kmz"


def _layers(names: list[str], is_kmz: bool) -> list[str]:
    wanted = {".kml"} if is_kmz else LAYERS
    return [
        name
        for name in names
        if PurePosixPath(name).suffix.lower() in wanted and "__MACOSX" not in name
    ]


def _the_layer(
    names: list[str], is_kmz: bool, where: str, layer: str | None, date: dt.date | None
) -> tuple[str, list[str]]:
    """The member to read, and a note on the layers that are not read."""
    layers = _layers(names, is_kmz)
    if layer not in layers and is_kmz:
        # The format's own rule: doc.kml is the document, whatever else is packed with it.
        layers = [name for name in layers if name.lower() == MAIN] or layers
    if layer in layers or (date is not None and len(layers) > 1):
        chosen, notes = choose(layers, layer, date, where, "archive")
    elif len(layers) == 1:
        chosen, notes = layers[0], []
    else:
        raise _not_one(layers, names, is_kmz, where)
    others = [name for name in _layers(names, is_kmz) if name != chosen]
    if others and not notes:
        notes = [f"other documents in the archive are not read: {plain(', '.join(others), 200)}"]
    return chosen, notes


def _not_one(layers: list[str], names: list[str], is_kmz: bool, where: str) -> InputError:
    wanted = {".kml"} if is_kmz else LAYERS
    return InputError(
        "the archive has more than one layer" if layers else "the archive has no layer",
        where=where,
        expected="one layer: " + ", ".join(sorted(wanted)),
        found=plain(", ".join(layers or names), 300) or "nothing",
        remedy="name one with --layer, pack that one layer alone, or give whoholds the layer "
        "itself",
    )


def _belongs_to(name: str, layer: str) -> bool:
    mine, main = PurePosixPath(name), PurePosixPath(layer)
    together = mine.parent == main.parent and mine.stem.lower() == main.stem.lower()
    return name == layer or (together and mine.suffix.lower() in BESIDE)


def _target(folder: Path, name: str) -> Path:
    """Where a member goes: its own name, whatever folders it was in."""
    return folder / PurePosixPath(name.replace("\\", "/")).name


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, where: str) -> None:
    """Copy a member, counting what really comes out."""
    written = 0
    with archive.open(entry) as source, _target(folder, entry.filename).open("wb") as target:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            refuse_more_than(MAX_FILE_BYTES, written, "bytes unpacked", where)
            target.write(chunk)


def unzip_one(path: Path, folder: Path, where: str) -> Path:
    """Unpack a gzip file into the layer that it holds, whose name is its own without ``.gz``.

    Raises
    ------
    InputError
        When that name is none of a layer, or the file swells beyond `MAX_RATIO` or
        `MAX_FILE_BYTES`, or is broken.
    """
    target = folder / path.stem
    if target.suffix.lower() not in LAYERS:
        raise InputError(
            "the name of the archive does not say what is in it",
            where=where,
            expected="a name such as layer.geojson.gz, of one packed layer",
            found=path.name,
            remedy="unpack it (gunzip), and give whoholds the layer",
        )
    most = max(MAX_RATIO * path.stat().st_size, CHUNK)
    written = 0
    try:
        with gzip.open(path) as source, target.open("wb") as out:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                refuse_more_than(MAX_FILE_BYTES, written, "bytes unpacked", where)
                if written > most:
                    raise _unsafe(where, f"compressed more than {MAX_RATIO} times")
                out.write(chunk)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise unreadable(where, error, "a whole gzip file") from error
    return target

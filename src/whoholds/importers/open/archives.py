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
from whoholds.words.saying import Note, Place

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


def layers_in(path: Path, place: Place) -> tuple[str, ...]:
    """Name the members of an archive that one can choose between; none for gzip, which has one."""
    if path.suffix.lower() == ".gz":
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in _files(archive)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(place, error, "zip") from error
    layers = _layers(names, _is_kmz(path))
    main = [name for name in layers if _is_kmz(path) and name.lower() == MAIN]
    return tuple(main or layers)


def unpack(
    path: Path,
    folder: Path,
    place: Place,
    layer: str | None = None,
    date: dt.date | None = None,
) -> tuple[Path, list[Note]]:
    """Unpack the one layer of an archive, or the one that is asked for.

    Parameters
    ----------
    path
        A .zip or .kmz file.
    folder
        An empty folder, to be thrown away afterwards.
    place
        The archive, for messages.
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
            refuse_more_than(MAX_MEMBERS, len(members), "files", place)
            for entry in members:
                _check_member(entry, place.at(member=plain(entry.filename)))
            unpacked = sum(entry.file_size for entry in members)
            refuse_more_than(MAX_FILE_BYTES, unpacked, "unpacked", place)
            names = [entry.filename for entry in members]
            chosen, notes = _the_layer(names, _is_kmz(path), place, layer, date)
            for entry in members:
                if _belongs_to(entry.filename, chosen):
                    _extract(archive, entry, folder, place)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise unreadable(place, error, "zip") from error
    except (OSError, ValueError) as error:
        raise unreadable(place, error, "zip_names") from error
    return _target(folder, chosen), notes


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if not entry.filename.endswith("/")]


def _check_member(entry: zipfile.ZipInfo, place: Place) -> None:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    leads_out = name.is_absolute() or ".." in name.parts or ":" in entry.filename
    faults = {
        Note.of("unsafe.path"): leads_out,
        Note.of("unsafe.no_name"): not entry.filename,
        Note.of("unsafe.method", method=entry.compress_type): entry.compress_type not in METHODS,
        Note.of("unsafe.encrypted"): bool(entry.flag_bits & 0x1),
        Note.of("unsafe.link"): stat.S_ISLNK(entry.external_attr >> 16),
        Note.of("unsafe.nested"): name.suffix.lower() in NESTED,
        Note.of("unsafe.swells", times=round(_ratio(entry))): _ratio(entry) > MAX_RATIO,
    }
    for found, is_so in faults.items():
        if is_so:
            raise _unsafe(place, found)


def _unsafe(place: Place, found: Note) -> InputError:
    return InputError.of("unsafe_archive", place, times=MAX_RATIO, found=found)


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
    names: list[str], is_kmz: bool, place: Place, layer: str | None, date: dt.date | None
) -> tuple[str, list[Note]]:
    """The member to read, and a note on the layers that are not read."""
    layers = _layers(names, is_kmz)
    if layer not in layers and is_kmz:
        # The format's own rule: doc.kml is the document, whatever else is packed with it.
        layers = [name for name in layers if name.lower() == MAIN] or layers
    if layer in layers or (date is not None and len(layers) > 1):
        chosen, notes = choose(layers, layer, date, place, "archive")
    elif len(layers) == 1:
        chosen, notes = layers[0], []
    else:
        raise _not_one(layers, names, is_kmz, place)
    others = [name for name in _layers(names, is_kmz) if name != chosen]
    if others and not notes:
        notes = [Note.of("remark.other_documents", names=plain(", ".join(others)))]
    return chosen, notes


def _not_one(layers: list[str], names: list[str], is_kmz: bool, place: Place) -> InputError:
    wanted = tuple(sorted({".kml"} if is_kmz else LAYERS))
    found = plain(", ".join(layers or names), 300) or Note.of("content.nothing")
    choice = Note.of("choice.layer")
    if layers:
        return InputError.of(
            "several_in_archive", place, suffixes=wanted, found=found, choice=choice
        )
    return InputError.of("none_in_archive", place, suffixes=wanted, found=found, choice=choice)


def _belongs_to(name: str, layer: str) -> bool:
    mine, main = PurePosixPath(name), PurePosixPath(layer)
    together = mine.parent == main.parent and mine.stem.lower() == main.stem.lower()
    return name == layer or (together and mine.suffix.lower() in BESIDE)


def _target(folder: Path, name: str) -> Path:
    """Where a member goes: its own name, whatever folders it was in."""
    return folder / PurePosixPath(name.replace("\\", "/")).name


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, place: Place) -> None:
    """Copy a member, counting what really comes out."""
    written = 0
    with archive.open(entry) as source, _target(folder, entry.filename).open("wb") as target:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            refuse_more_than(MAX_FILE_BYTES, written, "unpacked", place)
            target.write(chunk)


def unzip_one(path: Path, folder: Path, place: Place) -> Path:
    """Unpack a gzip file into the layer that it holds, whose name is its own without ``.gz``.

    Raises
    ------
    InputError
        When that name is none of a layer, or the file swells beyond `MAX_RATIO` or
        `MAX_FILE_BYTES`, or is broken.
    """
    target = folder / path.stem
    if target.suffix.lower() not in LAYERS:
        raise InputError.of("unnamed_content", place, name=path.name)
    most = max(MAX_RATIO * path.stat().st_size, CHUNK)
    written = 0
    try:
        with gzip.open(path) as source, target.open("wb") as out:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                refuse_more_than(MAX_FILE_BYTES, written, "unpacked", place)
                if written > most:
                    raise _unsafe(place, Note.of("unsafe.swells_more", times=MAX_RATIO))
                out.write(chunk)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise unreadable(place, error, "gzip") from error
    return target

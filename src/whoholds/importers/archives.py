"""ZIP and KMZ archives, unpacked with nothing taken on trust."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from whoholds.errors import InputError
from whoholds.importers.limits import MAX_FILE_BYTES, MAX_MEMBERS, MAX_RATIO, refuse_more_than
from whoholds.importers.sniffing import FORMATS, unreadable

LAYERS = {suffix for suffix in FORMATS if FORMATS[suffix] != "ZIP"}
"""Suffixes of members that are layers."""

BESIDE = {".shx", ".dbf", ".prj", ".cpg"}
"""Suffixes of the files that make a shapefile whole."""

NESTED = {".zip", ".kmz", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}

CHUNK = 1 << 20


def unpack(path: Path, folder: Path, where: str) -> Path:
    """Unpack the one layer of an archive.

    Parameters
    ----------
    path
        A .zip or .kmz file.
    folder
        An empty folder, to be thrown away afterwards.
    where
        The archive's name, for messages.

    Returns
    -------
    pathlib.Path
        The layer in `folder`, the other files of a shapefile beside it.

    Raises
    ------
    InputError
        When a member climbs out of the folder, is encrypted, itself an archive, a link, or
        swells beyond `MAX_RATIO` or `MAX_FILE_BYTES`; when there is no layer, or more than one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [entry for entry in archive.infolist() if not entry.is_dir()]
            refuse_more_than(MAX_MEMBERS, len(members), "files", where)
            for entry in members:
                _check_member(entry, f"{where}, member {entry.filename[:200]!r}")
            refuse_more_than(
                MAX_FILE_BYTES, sum(entry.file_size for entry in members), "bytes unpacked", where
            )
            chosen = _the_layer(members, path.suffix.lower() == ".kmz", where)
            for entry in members:
                if _belongs_to(entry.filename, chosen.filename):
                    _extract(archive, entry, folder, where)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise unreadable(where, error, "a whole ZIP archive") from error
    except (OSError, ValueError) as error:
        raise unreadable(where, error, "a ZIP archive with plain file names") from error
    return _target(folder, chosen.filename)


def _check_member(entry: zipfile.ZipInfo, where: str) -> None:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    faults = {
        "a path that leads out of the archive": name.is_absolute()
        or ".." in name.parts
        or ":" in entry.filename,
        "an encrypted file": bool(entry.flag_bits & 0x1),
        "a link": stat.S_ISLNK(entry.external_attr >> 16),
        "an archive in the archive": name.suffix.lower() in NESTED,
        f"compressed {_ratio(entry):,.0f} times": _ratio(entry) > MAX_RATIO,
    }
    for found, is_so in faults.items():
        if is_so:
            raise InputError(
                "the archive is not safe to unpack",
                where=where,
                expected=f"plain files, compressed at most {MAX_RATIO} times",
                found=found,
                remedy="unpack it yourself, look at it, and give whoholds the layer",
            )


def _ratio(entry: zipfile.ZipInfo) -> float:
    """How much a member swells; small ones may be all alike."""
    return entry.file_size / max(entry.compress_size, 1) if entry.file_size > CHUNK else 1.0


def _the_layer(members: list[zipfile.ZipInfo], kmz: bool, where: str) -> zipfile.ZipInfo:
    wanted = {".kml"} if kmz else LAYERS
    layers = [
        entry
        for entry in members
        if PurePosixPath(entry.filename).suffix.lower() in wanted
        and "__MACOSX" not in entry.filename
    ]
    main = [entry for entry in layers if kmz and entry.filename.lower() == "doc.kml"] or layers
    if len(main) == 1:
        return main[0]
    raise InputError(
        "the archive has more than one layer" if main else "the archive has no layer",
        where=where,
        expected="one layer: " + ", ".join(sorted(wanted)),
        found=", ".join(entry.filename for entry in main or members)[:300] or "nothing",
        remedy="pack that one layer alone, or give whoholds the layer itself",
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

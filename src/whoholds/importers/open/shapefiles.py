"""The files beside a shapefile: what is missing, and in which encoding its attributes stand.

Only the file .cpg says the encoding for certain. Without it GDAL takes the byte in the .dbf, or
Latin letters where that says nothing, and Cyrillic becomes something that no name matches.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import numpy as np

from whoholds.ground.errors import InputError
from whoholds.importers.open.encodings import is_cyrillic
from whoholds.importers.open.sniffing import unreadable
from whoholds.words.saying import Note, Place

NEEDED = (".shx",)
"""Suffixes of files without which a shapefile cannot be read."""

CODE_PAGES = {
    0x01: "cp437",
    0x02: "cp850",
    0x03: "cp1252",
    0x13: "cp932",
    0x26: "cp866",
    0x57: "cp1252",
    0x64: "cp852",
    0x65: "cp866",
    0x66: "cp865",
    0xC8: "cp1250",
    0xC9: "cp1251",
    0xCC: "cp1257",
}
"""The byte of a .dbf that names its code page; others are not told from each other."""

WESTERN = ("cp437", "cp850", "cp1252", "cp865")
"""Code pages that programs write without being asked; they say little where letters are none."""


def check_shapefile(path: Path, place: Place) -> tuple[dict[str, Any], list[Note]]:
    """Look for the files beside a .shp, and tell the encoding of its attributes.

    Returns
    -------
    tuple
        Options for pyogrio, and notes.

    Raises
    ------
    InputError
        When a file is missing without which it cannot be read.
    """
    beside = {
        file.suffix.lower(): file
        for file in path.parent.iterdir()
        if file.stem == path.stem and file.is_file()
    }
    missing = [suffix for suffix in NEEDED if suffix not in beside]
    if missing:
        names = tuple(f"{path.stem}{suffix}" for suffix in (".shp", ".shx", ".dbf"))
        lacking = tuple(f"{path.stem}{suffix}" for suffix in missing)
        raise InputError.of("shapefile_part", place, names=names, missing=lacking)
    if ".dbf" not in beside:
        return {}, [Note.of("remark.no_dbf")]
    if ".cpg" in beside:
        return {}, []
    try:
        found = dbf_encoding(beside[".dbf"].read_bytes())
    except OSError as error:
        raise unreadable(place, error) from error
    if found is None:
        return {}, []
    encoding, reason = found
    note = Note.of("remark.encoding", encoding=encoding, reason=reason)
    return {"encoding": encoding}, [note]


def dbf_encoding(data: bytes) -> tuple[str, Note] | None:
    """Tell the encoding of a .dbf that no .cpg names.

    Parameters
    ----------
    data
        The whole file.

    Returns
    -------
    tuple or None
        A name that pyogrio takes, and why it is that one; None where all is ASCII.
    """
    texts = _texts(data)
    if all(text.isascii() for text in texts):
        return None
    if all(_is_utf8(text) for text in texts):
        return "UTF-8", Note.of("remark.encoding_utf")
    together = b" ".join(text for text in texts if not text.isascii())
    own = CODE_PAGES.get(data[29], "")
    reads_as_own = bool(own) and _decodes(together, own)
    if is_cyrillic(together, "cp1251") and (own in WESTERN or not reads_as_own):
        return "cp1251", Note.of("remark.encoding_cyrillic")
    if reads_as_own:
        return own, Note.of("remark.encoding_own")
    return "cp1252", Note.of("remark.encoding_guess")


def _texts(data: bytes) -> list[bytes]:
    """The different texts of a .dbf: names of its columns, cells of its columns of text."""
    if len(data) < 33:
        return []
    count = int.from_bytes(data[4:8], "little")
    start, width = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little")
    texts: set[bytes] = set()
    columns: list[tuple[int, int]] = []
    at, offset = 32, 1  # a record begins with a byte that marks deleted ones
    end = min(start, len(data))  # a file that was cut promises a longer head than it has
    while at + 32 <= end and data[at : at + 1] != b"\r":
        texts.add(data[at : at + 11].split(b"\0")[0])
        size = data[at + 16]
        if data[at + 11 : at + 12] == b"C":
            size += data[at + 17] << 8
            columns.append((offset, size))
        at, offset = at + 32, offset + size
    count = min(count, (len(data) - start) // width) if width else 0
    if not count or start > len(data):
        return sorted(texts)
    rows = np.frombuffer(data, np.uint8, count * width, start).reshape(count, width)
    for first, size in columns:
        cells = np.ascontiguousarray(rows[:, first : first + size])
        if cells.shape[1]:
            texts |= {bytes(cell) for cell in np.unique(cells.view(f"S{cells.shape[1]}"))}
    return sorted(text.strip(b" \0") for text in texts)


def _is_utf8(text: bytes) -> bool:
    """Whether a cell is UTF-8, a letter that its end cuts through left aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

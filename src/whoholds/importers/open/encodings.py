"""In which encoding a text stands: told from its bytes, and named where it is not the right one."""

from __future__ import annotations

import codecs
import re

from whoholds.ground.errors import InputError
from whoholds.words.saying import Note, Place

_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}

CYRILLIC_SHARE = 0.9
"""Of the letters beyond ASCII at least so many are Cyrillic where a text is Cyrillic."""


def encoding_of(data: bytes) -> str:
    """Name the encoding of a text: UTF-8, UTF-16, UTF-32, windows-1251, or "" where unknown.

    Examples
    --------
    >>> encoding_of("Крим".encode()), encoding_of("Крим".encode("cp1251"))
    ('UTF-8', 'windows-1251')
    >>> encoding_of('{"type"'.encode("utf-16")), encoding_of('{"type"'.encode("utf-16-le"))
    ('UTF-16', 'UTF-16')
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    if is_bare_utf16(data):
        return "UTF-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1251" if is_cyrillic(data, "cp1251") else ""
    return "UTF-8"


def is_bare_utf16(data: bytes) -> bool:
    """Whether a text begins in UTF-16 without a mark: every other byte of its head is nil."""
    head = data[:64]
    if len(head) < 8:
        return False
    for nil, said in ((head[1::2], head[::2]), (head[::2], head[1::2])):
        if not any(nil) and all(said):
            return True
    return False


def is_cyrillic(data: bytes, encoding: str) -> bool:
    """Whether the bytes beyond ASCII are Cyrillic letters in an encoding.

    Examples
    --------
    >>> is_cyrillic("Звільнено".encode("cp1251"), "cp1251")
    True
    >>> is_cyrillic("Überführt".encode("cp1252"), "cp1251")
    False
    """
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    # An accented letter between Latin ones is Cyrillic in cp1251 as well, but no word of it is.
    words = re.findall(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*", text)
    good = [word for word in words if re.fullmatch("[Ѐ-ӿ]+", word) and _is_cased(word)]
    return bool(words) and len(good) >= CYRILLIC_SHARE * len(words)


def _is_cased(word: str) -> bool:
    """Whether a word is written as people write: capitals first, or alone."""
    return word.isupper() or word[1:].islower() or len(word) == 1


def decoded(data: bytes, place: Place, what: str) -> str:
    """Decode a text that has to be UTF-8.

    Raises
    ------
    InputError
        With the encoding that it is in, as far as that can be told.
    """
    name = encoding_of(data)
    if name == "UTF-8":
        return data.decode("utf-8-sig")
    raise InputError.of(
        "not_utf8_text",
        place,
        format=what,
        encoding=name or Note.of("encoding.other"),
        code=name or "ENCODING",
    )

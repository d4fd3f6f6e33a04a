"""The body of an answer: written as it comes, held to its declared length and to the limit."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

import requests
import urllib3

from whoholds.fetch.deadline import Deadline
from whoholds.fetch.limits import PassingError, Watcher
from whoholds.ground.errors import DownloadError
from whoholds.words.saying import Note

CHUNK = 65_536


@dataclass(frozen=True)
class Received:
    """What came, and what the server said of it.

    Attributes
    ----------
    url
        The address that answered, after redirects.
    size, sha256
        Of the decoded body.
    declared
        The Content-Length, or None where the server gave none: then a body that was cut cannot
        be told from a whole one by its length.
    content_type, etag, last_modified
        The headers, empty where there are none.
    server_day
        The day by the server's clock.
    """

    url: str
    size: int
    sha256: str
    declared: int | None
    content_type: str
    etag: str
    last_modified: str
    server_day: dt.date | None


def receive(
    response: requests.Response,
    path: Path,
    max_bytes: int,
    deadline: Deadline,
    watcher: Watcher,
) -> Received:
    """Write the body to `path`, decoded, and hold it to its declared length and the limit."""
    url, headers = str(response.url), response.headers
    length = headers.get("Content-Length", "")
    declared = int(length) if length.isdecimal() else None
    if declared is not None and declared > max_bytes:
        raise _too_big(url, max_bytes, Note.of("fetch.announced", bytes=declared))
    unpack = _decoder(url, headers.get("Content-Encoding", ""))
    digest, size, done = hashlib.sha256(), 0, 0
    with path.open("wb") as file:
        while chunk := _read(response, url, declared, done, deadline):
            done += len(chunk)
            part = unpack(chunk, max_bytes + 1 - size)
            size += len(part)
            if size > max_bytes:
                raise _too_big(url, max_bytes, Note.of("fetch.more_than", bytes=max_bytes))
            digest.update(part)
            file.write(part)
            watcher.receives(done, declared)
    if not unpack.whole:
        raise _cut_off(url, Note.of("fetch.whole_gzip"), Note.of("fetch.ends", bytes=done))
    return Received(
        url,
        size,
        digest.hexdigest(),
        declared,
        headers.get("Content-Type", ""),
        headers.get("ETag", ""),
        headers.get("Last-Modified", ""),
        _day(headers.get("Date", "")),
    )


def _read(
    response: requests.Response, url: str, declared: int | None, done: int, deadline: Deadline
) -> bytes:
    """Read what is there, empty at the end of the body."""
    try:
        chunk: bytes = response.raw.read1(CHUNK, decode_content=False) or b""
    except urllib3.exceptions.ReadTimeoutError as error:
        deadline.check(url)
        silence = Note.of("fetch.silence", bytes=done)
        raise _cut_off(url, Note.of("fetch.next_byte"), silence) from error
    except urllib3.exceptions.HTTPError as error:
        deadline.check(url)
        whole = (
            Note.of("fetch.whole") if declared is None else Note.of("fetch.bytes", bytes=declared)
        )
        raise _cut_off(url, whole, Note.of("fetch.bytes", bytes=done)) from error
    deadline.check(url)
    return chunk


def _bytes(count: int) -> Note:
    return Note.of("fetch.bytes", bytes=count)


def _cut_off(url: str, expected: Note, found: Note) -> PassingError:
    return PassingError(DownloadError.of("fetch.cut_off", url, whole=expected, came=found))


def _too_big(url: str, max_bytes: int, found: Note) -> DownloadError:
    return DownloadError.of("fetch.too_big", url, limit=max_bytes, came=found)


class _Identity:
    """The decoder of a body that is sent as it is."""

    whole = True

    def __call__(self, chunk: bytes, _most: int) -> bytes:
        return chunk


class _Gzip:
    """The decoder of a gzipped body; it never unpacks more than it is asked for."""

    def __init__(self, url: str) -> None:
        self._url, self._stream = url, zlib.decompressobj(wbits=31)

    @property
    def whole(self) -> bool:
        return self._stream.eof

    def __call__(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._stream.decompress(chunk, most)
        except zlib.error as error:
            raise _not_gzip(self._url, str(error)) from error


def _decoder(url: str, encoding: str) -> _Identity | _Gzip:
    """Choose a decoder. We ask for none, but a server may do as it likes."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Identity()
    if name in ("gzip", "x-gzip"):
        return _Gzip(url)
    raise _not_gzip(url, name)


def _not_gzip(url: str, found: str) -> DownloadError:
    return DownloadError.of("fetch.packed", url, encoding=found)


def _day(text: str) -> dt.date | None:
    """Read the day of an HTTP date."""
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except ValueError:
        return None

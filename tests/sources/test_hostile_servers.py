"""Servers that are slow, lie, break off or send other things: a clear error, and nothing lost."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass, replace
from functools import partial

import pytest

from tests.sources.conftest import DAY, QUICK, Told, contents, entry_at
from tests.sources.servers import (
    Answer,
    chunked,
    closed_port,
    drip,
    head,
    in_turn,
    layer,
    raw,
    reply,
    sleep,
)
from whoholds.fetch import transfer
from whoholds.fetch.fetching import fetch
from whoholds.ground.errors import DownloadError
from whoholds.ground.receipts import receipt_of

BODY = layer()
HALF = BODY[: len(BODY) // 2]
HTML = b"<!DOCTYPE html><html><body>Please sign in</body></html>"
BOMB = gzip.compress(b" " * 3_000_000)
ENDLESS = b"x" * 4096


@dataclass(frozen=True)
class Case:
    """What a server does, and what is to be said of it.

    Attributes
    ----------
    answer
        What the server does.
    attempts
        How often it is to be asked.
    what, expected, found
        Words of the error.
    total_s
        Patience; the whole fetch must end shortly after it.
    """

    answer: Answer
    attempts: int
    what: str
    expected: str
    found: str
    total_s: float = 5


SILENT = "does not answer"
CUT = "broke off"
OTHER = "not the file"
REFUSED = "does not give the file"

CASES = {
    "says nothing": Case(sleep(1), 3, SILENT, "within 0.4 s", "timed out"),
    "closes at once": Case(raw(b""), 3, SILENT, "an answer", "closed connection"),
    "speaks another protocol": Case(raw(b"SSH-2.0-x\r\n"), 3, SILENT, "an answer", "SSH-2.0"),
    "drips the head": Case(
        drip(b"HTTP/1.1 200 OK\r\nX-Long: "), 1, "too long", "within 0.8 s", "not done", 0.8
    ),
    "drips the body": Case(
        drip(head(Content_Length=10_000)), 1, "too long", "within 0.8 s", "not done", 0.8
    ),
    "drips a body of no length": Case(drip(head()), 1, "too long", "0.8 s", "not done", 0.8),
    "drips chunks": Case(
        drip(head(Transfer_Encoding="chunked"), chunked(b"x", end=False)),
        1,
        "too long",
        "0.8 s",
        "not done",
        0.8,
    ),
    "falls silent": Case(
        sleep(1, head(Content_Length=len(BODY)) + HALF), 3, CUT, "next byte", "silence after"
    ),
    "truncates": Case(
        raw(head(Content_Length=len(BODY)) + HALF), 3, CUT, f"{len(BODY)} b", f"{len(HALF)} b"
    ),
    "truncates a chunked body": Case(
        raw(head(Transfer_Encoding="chunked") + chunked(HALF, end=False)),
        3,
        CUT,
        "the whole file",
        f"{len(HALF)} bytes",
    ),
    "truncates and gives no length": Case(raw(head() + HALF), 3, OTHER, "GeoJSON", "JSONDecode"),
    "gives too long a length": Case(
        reply(BODY, Content_Length=len(BODY) + 10), 3, CUT, f"{len(BODY) + 10} b", f"{len(BODY)} b"
    ),
    "gives too short a length": Case(
        reply(BODY, Content_Length=len(HALF)), 1, OTHER, "GeoJSON", "JSONDecodeError"
    ),
    "gives a length that is none": Case(
        raw(head(Content_Length="many") + HALF), 3, OTHER, "GeoJSON", "JSONDecodeError"
    ),
    "sends nothing": Case(reply(b""), 1, OTHER, "GeoJSON", "JSONDecodeError"),
    "redirects in a loop": Case(
        reply(b"", "302 Found", Location="/again"), 4, "circles", "at most 3", "/again"
    ),
    "redirects to a file": Case(
        reply(b"", "302 Found", Location="file:///etc/passwd"), 1, "may not go", "https", "file:"
    ),
    "redirects to ftp": Case(
        reply(b"", "301 Moved", Location="ftp://127.0.0.1/a"), 1, "may not go", "https", "ftp:"
    ),
    "redirects nowhere": Case(reply(b"", "302 Found"), 1, REFUSED, "200", "302 Found"),
    "sends an endless body with a redirect": Case(
        drip(head("302 Found", Location="file:///"), ENDLESS, 0), 1, "may not go", "", "file:"
    ),
    "sends a web page": Case(reply(HTML), 1, OTHER, "GeoJSON", "a web page"),
    "sends a web page by its type": Case(
        reply(BODY, Content_Type="text/html; charset=utf-8"), 1, OTHER, "GeoJSON", "text/html"
    ),
    "sends broken JSON": Case(reply(b'{"type": "Feature'), 1, OTHER, "GeoJSON", "Unterminated"),
    "sends NaN": Case(reply(b'{"type": "Feature", "a": NaN}'), 1, OTHER, "", "NaN is no JSON"),
    "sends JSON without end": Case(reply(b"[" * 15_000), 1, OTHER, "GeoJSON", "RecursionError"),
    "sends JSON of another kind": Case(reply(b'{"message": "no"}'), 1, OTHER, "GeoJ", "no GeoJSON"),
    "sends bytes": Case(reply(bytes(range(256))), 1, OTHER, "GeoJSON", "Error"),
    "sends another day": Case(reply(layer("20250815")), 1, "another day", "08-16", "08-15"),
    "announces too much": Case(
        reply(b"", Content_Length=10**12), 1, "larger", "20,000", "announced"
    ),
    "sends too much": Case(drip(head(), ENDLESS, 0), 1, "larger", "20,000 b", "more than"),
    "sends too many chunks": Case(
        drip(head(Transfer_Encoding="chunked"), chunked(ENDLESS, end=False), 0),
        1,
        "larger",
        "20,000",
        "more than",
    ),
    "sends a gzip bomb": Case(
        reply(BOMB, Content_Encoding="gzip"), 1, "larger", "20,000 b", "more than"
    ),
    "sends half a gzip stream": Case(
        reply(gzip.compress(BODY)[:40], Content_Encoding="gzip"), 3, CUT, "whole gzip", "40 bytes"
    ),
    "calls plain text gzip": Case(
        reply(BODY, Content_Encoding="gzip"), 1, "unpacked", "gzip", "header"
    ),
    "packs in a way unasked": Case(reply(BODY, Content_Encoding="br"), 1, "unpacked", "gzip", "br"),
    "has no such file": Case(reply(b"", "404 Not Found"), 1, REFUSED, "200", "404 Not Found"),
    "forbids": Case(reply(b"", "403 Forbidden"), 1, REFUSED, "200", "403"),
    "sends a part": Case(reply(BODY, "206 Partial Content"), 1, REFUSED, "200", "206"),
    "is broken": Case(reply(b"", "500 Oops"), 3, REFUSED, "200", "500 Oops (3 attempts)"),
    "is overloaded": Case(reply(b"", "503 Busy", Retry_After=0), 3, REFUSED, "200", "503"),
    "limits the rate": Case(reply(b"", "429 Slowly", Retry_After=9999), 3, REFUSED, "200", "429"),
}


WITHOUT_EARLIER = ["closes at once", "truncates", "sends a web page", "sends too much", "forbids"]


@pytest.mark.parametrize(
    ("name", "with_earlier"),
    [(name, True) for name in CASES] + [(name, False) for name in WITHOUT_EARLIER],
)
def test_a_clear_error_and_nothing_lost(serve, cache, name, with_earlier):
    case = CASES[name]
    good, bad = serve(reply(BODY)), serve(case.answer)
    if with_earlier:
        fetch("test", entry_at(good.address), DAY, limits=QUICK)
    earlier = contents(cache)

    limits, told, started = replace(QUICK, total_s=case.total_s), Told(), time.monotonic()
    with pytest.raises(DownloadError, match=case.what) as caught:
        fetch("test", entry_at(bad.address), DAY, refresh=True, limits=limits, watcher=told)

    assert time.monotonic() - started < case.total_s + 2, "held no longer than it may be"
    error = caught.value
    assert error.exit_code == 9
    assert error.where.startswith(bad.address)
    assert case.expected in error.expected
    assert case.found in error.found
    state = "held_20250816.geojson is as it was before" if with_earlier else "nothing was written"
    assert error.remedy.endswith(state)
    assert len(bad.requests) == case.attempts
    expected = earlier or {"test": b"a folder"}
    assert contents(cache) == expected, "the earlier file, its note, and nothing else"


def test_a_server_that_is_down():
    told = Told()
    entry = entry_at(f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(DownloadError, match=SILENT) as caught:
        fetch("test", entry, DAY, limits=QUICK, watcher=told)
    assert "Connection refused (3 attempts)" in caught.value.found
    assert [seconds for seconds, _ in told.waited] == [0.02, 0.04], "the wait doubles"


def test_a_name_that_no_one_has():
    entry = entry_at("http://whoholds.invalid")
    with pytest.raises(DownloadError, match=SILENT) as caught:
        fetch("test", entry, DAY, limits=replace(QUICK, retries=0))
    assert "(1 attempt)" in caught.value.found


def test_a_file_with_another_hash(serve, cache):
    server = serve(reply(BODY))
    entry = entry_at(server.address, sha256={DAY: "0" * 64})
    with pytest.raises(DownloadError, match="hash is known") as caught:
        fetch("test", entry, DAY, limits=QUICK)
    assert caught.value.expected == "SHA-256 " + "0" * 64
    assert len(caught.value.found) == 64
    assert len(server.requests) == 1, "the same file would come again"
    assert contents(cache) == {"test": b"a folder"}


@pytest.mark.parametrize(
    ("first", "waits"),
    [
        (reply(b"", "500 Oops"), [0.02]),
        (reply(b"", "429 Slowly", Retry_After=0), [0]),
        (reply(b"", "429 Slowly", Retry_After=3600), [0.1]),
        (reply(b"", "429 Slowly", Retry_After="Sat, 16 Aug 2025 00:00:00 GMT"), [0.02]),
        (raw(head(Content_Length=len(BODY)) + HALF), [0.02]),
        (raw(head() + HALF), [0.02]),
        (raw(b""), [0.02]),
    ],
    ids=["500", "429", "429 for an hour", "429 until", "cut", "cut, no length", "closed"],
)
def test_what_can_pass_is_tried_again(serve, cache, first, waits):
    server, told = serve(in_turn(first, reply(BODY))), Told()
    fetched = fetch("test", entry_at(server.address), DAY, limits=QUICK, watcher=told)
    assert fetched.path.read_bytes() == BODY
    assert receipt_of(fetched.path) == fetched.receipt
    assert [seconds for seconds, _ in told.waited] == waits
    assert len(server.requests) == 2


def test_no_wait_runs_past_the_deadline(serve):
    server = serve(reply(b"", "503 Busy"))
    limits = replace(QUICK, total_s=0.5, backoff_s=60, wait_s=60)
    started = time.monotonic()
    with pytest.raises(DownloadError, match=REFUSED) as caught:
        fetch("test", entry_at(server.address), DAY, limits=limits)
    assert time.monotonic() - started < 2
    assert "1 attempt; no time for more within 0.5 s" in caught.value.found


@pytest.mark.parametrize(
    "answer",
    [
        reply(gzip.compress(BODY), Content_Encoding="gzip"),
        raw(head(Transfer_Encoding="chunked") + chunked(BODY[:9], BODY[9:])),
        raw(head() + BODY),
        reply(b"\xef\xbb\xbf" + BODY),
        drip(head(Content_Length=len(BODY)) + BODY, b"more"),
        in_turn(reply(b"", "302 Found", Location="../x?y=1"), reply(BODY)),
        in_turn(reply(b"", "308 Moved", Location="//127.0.0.1:{port}/z"), reply(BODY)),
    ],
    ids=["gzip", "chunks", "no length", "byte order mark", "more than said", "relative", "host"],
)
def test_what_is_unusual_but_whole_is_taken(serve, answer):
    ports = {}

    def with_port(say, n):
        answer(lambda data: say(data.replace(b"{port}", ports["here"])), n)

    server = serve(with_port)
    ports["here"] = str(server.server_address[1]).encode()
    fetched = fetch("test", entry_at(server.address), DAY, limits=QUICK)
    assert fetched.path.read_bytes().removeprefix(b"\xef\xbb\xbf") == BODY


@pytest.mark.parametrize(
    ("here", "location", "there"),
    [
        ("https://a/b", "/c", "https://a/c"),
        ("http://a/b", "https://a/c", "https://a/c"),
        ("https://a/b", "http://a/c", None),
        ("https://a/b", "data:,x", None),
    ],
)
def test_a_redirect_keeps_to_the_web_and_to_encryption(here, location, there):
    follow = partial(transfer._next, here, location)
    if there:
        assert follow() == there
    else:
        with pytest.raises(DownloadError, match="may not go"):
            follow()

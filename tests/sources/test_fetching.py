"""What a download leaves behind: the file, the note of its provenance, and no other trace."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.server
import io
import json
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.mistakes import mistake
from tests.sources.conftest import DAY, QUICK, Told, contents, entry_at
from tests.sources.servers import in_turn, layer, reply
from whoholds.fetch.cache import kept, place_of
from whoholds.fetch.fetching import fetch
from whoholds.fetch.listing import newest_day
from whoholds.fetch.transfer import AGENT
from whoholds.ground.errors import DownloadError, InputError, UnknownNameError
from whoholds.ground.receipts import note_of, receipt_of

BODY = layer()


def fetch_quickly(entry, day=DAY, **options):
    return fetch("test", entry, day, limits=QUICK, **options)


def test_a_file_comes_with_a_note_of_where_it_came_from(serve, cache):
    server = serve(reply(BODY, ETag='"a1"', Last_Modified="Sat, 16 Aug 2025 03:01:00 GMT"))
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    told = Told()
    fetched = fetch_quickly(entry_at(server.address), watcher=told)
    after = dt.datetime.now(dt.UTC)

    assert fetched.is_new
    assert fetched.path == cache / "test" / "held_20250816.geojson"
    assert fetched.path.read_bytes() == BODY
    note = json.loads(note_of(fetched.path).read_bytes())
    assert before <= dt.datetime.fromisoformat(note.pop("retrieved")) <= after
    assert note == {
        "id": "test",
        "title": "Held territory",
        "licence": "none",
        "url": f"{server.address}/held_20250816.geojson",
        "final_url": f"{server.address}/held_20250816.geojson",
        "day": "2025-08-16",
        "data_date": "2025-08-16",
        "sha256": hashlib.sha256(BODY).hexdigest(),
        "size": len(BODY),
        "content_type": "text/plain",
        "etag": '"a1"',
        "last_modified": "Sat, 16 Aug 2025 03:01:00 GMT",
        "agent": AGENT,
    }
    assert sorted(contents(cache / "test")) == [
        "held_20250816.geojson",
        "held_20250816.geojson.provenance.json",
    ]
    assert told.received[-1] == (len(BODY), len(BODY))


def test_the_request_says_who_asks_and_carries_no_secret(serve, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    server = serve(reply(BODY))
    fetch_quickly(entry_at(server.address))
    (request,) = server.requests
    assert request.startswith("GET /held_20250816.geojson HTTP/1.1\r\n")
    assert f"User-Agent: {AGENT}\r\n" in request
    assert AGENT.startswith("whoholds/")
    assert "(+https://" in AGENT
    assert not [word for word in ("Authorization", "Cookie", "Referer") if word in request]


def test_a_proxy_of_the_environment_is_used(serve, monkeypatch):
    proxy = serve(reply(BODY))
    monkeypatch.setenv("http_proxy", proxy.address)
    fetch_quickly(entry_at("http://whoholds.invalid"))
    assert proxy.requests[0].startswith("GET http://whoholds.invalid/held_20250816.geojson HTTP")


def test_the_final_address_is_noted(serve):
    server = serve(in_turn(reply(b"", "302 Found", Location="/b.geojson"), reply(BODY)))
    note = fetch_quickly(entry_at(server.address)).receipt
    assert (note.url, note.final_url) == (
        f"{server.address}/held_20250816.geojson",
        f"{server.address}/b.geojson",
    )


def test_a_kept_file_is_not_asked_for_again(serve):
    server = serve(reply(BODY))
    entry = entry_at(server.address)
    first, second = fetch_quickly(entry), fetch_quickly(entry)
    assert (second.is_new, second.receipt) == (False, first.receipt)
    assert len(server.requests) == 1


@pytest.mark.parametrize("case", ["refresh", "changes", "other address", "damaged", "no note"])
def test_a_kept_file_is_asked_for_again_when_it_may_not_do(serve, case):
    old, new = layer(padding=1), layer(padding=2)
    server = serve(in_turn(reply(old), reply(new)))
    path = fetch_quickly(entry_at(server.address)).path
    options = {"refresh": case == "refresh"}
    entry = entry_at(server.address, changes=case == "changes")
    if case == "other address":
        entry = entry_at(server.address + "/b")
    if case == "damaged":
        path.write_bytes(old[:-1])
    if case == "no note":
        note_of(path).unlink()
    fetched = fetch_quickly(entry, **options)
    assert fetched.is_new
    assert path.read_bytes() == new
    assert receipt_of(path) == fetched.receipt


def test_a_known_hash_is_checked_and_holds_for_the_kept_file_too(serve):
    server = serve(reply(BODY))
    entry = entry_at(server.address, sha256={DAY: hashlib.sha256(BODY).hexdigest()})
    path = fetch_quickly(entry).path
    assert not fetch_quickly(entry).is_new
    other = entry_at(server.address, sha256={DAY: "1" * 64})
    with mistake(DownloadError, "hash is known", where=server.address, expected="1111"):
        fetch_quickly(other)
    assert path.read_bytes() == BODY


def test_a_copy_is_put_where_it_is_wanted(serve, tmp_path):
    output = tmp_path / "out" / "mine.geojson"
    output.parent.mkdir()
    output.write_text("old")
    fetched = fetch_quickly(entry_at(serve(reply(BODY)).address), output=output)
    assert fetched.path == output
    assert output.read_bytes() == BODY
    assert receipt_of(output) == fetched.receipt
    assert sorted(path.name for path in output.parent.iterdir()) == [
        "mine.geojson",
        "mine.geojson.provenance.json",
    ]


def test_a_failed_download_leaves_the_wanted_place_as_it_was(serve, tmp_path):
    output = tmp_path / "mine.geojson"
    output.write_text("old")
    server = serve(reply(b"", "404 Not Found"))
    with mistake(DownloadError, "does not give", where=server.address, found="404"):
        fetch_quickly(entry_at(server.address), output=output)
    assert output.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "mine.geojson"]


def test_a_place_that_takes_no_file_is_found_out_before_the_download(serve, tmp_path):
    server = serve(reply(BODY))
    with mistake(InputError, "cannot be written", where="none", found="no folder"):
        fetch_quickly(entry_at(server.address), output=tmp_path / "none" / "a.geojson")
    assert server.requests == []


def test_a_cache_that_cannot_be_made_is_told(serve, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WHOHOLDS_CACHE", str(tmp_path / "file"))
    with mistake(InputError, "cannot be made", where="file", found="Not a directory"):
        fetch_quickly(entry_at("http://127.0.0.1:1"))


def test_fetches_at_the_same_time_leave_one_whole_file(serve, cache):
    """Each answer differs, so a mixture would show; readers look on all the while."""
    bodies = {layer(padding=100 * n) for n in range(1, 100)}

    def answer(say, n):
        reply(layer(padding=100 * (n % 99 + 1)))(say, n)

    entry, over, seen = entry_at(serve(answer).address), threading.Event(), set()
    path = fetch_quickly(entry).path

    def read():
        while not over.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(fetch_quickly, entry, refresh=True) for _ in range(24)]
        assert all(job.result().is_new for job in jobs)
    over.set()
    reader.join()
    assert seen <= bodies
    assert len(seen) > 1
    assert receipt_of(path) is not None, "the note is about the file beside it"
    assert sorted(contents(cache / "test")) == [path.name, note_of(path).name]


def test_an_archive_is_checked_too(serve):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("control.csv", "geonameid,date,status\n")
    whole, url = packed.getvalue(), "/control_{date:%Y}.zip"
    server = serve(in_turn(reply(whole), reply(whole[:-9]), reply(b"PK\5\6" + bytes(18))))
    entry = entry_at("", url=server.address + url, content="zip", form="viina")
    path = fetch_quickly(entry).path
    assert path.name == "control_2025.zip"
    for found in ("not a zip file", "an empty archive"):
        with mistake(DownloadError, "not the file", where=server.address, found=found):
            fetch_quickly(entry, refresh=True)
    assert path.read_bytes() == whole


def test_a_file_for_all_days(serve):
    server = serve(reply(b"[1]"))
    entry = entry_at("", url=server.address + "/a.json?b=1", content="json", form="generic")
    assert fetch_quickly(entry, None).path.name == "a.json"
    with mistake(UnknownNameError, "has no days", where="Held", expected="one file", found="2025"):
        fetch_quickly(entry)


def test_what_is_kept_is_listed(serve, cache):
    def answer(say, n):
        reply(layer(f"2025081{n}"))(say, n)

    server = serve(answer)
    assert kept("test") == []
    assert not place_of("test").exists(), "looking makes no folder"
    for n in (1, 2):
        fetch_quickly(entry_at(server.address), dt.date(2025, 8, 10 + n))
    (cache / "test" / "held_20250811.geojson").write_text("damaged")
    assert [note.day for note in kept("test")] == [dt.date(2025, 8, 12)]


# The newest day


def listed(serve, body, **headers):
    server = serve(reply(json.dumps(body).encode(), **headers))
    listing = {"url": server.address + "/tree", "entry": "data/d_{date:%Y%m%d}.geojson"}
    return entry_at(server.address, listing=listing)


TREE = [{"path": f"data/d_{day}.geojson"} for day in ("20250815", "20250817", "20250816")]


def test_the_newest_day_is_read_from_the_sources_own_list(serve):
    entry = listed(serve, {"tree": [*TREE, {"path": "data/readme.md"}], "truncated": False})
    assert newest_day(entry, limits=QUICK) == dt.date(2025, 8, 17)


def test_a_day_after_the_servers_own_is_a_misprint(serve):
    tree = [*TREE, {"path": "data/d_22020203.geojson"}]
    entry = listed(serve, tree, Date="Mon, 18 Aug 2025 09:00:00 GMT")
    assert newest_day(entry, limits=QUICK) == dt.date(2025, 8, 17)


@pytest.mark.parametrize(
    ("body", "found"),
    [({"tree": TREE, "truncated": True}, "cut"), ({"tree": []}, "0 such"), ([["d"]], "0 such")],
)
def test_a_list_that_does_not_tell_is_refused(serve, body, found):
    entry = listed(serve, body)
    with mistake(DownloadError, "newest day", where="/tree", expected="d_{date", found=found):
        newest_day(entry, limits=QUICK)


def test_without_a_list_a_person_must_name_the_day():
    entry = entry_at("http://127.0.0.1:1", first="2024-07-08")
    with mistake(UnknownNameError, "which day", where="Held", expected="2024-07-08 on"):
        newest_day(entry)


def test_a_server_of_the_standard_library(tmp_path):
    """No hand-written answers: a folder served by http.server."""
    (tmp_path / "held_20250816.geojson").write_bytes(BODY)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *options):
            super().__init__(*options, directory=str(tmp_path))

        def log_message(self, *words):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        entry = entry_at(f"http://127.0.0.1:{server.server_address[1]}")
        fetched = fetch_quickly(entry)
        assert fetched.path.read_bytes() == BODY
        assert fetched.receipt.last_modified
        with mistake(DownloadError, "does not give", where="held_20250817", found="404"):
            fetch_quickly(entry, dt.date(2025, 8, 17))
        server.shutdown()

"""`whoholds fetch`: the path on standard output, the rest on standard error, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sources.conftest import contents
from tests.sources.servers import drip, head, in_turn, layer, reply
from tests.test_architecture import loaded_after
from whoholds.ground.receipts import receipt_of

BODY = layer()
SCRIPT = Path(sys.executable).with_name("whoholds")


@pytest.fixture
def listed(tmp_path):
    """Write a list of downloads with one entry, at a server."""

    def write(server, extra=""):
        path = tmp_path / "mine.toml"
        path.write_text(
            f"""
            [mine]
            title = "Mine"
            url = "{server.address}/held_{{date:%Y%m%d}}.geojson"
            licence = "none, so ask"
            form = "deepstate"
            content = "geojson"
            max_mb = 1
            {extra}
            """
        )
        return path

    return write


def test_a_file_is_fetched_once(run, serve, listed, cache):
    server = serve(reply(BODY))
    command = ["fetch", "mine", "--date", "2025-08-16", "--sources", listed(server)]
    first, second = run(*command), run(*command)
    path = cache / "mine" / "held_20250816.geojson"
    for done, words in ((first, "fetched"), (second, "in the cache since")):
        assert (done.returncode, done.stdout) == (0, f"{path}\n")
        assert words in done.stderr
        assert "licence: none, so ask" in done.stderr
    assert path.read_bytes() == BODY
    assert run(*command, "--refresh").returncode == 0
    assert len(server.requests) == 2


def test_the_newest_day_and_a_copy(run, serve, listed, tmp_path, monkeypatch):
    tree = json.dumps({"tree": [{"path": "held_20250816.geojson"}]}).encode()
    server = serve(in_turn(reply(tree), reply(BODY)))
    listing = f'listing = {{url = "{server.address}/t", entry = "held_{{date:%Y%m%d}}.geojson"}}'
    monkeypatch.setenv("WHOHOLDS_DOWNLOADS", str(listed(server, listing)))
    output = tmp_path / "a.geojson"
    done = run("fetch", "file", "mine", "-o", output)
    assert (done.returncode, done.stdout) == (0, f"{output}\n")
    assert "newest day in the source's list: 2025-08-16" in done.stderr
    assert receipt_of(output)


def test_the_list(run, serve, listed):
    sources = listed(serve(reply(BODY)))
    (row,) = json.loads(run("fetch", "list", "--sources", sources, "--format", "json").stdout)
    assert (row["id"], row["licence"], row["cached_files"]) == ("mine", "none, so ask", 0)
    run("fetch", "mine", "--date", "2025-08-16", "--sources", sources)
    (row,) = json.loads(run("fetch", "list", "--sources", sources, "--format", "json").stdout)
    assert (row["cached_files"], row["cached_bytes"]) == (1, len(BODY))
    assert row["newest_cached"] == "2025-08-16"
    table = run("fetch", "list").stdout
    assert all(name in table for name in ("deepstate", "isw", "viina", "ODbL", "nothing"))


MISTAKES = {
    "no name": (["file"], 2, "Missing argument"),
    "unknown option": (["deepstate", "--day", "1"], 2, "No such option"),
    "unknown name": (["nobody"], 4, "deepstate, isw, viina"),
    "no day": (["viina"], 4, "not taken from this machine's clock"),
    "day that is missing": (["deepstate", "--date", "2025-01-01"], 4, "a gap"),
    "date that is none": (["deepstate", "--date", "August"], 3, "not a date"),
    "no such list": (["deepstate", "--sources", "none.toml"], 3, "does not exist"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_exit_code(run, cache, case):
    arguments, code, words = MISTAKES[case]
    done = run("fetch", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert not cache.exists()


def test_a_failed_download_ends_with_code_9(run, serve, listed):
    server = serve(reply(b"<html>", "404 Not Found"))
    done = run("fetch", "mine", "--date", "2025-08-16", "--sources", listed(server))
    assert (done.returncode, done.stdout) == (9, "")
    assert done.stderr.startswith("error: the server does not give the file")
    assert "nothing was written" in done.stderr


def test_an_attempt_that_failed_is_told(run, serve, listed):
    server = serve(in_turn(reply(b"", "429 Slowly", Retry_After=0), reply(BODY)))
    done = run("fetch", "mine", "--date", "2025-08-16", "--sources", listed(server))
    assert done.returncode == 0
    assert "429 Slowly; trying again in 0 s" in done.stderr


def test_an_interrupted_download_leaves_what_was_there(run, serve, listed, cache):
    good, slow = serve(reply(BODY)), serve(drip(head(Content_Length=9999)))
    assert run("fetch", "mine", "--date", "2025-08-16", "--sources", listed(good)).returncode == 0
    earlier = contents(cache)
    command = [SCRIPT, "fetch", "mine", "--date", "2025-08-16", "--sources", listed(slow)]
    # A shell starts jobs in the background with SIGINT ignored, and so would this process be.
    process = subprocess.Popen(
        [*command, "--refresh"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for _ in range(200):
        if any(name.startswith("mine/.whoholds-") for name in contents(cache)):
            break
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=20)
    assert process.returncode not in (0, 9)
    assert printed == b""
    assert contents(cache) == earlier


def test_processes_at_the_same_time_leave_one_whole_file(serve, listed, cache):
    def answer(say, n):
        reply(layer(padding=1000 * n))(say, n)

    command = [SCRIPT, "fetch", "mine", "--date", "2025-08-16", "--refresh"]
    command += ["--sources", listed(serve(answer))]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert receipt_of(cache / "mine" / "held_20250816.geojson")
    assert len(contents(cache / "mine")) == 2


def test_the_command_line_loads_no_network_library_before_it_is_asked():
    loaded = loaded_after("import whoholds.cli, whoholds.fetch")
    assert loaded & {"requests", "urllib3", "platformdirs"} == set()

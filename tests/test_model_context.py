"""`whoholds mcp` in a process of its own, asked by the library's own client."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from whoholds.conflict.new import write_conflict
from whoholds.desk import control_layer, opened
from whoholds.layers.layer_file import write_layer

SERVER = [sys.executable, "-m", "whoholds.cli"]


def asked(
    calls: list[tuple[str, dict]], *options: str, before: tuple[str, ...] = (), log: Path
) -> tuple[list, list]:
    """The tools of a server, and what it answers to calls; what it says beside goes to a log."""
    words = [*SERVER[1:], *before, "mcp", *options]
    server = StdioServerParameters(command=SERVER[0], args=words, env=dict(os.environ))

    async def ask() -> tuple[list, list]:
        with log.open("w") as said:
            async with Client(stdio_client(server, errlog=said)) as client:
                tools = (await client.list_tools()).tools
                return tools, [await client.call_tool(*call) for call in calls]

    return asyncio.run(ask())


def read(answer) -> dict:
    (content,) = answer.content
    assert not answer.is_error, content.text
    return json.loads(content.text, parse_constant=pytest.fail)


def printed(run, *words: str) -> dict:
    return json.loads(run(*words, "--format", "json").stdout)


def test_it_answers_what_the_commands_print(run, tmp_path):
    pair = {"proposal": "anchorage-aug-2025", "other": "putin-2024", "reading": "wide"}
    calls = [
        ("proposals", {"language": "uk"}),
        ("proposals", {"proposal": "e3-nov-2025"}),
        ("figures", {"proposal": "putin-2024", "control_date": "2022-02-23"}),
        ("comparison", pair),
        ("claims", {}),
        ("towns", {"proposal": "anchorage-aug-2025"}),
    ]
    tools, answers = asked(calls, log=tmp_path / "log")
    listed, whole, figures, comparison, claims, towns = map(read, answers)
    assert listed["proposals"] == printed(run, "proposals", "--language", "uk")
    assert whole == printed(run, "proposals", "e3-nov-2025")
    assert figures == printed(run, "areas", "putin-2024", "--control-date", "2022-02-23")
    other = ("compare", "anchorage-aug-2025", "putin-2024", "--reading", "wide")
    assert comparison == printed(run, *other)
    assert claims == printed(run, "claims")
    layer = printed(run, "areas", "anchorage-aug-2025")["control_layer"]
    assert towns["control_layer"] == layer
    assert {"Kramatorsk", "Sloviansk"} <= {row["name_en"] for row in towns["towns"]}
    assert {tool.name for tool in tools} == {name for name, _ in calls}
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert not any("file" in name for name in tool.input_schema["properties"])
    assert (tmp_path / "log").read_text() == ""


def test_a_mistake_is_answered_with_sentences(tmp_path):
    calls = [
        ("figures", {"proposal": "nope", "language": "uk"}),
        ("proposals", {"proposal": "nope", "language": "uk"}),
        ("figures", {"proposal": "putin-2024", "reading": "nope"}),
        ("towns", {"proposal": "putin-2024", "control_date": "yesterday"}),
        ("claims", {"language": "xx"}),
        ("figures", {}),
        ("figures", {"proposal": "x" * 10_000}),
        ("figures", {"proposal": "putin-2024"}),
    ]
    _, answers = asked(calls, "--language", "uk", log=tmp_path / "log")
    *wrong, right = answers
    assert all(answer.is_error for answer in wrong)
    said = [answer.content[0].text for answer in wrong]
    assert said[0].startswith("невідома пропозиція «nope»")
    assert said[1] == said[0]
    assert "2025-08-16" in said[3]
    assert "en, uk" in said[4]
    assert "Traceback" not in "".join(said) + (tmp_path / "log").read_text()
    assert read(right)["proposal"] == "putin-2024"


def test_it_answers_on_a_layer_of_ones_own_and_on_another_conflict(tmp_path):
    own = control_layer().telling(source={"en": "Our survey"})
    write_layer(own, tmp_path / "own.geojson", "RU")
    ask = [("figures", {"proposal": "putin-2024"})]
    _, (answer,) = asked(ask, "--control", str(tmp_path / "own.geojson"), log=tmp_path / "log")
    assert read(answer)["control_layer"]["source"] == "Our survey"
    folder = tmp_path / "other"
    write_conflict(folder)
    _, (answer,) = asked([("proposals", {})], before=("--data", str(folder)), log=tmp_path / "log")
    assert {row["id"] for row in read(answer)["proposals"]}.isdisjoint(opened().catalogue.proposals)


def test_it_ends_with_its_input_and_at_an_interrupt():
    ended = subprocess.run(
        [*SERVER, "mcp"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([*SERVER, "mcp"], **pipes) as running:
        hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"}}}  # fmt: skip
        running.stdin.write(json.dumps(hello).encode() + b"\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["result"]["serverInfo"]["name"] == "whoholds"
        running.send_signal(signal.SIGINT)
        running.wait(timeout=20)
        assert running.returncode == -signal.SIGINT
        assert running.stdout.read() == b""
        assert "Traceback" not in running.stderr.read().decode()

"""Run the dashboard on a free port of this machine for as long as a block lasts."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_dashboard(python: str = sys.executable, cwd: str | None = None) -> Iterator[str]:
    """The address of a dashboard that answers; it is stopped by its process id."""
    with running_server(python, cwd) as (address, _):
        yield address


@contextlib.contextmanager
def running_server(
    python: str = sys.executable, cwd: str | None = None
) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a dashboard that answers, and its process."""
    port = free_port()
    command = [python, "-m", "whoholds.cli", "dashboard", "--port", str(port)]
    with _running(command, port, cwd) as (address, server):
        assert server.stdout is not None
        assert address in server.stdout.readline()
        wait_for(f"{address}/_stcore/health")
        yield address, server


@contextlib.contextmanager
def running_script(script: Path) -> Iterator[str]:
    """The address of a Streamlit script of its own, with the dashboard's own settings."""
    port = free_port()
    code = (
        "import sys; from pathlib import Path; from whoholds.app.server import run_script; "
        "run_script(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(script), str(port)]
    with _running(command, port, None) as (address, _):
        wait_for(f"{address}/_stcore/health")
        yield address


@contextlib.contextmanager
def _running(
    command: list[str], port: int, cwd: str | None
) -> Iterator[tuple[str, subprocess.Popen]]:
    server = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, text=True, cwd=cwd
    )
    try:
        yield f"http://127.0.0.1:{port}", server
    finally:
        stop(server)


def stop(server: subprocess.Popen) -> None:
    """Stop a server that leads its own process group, with what it has started."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=20)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within 60 s")

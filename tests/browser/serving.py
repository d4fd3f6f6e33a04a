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
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Dashboard:
    """A dashboard's server, which keeps its port through restarts."""

    python: str = sys.executable
    cwd: str | None = None
    log: IO[str] | None = None
    """Where it writes its errors; with those of the caller unless it is named."""
    data: Path | None = None
    """The folder of another conflict."""
    port: int = field(default_factory=free_port)

    def start(self) -> None:
        """Start it and wait until it answers."""
        conflict = ["--data", str(self.data)] if self.data else []
        port = ["--port", str(self.port)]
        command = [self.python, "-m", "whoholds.cli", *conflict, "dashboard", *port]
        self.server = _begin(command, self.cwd, self.log)
        assert self.server.stdout is not None
        assert self.address in self.server.stdout.readline()
        wait_for(f"{self.address}/_stcore/health")

    def kill(self) -> None:
        """End it as the kernel does, without a word to it."""
        self.server.kill()
        self.server.wait(timeout=20)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def own_dashboard(
    python: str = sys.executable,
    cwd: str | None = None,
    log: IO[str] | None = None,
    data: Path | None = None,
) -> Iterator[Dashboard]:
    """A dashboard that answers, and can be killed and started anew; at the end it is stopped."""
    dashboard = Dashboard(python, cwd, log, data)
    try:
        dashboard.start()
        yield dashboard
    finally:
        stop(dashboard.server)


@contextlib.contextmanager
def running_dashboard(python: str = sys.executable, cwd: str | None = None) -> Iterator[str]:
    """The address of a dashboard that answers; it is stopped by its process id."""
    with own_dashboard(python, cwd) as dashboard:
        yield dashboard.address


@contextlib.contextmanager
def running_script(script: Path) -> Iterator[str]:
    """The address of a Streamlit script of its own, with the dashboard's own settings."""
    port = free_port()
    code = (
        "import sys; from pathlib import Path; from whoholds.app.server import run_script; "
        "run_script(Path(sys.argv[1]), int(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(script), str(port)]
    server = _begin(command, None, None)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(server)


def _begin(command: list[str], cwd: str | None, log: IO[str] | None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=log, text=True, cwd=cwd
    )


def stop(server: subprocess.Popen[str]) -> None:
    """Stop a server that leads its own process group, with what it has started."""
    with contextlib.suppress(ProcessLookupError):
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

"""Start the dashboard's server, on this machine alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from whoholds.errors import MissingToolError

ADDRESS = "127.0.0.1"


def serve(port: int) -> None:
    """Serve the dashboard until it is interrupted.

    Parameters
    ----------
    port
        A free port of this machine.

    Raises
    ------
    MissingToolError
        When the port is taken.
    """
    _require_free(port)
    script = Path(str(files("whoholds.app.entry").joinpath("script.py")))
    sys.stdout.write(f"whoholds dashboard: http://{ADDRESS}:{port}\n")
    sys.stdout.flush()
    try:
        subprocess.run(streamlit_command(script, port), check=False, env=environment())  # noqa: S603
    except KeyboardInterrupt:
        sys.stdout.write("stopped\n")


def streamlit_command(script: Path, port: int) -> list[str]:
    """Return the command that runs a script in Streamlit with the settings of config.toml."""
    options = [f"--{name}={value}" for name, value in _flat(settings())]
    return [
        sys.executable, "-m", "streamlit", "run", str(script), *options, f"--server.port={port}",
    ]  # fmt: skip


def settings() -> dict[str, Any]:
    """Return the settings of config.toml, by section."""
    return tomllib.loads(files("whoholds.app").joinpath("config.toml").read_text("utf-8"))


def _flat(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every setting with its full name, its value as the command line takes it."""
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value).lower() if isinstance(value, bool) else str(value)


def environment() -> dict[str, str]:
    """Return the environment without what would let Streamlit's own banner hide the address."""
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise MissingToolError(
                f"port {port} is taken",
                where=f"{ADDRESS}:{port}",
                expected="a free port",
                found=error.strerror or str(error),
                remedy="name another one: whoholds dashboard --port 8600, "
                "or make dashboard PORT=8600",
            ) from error

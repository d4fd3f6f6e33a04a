"""Start the dashboard's server, in this process and on this machine alone."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from whoholds.conflict.folder import VARIABLE
from whoholds.ground.errors import InputError, MissingToolError

ADDRESS = "127.0.0.1"

Lifespan = Callable[[Any], contextlib.AbstractAsyncContextManager[None]]
"""What goes on for as long as the server runs."""

DESCRIPTORS = 4_096
"""Open files that the server asks its system for."""


def serve(
    port: int,
    origins: Sequence[str] = (),
    data: Path | None = None,
    waiting: contextlib.AbstractContextManager[Any] | None = None,
) -> None:
    """Serve the dashboard until it is interrupted or told to end.

    Its address is printed once whoever opens it finds the map ready.

    Parameters
    ----------
    port
        A free port of this machine.
    origins
        Origins whose pages may show the dashboard in a frame, and under whose host it is reached
        where a server of theirs stands in front of it; by default none.
    data
        The folder of the conflict that is shown; None for the shipped one.
    waiting
        What is entered for as long as the maps are made, some seconds; None for nothing.

    Raises
    ------
    InputError
        When the port or an origin is none.
    MissingToolError
        When the port is taken.
    """
    _require_port(port)
    for origin in origins:
        _require_origin(origin)
    _require_free(port)
    if data is not None:
        os.environ[VARIABLE] = str(data.resolve())  # the pages open it in this process
    _expect_no_visit()
    with waiting or contextlib.nullcontext():
        from whoholds.app.warm import make_maps, making_sections  # loading takes as long

        make_maps()
    script = Path(str(files("whoholds.app.entry").joinpath("script.py")))
    sys.stdout.write(f"whoholds dashboard: http://{ADDRESS}:{port}\n")
    sys.stdout.flush()
    run_script(script, port, origins, making_sections)


def _expect_no_visit() -> None:
    """Streamlit warns of what is kept outside of a visit, as what all share and files are."""
    from streamlit.logger import get_logger

    warns = get_logger("streamlit.runtime.scriptrunner_utils.script_run_context")
    warns.addFilter(lambda _record: False)


def run_script(
    script: Path, port: int, origins: Sequence[str] = (), beside: Lifespan | None = None
) -> None:
    """Serve a script of Streamlit with the settings of config.toml, behind the guard.

    There is one process, so whoever ends it ends the server and frees its port.
    """
    # What is written would wait in a buffer while a pipe is read for the address.
    os.environ["PYTHONUNBUFFERED"] = "1"
    faulthandler.enable()  # a crash of a library says where
    _take_descriptors()
    from starlette.middleware import Middleware
    from streamlit.starlette import App

    from whoholds.app.departed import ending_visits
    from whoholds.app.guard import Guard

    options = dict(_flat(settings())) | {
        "server.port": port,
        "client.allowedOrigins": list(origins),
        "server.corsAllowedOrigins": list(origins),
    }
    guard = Middleware(Guard, origins=tuple(origins))

    @contextlib.asynccontextmanager
    async def lifespan(app: App) -> AsyncIterator[None]:
        async with ending_visits(app), (beside or contextlib.nullcontext)(app):
            yield

    App(script, middleware=[guard], lifespan=lifespan).run(config=options)


def _take_descriptors() -> None:
    """Have as many open files as the system grants: macOS begins with 256, a visit takes three."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def settings() -> dict[str, Any]:
    """Return the settings of config.toml, by section."""
    return tomllib.loads(files("whoholds.app").joinpath("config.toml").read_text("utf-8"))


def _flat(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every setting with its full name."""
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _require_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise InputError.of("no_port", port=str(port))


def _require_origin(origin: str) -> None:
    try:
        parts = urlsplit(origin)
        is_one = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and f"{parts.scheme}://{parts.netloc}" == origin
            and not set(origin) & set(" ;,'\"@*")
        )
    except ValueError:
        is_one = False
    if not is_one:
        raise InputError.of("no_origin", origin=origin[:200])


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise MissingToolError.of(
                "port_taken", f"{ADDRESS}:{port}", port=str(port), reason=reason
            ) from error

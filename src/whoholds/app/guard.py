"""In front of Streamlit: who may speak with the server, and what browsers are told of its pages.

Streamlit, asked by a page of another origin, looks its own address up at an outside host before it
refuses, and keeps all visitors waiting meanwhile. Here such a page is refused before it is heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this machine for itself: the server listens nowhere else."""

CLOSED = ("/_stcore/metrics",)
"""What Streamlit tells to everybody, and nobody needs to know."""


class Guard:
    """Refuse foreign origins and hosts, and add headers to every answer.

    Parameters
    ----------
    app
        What is guarded.
    origins
        Origins, such as https://news.example, whose pages may hold the dashboard in a frame, and
        whose host may stand in front of it.
    """

    def __init__(self, app: ASGIApp, origins: Iterable[str] = ()) -> None:
        self._app, self._origins = app, tuple(origins)
        self._hosts = OWN_HOSTS | {urlsplit(one).hostname for one in self._origins}
        self._headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"content-security-policy", f"frame-ancestors {self._ancestors()}".encode()),
        ]

    def _ancestors(self) -> str:
        return " ".join(("'self'", *self._origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse or pass on one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not self._is_allowed(host, origin if scope["type"] == "websocket" else ""):
            await _refuse(scope, send, 403)
        elif scope["type"] == "http" and scope["path"].rstrip("/") in CLOSED:
            await _refuse(scope, send, 404)
        else:
            await self._app(scope, receive, self._adding_headers(send))

    def _is_allowed(self, host: str, origin: str) -> bool:
        """Whether the server is called by a name of its own, from a page of its own if from one."""
        try:
            known = urlsplit(f"//{host}").hostname in self._hosts
            return known and (
                not origin or urlsplit(origin).netloc == host or origin in self._origins
            )
        except ValueError:
            return False

    def _adding_headers(self, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in self._headers}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in own]
                message = {**message, "headers": [*kept, *self._headers]}
            await send(message)

        return send_with_headers


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": "another origin"})
        return
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})

"""A server on the loopback that answers as badly as it is told to."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator

Say = Callable[[bytes], None]
Answer = Callable[[Say, int], None]
"""Writes an answer to request number n of a server, the first being 1."""


class Server(socketserver.ThreadingTCPServer):
    """Reads requests and leaves each answer to a function that writes raw bytes."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[str] = []
        self.over = threading.Event()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, request: str) -> int:
        with self._lock:
            self.requests.append(request)
            return len(self.requests)


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                part = self.request.recv(4096)
                if not part:
                    return
                request += part
            self.server.answer(self._say, self.server.count(request.decode()))

    def _say(self, data: bytes) -> None:
        if self.server.over.is_set():
            raise OSError("the test is over")
        self.request.sendall(data)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """Run a server until the block ends."""
    with Server(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def closed_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def layer(day: str = "20250816", padding: int = 0) -> bytes:
    """A document such as DeepState's mirror has, as long as wanted."""
    document = {
        "type": "FeatureCollection",
        "name": f"deepstatemap_data_{day}",
        "features": [],
        "padding": "x" * padding,
    }
    return json.dumps(document).encode()


def head(status: str = "200 OK", **headers: object) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""]).encode()


def reply(body: bytes, status: str = "200 OK", **headers: object) -> Answer:
    """Answer every request alike, and honestly."""
    headers = {"Content_Length": len(body), "Content_Type": "text/plain", **headers}

    def answer(say: Say, n: int) -> None:
        say(head(status, **headers) + body)

    return answer


def raw(data: bytes) -> Answer:
    """Answer every request with these bytes and hang up."""

    def answer(say: Say, n: int) -> None:
        say(data)

    return answer


def drip(start: bytes, drop: bytes = b"x", pause: float = 0.05) -> Answer:
    """Begin, and go on for ever, a drop at a time."""

    def answer(say: Say, n: int) -> None:
        say(start)
        while True:
            time.sleep(pause)
            say(drop)

    return answer


def sleep(seconds: float, start: bytes = b"") -> Answer:
    """Begin, and say no more."""

    def answer(say: Say, n: int) -> None:
        say(start)
        time.sleep(seconds)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one from then on."""

    def answer(say: Say, n: int) -> None:
        answers[min(n, len(answers)) - 1](say, n)

    return answer


def chunked(*chunks: bytes, end: bool = True) -> bytes:
    parts = [f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" for chunk in chunks]
    return b"".join(parts) + (b"0\r\n\r\n" if end else b"")

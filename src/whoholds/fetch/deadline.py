"""The end of all patience.

A read timeout starts anew with each byte, so a server could drip for hours; a deadline does not.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from whoholds.ground.errors import DownloadError


class Deadline:
    """The end of all patience: at that time every socket that it watches is shut down.

    Examples
    --------
    >>> with Deadline(60) as deadline:
    ...     deadline.passed
    False
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.passed = seconds, False
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    @property
    def remaining(self) -> float:
        """Seconds that are left, never below a millisecond."""
        return max(0.001, self._end - time.monotonic())

    def watch(self, connection: Any) -> None:
        """Shut down the socket of `connection` when the time has come, or now if it has."""
        self._sockets.append(connection.sock)
        if self.passed:
            self._hang_up()

    def _hang_up(self) -> None:
        self.passed = True
        for watched in self._sockets:
            with contextlib.suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)

    def check(self, url: str) -> None:
        """Raise when the time is over."""
        if self.passed:
            raise DownloadError.of("fetch.too_long", url, seconds=self.seconds)


def watched_adapter(deadline: Deadline) -> HTTPAdapter:
    """Make an adapter of requests whose connections a deadline can cut."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Encrypted

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *options: Any, **more: Any) -> None:
            super().init_poolmanager(*options, **more)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *options: Any, **more: Any) -> Any:
            manager = super().proxy_manager_for(*options, **more)
            manager.pool_classes_by_scheme = pools
            return manager

    pools = {"http": PlainPool, "https": EncryptedPool}
    return Adapter(max_retries=0)

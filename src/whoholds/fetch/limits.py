"""What a download may cost, what may be tried again, and who is told how it goes."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.ground.errors import DownloadError


@dataclass(frozen=True)
class Limits:
    """What a download may cost at most. Times are in seconds.

    Attributes
    ----------
    connect_s, read_s
        Patience for a connection, and for the next byte.
    total_s
        For everything together: attempts, redirects and waits between them. A server that sends
        a byte now and then does not get more.
    retries
        Further attempts after a fault that can pass.
    backoff_s, wait_s
        The first wait between attempts, which doubles each time, and the longest, which also
        caps what a server asks for in Retry-After.
    redirects
        How often a server may send the request elsewhere.
    """

    connect_s: float = 10
    read_s: float = 20
    total_s: float = 300
    retries: int = 3
    backoff_s: float = 1
    wait_s: float = 30
    redirects: int = 5

    def wait(self, attempt: int, asked: float | None) -> float:
        """Return the wait after an attempt, the first being 1.

        Examples
        --------
        >>> [Limits().wait(attempt, None) for attempt in (1, 2, 3, 9)]
        [1, 2, 4, 30]
        >>> Limits().wait(1, 3600)
        30
        """
        return min(self.wait_s, self.backoff_s * 2 ** (attempt - 1) if asked is None else asked)


class Watcher:
    """Is told how a download goes; this one says nothing."""

    def receives(self, done: int, total: int | None) -> None:
        """`done` bytes have come, of `total` if the server said so."""

    def waits(self, seconds: float, error: DownloadError) -> None:
        """An attempt failed for a reason that can pass; the next comes after a wait."""


class PassingError(Exception):
    """A fault that another attempt may not meet."""

    def __init__(self, error: DownloadError, asked: float | None = None) -> None:
        self.error, self.asked = error, asked
        super().__init__(str(error))

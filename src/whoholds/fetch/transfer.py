"""One file over HTTP, from a server that is not trusted to be quick, whole or honest.

A download by requests knows no size limit, and its timeout is for each read: a server that drips
bytes holds it for ever. So the transfer is made here, on top of it. Redirects are followed here
too, since requests would read the whole body of each.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from whoholds.fetch.body import Received, receive
from whoholds.fetch.deadline import Deadline, watched_adapter
from whoholds.fetch.limits import Limits, PassingError, Watcher
from whoholds.ground.errors import DownloadError
from whoholds.words.saying import Note

AGENT = f"whoholds/{version('whoholds')} (+https://github.com/whoholds/whoholds)"
REDIRECTS = (301, 302, 303, 307, 308)
PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Answers that say: not now. All others mean the same tomorrow."""


def download(
    url: str,
    path: Path,
    max_bytes: int,
    check: Callable[[Received], None],
    limits: Limits,
    watcher: Watcher,
) -> Received:
    """Write what is at `url` to `path`, trying again where that can help.

    Parameters
    ----------
    url
        An http or https address.
    path
        Overwritten from the first byte: not for a file that matters.
    max_bytes
        Size limit of the decoded body.
    check
        Called with what came; raises a DownloadError when it is not the file.
    limits, watcher
        What it may cost, and who is told.

    Raises
    ------
    DownloadError
        After the last attempt, or at once when another would end the same.
    """
    with Deadline(limits.total_s) as deadline:
        for attempt in range(1, limits.retries + 2):
            try:
                return _attempt(url, path, max_bytes, check, limits, deadline, watcher)
            except PassingError as fault:
                wait = limits.wait(attempt, fault.asked)
                if attempt > limits.retries or wait >= deadline.remaining:
                    raise _given_up(fault.error, attempt, limits) from fault
                watcher.waits(wait, fault.error)
                time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _given_up(error: DownloadError, attempt: int, limits: Limits) -> DownloadError:
    fault, key = error.fault, "fetch.tried" if attempt > limits.retries else "fetch.tried_in_time"
    found = Note.of(key, found=fault.note("found"), count=attempt, seconds=limits.total_s)
    return DownloadError(fault.saying(found=found))


def _attempt(
    url: str,
    path: Path,
    max_bytes: int,
    check: Callable[[Received], None],
    limits: Limits,
    deadline: Deadline,
    watcher: Watcher,
) -> Received:
    """Make one attempt; raise `PassingError` for a fault that can pass."""
    with requests.Session() as session, contextlib.ExitStack() as stack:
        adapter = watched_adapter(deadline)
        stack.callback(adapter.close)
        response = _answer(url, session, adapter, limits, deadline)
        stack.callback(response.close)
        received = receive(response, path, max_bytes, deadline, watcher)
    try:
        check(received)
    except DownloadError as error:
        if received.declared is None:
            raise PassingError(error) from error
        raise
    return received


def _answer(
    url: str,
    session: requests.Session,
    adapter: HTTPAdapter,
    limits: Limits,
    deadline: Deadline,
) -> requests.Response:
    """Ask, follow redirects, and return a response with status 200 whose body is unread."""
    here = url
    for _ in range(limits.redirects + 1):
        response = _ask(here, session, adapter, limits, deadline)
        if response.status_code == 200:
            return response
        location = response.headers.get("Location")
        asked = response.headers.get("Retry-After", "")
        response.close()
        if response.status_code not in REDIRECTS or not location:
            _refuse_status(here, response.status_code, response.reason, asked)
        here = _next(here, str(location))
    raise DownloadError.of("fetch.circles", url, limit=limits.redirects, there=here)


def _ask(
    url: str,
    session: requests.Session,
    adapter: HTTPAdapter,
    limits: Limits,
    deadline: Deadline,
) -> requests.Response:
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    left = deadline.remaining
    patience = min(limits.connect_s, left), min(limits.read_s, left)
    try:
        # The function in place of credentials keeps requests from looking for some in ~/.netrc.
        request = requests.Request("GET", url, headers=headers, auth=lambda plain: plain)
        settings: dict[str, Any] = {**session.merge_environment_settings(url, {}, True, None, None)}
        return adapter.send(session.prepare_request(request), timeout=patience, **settings)
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        deadline.check(url)
        fault = DownloadError.of(
            "fetch.silent",
            url,
            connect_s=limits.connect_s,
            read_s=limits.read_s,
            reason=_reason(error),
        )
        lasting = isinstance(error, requests.exceptions.SSLError | ValueError)
        if lasting or not isinstance(error, requests.ConnectionError | requests.Timeout):
            raise fault from error
        raise PassingError(fault) from error


def _reason(error: BaseException) -> str:
    """Return the words of the innermost cause, which is the one about the network."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _refuse_status(url: str, status: int, reason: str, asked: str) -> None:
    said = f"{status} {reason}".rstrip()
    key = "fetch.not_there" if status in (404, 410) else "fetch.refused"
    error = DownloadError.of(key, url, status=said)
    if status in PASSING:
        raise PassingError(error, float(asked) if asked.isdecimal() else None)
    raise error


def _next(here: str, location: str) -> str:
    """Return the address that a redirect names, if it may be followed."""
    there = urljoin(here, location)
    scheme = urlsplit(there).scheme
    if scheme == "https" or (scheme == "http" and urlsplit(here).scheme == "http"):
        return there
    raise DownloadError.of("fetch.may_not_go", here, there=there)

"""Where the pages of a site are: on the web, for machines; beside each other, for links."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from whoholds.ground.errors import InputError

_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*")


def checked_base(url: str) -> str:
    """Return the address that a site will be found at, ending in a slash.

    Raises
    ------
    InputError
        When it is no absolute address of http or https, or has more than a host, a port and a
        path.

    Examples
    --------
    >>> checked_base("https://example.org/ukraine")
    'https://example.org/ukraine/'
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError.of("site.base_url", "--base-url", url=url) from None
    place = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    is_one = (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(place)
        and _PATH.fullmatch(parts.path)
        and "?" not in url
        and "#" not in url
        and url == url.strip()
    )
    if not is_one:
        raise InputError.of("site.base_url", "--base-url", url=url)
    return url.rstrip("/") + "/"


def link(page: str, target: str) -> str:
    """Return the way from a page of the site to a file of it, whatever folder the site lies in.

    Examples
    --------
    >>> link("en/proposals/mine.html", "en/map.html#bare")
    '../map.html#bare'
    """
    path, sign, rest = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + sign + rest

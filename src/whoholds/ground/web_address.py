"""What an address on the web looks like, for those that a reader gives."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*")


def is_web_address(url: str) -> bool:
    """Whether it is an absolute address of http or https: a host, perhaps a port and a path.

    Examples
    --------
    >>> is_web_address("https://example.org/map.html"), is_web_address("example.org/map.html")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    place = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    return bool(
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(place)
        and _PATH.fullmatch(parts.path)
        and "?" not in url
        and "#" not in url
        and url == url.strip()
    )


def is_on_own_machine(url: str) -> bool:
    """Whether an address leads nobody but its own machine's reader anywhere.

    Examples
    --------
    >>> is_on_own_machine("http://127.0.0.1:8501/"), is_on_own_machine("https://news.example/map")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

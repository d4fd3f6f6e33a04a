"""What a map page may do, said in the page itself: a content security policy.

The page runs the scripts and takes the style sheets that were written into it, each known by the
hash of its text, and no others. It needs no style attributes either: Leaflet and the page's own
code set styles one by one through the object model, which a policy leaves alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

SUBDOMAINS = "abc"
"""What Leaflet puts in the place of {s} in a template of tiles."""

CONNECT = "connect-src 'self'"
"""No script of ours asks anybody; search engines read a host's robots.txt in the page's name."""

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.?(:\d+)?")


def content_policy(scripts: Iterable[str], styles: Iterable[str], images: Iterable[str]) -> str:
    """Return the content security policy of a page.

    Parameters
    ----------
    scripts, styles
        The texts of the page's script and style elements.
    images
        The hosts that the page may ask for images, from `tile_hosts`.

    Examples
    --------
    >>> policy = content_policy(["alert()"], [], [])
    >>> policy.split("; ")[1]
    "script-src 'sha256-S8S/VNmXuUuoIR6OhqBqwIiIkuCxXq31hCCHAHnicV8='"
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            " ".join(["img-src data:", *images]),
            CONNECT,
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def site_policy() -> str:
    """Return the content security policy of a page of a site: its own files, and no others.

    Examples
    --------
    >>> site_policy().split("; ")[1]
    "script-src 'self'"
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "frame-src 'self'",
            CONNECT,
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def tile_hosts(url: str) -> list[str] | None:
    """Return the hosts that a template of tiles names, as a policy names them.

    Returns
    -------
    list of str or None
        None when they cannot be told from the template.

    Examples
    --------
    >>> tile_hosts("https://{s}.tiles.example:8443/{z}/{x}/{y}.png")[0]
    'https://a.tiles.example:8443'
    >>> tile_hosts("https://tiles.example;script-src */{z}/{x}/{y}.png") is None
    True
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return None
    try:
        place = parts.netloc.rpartition("@")[2].lower()
        places = {place.replace("{s}", one).encode("idna").decode() for one in SUBDOMAINS}
    except UnicodeError:
        return None
    if not all(_HOST.fullmatch(one) for one in places):
        return None
    return [f"{parts.scheme}://{one}" for one in sorted(places)]


def _hashes(texts: Iterable[str]) -> str:
    found = []
    for text in texts:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        found.append(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")
    return " ".join(found) or "'none'"

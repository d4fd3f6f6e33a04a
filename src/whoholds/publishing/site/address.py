"""Where the pages of a site are: on the web, for machines; beside each other, for links."""

from __future__ import annotations

import posixpath

from whoholds.ground.errors import InputError
from whoholds.ground.web_address import is_web_address


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
    if not is_web_address(url):
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

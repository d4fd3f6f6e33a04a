"""Parts of whoholds that need more packages than its core, and how to get them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module

from whoholds.ground.errors import MissingToolError

EXTRAS = {
    "altair": "app",
    "branca": "maps",
    "folium": "maps",
    "frictionless": "package",
    "jinja2": "site",
    "markdown_it": "site",
    "markupsafe": "site",
    "matplotlib": "print",
    "PIL": "print",
    "mcp": "mcp",
    "platformdirs": "fetch",
    "requests": "fetch",
    "starlette": "app",
    "streamlit": "app",
    "topojson": "export",
    "typst": "report",
    "urllib3": "fetch",
    "xlsxwriter": "export",
    "xstatic": "maps",
}
"""What is imported only outside the core, and the extra of whoholds that installs it."""


def require_package(name: str) -> None:
    """Raise `MissingToolError` unless a package of an extra is installed.

    An extra that brings others along is so named itself, whichever of theirs is missing too.

    Examples
    --------
    >>> require_package("json")
    """
    with extras_named():
        import_module(name)


@contextlib.contextmanager
def extras_named() -> Iterator[None]:
    """Raise `MissingToolError` with the extra's name where a block lacks a package of an extra.

    Examples
    --------
    >>> with extras_named():
    ...     raise ModuleNotFoundError(name="matplotlib.figure")
    Traceback (most recent call last):
    ...
    whoholds.ground.errors.MissingToolError: matplotlib is needed for that, and is not installed
      expected: the extra "print" of whoholds
      remedy:   install it: pip install "whoholds[print]"
    """
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        extra = EXTRAS[library]
        raise MissingToolError.of("missing_extra", library=library, extra=extra) from error

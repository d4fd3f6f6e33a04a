"""The templates of a site's pages: whatever is put into them is text, never markup."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined


def template_file(name: str) -> str:
    """Return the text of a template or style sheet that ships with the package."""
    return files("whoholds.publishing.site").joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(template_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(template: str, **content: Any) -> str:
    """Return a template with its gaps filled.

    Examples
    --------
    >>> site = {"policy": "", "icon": "", "style": "a.css", "base": "https://example.org/"}
    >>> one = {"code": "en", "name": "a < b", "title": "", "url": "", "href": ""}
    >>> ">a &lt; b</a>" in rendered("languages.html", **site, languages=[one])
    True
    """
    return _environment().get_template(template).render(**content)

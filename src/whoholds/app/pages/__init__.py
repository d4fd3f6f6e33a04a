"""The pages of the dashboard, one module a page: title, controls, one call, output."""

from __future__ import annotations

from whoholds.app.pages import claims, layers, map, terms  # noqa: A004 - the page's name

PAGES = {
    "map": ("", map),
    "terms_page": ("terms", terms),
    "claims": ("claims", claims),
    "layers": ("layers", layers),
}
"""Path and module of each page, by its name in the table of words."""

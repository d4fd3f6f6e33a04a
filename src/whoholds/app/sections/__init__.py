"""What can be read beside the map, one module a section.

`build` makes everything that a section shows of an evaluation, ready to be shown; it is computed
once for all visitors (`whoholds.app.cache.section_of`). `show` only shows it.
"""

from __future__ import annotations

from whoholds.app.sections import about, figures, people, regions, size, sources, terms
from whoholds.app.sections.setting import Setting

BELOW = {"regions": regions, "people": people, "size": size, "terms": terms, "sources": sources}
"""Sections that the reader chooses between, below the map."""

SECTIONS = {"figures": figures, "about": about, **BELOW}

__all__ = ["BELOW", "SECTIONS", "Setting"]

"""How the pages write areas, days and sources."""

from __future__ import annotations

from whoholds.proposals.citations import Sources
from whoholds.words.numbers import rounded_up
from whoholds.words.reader import ENGLISH

MADE = "<!-- Made by `make docs` from the tables in seeds/. Edit those, not this page. -->"


def km2(area: float, band: float | None = None) -> str:
    """An area for reading: to 10 km2 from 100 km2 on, with its band where there is one.

    Examples
    --------
    >>> km2(6575.7, 371.7), km2(4.46, 9.7), km2(135.0)
    ('6,580 ± 370 km²', 'less than 15 km²', '140 km²')
    """
    if band and band >= area > 0:
        return f"less than {rounded_up(area + band):,.0f} km²"
    figures = [area] if not band or round(band) == 0 else [area, band]
    step = 10 if area >= 100 else 1
    return " ± ".join(f"{round(figure / step) * step:,}" for figure in figures) + " km²"


def source(name: str, sources: Sources) -> str:
    """Write a source with its title, link, publisher, day and strength."""
    source = sources[name]
    day = f", {source.date}" if source.date else ""
    weak = " — weak source" if source.strength == "weak" else ""
    title = ENGLISH.text(source.title)
    title = f"[{title}]({source.url})" if source.url else title
    original = f"; goes back to {ENGLISH.text(source.original)}" if source.original else ""
    return f"{title}. {ENGLISH.text(source.publisher)}{day}{original}{weak}"


def link(name: str, sources: Sources) -> str:
    """Write a source as its publisher, linked."""
    source = sources[name]
    publisher = ENGLISH.text(source.publisher).split(",")[0]
    return f"[{publisher}]({source.url})" if source.url else publisher

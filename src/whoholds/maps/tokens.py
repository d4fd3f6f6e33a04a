"""What is the same in page, map, site, pictures and report, but for colours: type, corners, room.

The colours stand in `palette.SURFACES`. tests/maps/test_tokens.py reads both out of every product.
"""

from __future__ import annotations

from whoholds.maps.palette import SURFACES, THEMES

FONT = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
"""What a screen is read in: the family of the reader's own machine, which no page need carry."""

PRINT_FONTS = ("DejaVu Sans", "Verdana", "sans-serif")
"""What a picture and a report are set in: files that are the same on every machine, so that the
bytes are too. An SVG, which has its text as text, asks for the next where there is no first."""

MEASURES = {
    "radius": "6px",
    "radius-small": "4px",
    "radius-round": "999px",
    "gap": ".4rem",
    "room": ".75rem",
    "margin": "1rem",
}
"""Corners of what one presses or reads in a box, of what lies inside one, of a pill; room between
two things, inside a box, and at the edge of a page."""


def token_rules() -> str:
    """Return the CSS variables that are the same in both themes.

    Examples
    --------
    >>> token_rules().partition(";")[0]
    ':root { --font: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
    """
    pairs = {"font": FONT} | MEASURES
    return f":root {{ {_written(pairs)} }}"


def page_rules() -> str:
    """Return all variables for a page whose theme its elements know: that of the dashboard.

    Paper is light in either theme.
    """
    light, dark = (SURFACES[theme] for theme in THEMES)
    both = {name: f"light-dark({light[name]}, {dark[name]})" for name in light}
    return (
        f"{token_rules()}\n:root {{ {_written(both)} }}\n"
        f"@media print {{ :root {{ {_written(light)} }} }}"
    )


def _written(pairs: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in pairs.items())

"""Every colour and pattern of the maps, light and dark: the one place they are named.

The fills that meet on one map stay apart for readers with protan, deutan and tritan vision
(CIEDE2000 of at least 15 between any two), and what changes hands carries a pattern as a second
channel. What is left open and what is not mentioned share a ground and differ in their pattern.
No single colour stands out against all of them, so every outline has a casing: of the two, one has
a contrast of at least 3:1 against any fill. tests/maps/test_palette.py measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from whoholds.vocabulary.closed import Change, Colours
from whoholds.vocabulary.sides import Sides

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Fill:
    """How a change is filled: a colour, and the ink of the pattern over it (none: "")."""

    colour: str
    ink: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Family:
    """The fills of a side: what it keeps, and what it would get from the other."""

    keeps: Fill
    gets: Fill


FAMILIES: dict[str, dict[Colours, Family]] = {
    "light": {
        Colours.WATER: Family(Fill("#d5eef6"), Fill("#005956", "#bfe9e4", "back-stripes")),
        Colours.EARTH: Family(Fill("#75769d"), Fill("#cc5b2d", "#ffe9dc", "stripes")),
    },
    "dark": {
        Colours.WATER: Family(Fill("#35434f"), Fill("#47e5fa", "#00363a", "back-stripes")),
        Colours.EARTH: Family(Fill("#8c6f8d"), Fill("#ec6f01", "#3a1600", "stripes")),
    },
}

NEITHER: dict[str, dict[Change, Fill]] = {
    "light": {
        Change.DEMILITARISED: Fill("#fbbf18", "#5b4300", "dots"),
        Change.INTERNATIONAL: Fill("#370065", "#d9c2f0", "grid"),
        Change.LEFT_OPEN: Fill("#afb3a5", "#3c3f36", "sparse-dots"),
        Change.NOT_MENTIONED: Fill("#afb3a5", "#3c3f36", "dashes"),
    },
    "dark": {
        Change.DEMILITARISED: Fill("#f9f1b3", "#4a3a00", "dots"),
        Change.INTERNATIONAL: Fill("#6a45f1", "#efe3ff", "grid"),
        Change.LEFT_OPEN: Fill("#90a591", "#1d271e", "sparse-dots"),
        Change.NOT_MENTIONED: Fill("#90a591", "#1d271e", "dashes"),
    },
}
"""What goes to neither side."""


class DifferenceClasses(NamedTuple):
    """The classes of zones under two proposals, by the code of the side.

    `instead` is of those that the second gives to it, `both` of those that it would hold under
    both.
    """

    instead: dict[str, str]
    both: dict[str, str]


ONLY_TERMS: dict[str, Fill] = {
    "light": Fill("#82aaf4", "#1e3c86", "sparse-dots"),
    "dark": Fill("#6b58e1", "#e4dbff", "sparse-dots"),
}
"""Of two proposals: a zone that only its recognition tells apart."""

SURFACES: dict[str, dict[str, str]] = {
    "light": {
        "page": "#ffffff", "text": "#1c2126", "quiet": "#5a636b", "rule": "#c9d0d6",
        "hover": "#f1f4f6", "chosen": "#e6edf2", "focus": "#0a4fa3", "panel": "#ffffff",
        "sea": "#e9eef1", "sea-text": "#4c6375", "land": "#f8f7f3", "land-edge": "#c9c6bb",
        "river": "#7fa8c4", "region-edge": "#4a545c", "border": "#1c2126", "line": "#111417",
        "casing": "#ffffff", "halo": "#ffffff", "control-edge": "#767f87",
    },
    "dark": {
        "page": "#0e1117", "text": "#eef1f4", "quiet": "#a9b3bc", "rule": "#3a444d",
        "hover": "#1b222b", "chosen": "#243040", "focus": "#7db4ff", "panel": "#1b222b",
        "sea": "#11171d", "sea-text": "#8fa3b5", "land": "#22272c", "land-edge": "#3f474d",
        "river": "#4d7694", "region-edge": "#b4c0c9", "border": "#f4f6f8", "line": "#ffffff",
        "casing": "#0e1117", "halo": "#11171d", "control-edge": "#87929c",
    },
}  # fmt: skip

_PATTERN_SHAPES = {
    "stripes": (8, "rotate(45)", '<rect class="wh-ink" width="2.2" height="8"/>'),
    "back-stripes": (8, "rotate(-45)", '<rect class="wh-ink" width="2.2" height="8"/>'),
    "dots": (7, "", '<circle class="wh-ink" cx="3.5" cy="3.5" r="1.3"/>'),
    "sparse-dots": (10, "", '<circle class="wh-ink" cx="5" cy="5" r="1.2"/>'),
    "dashes": (
        12,
        "",
        '<path class="wh-ink" d="M1 2.3h6v1.4H1zM7 8.3h6v1.4H7zM-5 8.3h6v1.4h-6z"/>',
    ),
    "grid": (8, "", '<path class="wh-ink" d="M0 0h8v1.2H0zM0 0v8h1.2V0z"/>'),
}


def fills(theme: str, sides: Sides) -> dict[str, Fill]:
    """Return the fill of every change, in the order of legends.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> fills("light", opened().country.territory.sides)["ua_cedes"].pattern
    'stripes'
    """
    families = FAMILIES[theme]
    first, second = families[sides.recognised.colours], families[sides.holding.colours]
    moves = (first.keeps, second.keeps, second.gets, first.gets)
    known = dict(zip((*sides.keeps, sides.cedes, sides.returns), moves, strict=True))
    return known | {change.value: fill for change, fill in NEITHER[theme].items()}


def differences(sides: Sides) -> DifferenceClasses:
    """Return the classes of zones by who would hold them under two proposals."""
    return DifferenceClasses(
        {code: f"differ_{code.lower()}" for code in sides.codes},
        {code: f"both_{code.lower()}" for code in sides.codes},
    )


def difference_fills(theme: str, sides: Sides) -> dict[str, Fill]:
    """Return the fill of every way in which two proposals can treat a zone.

    It goes to one side under both, or to neither; the second gives it to a side or to neither
    instead; one of the two does not mention it; or only its recognition tells the two apart.
    """
    instead, both = differences(sides)
    families = [FAMILIES[theme][side.colours] for side in (sides.recognised, sides.holding)]
    return {
        "same": NEITHER[theme][Change.LEFT_OPEN],
        **{name: one.keeps for name, one in zip(both.values(), families, strict=True)},
        **{name: one.gets for name, one in zip(instead.values(), families, strict=True)},
        "differ_other": NEITHER[theme][Change.DEMILITARISED],
        "differ_silent": NEITHER[theme][Change.NOT_MENTIONED],
        "differ_terms": ONLY_TERMS[theme],
    }


def stylesheet(sides: Sides) -> str:
    """Return the CSS of all colours: variables for each theme, one class a change or difference.

    The theme is the attribute data-theme of the root element; without it the reader's own
    setting decides. Paper is light.
    """
    light, dark = (_variables(theme, sides) for theme in THEMES)
    rules = [
        f":root {{ color-scheme: light; {light} }}",
        f"@media screen {{ :root[data-theme=dark] {{ color-scheme: dark; {dark} }} }}",
        "@media screen and (prefers-color-scheme: dark) { :root:not([data-theme]) "
        f"{{ color-scheme: dark; {dark} }} }}",
    ]
    for change, fill in _fills("light", sides).items():
        paint = f"url(#wh-p-{change})" if fill.pattern else f"var(--{change})"
        rules.append(f".wh-{change} {{ fill: {paint}; stroke: {paint}; }}")
        if fill.pattern:
            rules.append(f"#wh-p-{change} .wh-ground {{ fill: var(--{change}); }}")
            rules.append(f"#wh-p-{change} .wh-ink {{ fill: var(--{change}-ink); }}")
    rules.append(".wh-swatch { stroke: var(--region-edge); stroke-width: 1; }")
    return "\n".join(rules)


def _variables(theme: str, sides: Sides) -> str:
    pairs = dict(SURFACES[theme])
    for name, fill in _fills(theme, sides).items():
        pairs[name] = fill.colour
        if fill.ink:
            pairs[f"{name}-ink"] = fill.ink
    # The bars of the list, which have no room for a pattern.
    pairs |= {"bar-left": pairs[sides.cedes], "bar-back": pairs[sides.returns]}
    return " ".join(f"--{name}: {colour};" for name, colour in pairs.items())


def _fills(theme: str, sides: Sides) -> dict[str, Fill]:
    return fills(theme, sides) | difference_fills(theme, sides)


def icon(sides: Sides) -> str:
    """Return the address of a page's icon: what each side keeps, and a line between them.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> icon(opened().country.territory.sides)[:30]
    'data:image/svg+xml,%3Csvg%20xm'
    """
    known = fills("light", sides)
    left, right = (known[name].colour for name in sides.keeps)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<path fill="{right}" d="M0 0h16v16H0z"/><path fill="{left}" d="M0 0h11L6 16H0z"/>'
        f'<path stroke="{SURFACES["light"]["line"]}" stroke-width="2" d="M11 0 6 16"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawing)}"


def filled_patterns(theme: str, sides: Sides) -> str:
    """Return `pattern_definitions` in the colours of one theme, for where no stylesheet is.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> "wh-ink" in filled_patterns("dark", opened().country.territory.sides)
    False
    """
    drawn = pattern_definitions(sides)
    for change, fill in _fills(theme, sides).items():
        head, found, rest = drawn.partition(f'<pattern id="wh-p-{change}"')
        pattern, end, after = rest.partition("</pattern>")
        pattern = pattern.replace('class="wh-ground"', f'fill="{fill.colour}"')
        pattern = pattern.replace('class="wh-ink"', f'fill="{fill.ink}"')
        drawn = head + found + pattern + end + after
    return drawn


def pattern_definitions(sides: Sides) -> str:
    """Return an invisible SVG with one pattern for each fill that has one."""
    patterns = []
    for change, fill in _fills("light", sides).items():
        if not fill.pattern:
            continue
        size, turn, ink = _PATTERN_SHAPES[fill.pattern]
        attributes = f'id="wh-p-{change}" width="{size}" height="{size}"'
        if turn:
            attributes += f' patternTransform="{turn}"'
        ground = f'<rect class="wh-ground" width="{size}" height="{size}"/>'
        patterns.append(
            f'<pattern {attributes} patternUnits="userSpaceOnUse">{ground}{ink}</pattern>'
        )
    return (
        '<svg class="wh-patterns" width="0" height="0" aria-hidden="true"><defs>'
        + "".join(patterns)
        + "</defs></svg>"
    )

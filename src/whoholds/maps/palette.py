"""Every colour and pattern of the maps, light and dark: the one place they are named.

The fills that meet on one map stay apart for readers with protan, deutan and tritan vision
(CIEDE2000 of at least 15 between any two), and what changes hands carries a pattern as a second
channel. What is left open and what is not mentioned share a ground and differ in their pattern.
No single colour stands out against all of them, so every outline has a casing: of the two, one has
a contrast of at least 3:1 against any fill. tests/maps/test_palette.py measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.conflict.vocabulary import Change

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Fill:
    """How a change is filled: a colour, and the ink of the pattern over it (none: "")."""

    colour: str
    ink: str = ""
    pattern: str = ""


FILLS: dict[str, dict[Change, Fill]] = {
    "light": {
        Change.UA_KEEPS: Fill("#d5eef6"),
        Change.RU_KEEPS: Fill("#75769d"),
        Change.UA_CEDES: Fill("#cc5b2d", "#ffe9dc", "stripes"),
        Change.RU_RETURNS: Fill("#005956", "#bfe9e4", "back-stripes"),
        Change.DEMILITARISED: Fill("#fbbf18", "#5b4300", "dots"),
        Change.INTERNATIONAL: Fill("#370065", "#d9c2f0", "grid"),
        Change.LEFT_OPEN: Fill("#afb3a5", "#3c3f36", "sparse-dots"),
        Change.NOT_MENTIONED: Fill("#afb3a5", "#3c3f36", "dashes"),
    },
    "dark": {
        Change.UA_KEEPS: Fill("#35434f"),
        Change.RU_KEEPS: Fill("#8c6f8d"),
        Change.UA_CEDES: Fill("#ec6f01", "#3a1600", "stripes"),
        Change.RU_RETURNS: Fill("#47e5fa", "#00363a", "back-stripes"),
        Change.DEMILITARISED: Fill("#f9f1b3", "#4a3a00", "dots"),
        Change.INTERNATIONAL: Fill("#6a45f1", "#efe3ff", "grid"),
        Change.LEFT_OPEN: Fill("#90a591", "#1d271e", "sparse-dots"),
        Change.NOT_MENTIONED: Fill("#90a591", "#1d271e", "dashes"),
    },
}

DIFFERENCES: dict[str, dict[str, Fill]] = {
    "light": {
        "same": Fill("#e7eaec"),
        "differ_ua": Fill("#005956", "#bfe9e4", "back-stripes"),
        "differ_ru": Fill("#cc5b2d", "#ffe9dc", "stripes"),
        "differ_other": Fill("#fbbf18", "#5b4300", "dots"),
        "differ_terms": Fill("#aea0da", "#453680", "sparse-dots"),
    },
    "dark": {
        "same": Fill("#333b43"),
        "differ_ua": Fill("#47e5fa", "#00363a", "back-stripes"),
        "differ_ru": Fill("#ec6f01", "#3a1600", "stripes"),
        "differ_other": Fill("#f9f1b3", "#4a3a00", "dots"),
        "differ_terms": Fill("#7660b4", "#e4dbff", "sparse-dots"),
    },
}
"""Of two proposals: a zone the second leaves as the first does; one it gives to Ukraine, to Russia
or to neither instead; one that only its recognition tells apart."""

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


def stylesheet() -> str:
    """Return the CSS of all colours: variables for each theme, one class a change or difference.

    The theme is the attribute data-theme of the root element; without it the reader's own
    setting decides. Paper is light.
    """
    light, dark = (_variables(theme) for theme in THEMES)
    rules = [
        f":root {{ color-scheme: light; {light} }}",
        f"@media screen {{ :root[data-theme=dark] {{ color-scheme: dark; {dark} }} }}",
        "@media screen and (prefers-color-scheme: dark) { :root:not([data-theme]) "
        f"{{ color-scheme: dark; {dark} }} }}",
    ]
    for change, fill in _fills("light").items():
        paint = f"url(#wh-p-{change})" if fill.pattern else f"var(--{change})"
        rules.append(f".wh-{change} {{ fill: {paint}; stroke: {paint}; }}")
        if fill.pattern:
            rules.append(f"#wh-p-{change} .wh-ground {{ fill: var(--{change}); }}")
            rules.append(f"#wh-p-{change} .wh-ink {{ fill: var(--{change}-ink); }}")
    rules.append(".wh-swatch { stroke: var(--region-edge); stroke-width: 1; }")
    return "\n".join(rules)


def _variables(theme: str) -> str:
    pairs = dict(SURFACES[theme])
    for name, fill in _fills(theme).items():
        pairs[name] = fill.colour
        if fill.ink:
            pairs[f"{name}-ink"] = fill.ink
    return " ".join(f"--{name}: {colour};" for name, colour in pairs.items())


def _fills(theme: str) -> dict[str, Fill]:
    changes = {change.value: fill for change, fill in FILLS[theme].items()}
    return changes | DIFFERENCES[theme]


def pattern_definitions() -> str:
    """Return an invisible SVG with one pattern for each fill that has one."""
    patterns = []
    for change, fill in _fills("light").items():
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

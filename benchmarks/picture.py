"""A picture of where layers differ, as one SVG; for a file outside the repository."""

from __future__ import annotations

from typing import Any

import shapely

from benchmarks.accuracy import Country

SCALE = 2.0
"""Pixels a kilometre."""

COLOURS = {"both": "#d9d2c5", "ours": "#b2182b", "theirs": "#2166ac", "region": "#888888"}


def draw(country: Country, pairs: list[Any]) -> str:
    """One panel a pair: land that both hold, that ours alone holds, that theirs alone holds."""
    together = shapely.union_all([pair.ours["closed"].union(pair.theirs["closed"])
                                  for pair in pairs])  # fmt: skip
    west, south, east, north = together.buffer(15).bounds
    width, height = (east - west) * SCALE, (north - south) * SCALE
    panels = []
    for number, pair in enumerate(pairs):
        ours, theirs = pair.ours["closed"], pair.theirs["closed"]
        layers = [
            (ours.intersection(theirs), COLOURS["both"]),
            (ours.difference(theirs), COLOURS["ours"]),
            (theirs.difference(ours), COLOURS["theirs"]),
        ]
        shapes = [f'<path d="{_path(shape, west, north)}" fill="{fill}"/>'
                  for shape, fill in layers]  # fmt: skip
        shapes += [
            f'<path d="{_path(shape, west, north)}" fill="none" stroke="{COLOURS["region"]}"/>'
            for shape in country.regions.values()
        ]
        title = (f"{pair.layer.date} and {pair.reference.label}: red ours alone, "
                 "blue theirs alone")  # fmt: skip
        panels.append(
            f'<svg y="{number * (height + 30):.0f}" width="{width:.0f}" height="{height + 30:.0f}">'
            f'<text x="10" y="20" font-size="18">{title}</text>{"".join(shapes)}</svg>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" fill-rule="evenodd" width="{width:.0f}" '
        f'height="{len(pairs) * (height + 30):.0f}">{"".join(panels)}</svg>\n'
    )


def _path(shape: shapely.Geometry, west: float, north: float) -> str:
    rings = shapely.get_rings(shapely.get_parts(shape))
    pieces = []
    for ring in rings:
        points = [f"{(x - west) * SCALE:.1f} {(north - y) * SCALE + 30:.1f}"
                  for x, y in ring.coords]  # fmt: skip
        pieces.append("M" + "L".join(points) + "Z")
    return "".join(pieces)

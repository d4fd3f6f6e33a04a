"""The data of a map page, packed: every edge once, as TopoJSON has it; long tables in columns.

Half of all edges are shared, and rows repeat the names of their columns.

The page is half as large so; `maps/web/arcs.js` puts it together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

GRID = 10_000
"""Steps a degree: the coordinates of the page have four decimals, so nothing is lost."""

SHAPES = ("zones", "regions", "border", "coast", "line", "backdrop")
"""The fields of the page's data that have geometry."""

KEY = "key"
"""Column of what the rows of a table are looked up by."""

Point = tuple[int, int]
Line = list[Point]


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a page with each line of its geometry as numbers of shared arcs.

    Parameters
    ----------
    data
        From `whoholds.maps.payload.page_data`.

    Returns
    -------
    dict
        The same, but for: `arcs`, a list of lines, each of steps on a grid of ten thousandths of a
        degree, east and north by turns, the first from 0, 0, as `vlq` writes them; `packed`, the
        fields with geometry; and in these `{"arcs": [...]}` in place of a list of coordinates, with
        numbers in that list, of an arc that runs backwards its complement (-1 for the first); and
        in place of the rows of `places` and of each table of `figures` a list of values by column,
        None where a row has none.

    Examples
    --------
    >>> square = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    >>> found = packed({"line": {"coordinates": [square, square[::-1]]}})
    >>> found["line"]["coordinates"]
    [{'arcs': [0]}, {'arcs': [-1]}]
    >>> found["arcs"]
    ['AAgxTAAgxThxThxT']
    """
    fields: dict[str, Any] = dict(data)
    names = [name for name in SHAPES if name in fields]
    lines = [_on_grid(one) for name in names for one in _lines(fields[name])]
    shelf = _Shelf(_junctions(lines))
    for name in names:
        fields[name] = _replaced(fields[name], shelf)
    if "places" in fields:
        fields["places"] = _columns(fields["places"])
        fields["figures"] = {
            name: _columns([{KEY: key, **row} for key, row in table.items()])
            for name, table in fields["figures"].items()
        }
    return {**fields, "packed": names, "arcs": [vlq(_steps(arc)) for arc in shelf.arcs]}


def _columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    found = list(rows)
    names = dict.fromkeys(name for row in found for name in row)
    return {name: [row.get(name) for row in found] for name in names}


SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def vlq(numbers: Iterable[int]) -> str:
    """Write whole numbers in base64 VLQ, as source maps have them: small ones take one sign.

    Examples
    --------
    >>> vlq([0, 1, -1, 15, 16])
    'ACDegB'
    """
    signs = []
    for number in numbers:
        left = abs(number) << 1 | (number < 0)
        while left > 31:
            signs.append(SIGNS[left & 31 | 32])
            left >>= 5
        signs.append(SIGNS[left])
    return "".join(signs)


class _Shelf:
    """The arcs so far, by number; a line is cut into them where lines part."""

    def __init__(self, junctions: set[Point]) -> None:
        self.junctions = junctions
        self.arcs: dict[tuple[Point, ...], int] = {}

    def numbers(self, line: Line) -> list[int]:
        """Return the arcs that a line is made of."""
        found, begun = [], [line[0]]
        for point in line[1:]:
            begun.append(point)
            if point in self.junctions:
                found.append(self._number(tuple(begun)))
                begun = [point]
        return found

    def _number(self, arc: tuple[Point, ...]) -> int:
        if arc[::-1] in self.arcs and arc not in self.arcs:
            return ~self.arcs[arc[::-1]]
        return self.arcs.setdefault(arc, len(self.arcs))


def _is_line(node: Any) -> bool:
    """Whether it is a list of coordinates."""
    is_list = isinstance(node, (list, tuple)) and bool(node)
    return (
        is_list and isinstance(node[0], (list, tuple)) and not isinstance(node[0][0], (list, tuple))
    )


def _lines(node: Any) -> Iterator[list[list[float]]]:
    if _is_line(node):
        yield node
    elif isinstance(node, dict):
        for one in node.values():
            yield from _lines(one)
    elif isinstance(node, (list, tuple)):
        for one in node:
            yield from _lines(one)


def _replaced(node: Any, shelf: _Shelf) -> Any:
    """The same with arcs in place of coordinates."""
    if _is_line(node):
        return {"arcs": shelf.numbers(_on_grid(node))}
    if isinstance(node, dict):
        return {name: _replaced(one, shelf) for name, one in node.items()}
    if isinstance(node, (list, tuple)):
        return [_replaced(one, shelf) for one in node]
    return node


def _on_grid(line: list[list[float]]) -> Line:
    return [(round(x * GRID), round(y * GRID)) for x, y in line]


def _junctions(lines: list[Line]) -> set[Point]:
    """The points where a line ends, or where lines that come together part."""
    beside: dict[Point, frozenset[Point]] = {}
    found = {end for line in lines for end in (line[0], line[-1])}
    for line in lines:
        for before, point, after in zip(line, line[1:], line[2:], strict=False):
            pair = frozenset((before, after))
            if beside.setdefault(point, pair) != pair:
                found.add(point)
    return found


def _steps(arc: tuple[Point, ...]) -> list[int]:
    """Each point by its distance from the one before."""
    east, north, found = 0, 0, []
    for x, y in arc:
        found += [x - east, y - north]
        east, north = x, y
    return found

"""The geometry of a page in arcs: nothing is lost, and every edge stands once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.shipped import CONFLICT
from whoholds.desk import baseline_zones
from whoholds.maps.arcs import GRID, KEY, SHAPES, SIGNS, packed
from whoholds.maps.payload import Chosen, page_data


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    chosen = Chosen("putin-2024", "stated", "formula-2022", "stated")
    found = page_data(CONFLICT.catalogue, baseline_zones(), chosen)
    return json.loads(json.dumps(found))


def restored(node: Any, arcs: list[list[list[float]]]) -> Any:
    """What maps/web/arcs.js does."""
    if isinstance(node, list):
        return [restored(one, arcs) for one in node]
    if not isinstance(node, dict):
        return node
    if "arcs" not in node:
        return {name: restored(one, arcs) for name, one in node.items()}
    lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in node["arcs"]]
    return lines[0] + [point for line in lines[1:] for point in line[1:]]


def rows_of(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    rows = zip(*table.values(), strict=True)
    named = (zip(table, row, strict=True) for row in rows)
    return [{name: one for name, one in row if one is not None} for row in named]


def numbers_of(text: str) -> Iterator[int]:
    value = shift = 0
    for sign in text:
        bits = SIGNS.index(sign)
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            yield -(value >> 1) if value & 1 else value >> 1
            value = shift = 0


def lines_of(text: str) -> list[list[float]]:
    steps = list(numbers_of(text))
    x = y = 0
    line = []
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        line.append([x / GRID, y / GRID])
    return line


def test_nothing_is_lost(data):
    found = json.loads(json.dumps(packed(data)))
    arcs = [lines_of(one) for one in found["arcs"]]
    assert found["packed"] == list(SHAPES)
    found["places"] = rows_of(found["places"])
    found["figures"] = {
        name: {row.pop(KEY): row for row in rows_of(table)}
        for name, table in found["figures"].items()
    }
    for name in data:
        again = restored(found[name], arcs) if name in SHAPES else found[name]
        assert again == data[name], name


def test_every_edge_stands_once(data):
    edges = [
        frozenset((tuple(a), tuple(b)))
        for arc in packed(data)["arcs"]
        for line in [lines_of(arc)]
        for a, b in pairwise(line)
    ]
    assert len(edges) == len(set(edges))


def test_it_is_much_smaller(data):
    whole, less = (
        len(gzip.compress(json.dumps(one, separators=(",", ":")).encode(), mtime=0))
        for one in (data, packed(data))
    )
    assert less < 0.55 * whole


def test_lines_are_cut_where_they_part():
    """Two squares side by side, and a line of its own: the edge between them stands once.

    tests/scripts/arcs.test.js puts together what stands here.
    """
    west = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    east = [[1.0, 1.0], [1.0, 0.0], [2.5, 0.5], [1.0, 1.0]]
    found = packed({"zones": {"rings": [west, east]}, "line": {"at": [[5.0, 5.0], [5.0001, 4.0]]}})
    assert found["zones"] == {"rings": [{"arcs": [0, 1, 2]}, {"arcs": [-2, 3]}]}
    assert found["line"] == {"at": {"arcs": [4]}}
    assert [list(numbers_of(one)) for one in found["arcs"]] == [
        [0, 0, 10000, 0],
        [10000, 0, 0, 10000],
        [10000, 10000, -10000, 0, 0, -10000],
        [10000, 0, 15000, 5000, -15000, 5000],
        [50000, 50000, 1, -10000],
    ]
    assert found["arcs"][-1] == "g1hDg1hDChxT"

"""Random worlds: boundary layers, held territory, parts and catalogues.

Boundaries are cells of a bent grid, merged at random: regions are irregular, may lie in several
pieces, have holes with another region in them, or meet in a single point. Held territory is a
union of stars, triangles and rings (with holes), whole regions' cells (so that edges coincide),
a cover of everything, and specks.
"""

from __future__ import annotations

import datetime as dt
import itertools

import pandas as pd
import shapely
from hypothesis import strategies as st

from tests.drawn import TERRITORY, boundaries_of, control_of
from tests.shipped import COUNTRY
from whoholds.proposals.catalogue import Catalogue, status_schema
from whoholds.proposals.file import Clause, Proposal, Reading
from whoholds.vocabulary.closed import Holder
from whoholds.vocabulary.known import Known

WEST, SOUTH, EAST, NORTH = 30.0, 46.0, 34.0, 50.0

share = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 6))


@st.composite
def cells(draw):
    """The quadrilaterals of a bent grid, neighbours sharing their corners."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    bend = st.floats(-0.3, 0.3).map(lambda value: round(value, 6))
    nodes = {
        (column, row): (
            WEST + (column + draw(bend)) * (EAST - WEST) / columns,
            SOUTH + (row + draw(bend)) * (NORTH - SOUTH) / rows,
        )
        for column, row in itertools.product(range(columns + 1), range(rows + 1))
    }
    return [
        shapely.Polygon([nodes[c, r], nodes[c + 1, r], nodes[c + 1, r + 1], nodes[c, r + 1]])
        for c, r in itertools.product(range(columns), range(rows))
    ]


@st.composite
def regions(draw, quads):
    """Cells merged into up to five regions."""
    owners = draw(st.lists(st.integers(1, 5), min_size=len(quads), max_size=len(quads)))
    return {
        f"UA-0{owner}": shapely.union_all(
            [q for q, o in zip(quads, owners, strict=True) if o == owner]
        )
        for owner in sorted(set(owners))
    }


@st.composite
def stars(draw):
    """A polygon that is simple by construction: corners in the order of their angles."""
    x, y = WEST - 0.5 + 5 * draw(share), SOUTH - 0.5 + 5 * draw(share)
    size = draw(st.sampled_from([0.01, 0.3, 1.0, 3.0]))
    reach = draw(st.lists(st.floats(0.2, 1.0), min_size=3, max_size=9))
    circle = shapely.get_coordinates(shapely.Point(0, 0).buffer(1, quad_segs=9))
    step = len(circle) // len(reach)
    return shapely.Polygon(
        [
            (x + size * r * circle[n * step][0], y + size * r * circle[n * step][1])
            for n, r in enumerate(reach)
        ]
    )


@st.composite
def territories(draw, quads):
    """Held territory: a union of shapes, some with holes cut into them."""
    kinds = {
        "star": stars(),
        "ring": stars().map(lambda star: star.difference(shapely.affinity.scale(star, 0.4, 0.4))),
        "cells": st.lists(st.sampled_from(quads), min_size=1).map(shapely.union_all),
        "all": st.just(shapely.box(WEST - 3, SOUTH - 3, EAST + 3, NORTH + 3)),
    }
    chosen = draw(st.lists(st.sampled_from(["star", "star", "ring", "cells", "all"]), max_size=4))
    shapes = [draw(kinds[kind]) for kind in chosen]
    return shapely.union_all(shapes) if shapes else shapely.Polygon()


@st.composite
def part_tables(draw, names):
    """Parts of random regions: halves that may overlap, and strips along the line."""
    halves = st.builds(
        lambda side, at: (f"held-{side}-of", str(round(WEST + 4 * at, 3))),
        st.sampled_from(["west", "east"]),
        share,
    )
    strips = st.sampled_from(
        [("strip", "0-5"), ("strip", "5-20"), ("strip", "20-40"), ("held", "")]
    )
    rows = [
        (f"p{n}", draw(st.sampled_from(names)), draw(st.sampled_from(["UA", "RU"])), *rule)
        for n, rule in enumerate(draw(st.lists(halves | strips, max_size=4)))
    ]
    frame = pd.DataFrame(rows, columns=["part", "region", "held_by", "rule", "value"])
    return frame.assign(name_en="a part", name_uk="частина", note="")


def parted(parts):
    """A country with these parts."""
    return COUNTRY.but(parts=parts)


@st.composite
def worlds(draw):
    """Shapes of regions, held territory, parts."""
    quads = draw(cells())
    shapes = draw(regions(quads))
    return shapes, draw(territories(quads)), draw(part_tables(list(shapes)))


def _text(words):
    return {"en": words, "uk": words}


@st.composite
def catalogues(draw, names):
    """One proposal with two readings, with rows for some regions and holders."""
    holders = st.sampled_from(TERRITORY.sides.holders)
    rows = [
        _row(reading, region, held_by, draw(holders))
        for reading, region, held_by in itertools.product(["", "wide"], names, ["UA", "RU"])
        if draw(st.booleans())
    ]
    clauses = {side: Clause(**_clause(draw(holders))) for side in ("UA", "RU")}
    proposal = Proposal(
        id="random",
        kind="proposal",
        date=dt.date(2025, 1, 2),
        **{name: _text(name) for name in ("name", "proposer", "standing", "summary")},
        sources=["atlas"],
        elsewhere=clauses,
        readings=[
            Reading(id=name, default=name == "narrow", name=_text(name), reason=_text(name))
            for name in ("narrow", "wide")
        ],
    )
    return Catalogue(
        {"random": proposal},
        pd.DataFrame(rows, columns=list(status_schema(TERRITORY).columns)),
        {},
        Known(TERRITORY.sides, {}),
    )


def _clause(holder):
    return {
        "holder": holder,
        "administration": "INT" if holder in (Holder.DMZ, Holder.INT) else "",
        "counted_for": "UA" if holder == Holder.DMZ else "",
        "recognition": "none",
        "basis": "inferred",
        "source": "atlas",
    }


def _row(reading, region, held_by, holder):
    return {
        "proposal": "random",
        "reading": reading,
        "region": region,
        "held_by": held_by,
        "part": "",
        **_clause(holder),
        "note": "",
    }


def layers(shapes, held):
    """The two layers of a world, as the core takes them."""
    # The laws are those of the partition: what is a strip is told by shape, and tested apart.
    boundaries = boundaries_of(shapes)
    return boundaries, control_of(held).settled_with(boundaries)

"""The goals that the shipped lines are held to, and why any of them is not met."""

from __future__ import annotations

import datetime as dt

from tests.shipped import LINES

from benchmarks.accuracy import overlap
from benchmarks.pairs import BEFORE_2022, READINGS, Bench, Pair, table
from whoholds.figures.areas import headline
from whoholds.zones.partition import partition

PUBLISHED_KM2 = {dt.date(2025, 8, 16): 114_493}
"""DeepState's own total of the next day (Ukrainska Pravda, 17 August 2025)."""

MAIN = ("UA-14", "UA-09", "UA-23", "UA-65", "UA-63")


def goals(bench: Bench, pairs: list[Pair]) -> str:
    """The goals with what is measured as drawn, and why any of them is not met."""
    rows = [row for pair in pairs for row in _goals_of_pair(bench, pair, pairs)]
    regions = bench.country.boundaries
    for date, published in PUBLISHED_KM2.items():
        figure = headline(partition(regions, LINES[date]))
        theirs = _deepstate_of(pairs, date)
        others = _totals(bench, theirs) if theirs else ["", ""]
        for what, area, other in (
            ("total by official areas", figure.official_km2, others[0]),
            ("measured total, the headline", figure.area_km2, others[1]),
        ):
            off = area / published - 1
            rows.append(_goal(f"{what}, beside {published:,} km2 published", "within 0.5 %",
                              f"{area:,.0f} km2, {off:+.2%}", "", other, abs(off) <= 0.005,
                              "closed to coast and border; see docs/assumptions.md"))  # fmt: skip
    zones = partition(regions, LINES[BEFORE_2022])
    figure = headline(zones)
    rows.append(_goal(f"total of {BEFORE_2022}", "42,000 to 44,000 km2, about 7.1 %",
                      f"{figure.area_km2:,.0f} km2, {figure.share:.2%}", "", "",
                      42_000 <= figure.area_km2 <= 44_000, ""))  # fmt: skip
    held = zones.table[zones.table["held_by"] == "RU"].set_index("region")["share_of_region"]
    for code, told in (("UA-14", "32.3 % and about 31 % published"), ("UA-09", "about 31 %")):
        what = f"{bench.name(code)}, share of the oblast on {BEFORE_2022}"
        met = 0.305 <= held[code] <= 0.328
        rows.append(_goal(what, told, f"{held[code]:.1%}", "", "", met, ""))
    return table(["what", "goal", "as drawn", "closed", "DeepState measured the same way",
                  "met, as drawn"], rows)  # fmt: skip


def _goals_of_pair(bench: Bench, pair: Pair, pairs: list[Pair]) -> list[list[object]]:
    """Overlap and shares of one pair; beside ISW also what DeepState's layer comes to."""
    name, drawn = pair.reference.label, READINGS[0]
    bar, points = (0.975, 1.5) if pair.reference.name == "DeepState" else (0.965, 4.0)
    twin = None
    if pair.reference.name != "DeepState" and (found := _deepstate_of(pairs, pair.layer.date)):
        twin = Pair(pair.layer, pair.reference, found.theirs, pair.theirs)
    iou = {r: overlap(pair.ours[r], pair.theirs[r]) for r in READINGS}
    other = f"{overlap(twin.ours[drawn], twin.theirs[drawn]):.4f}" if twin else ""
    rows = [_goal(f"IoU with {name}", f"at least {bar}", f"{iou[drawn]:.4f}",
                  f"{iou['closed']:.4f}", other, iou[drawn] >= bar, STALE)]  # fmt: skip
    gaps = {r: pair.gaps(bench.country, r) for r in READINGS}
    for code in MAIN:
        other = f"{twin.gaps(bench.country, drawn)[code]:+.2f}" if twin else ""
        rows.append(_goal(f"{bench.name(code)}, share of the oblast beside {name}",
                          f"within {points} points", f"{gaps[drawn][code]:+.2f}",
                          f"{gaps['closed'][code]:+.2f}", other,
                          abs(gaps[drawn][code]) <= points, STALE))  # fmt: skip
    return rows


STALE = "the file is months behind its date; see below"


def _goal(
    what: str, goal: str, drawn: str, closed: str, other: str, met: bool, why: str
) -> list[object]:
    return [what, goal, drawn, closed, other, "yes" if met else f"**no**: {why}"]


def _deepstate_of(pairs: list[Pair], date: dt.date) -> Pair | None:
    return next((pair for pair in pairs if pair.layer.date == date
                 and pair.reference.name == "DeepState"), None)  # fmt: skip


def _totals(bench: Bench, pair: Pair) -> list[str]:
    """DeepState's weighted and plain totals in both readings."""
    held = [pair.theirs[reading] for reading in READINGS]
    return [
        " / ".join(f"{bench.country.weighted(one):,.0f}" for one in held) + " closed",
        " / ".join(f"{one.area:,.0f}" for one in held) + " closed",
    ]

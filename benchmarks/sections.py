"""The tables of the report on the lines: overlap, regions, towns, the references themselves."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import shapely
from tests.shipped import BASELINE, LINES

from benchmarks import references
from benchmarks.accuracy import distances, flat, overlap, stretches
from benchmarks.pairs import BEFORE_2022, READINGS, Bench, Pair, nearest, table
from whoholds.ground.resources import geodata

HELD_BEFORE_2022 = ("UA-14", "UA-09", "UA-43", "UA-40")
LATER = ("UA-23", "UA-65", "UA-63", "UA-59")


def likeness(bench: Bench, pairs: list[Pair]) -> str:
    """Overlap, and distances between the lines both ways."""
    rows = []
    for pair in pairs:
        for reading in READINGS:
            ours, theirs = pair.ours[reading], pair.theirs[reading]
            rows += _likeness_rows(bench, f"{pair.layer.date}", pair.reference.label, reading,
                                   ours, theirs)  # fmt: skip
    return table(LIKENESS, rows)


LIKENESS = ["layer", "reference", "reading", "IoU", "held by the first alone, km2",
            "by the second alone", "line of", "length, km", "to the other's line: mean, km",
            "median", "95th percentile", "largest, and near which town"]  # fmt: skip


def _likeness_rows(
    bench: Bench,
    first: str,
    second: str,
    reading: str,
    ours: shapely.Geometry,
    theirs: shapely.Geometry,
) -> list[list[object]]:
    lines = [bench.country.contact(side) for side in (ours, theirs)]
    there, back = distances(*lines, bench.towns), distances(*lines[::-1], bench.towns)
    alone = [ours.difference(theirs).area, theirs.difference(ours).area]
    shared = [first, second, reading, f"{overlap(ours, theirs):.4f}"]
    shared += [f"{area:,.0f}" for area in alone]
    return [
        [*(shared if whose == "first" else [""] * len(shared)), whose, f"{line.length:,.0f}",
         f"{far.mean:.2f}", f"{far.median:.2f}", f"{far.p95:.2f}",
         f"{far.largest:.1f} {far.largest_near}"]
        for whose, line, far in zip(("first", "second"), lines, (there, back), strict=True)
    ]  # fmt: skip


def by_oblast(bench: Bench, pairs: list[Pair]) -> str:
    """Held area of every region concerned, side by side, in both readings."""
    country, blocks = bench.country, []
    for pair in pairs:
        columns = {}
        for reading in READINGS:
            columns["ours", reading] = country.by_region(pair.ours[reading])
            columns["theirs", reading] = country.by_region(pair.theirs[reading])
        held = pd.DataFrame(columns)
        held = held[held.max(axis=1) > 0.5]
        gaps = {reading: pair.gaps(country, reading) for reading in READINGS}
        rows = [
            [bench.name(code), *(_both(line[("ours", r)], line[("theirs", r)], gaps[r][code])
                                   for r in READINGS)]
            for code, line in held.iterrows()
        ]  # fmt: skip
        rows.append(["polygons together", *(_both(held["ours", r].sum(), held["theirs", r].sum())
                                            for r in READINGS)])  # fmt: skip
        rows.append(["weighted, as the headline",
                     *(_both(country.weighted(pair.ours[r]), country.weighted(pair.theirs[r]))
                       for r in READINGS)])  # fmt: skip
        title = f"### {pair.layer.date} beside {pair.reference.label}"
        if pair.reference.note:
            title += f" ({pair.reference.note})"
        header = ["region", *(f"{r}: ours / theirs, km2; points of the region" for r in READINGS)]
        blocks += [title, table(header, rows)]
    return "\n\n".join(blocks)


def _both(ours: float, theirs: float, points: float | None = None) -> str:
    last = f"{points:+.2f}" if points is not None else f"{ours / theirs - 1:+.2%}"
    return f"{ours:,.0f} / {theirs:,.0f}; {last}"


def weakest(bench: Bench, pairs: list[Pair]) -> str:
    """The towns around which most differs, closed."""
    blocks = []
    for pair in pairs:
        found = stretches(pair.ours["closed"], pair.theirs["closed"], bench.towns).head(12)
        rows = [
            [town, f"{line.only_ours:.0f}", f"{line.only_theirs:.0f}"]
            for town, line in found.iterrows()
        ]
        header = ["nearest town", "held by ours alone, km2", "by theirs alone"]
        blocks += [f"### {pair.layer.date} beside {pair.reference.label}", table(header, rows)]
    return "\n\n".join(blocks)


def among_references(bench: Bench) -> str:
    """DeepState against ISW on the days that both have, and one more day for our layer."""
    rows = []
    days = [(one, one.date) for one in bench.isw if one.date in bench.days]
    for date in list(LINES):
        days += [(one, day) for one in bench.isw for day in nearest(list(bench.days), date)
                 if one.date in nearest([x.date for x in bench.isw], date)]  # fmt: skip
    for one, day in days:
        first, second = bench.readings(bench.deepstate(day).held), bench.readings(one.held)
        for reading in READINGS:
            rows += _likeness_rows(bench, f"DeepState {day}", one.label, reading,
                                   first[reading], second[reading])  # fmt: skip
    return table(LIKENESS, rows)


def staleness(bench: Bench) -> str:
    """Which day of DeepState each ISW file fits best, and what it holds in Donetsk."""
    rows = []
    every_week = sorted(bench.days)[::7]
    layers = {day: flat(bench.deepstate(day).held) for day in every_week}
    donetsk = bench.country.regions["UA-14"]
    before = None
    for one in bench.isw:
        held = flat(one.held)
        likeness_by_day = {day: overlap(held, layer) for day, layer in layers.items()}
        best = max(likeness_by_day, key=lambda day: likeness_by_day[day])
        here = held.intersection(donetsk).area
        same = (f"{flat(bench.deepstate(one.date).held).intersection(donetsk).area:,.0f}"
                if one.date in bench.days else "no file")  # fmt: skip
        change = "" if before is None else f"{held.symmetric_difference(before).area:,.0f}"
        rows.append([one.label, f"{held.area:,.0f}", change, f"{here:,.0f}", same,
                     best.isoformat(), f"{likeness_by_day[best]:.4f}"])  # fmt: skip
        before = held
    return table(
        ["file", "held, km2", "of it changed since the file before", "in Donetsk oblast",
         "DeepState of that day there", "DeepState's day that it fits best (of one a week)",
         "IoU then"], rows)  # fmt: skip


def stale_by_oblast(bench: Bench) -> str:
    """The ISW file nearest to the baseline beside DeepState of its day, by region."""
    blocks = []
    for one in bench.isw:
        if one.date not in nearest([x.date for x in bench.isw], BASELINE):
            continue
        other = bench.deepstate(nearest(list(bench.days), one.date)[0])
        isw, theirs = (bench.country.by_region(flat(layer.held)) for layer in (one, other))
        rows = [
            [bench.name(code), f"{isw[code]:,.0f}", f"{theirs[code]:,.0f}",
             f"{isw[code] - theirs[code]:+,.0f}"]
            for code in isw.index[(isw > 0.5) | (theirs > 0.5)]
        ]  # fmt: skip
        blocks.append(table(["region", f"{one.label}, km2", other.label, "difference"], rows))
    return "\n\n".join(blocks)


def settlements(bench: Bench) -> str:
    """Places on the same side in our layers and in VIINA's table of settlements."""
    known = pd.read_csv(geodata("settlements.csv"), dtype={"geonames_id": str})
    rows = []
    for date in list(LINES):
        day = max(date, dt.date(2022, 2, 24))
        states = references.viina(bench.base, day)
        held = LINES[date].held
        shapely.prepare(held)
        ours = shapely.contains(held, shapely.points(known["lon"], known["lat"]))
        theirs = known["geonames_id"].map(states)
        for code in HELD_BEFORE_2022 if date == BEFORE_2022 else (*HELD_BEFORE_2022, *LATER):
            here = (known["region"] == code) & theirs.isin(["RU", "UA"])
            agree = (theirs == "RU")[here] == ours[here.to_numpy()]
            rows.append([date, day, bench.name(code), int(here.sum()), int((~agree).sum()),
                         f"{agree.mean():.1%}" if len(agree) else "",
                         int((known["region"] == code).sum() - here.sum())])  # fmt: skip
    return table(["layer", "VIINA's day", "region", "places that both know", "on another side",
                  "alike", "places that VIINA lacks or calls contested"], rows)  # fmt: skip

"""How close the shipped control layers are to other projects' maps: `make accuracy`.

Writes benchmarks/line_accuracy.md. The references stay in their folder (WHOHOLDS_REFERENCE, or
../shared/reference); nothing of their geometry is written down but areas and distances. They
measure: no waypoint is taken from them. `--picture FILE` draws where the layers differ, into a
file outside the repository.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely

from benchmarks import references
from benchmarks.accuracy import (
    CRUMB_KM2,
    MARGIN_KM,
    STEP_KM,
    STRIP_KM,
    TOWN_POPULATION,
    Country,
    Towns,
    distances,
    flat,
    overlap,
    stretches,
)
from benchmarks.picture import draw
from benchmarks.references import Reference
from whoholds.boundaries import load_boundaries
from whoholds.control import BASELINE_DATE, ControlLayer, embedded_dates, embedded_layer
from whoholds.resources import geodata
from whoholds.statistics import headline
from whoholds.zones import partition

REPORT = Path(__file__).parent / "line_accuracy.md"
ROOT = Path(__file__).parents[1]

PUBLISHED_KM2 = {dt.date(2025, 8, 16): 114_493}
"""DeepState's own total of the next day (Ukrainska Pravda, 17 August 2025)."""

BEFORE_2022 = dt.date(2022, 2, 23)
MAIN = ("UA-14", "UA-09", "UA-23", "UA-65", "UA-63")
HELD_BEFORE_2022 = ("UA-14", "UA-09", "UA-43", "UA-40")
LATER = ("UA-23", "UA-65", "UA-63", "UA-59")
NEAR_DAYS = 31
READINGS = ("as drawn", "closed")


@dataclass(frozen=True)
class Pair:
    """A shipped layer beside a reference, on the plane, by reading."""

    layer: ControlLayer
    reference: Reference
    ours: dict[str, shapely.Geometry]
    theirs: dict[str, shapely.Geometry]

    def gaps(self, country: Country, reading: str) -> pd.Series:
        """Ours less theirs by region, in points of the region's area."""
        ours, theirs = (country.by_region(side[reading]) for side in (self.ours, self.theirs))
        sizes = pd.Series({code: shape.area for code, shape in country.regions.items()})
        return (ours - theirs) / sizes * 100


class Bench:
    """Everything that the report is written from."""

    def __init__(self, base: Path) -> None:
        """Read the references that are near the shipped layers in time."""
        self.base = base
        self.country = Country(load_boundaries())
        self.towns = Towns(pd.read_csv(geodata("settlements.csv")))
        self.days = references.deepstate_days(base)
        self.isw = list(references.isw(base, self.country.boundaries))

    def deepstate(self, day: dt.date) -> Reference:
        """DeepState's layer of a day."""
        return references.deepstate(self.days[day], day, self.country.boundaries)

    def readings(self, held: shapely.Geometry) -> dict[str, shapely.Geometry]:
        """A layer as drawn, and closed to the coast and the state border."""
        drawn = flat(held)
        return {"as drawn": drawn, "closed": self.country.closed(drawn)}

    def pairs(self) -> Iterator[Pair]:
        """Each shipped layer with the nearest day of each reference, where that is near."""
        for date in embedded_dates():
            layer = embedded_layer(date)
            ours = self.readings(layer.held)
            near = [self.deepstate(day) for day in _nearest(list(self.days), date)]
            near += [
                one for one in self.isw if one.date in _nearest([x.date for x in self.isw], date)
            ]
            for reference in near:
                yield Pair(layer, reference, ours, self.readings(reference.held))


def _nearest(days: list[dt.date], date: dt.date) -> list[dt.date]:
    near = [day for day in days if abs((day - date).days) <= NEAR_DAYS]
    return sorted(near, key=lambda day: abs((day - date).days))[:1]


def table(header: list[str], rows: list[list[object]]) -> str:
    """A Markdown table; numbers arrive as text."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


# --- sections of the report ------------------------------------------------------------------


def goals(bench: Bench, pairs: list[Pair]) -> str:
    """Issue 3's goals with what is measured as drawn, and why any of them is not met."""
    rows = [row for pair in pairs for row in _goals_of_pair(bench, pair, pairs)]
    regions = bench.country.boundaries
    for date, published in PUBLISHED_KM2.items():
        figure = headline(partition(regions, embedded_layer(date)))
        theirs = _deepstate_of(pairs, date)
        others = _totals(bench, theirs) if theirs else ["", ""]
        for what, area, other in (
            ("weighted total, the headline", figure.area_km2, others[0]),
            ("plain polygon total", figure.geodesic_km2, others[1]),
        ):
            off = area / published - 1
            rows.append(_goal(f"{what}, beside {published:,} km2 published", "within 0.5 %",
                              f"{area:,.0f} km2, {off:+.2%}", "", other, abs(off) <= 0.005,
                              "closed to coast and border; see docs/assumptions.md"))  # fmt: skip
    zones = partition(regions, embedded_layer(BEFORE_2022))
    figure = headline(zones)
    rows.append(_goal(f"total of {BEFORE_2022}", "42,000 to 44,000 km2, about 7.1 %",
                      f"{figure.area_km2:,.0f} km2, {figure.share:.2%}", "", "",
                      42_000 <= figure.area_km2 <= 44_000, ""))  # fmt: skip
    held = zones.table[zones.table["held_by"] == "RU"].set_index("region")["share_of_region"]
    for code, told in (("UA-14", "32.3 % and about 31 % published"), ("UA-09", "about 31 %")):
        what = f"{_name(bench, code)}, share of the oblast on {BEFORE_2022}"
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
        rows.append(_goal(f"{_name(bench, code)}, share of the oblast beside {name}",
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


def _name(bench: Bench, code: str) -> str:
    return str(bench.country.boundaries.regions.loc[code, "name_en"])


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
            [_name(bench, code), *(_both(line[("ours", r)], line[("theirs", r)], gaps[r][code])
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
    for date in embedded_dates():
        days += [(one, day) for one in bench.isw for day in _nearest(list(bench.days), date)
                 if one.date in _nearest([x.date for x in bench.isw], date)]  # fmt: skip
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
        if one.date not in _nearest([x.date for x in bench.isw], BASELINE_DATE):
            continue
        other = bench.deepstate(_nearest(list(bench.days), one.date)[0])
        isw, theirs = (bench.country.by_region(flat(layer.held)) for layer in (one, other))
        rows = [
            [_name(bench, code), f"{isw[code]:,.0f}", f"{theirs[code]:,.0f}",
             f"{isw[code] - theirs[code]:+,.0f}"]
            for code in isw.index[(isw > 0.5) | (theirs > 0.5)]
        ]  # fmt: skip
        blocks.append(table(["region", f"{one.label}, km2", other.label, "difference"], rows))
    return "\n\n".join(blocks)


def settlements(bench: Bench) -> str:
    """Places on the same side in our layers and in VIINA's table of settlements."""
    known = pd.read_csv(geodata("settlements.csv"), dtype={"geonames_id": str})
    rows = []
    for date in embedded_dates():
        day = max(date, dt.date(2022, 2, 24))
        states = references.viina(bench.base, day)
        held = embedded_layer(date).held
        shapely.prepare(held)
        ours = shapely.contains(held, shapely.points(known["lon"], known["lat"]))
        theirs = known["geonames_id"].map(states)
        for code in HELD_BEFORE_2022 if date == BEFORE_2022 else (*HELD_BEFORE_2022, *LATER):
            here = (known["region"] == code) & theirs.isin(["RU", "UA"])
            agree = (theirs == "RU")[here] == ours[here.to_numpy()]
            rows.append([date, day, _name(bench, code), int(here.sum()), int((~agree).sum()),
                         f"{agree.mean():.1%}" if len(agree) else "",
                         int((known["region"] == code).sum() - here.sum())])  # fmt: skip
    return table(["layer", "VIINA's day", "region", "places that both know", "on another side",
                  "alike", "places that VIINA lacks or calls contested"], rows)  # fmt: skip


METHOD = (
    "References only measure: no waypoint is taken from them, and nothing of their geometry is "
    "here but areas, distances and the towns nearby. Layers without a reference within "
    f"{NEAR_DAYS} days are held to published totals and to VIINA's settlements only."
)

READINGS_TEXT = (
    "Two readings. **As drawn**: both layers clipped to the shipped regions. **Closed**: the same, "
    "and what lies between a layer and the coast or state border is added to it where the rest of "
    f"Ukraine is nowhere wider than {STRIP_KM:.0f} km, lies within {STRIP_KM:.0f} km of the border "
    "and touches the layer. Such strips come from two drawings of one coast and say nothing of the "
    "line of contact. The line is, in both readings, the edge of the largest piece of Ukraine that "
    f"the closed layer does not hold, more than {MARGIN_KM:.0f} km from coast and state border, "
    f"without islands and holes below {CRUMB_KM2:.0f} km2; distances are taken every {STEP_KM:g} "
    "km of it to the nearest point of the other. "
    f"Places are the nearest towns of {TOWN_POPULATION:,} people."
)


def report(bench: Bench) -> str:
    """The whole report as Markdown."""
    pairs = list(bench.pairs())
    return (
        "\n\n".join(
            [
                "# The lines of contact beside other projects' maps",
                f"Written by `make accuracy`, {dt.datetime.now(dt.UTC):%Y-%m-%d}. {METHOD}",
                READINGS_TEXT,
                "## Goals",
                goals(bench, pairs),
                "## Overlap and distance",
                likeness(bench, pairs),
                "## Held area by region",
                by_oblast(bench, pairs),
                "## Where they differ most",
                weakest(bench, pairs),
                "## DeepState and ISW beside each other",
                among_references(bench),
                "## How old the ISW files are",
                "A file's date is the day in its name. The file of 31 July 2025 is all but that of "
                "11 June, and both fit DeepState's maps of the end of February best: what was "
                "taken in the months between is missing in them.",
                staleness(bench),
                stale_by_oblast(bench),
                "## Settlements",
                "VIINA says per settlement who holds it; its table begins on 24 February 2022, so "
                "the layer of the day before is held to that day, when the first places of the new "
                "advance count as Russia's, in the regions where something was held before.",
                settlements(bench),
            ]
        )
        + "\n"
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the report and write it down; without references, say so."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line_accuracy", description=__doc__)
    parser.add_argument("--picture", type=Path, help="an .svg file outside the repository")
    options = parser.parse_args(arguments)
    base = references.folder()
    if base is None:
        print("No folder of reference layers (WHOHOLDS_REFERENCE names one): nothing measured.")
        return
    bench = Bench(base)
    if options.picture:
        path = options.picture.resolve()
        if path.is_relative_to(ROOT):
            parser.error(f"{path} is inside the repository; references stay out of it")
        path.write_text(draw(bench.country, list(bench.pairs())), encoding="utf-8")
        print(f"wrote {path}")
        return
    text = report(bench)
    REPORT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

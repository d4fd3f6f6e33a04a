"""The preflight report: whether the shipped or edited files are whole and fit together.

Every check runs, also after one has failed, and each says all that it finds, so that one call
shows everything that is to be mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from whoholds.checks.named_places import check_places
from whoholds.checks.own_files import OwnFiles
from whoholds.checks.tables import Tables
from whoholds.fetch.downloads import read_downloads
from whoholds.figures.comparators import load_comparators
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground import intact
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.ground.resources import geodata, seeds
from whoholds.layers.boundaries import load_boundaries, load_territory
from whoholds.layers.city_limits import limit_faults, read_limits
from whoholds.layers.control import embedded_dates
from whoholds.layers.official_areas import compare_areas, read_reasons, summary
from whoholds.zones.parts import settlement_points

SCHEMA = 2
"""Version of the JSON of `whoholds check`; CHANGELOG.md says what each changed."""


@dataclass(frozen=True)
class CheckResult:
    """One check of the preflight report.

    Attributes
    ----------
    name
        What was checked.
    passed
        Whether it held.
    detail
        What was counted or measured; for a failed check the text of every error.
    notes
        What a person should know and need not mend, such as rows with only a weak source.
    faults
        Every error of a failed check.
    """

    name: str
    passed: bool
    detail: str
    notes: tuple[str, ...] = ()
    faults: tuple[WhoholdsError, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the check as texts and lists, ready for JSON."""
        return {
            "name": self.name,
            "passed": self.passed,
            "detail": "" if self.faults else self.detail,
            "faults": [fault.to_dict() for fault in self.faults],
            "notes": list(self.notes),
        }


def check_report(results: Sequence[CheckResult]) -> dict[str, Any]:
    """Return the preflight report as plain data: the contract of `whoholds check --format json`."""
    return {
        "schema": SCHEMA,
        "passed": all(result.passed for result in results),
        "checks": [result.to_dict() for result in results],
    }


def run_checks(
    folder: Path | None = None,
    *,
    boundaries: Path | None = None,
    control: Path | None = None,
    date: dt.date | None = None,
) -> list[CheckResult]:
    """Run every check over the shipped geodata, a folder of edited tables and files of one's own.

    Parameters
    ----------
    folder
        A folder of the form of seeds/; None for the shipped one.
    boundaries, control
        Boundaries and a control layer of the user's own; None for none.
    date
        The layer's day, where its data do not say it.

    Returns
    -------
    list of CheckResult
        In a fixed order, failed ones included.

    Examples
    --------
    >>> all(result.passed for result in run_checks())
    True
    """
    tables = Tables(folder or seeds())
    own = OwnFiles(tables, boundaries, control, date)
    return [_result(name, found) for name, found in (*_findings(tables), *own.findings())]


def _result(name: str, found: Finding) -> CheckResult:
    detail = "\n".join(map(str, found.faults)) or found.detail
    faults = tuple(found.faults)
    return CheckResult(name, not faults, detail, tuple(found.notes), faults)


def _findings(tables: Tables) -> Iterator[tuple[str, Finding]]:
    for name, check in _CHECKS.items():
        try:
            yield name, check(tables)
        except WhoholdsError as error:
            yield name, Finding("", [error])


def _hashes(_tables: Tables) -> Finding:
    count = len(intact.recorded())
    return Finding(f"{count} files of geodata/ have their recorded SHA-256", [*intact.faults()])


def _boundaries(tables: Tables) -> Finding:
    layer = load_boundaries()
    areas = pd.DataFrame(layer.regions[["name_en", "area_km2", "official_km2"]])
    areas = areas.rename(columns={"area_km2": "drawn_km2"})
    reasons = read_reasons(tables.folder / "area_reasons.csv", load_territory())
    notes, faults = compare_areas(areas, reasons, str(geodata("regions.geojson")))
    overlap = layer.area_km2 - geodesic_km2([layer.territory])[0]
    detail = f"{len(areas)} regions, {summary(areas)}; overlap {overlap:.3f} km2"
    return Finding(detail, list(faults), notes)


def _limits(tables: Tables) -> Finding:
    path = tables.folder / "city_limits.csv"
    rows = read_limits(path, load_territory())
    places = {name: (point.x, point.y) for name, point in settlement_points().items()}
    faults = list(limit_faults(rows, places, load_boundaries(), str(path)))
    faults += tables.cited(rows, path)
    counts = rows.groupby("region", sort=False).size()
    told = ", ".join(f"{region}: {count} waypoints" for region, count in counts.items())
    return Finding(f"the cities are drawn with their limits; {told}", faults)


def _comparators(_tables: Tables) -> Finding:
    return Finding(f"{len(load_comparators())} areas to compare with")


def _downloads(tables: Tables) -> Finding:
    count = len(read_downloads(tables.folder / "downloads.toml"))
    return Finding(f"{count} sources to download from; none is asked")


def _lines(_tables: Tables) -> Finding:
    counts: list[str] = []
    faults: list[WhoholdsError] = []
    for date in embedded_dates():
        try:
            counts.append(f"{date}: {check_places(date)} waypoints")
        except WhoholdsError as error:
            faults.append(error)
    return Finding("named places lie on their stated side; " + ", ".join(counts), faults)


_CHECKS: dict[str, Callable[[Tables], Finding]] = {
    "hashes": _hashes,
    "boundaries": _boundaries,
    "city limits": _limits,
    "comparators": _comparators,
    "sources": lambda tables: tables.sources,
    "regions": lambda tables: tables.regions,
    "parts": lambda tables: tables.parts,
    "proposals": lambda tables: tables.proposals,
    "status": lambda tables: tables.status,
    "reactions": lambda tables: tables.reactions,
    "claims": lambda tables: tables.claims,
    "places": lambda tables: tables.places,
    "populations": lambda tables: tables.populations,
    "downloads": _downloads,
    "lines": _lines,
    "partition": lambda tables: tables.partition,
    "coverage": lambda tables: tables.coverage,
}

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

from whoholds.checks import about
from whoholds.checks.named_places import check_places
from whoholds.checks.own_files import OwnFiles
from whoholds.checks.tables import Tables
from whoholds.country.country import BACKDROP, Country
from whoholds.fetch.downloads import read_downloads
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import UnknownNameError, WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.layers.boundaries import REGIONS_FILE
from whoholds.layers.city_limits import limit_faults, read_limits
from whoholds.layers.official_areas import compare_areas, read_reasons, summary
from whoholds.words.reader import ENGLISH, Reader
from whoholds.words.saying import Note
from whoholds.words.text import columns

SCHEMA = 2
"""Version of the JSON of `whoholds check`; CHANGELOG.md says what each changed."""


@dataclass(frozen=True)
class CheckResult:
    """One check of the preflight report.

    Attributes
    ----------
    name
        What was checked: a row `check.name.NAME` of words.csv.
    found
        What came out.
    """

    name: str
    found: Finding

    @property
    def passed(self) -> bool:
        """Whether it held."""
        return not self.found.faults

    @property
    def faults(self) -> tuple[WhoholdsError, ...]:
        """Every error of a failed check."""
        return tuple(self.found.faults)

    def detail(self, reader: Reader = ENGLISH) -> str:
        """Say what was counted or measured; of a failed check the text of every error."""
        faults = [fault.text(reader) for fault in self.faults]
        detail = self.found.detail
        return "\n".join(faults) or (reader.note(detail) if detail else "")

    def notes(self, reader: Reader = ENGLISH) -> list[str]:
        """Say what a person should know and need not mend, such as rows with weak sources."""
        return [reader.said(note) for note in self.found.notes]

    def to_dict(self, reader: Reader = ENGLISH) -> dict[str, Any]:
        """Return the check as texts and lists, ready for JSON."""
        return {
            "name": self.name,
            "passed": self.passed,
            "detail": self.detail(reader) if self.passed else "",
            "faults": [fault.to_dict(reader) for fault in self.faults],
            "notes": self.notes(reader),
        }


def check_report(results: Sequence[CheckResult], reader: Reader = ENGLISH) -> dict[str, Any]:
    """Return the preflight report as plain data: the contract of `whoholds check --format json`."""
    return {
        "schema": SCHEMA,
        "passed": all(result.passed for result in results),
        "checks": [result.to_dict(reader) for result in results],
    }


def run_checks(
    country: Country,
    *,
    boundaries: Path | None = None,
    control: Path | None = None,
    date: dt.date | None = None,
) -> list[CheckResult]:
    """Run every check over the folders of a country and files of one's own.

    Parameters
    ----------
    country
        Whose tables and geodata, with the proposals beside them.
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
    >>> from whoholds.desk import opened
    >>> all(result.passed for result in run_checks(opened().country))
    True
    """
    tables = Tables(country)
    own = OwnFiles(tables, boundaries, control, date)
    return [CheckResult(name, found) for name, found in (*_findings(tables), *own.findings())]


def _findings(tables: Tables) -> Iterator[tuple[str, Finding]]:
    for name, check in _CHECKS.items():
        try:
            yield name, check(tables)
        except WhoholdsError as error:
            yield name, Finding(None, [error])


def _hashes(tables: Tables) -> Finding:
    geodata = tables.country.geodata
    count = len(geodata.recorded)
    return Finding(Note.of("check.hashes", count=count), [*geodata.faults()])


def _boundaries(tables: Tables) -> Finding:
    layer = tables.country.boundaries
    areas = pd.DataFrame(layer.regions[[*columns("name"), "area_km2", "official_km2"]])
    areas = areas.rename(columns={"area_km2": "drawn_km2"})
    reasons = read_reasons(tables.folder / "area_reasons.csv", tables.country.territory)
    where = str(tables.country.geodata.folder / REGIONS_FILE)
    notes, faults = compare_areas(areas, reasons, where)
    overlap = layer.area_km2 - geodesic_km2([layer.territory])[0]
    detail = Note.of(
        "check.boundaries", count=len(areas), summary=summary(areas), overlap_km2=float(overlap)
    )
    return Finding(detail, list(faults), notes)


def _limits(tables: Tables) -> Finding:
    path = tables.folder / "city_limits.csv"
    rows = read_limits(path, tables.country.territory)
    places = {name: (point.x, point.y) for name, point in tables.country.points.items()}
    faults = list(limit_faults(rows, places, tables.country.boundaries, str(path)))
    faults += tables.cited(rows, path)
    counts = rows.groupby("region", sort=False).size()
    told = tuple(
        Note.of("check.waypoints", of=str(region), count=int(count))
        for region, count in counts.items()
    )
    return Finding(Note.of("check.limits", counts=told), faults)


def _comparators(tables: Tables) -> Finding:
    known, faults = tables.country.comparators, []
    for measure in ("total", "land"):
        try:
            known.compare(1, tables.country.territory.comparator, measure)
        except WhoholdsError as error:
            faults.append(error)
    return Finding(Note.of("check.comparators", count=len(known.table)), faults)


def _backdrop(tables: Tables) -> Finding:
    counts: list[Note] = []
    faults: list[WhoholdsError] = []
    for name in BACKDROP:
        try:
            count = len(tables.country.shapes(name))
            counts.append(Note.of("check.shapes", of=name, count=count))
        except WhoholdsError as error:
            faults.append(error)
    return Finding(Note.of("check.backdrop", counts=tuple(counts)), faults)


def _downloads(tables: Tables) -> Finding:
    count = len(read_downloads(tables.folder / "downloads.toml"))
    return Finding(Note.of("check.downloads", count=count))


def _lines(tables: Tables) -> Finding:
    counts: list[Note] = []
    faults: list[WhoholdsError] = []
    if not tables.country.lines:
        faults.append(UnknownNameError.of("no_lines", str(tables.folder / "lines")))
    for date in tables.country.lines:
        try:
            count = check_places(tables.country, tables.known_sources, date)
            counts.append(Note.of("check.waypoints", of=date, count=count))
        except WhoholdsError as error:
            faults.append(error)
    return Finding(Note.of("check.lines", counts=tuple(counts)), faults)


_CHECKS: dict[str, Callable[[Tables], Finding]] = {
    "hashes": _hashes,
    "conflict": lambda tables: about.of_conflict(tables.read),
    "words": lambda tables: about.of_words(tables.read),
    "texts": lambda tables: about.of_texts(tables.read),
    "boundaries": _boundaries,
    "city limits": _limits,
    "backdrop": _backdrop,
    "settlements": lambda tables: tables.settlements,
    "comparators": _comparators,
    "sources": lambda tables: tables.sources,
    "regions": lambda tables: tables.regions,
    "spellings": lambda tables: tables.spellings,
    "parts": lambda tables: tables.parts,
    "terms": lambda tables: about.of_terms(tables.read),
    "versions": lambda tables: about.of_versions(tables.read),
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

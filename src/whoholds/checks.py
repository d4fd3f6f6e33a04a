"""The preflight report: whether the shipped or edited files are whole and fit together.

Every check runs, also after one has failed, so that one call shows all that is to be mended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whoholds.boundaries import load_boundaries
from whoholds.comparators import load_comparators
from whoholds.control import embedded_dates, embedded_layer
from whoholds.crs import geodesic_km2
from whoholds.errors import InputError, WhoholdsError
from whoholds.evaluation import check_parts, evaluate
from whoholds.parts import load_parts
from whoholds.placement import check_places
from whoholds.proposals import load_catalogue
from whoholds.resources import geodata
from whoholds.tables import read_toml
from whoholds.zones import Zones, partition


@dataclass(frozen=True)
class CheckResult:
    """One line of the preflight report.

    Attributes
    ----------
    name
        What was checked.
    passed
        Whether it held.
    detail
        What was counted or measured; for a failed check the error's text.
    """

    name: str
    passed: bool
    detail: str


def run_checks() -> list[CheckResult]:
    """Run every check over the shipped geodata and seeds.

    Returns
    -------
    list of CheckResult
        In a fixed order, failed ones included.

    Examples
    --------
    >>> all(result.passed for result in run_checks())
    True
    """
    return list(_results())


def _results() -> Iterator[CheckResult]:
    for name, check in _CHECKS.items():
        try:
            yield CheckResult(name, True, check())
        except WhoholdsError as error:
            yield CheckResult(name, False, str(error))


def _hashes() -> str:
    recorded = read_toml(geodata("provenance.toml"))
    for name, entry in recorded.items():
        path = geodata(name)
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no such file"
        if found != entry["sha256"]:
            raise InputError(
                "a file of geodata/ is not the one that was built",
                where=str(path),
                expected=f"SHA-256 {entry['sha256']}",
                found=found,
                remedy="restore it, or build geodata again with `make geodata`",
            )
    return f"{len(recorded)} files of geodata/ have their recorded SHA-256"


def _boundaries() -> str:
    layer = load_boundaries()
    overlap = layer.regions["geodesic_km2"].sum() - geodesic_km2([layer.territory])[0]
    return (
        f"{len(layer.regions)} regions, official {layer.regions['area_km2'].sum():,.0f} km2, "
        f"polygons {layer.regions['geodesic_km2'].sum():,.0f} km2, overlap {overlap:.3f} km2"
    )


def _comparators() -> str:
    return f"{len(load_comparators())} areas to compare with"


def _catalogue() -> str:
    catalogue = load_catalogue()
    check_parts(catalogue, load_parts())
    return (
        f"{len(catalogue.proposals)} proposals, {len(catalogue.status)} rows of control status, "
        f"{len(catalogue.sources)} sources"
    )


def _lines() -> str:
    counts = [f"{date}: {check_places(date)} waypoints" for date in embedded_dates()]
    return "named places lie on their stated side; " + ", ".join(counts)


def _each_zones() -> Iterator[Zones]:
    for date in embedded_dates():
        yield partition(load_boundaries(), embedded_layer(date), load_parts())


def _partition() -> str:
    counts = [f"{zones.control.date}: {len(zones.frame)} zones" for zones in _each_zones()]
    return "zones add up to their regions; " + ", ".join(counts)


def _coverage() -> str:
    catalogue, count = load_catalogue(), 0
    for zones in _each_zones():
        for proposal in catalogue.proposals.values():
            for reading in proposal.readings:
                evaluate(catalogue, proposal.id, zones, reading.id)
                count += 1
    return f"every zone has one status in {count} evaluations (proposal x reading x layer)"


_CHECKS: dict[str, Callable[[], str]] = {
    "hashes": _hashes,
    "boundaries": _boundaries,
    "comparators": _comparators,
    "catalogue": _catalogue,
    "lines": _lines,
    "partition": _partition,
    "coverage": _coverage,
}

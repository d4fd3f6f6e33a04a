"""Evaluation: proposal + reading + zones -> the status of every zone.

The rule: among the rows of the control-status table for a zone's region and holder on the day, a
row of the chosen reading replaces the row for all readings with the same key; a row for one of the
zone's parts goes before the row for the whole; a zone without a row takes the proposal's
`elsewhere` clause. Two rows for parts that a zone both belongs to would leave a choice, and
raise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pandera.typing import DataFrame

from whoholds.ground.contracts import agreed
from whoholds.ground.derived import derived
from whoholds.ground.errors import CoverageError, UnknownNameError
from whoholds.ground.notebooks import InNotebook
from whoholds.ground.tables import rows_of
from whoholds.proposals.catalogue import STATUS, Catalogue, Key, Status
from whoholds.proposals.file import Proposal, Reading
from whoholds.proposals.layer_line import on_layer
from whoholds.proposals.tables import EvaluationTable
from whoholds.words.saying import Note, Place
from whoholds.zones.partition import PART_SEPARATOR, Zones

TREATED = "treated"
"""Column of the part whose row gave a zone its status."""


@dataclass(frozen=True, eq=False)
class Evaluation(InNotebook):
    """The status of every zone under one reading of a proposal; compared by identity.

    Attributes
    ----------
    proposal, reading
        What was evaluated; the line of contact as it reads on the zones' layer.
    zones
        The zones that were evaluated, with their layers.
    frame
        The rows of `zones.table`, in the same order, with further columns holder (after),
        administration, counted_for, recognition, basis, source, note, treated (the part whose row
        gave the zone its status; "" for a row for the whole, or the `elsewhere` clause) and change.
    """

    proposal: Proposal
    reading: Reading
    zones: Zones
    frame: DataFrame[EvaluationTable]
    _derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)


def evaluate(
    catalogue: Catalogue, proposal: str, zones: Zones, reading: str | None = None
) -> Evaluation:
    """Give every zone its status under a proposal.

    Parameters
    ----------
    catalogue
        Proposals and their control-status table.
    proposal
        Id of a proposal.
    zones
        From `whoholds.zones.partition.partition`.
    reading
        Id of a reading; None for the proposal's default.

    Returns
    -------
    Evaluation
        Every zone once.

    Raises
    ------
    UnknownNameError
        When there is no such proposal or reading, or a row names an unknown region.
    CoverageError
        When a zone has no status, or more than one.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> result = evaluate(opened().catalogue, "putin-2024", baseline_zones())
    >>> sorted(set(result.frame.query("change == 'ua_cedes'")["region"]))
    ['UA-09', 'UA-14', 'UA-23', 'UA-65']
    """
    chosen = on_layer(catalogue[proposal], zones)
    chosen_reading = chosen.reading(reading)
    rules = _rules(catalogue, chosen, chosen_reading)
    _check_regions(rules, zones, chosen)
    keys = zones.keys
    statuses = pd.DataFrame(
        [_status_of(key, rules, chosen) for key in keys.values()],
        columns=[*STATUS, TREATED],
        index=list(keys),
    )
    frame = agreed(join_statuses(zones, statuses), EvaluationTable)
    return Evaluation(chosen, chosen_reading, zones, frame)


@derived
def evaluated(zones: Zones, catalogue: Catalogue, proposal: str, reading: str) -> Evaluation:
    """Return what `evaluate` does of a reading; the same object for the same zones.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones, opened
    >>> shown = baseline_zones(), opened().catalogue, "putin-2024", "stated"
    >>> evaluated(*shown) is evaluated(*shown)
    True
    """
    return evaluate(catalogue, proposal, zones, reading)


def join_statuses(zones: Zones, statuses: pd.DataFrame) -> pd.DataFrame:
    """Join zones with statuses by zone id, one to one, and derive the change.

    Parameters
    ----------
    zones
        From `whoholds.zones.partition.partition`.
    statuses
        Columns `STATUS`, indexed by zone id.

    Returns
    -------
    pandas.DataFrame
        The rows of `zones.table`, in their order, with the statuses and the column change.

    Raises
    ------
    CoverageError
        When a zone has no status or two, or a status has no zone.
    """
    known, given = zones.table.index, statuses.index
    if not given.equals(known):
        for key, odd in (
            ("zone.two_statuses", given[given.duplicated()]),
            ("zone.no_status", known.difference(given)),
            ("zone.unknown", given.difference(known)),
        ):
            if len(odd):
                raise CoverageError.of(key, zone=str(odd[0]), count=len(odd))
    changes = [
        zones.sides.change_of(held_by, holder, basis)
        for (_, held_by, _), holder, basis in zip(
            (zones.keys[name] for name in given),
            statuses["holder"],
            statuses["basis"],
            strict=True,
        )
    ]
    return zones.table.join(statuses.assign(change=changes), how="left", validate="one_to_one")


def _rules(catalogue: Catalogue, proposal: Proposal, reading: Reading) -> dict[Key, Status]:
    """The rows that apply: those for all readings, overlaid by those of the chosen one."""
    general = catalogue.rows.get((proposal.id, ""), {})
    return general | catalogue.rows.get((proposal.id, reading.id), {})


def _check_regions(rules: dict[Key, Status], zones: Zones, proposal: Proposal) -> None:
    place = Place("control_status.csv").at(proposal=proposal.id)
    for region, _, _ in rules:
        zones.boundaries.require_region(region, place)


def _status_of(key: Key, rules: dict[Key, Status], proposal: Proposal) -> Status:
    """The status of a zone, and the part whose row gave it."""
    region, held_by, part = key
    parts = part.split(PART_SEPARATOR) if part else []
    found = [name for name in parts if (region, held_by, name) in rules]
    if len(found) > 1:
        place = Place().at(proposal=proposal.id, region=region, held_by=held_by)
        raise CoverageError.of("zone.two_parts", place, parts=tuple(found))
    treated = found[0] if found else ""
    if (region, held_by, treated) in rules:
        return *rules[region, held_by, treated], treated
    clause = proposal.elsewhere[held_by]
    return *(str(getattr(clause, name)) for name in STATUS), ""


def check_parts(catalogue: Catalogue, parts: pd.DataFrame) -> None:
    """Raise when a row of the control-status table names a part that is not defined.

    Parameters
    ----------
    catalogue
        Proposals and their control-status table.
    parts
        The table of parts.

    Raises
    ------
    UnknownNameError
        Naming the first such row.
    """
    for fault in part_faults(catalogue, parts):
        raise fault


def part_faults(catalogue: Catalogue, parts: pd.DataFrame) -> Iterator[UnknownNameError]:
    """Yield an error for every row that names a part that is not defined; see `check_parts`."""
    known = set(parts[["region", "held_by", "part"]].itertuples(index=False, name=None))
    rows = rows_of(catalogue.status)
    for position, row in zip(catalogue.status.index, rows, strict=True):
        if row.part and (row.region, row.held_by, row.part) not in known:
            named = tuple(sorted({p for r, h, p in known if r == row.region}))
            yield UnknownNameError.of(
                "part.unknown",
                Place("control_status.csv", line=position + 2, column="part"),
                part=row.part,
                region=row.region,
                held_by=row.held_by,
                known=named or Note.of("form.none"),
            )


def empty_part_faults(catalogue: Catalogue, layers: Iterable[Zones]) -> Iterator[UnknownNameError]:
    """Yield an error for every row for a part that is empty in each of some layers."""
    present = {
        (region, held_by, part)
        for zones in layers
        for region, held_by, names in zones.keys.values()
        for part in names.split(PART_SEPARATOR)
    }
    rows = rows_of(catalogue.status)
    for position, row in zip(catalogue.status.index, rows, strict=True):
        if row.part and (row.region, row.held_by, row.part) not in present:
            yield UnknownNameError.of(
                "part.empty",
                Place("control_status.csv", line=position + 2, column="part"),
                part=row.part,
                region=row.region,
                held_by=row.held_by,
            )

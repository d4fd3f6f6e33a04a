"""The short way in: from names and files to evaluations, for the command line, page and API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from whoholds.door.importing import import_boundaries, import_layer
from whoholds.importers.land.precision import checked
from whoholds.importers.layer import Options
from whoholds.layers.boundaries import BoundaryLayer, load_boundaries
from whoholds.layers.control import BASELINE_DATE, ControlLayer, embedded_dates, embedded_layer
from whoholds.proposals.catalogue import load_catalogue
from whoholds.proposals.evaluation import Evaluation, check_parts, evaluate
from whoholds.spread.groups import Spread, spread
from whoholds.spread.measured import measure
from whoholds.zones.partition import Zones, partition
from whoholds.zones.parts import load_parts
from whoholds.zones.slivers import Slivers


def boundary_layer(file: str | Path | None = None) -> BoundaryLayer:
    """Return a boundary layer: the shipped one, or one from a file or folder.

    Examples
    --------
    >>> len(boundary_layer().regions)
    27
    """
    return load_boundaries() if file is None else import_boundaries(file).layer


def control_layer(
    file: str | Path | None = None,
    date: dt.date | None = None,
    boundaries: BoundaryLayer | None = None,
    slivers: str = Slivers.COUNT,
    *,
    precision_km: float | None = None,
    licence: str | None = None,
) -> ControlLayer:
    """Return a control layer: a shipped one by date, or one from a file.

    Parameters
    ----------
    file
        A file of any form that `whoholds.importers` reads; None for a shipped layer.
    date
        Without a file: which shipped layer (None: the baseline). With a file: its day, where
        the file does not say it.
    boundaries
        What a layer from a file is clipped to, and what slivers lie along; None for the shipped
        boundaries.
    slivers
        "count" or "leave": what becomes of thin strips between the layer and coast or border.
    precision_km
        How precise its line of contact is taken to be, everywhere; None for what its waypoints
        say, or for the default of the file's form.
    licence
        Of a file: what it allows, where you know it; None for what is said in it, or was noted
        when it was downloaded.

    Examples
    --------
    >>> control_layer().date.isoformat()
    '2025-08-16'
    """
    if file is not None:
        options = Options(date=date, slivers=slivers, precision_km=precision_km, licence=licence)
        return import_layer(file, boundaries or load_boundaries(), options).layer
    layer = embedded_layer(date or BASELINE_DATE)
    if slivers == Slivers.LEAVE:
        layer = layer.settled_with(boundaries or load_boundaries())
    return layer if precision_km is None else layer.without_legs(checked(precision_km))


def zones_of(control: ControlLayer, boundaries: BoundaryLayer | None = None) -> Zones:
    """Partition regions (the shipped ones by default) and parts by a control layer."""
    return partition(boundaries or load_boundaries(), control, load_parts())


@cache
def baseline_zones() -> Zones:
    """The zones of the baseline layer, computed once."""
    return zones_of(embedded_layer())


def evaluate_proposal(
    proposal: str,
    reading: str | None = None,
    control: ControlLayer | None = None,
    boundaries: BoundaryLayer | None = None,
) -> Evaluation:
    """Evaluate a shipped proposal.

    Parameters
    ----------
    proposal, reading
        Ids; None for the proposal's default reading.
    control, boundaries
        None for the baseline layer, and for the shipped boundaries.

    Raises
    ------
    UnknownNameError
        When there is no such proposal or reading.

    Examples
    --------
    >>> result = evaluate_proposal("formula-2022")
    >>> sorted(set(result.frame["holder"]))
    ['UA']
    """
    shipped = control is None and boundaries is None
    zones = baseline_zones() if shipped else zones_of(control or embedded_layer(), boundaries)
    return evaluate_on(zones, proposal, reading)


def evaluate_on(zones: Zones, proposal: str, reading: str | None = None) -> Evaluation:
    """Evaluate a shipped proposal on zones that are at hand; see `evaluate_proposal`."""
    catalogue = load_catalogue()
    check_parts(catalogue, load_parts())
    return evaluate(catalogue, proposal, zones, reading)


@cache
def shipped_zones(date: dt.date) -> Zones:
    """The zones of a shipped layer, computed once."""
    return baseline_zones() if date == BASELINE_DATE else zones_of(embedded_layer(date))


def claim_layers(
    control: ControlLayer | None = None, boundaries: BoundaryLayer | None = None
) -> list[Zones]:
    """Return the zones that published figures are checked with, the user's own layer first.

    Parameters
    ----------
    control, boundaries
        A layer, and boundaries, beside or instead of the shipped ones.
    """
    dates = sorted(embedded_dates(), reverse=True)
    if boundaries is None:
        shipped = [shipped_zones(date) for date in dates]
    else:
        shipped = [zones_of(embedded_layer(date), boundaries) for date in dates]
    return shipped if control is None else [zones_of(control, boundaries), *shipped]


def spread_of(
    layers: Sequence[ControlLayer],
    boundaries: BoundaryLayer | None = None,
    *,
    proposal: str | None = None,
    reading: str | None = None,
    people: bool = False,
) -> Spread:
    """Put the figures of several control layers side by side.

    Parameters
    ----------
    layers
        Two or more, of different sources or days; which of them are compared is up to their
        days (`whoholds.spread.groups`).
    boundaries
        None for the shipped boundaries.
    proposal, reading
        A proposal whose areas are to be compared too; None for none.
    people
        Whether to compare the pre-war residents of what is held too.

    Raises
    ------
    InputError
        When there is nothing to compare.
    UnknownNameError
        When there is no such proposal or reading.

    Examples
    --------
    >>> shipped = control_layer()
    >>> found = spread_of([shipped, shipped.telling(source={"en": "Another map"})])
    >>> len(found.groups), len(found.apart)
    (1, 0)
    """
    regions = boundaries or load_boundaries()
    measured = []
    for layer in layers:
        zones = zones_of(layer, regions)
        evaluation = evaluate_on(zones, proposal, reading) if proposal else None
        measured.append(measure(zones, evaluation, people))
    return spread(measured)

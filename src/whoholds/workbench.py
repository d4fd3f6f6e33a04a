"""The short way in: from names and files to evaluations, for the command line, page and API."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from whoholds.boundaries import load_boundaries
from whoholds.control import BASELINE_DATE, ControlLayer, embedded_layer, read_layer
from whoholds.evaluation import Evaluation, check_parts, evaluate
from whoholds.parts import load_parts
from whoholds.proposals import load_catalogue
from whoholds.zones import Zones, partition


def control_layer(file: str | Path | None = None, date: dt.date | None = None) -> ControlLayer:
    """Return a control layer: a shipped one by date, or one from a file.

    Parameters
    ----------
    file
        A vector file of held territory; None for a shipped layer.
    date
        Without a file: which shipped layer (None: the baseline). With a file: its day, where
        the file does not say it.

    Examples
    --------
    >>> control_layer().date.isoformat()
    '2025-08-16'
    """
    if file is None:
        return embedded_layer(date or BASELINE_DATE)
    return read_layer(Path(file), load_boundaries(), date=date)


def zones_of(control: ControlLayer) -> Zones:
    """Partition the shipped regions and parts by a control layer."""
    return partition(load_boundaries(), control, load_parts())


@cache
def baseline_zones() -> Zones:
    """The zones of the baseline layer, computed once."""
    return zones_of(embedded_layer())


def evaluate_proposal(
    proposal: str, reading: str | None = None, control: ControlLayer | None = None
) -> Evaluation:
    """Evaluate a shipped proposal.

    Parameters
    ----------
    proposal, reading
        Ids; None for the proposal's default reading.
    control
        None for the baseline layer.

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
    catalogue = load_catalogue()
    check_parts(catalogue, load_parts())
    zones = baseline_zones() if control is None else zones_of(control)
    return evaluate(catalogue, proposal, zones, reading)

"""The length of the line of contact, and of the line that a proposal would leave.

A line's length depends on how finely it is drawn, as a coast's does. So each length comes with
the mean distance between the points of the line that was measured, and with the length that is
left when bends below five kilometres or so are taken out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km
from whoholds.geometry.contact import contact
from whoholds.proposals.evaluation import Evaluation
from whoholds.zones.partition import Zones

COARSE_DEGREES = 0.05
"""Tolerance of the coarse length: 3.7 km west to east, 5.6 km to the north."""


@dataclass(frozen=True)
class LineLength:
    """How long a line is, and at which resolution.

    Attributes
    ----------
    km
        Geodesic length of the line as drawn.
    step_km
        Mean distance between its points; 0 for no line.
    coarse_km
        Length after bends of less than `COARSE_DEGREES` are taken out.
    """

    km: float
    step_km: float
    coarse_km: float


@dataclass(frozen=True)
class Lines:
    """The lines of an evaluation.

    Attributes
    ----------
    held
        The line of contact.
    holding
        The edge, inside the country, of what the holding side would hold.
    recognised
        The edge, inside it, of what the recognised side would hold. It is `holding` unless
        something is demilitarised, international or left open between the two.
    """

    held: LineLength
    holding: LineLength
    recognised: LineLength


def line_lengths(evaluation: Evaluation) -> Lines:
    """Measure the line of contact and the lines that a proposal would leave.

    Parameters
    ----------
    evaluation
        From `whoholds.proposals.evaluation.evaluate`.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> lines = line_lengths(evaluate_proposal("formula-2022"))
    >>> lines.held.km > 500, lines.holding.km
    (True, 0.0)
    """
    zones, holder = evaluation.zones, evaluation.frame["holder"].to_numpy()
    recognised, holding = zones.sides.codes
    return Lines(
        held=measure(_edge(zones, zones.is_held.to_numpy())),
        holding=measure(_edge(zones, holder == holding)),
        recognised=measure(_edge(zones, holder != recognised)),
    )


def line_step_km(zones: Zones) -> float:
    """Return the mean distance between the points of the line of contact, in km."""
    return measure(_edge(zones, zones.is_held.to_numpy())).step_km


def measure(line: BaseGeometry) -> LineLength:
    """Measure a line or several, in EPSG:4326."""
    parts = [part for part in shapely.get_parts(line) if not part.is_empty]
    if not parts:
        return LineLength(0.0, 0.0, 0.0)
    km = float(geodesic_km(parts).sum())
    pieces = sum(len(part.coords) - 1 for part in parts)
    coarse = shapely.simplify(np.array(parts, dtype=object), COARSE_DEGREES)
    return LineLength(km, km / pieces, float(geodesic_km(coarse).sum()))


def _edge(zones: Zones, members: NDArray[np.bool_]) -> BaseGeometry:
    """The edge inside the country of the territory that some zones make up."""
    if not members.any() or members.all():
        return shapely.MultiLineString()
    territory = shapely.union_all(zones.frame.geometry.to_numpy()[members])
    return contact(territory, zones.boundaries.territory)

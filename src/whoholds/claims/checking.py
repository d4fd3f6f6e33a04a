"""Whether published figures hold: recomputed from the layers, judged by `verdict_rule`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd

from whoholds.claims.claim import Claim
from whoholds.claims.rule import Candidate, Verdict, half_unit, outcome_of, verdict_of
from whoholds.claims.table import Quantity
from whoholds.country.country import Country
from whoholds.zones.bands import band_of
from whoholds.zones.partition import PART_SEPARATOR, Zones

DATE_TOLERANCE_DAYS = 10
"""How far the day of a claim and that of a layer may lie apart: in 2025 the front moved about
15 km2 a day, so that ten days are a third of the layer's band."""

MEASURED, OFFICIAL = "measured", "official"


class Reason(StrEnum):
    """Why a claim cannot be checked."""

    NONE = ""
    CLAIMED = "claimed_control"
    NEEDS = "needs_more"
    OTHER_DATE = "another_date"
    NO_PART = "no_such_part"


@dataclass(frozen=True)
class Checked:
    """A claim with its verdict.

    Attributes
    ----------
    claim
        What was checked.
    verdict, reason
        What became of it, and why it cannot be checked where that is so.
    layer_date
        The layer that it was checked with; None for arithmetic, or where none fits.
    candidates
        Every way in which it was computed; the first is the one that is shown.
    country
        Whose layers it was checked on; None where nothing was computed.
    """

    claim: Claim
    verdict: Verdict
    reason: Reason
    layer_date: dt.date | None
    candidates: tuple[Candidate, ...]
    country: Country | None = field(default=None, compare=False, repr=False)

    @property
    def shown(self) -> Candidate | None:
        """The measured area by the first denominator; None where nothing was computed."""
        return self.candidates[0] if self.candidates else None

    @property
    def difference(self) -> float | None:
        """The published figure less the recomputed one."""
        return self.claim.value - self.shown.value if self.shown else None


def check_claims(claims: Sequence[Claim], layers: Sequence[Zones]) -> list[Checked]:
    """Check claims with the layers at hand.

    Parameters
    ----------
    claims
        From `whoholds.claims.claim`.
    layers
        Zones of the control layers; for each claim the first counts whose day is near enough.

    Returns
    -------
    list of Checked
        In the order of the claims.
    """
    return [check_claim(claim, layers) for claim in claims]


def check_claim(claim: Claim, layers: Sequence[Zones]) -> Checked:
    """Check one claim; see `check_claims`."""
    if claim.quantity is Quantity.SHARE_OF_KM2:
        candidates = _arithmetic(claim, layers[0])
        return _checked(claim, candidates, layers[0], None)
    zones = next((zones for zones in layers if _is_near(claim, zones)), None)
    if claim.control == "claimed":
        return _unchecked(claim, Reason.CLAIMED)
    if claim.needs:
        return _unchecked(claim, Reason.NEEDS)
    if zones is None:
        return _unchecked(claim, Reason.OTHER_DATE)
    members = _members(claim, zones)
    if claim.quantity is Quantity.PART_KM2 and not members.any():
        return _unchecked(claim, Reason.NO_PART)
    candidates = _recomputed(claim, zones, members)
    return _checked(claim, candidates, zones, zones.control.date)


def _checked(
    claim: Claim, candidates: tuple[Candidate, ...], zones: Zones, day: dt.date | None
) -> Checked:
    verdict, known = verdict_of(claim, candidates), zones.country
    return Checked(claim, verdict, Reason.NONE, day, candidates, known)


def _unchecked(claim: Claim, reason: Reason) -> Checked:
    return Checked(claim, Verdict.CANNOT_BE_CHECKED, reason, None, ())


def _is_near(claim: Claim, zones: Zones) -> bool:
    day = claim.layer_date
    return day is not None and abs((zones.control.date - day).days) <= DATE_TOLERANCE_DAYS


# What is compared


def _members(claim: Claim, zones: Zones) -> pd.Series:
    """Which zones the claim counts."""
    table = zones.table
    if claim.quantity is Quantity.PART_KM2:
        named = [set(part.split(PART_SEPARATOR)) & set(claim.parts) for part in table["part"]]
        return pd.Series(np.array([bool(names) for names in named]), index=table.index)
    unheld = claim.quantity in (Quantity.UNHELD_KM2, Quantity.UNHELD_SHARE)
    members = ~zones.is_held if unheld else zones.is_held
    return members & table["region"].isin(claim.regions) if claim.regions else members


def _recomputed(claim: Claim, zones: Zones, members: pd.Series) -> tuple[Candidate, ...]:
    """The claim's quantity by both areas and every denominator."""
    columns = {MEASURED: "area_km2", OFFICIAL: "official_km2"}
    # An outline changes a share above and below.
    band = band_of(zones, members, outline=claim.unit != "percent")
    result = []
    for denominator in claim.denominators or ("",):
        for area, column in columns.items():
            factor = _factor(claim, denominator, column, zones)
            value = float(zones.table.loc[members, column].sum()) * factor
            scaled = None if band is None else band * factor
            outcome = outcome_of(claim, value, scaled)
            result.append(Candidate(area, denominator, value, scaled, outcome))
    return tuple(result)


def _factor(claim: Claim, denominator: str, column: str, zones: Zones) -> float:
    """What an area in km2 is multiplied by to be in the claim's unit.

    A share by measured areas is of the measured area of the same regions, so that the water that
    the polygons leave out is left out above and below.
    """
    if not denominator:
        return 1.0
    if ":" in denominator:
        comparator, measure = denominator.split(":")
        return zones.known.comparators.compare(1.0, comparator, measure).ratio
    if denominator == "territory" and column == "official_km2":
        return 100.0 / zones.boundaries.about.official_km2
    regions = zones.boundaries.regions[column]
    return 100.0 / float((regions[list(claim.regions)] if claim.regions else regions).sum())


def _arithmetic(claim: Claim, zones: Zones) -> tuple[Candidate, ...]:
    """The share that an area is; its band is half of the area's own last digit."""
    operand = claim.operand_km2 or 0.0
    digits = len(f"{operand:.0f}".rstrip("0"))
    factor = _factor(claim, claim.denominators[0], "official_km2", zones)
    value, band = operand * factor, half_unit(operand, digits) * factor
    outcome = outcome_of(claim, value, band)
    return (Candidate(OFFICIAL, claim.denominators[0], value, band, outcome),)

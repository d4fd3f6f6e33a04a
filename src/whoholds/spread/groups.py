"""The spread between sources: the figures of several layers of near dates, side by side.

Layers are never averaged and never spliced: which of two maps is nearer the truth cannot be read
from the maps, so each figure stays what its own layer gives, and what is said of them together is
the lowest, the highest and the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.claims.checking import DATE_TOLERANCE_DAYS
from whoholds.ground.errors import InputError, TooFarApartError
from whoholds.spread.measured import Measured
from whoholds.spread.side_by_side import Group

NEAR_DAYS = DATE_TOLERANCE_DAYS
"""Layers are compared when no more than so many days lie between the first and the last."""

FAR, CLAIMED, ASSESSED = "another date", "claimed control", "assessed control"
"""Why a layer is in no group: its day; that it draws claims and the near ones do not; or that
the near ones draw claims and it does not."""


@dataclass(frozen=True)
class Apart:
    """A layer that is compared with none.

    Attributes
    ----------
    layer
        The layer.
    reason
        `FAR`, `CLAIMED` or `ASSESSED`.
    days
        How far away the day of the nearest other layer is.
    """

    layer: Measured
    reason: str
    days: int

    def __str__(self) -> str:
        day = self.layer.name[0].isoformat()
        if self.reason == FAR:
            return (
                f"{day}: the nearest other layer is {self.days} days away; layers are compared "
                f"within {NEAR_DAYS} days"
            )
        draws = "claims" if self.reason == CLAIMED else "what is held"
        return f"{day}: it draws {draws}, which no other layer within {NEAR_DAYS} days does"


@dataclass(frozen=True)
class Spread:
    """Layers in groups of near dates, and those that are alone.

    Attributes
    ----------
    groups
        By date. A layer is in two of them where it is near to layers that are not near to each
        other.
    apart
        Layers in no group, by date.
    """

    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]

    @property
    def layers(self) -> list[Measured]:
        """Every layer once, by date and source."""
        grouped = [layer for group in self.groups for layer in group.layers]
        every = {layer.name: layer for layer in [*grouped, *(one.layer for one in self.apart)]}
        return [every[name] for name in sorted(every)]


def spread(layers: Sequence[Measured]) -> Spread:
    """Put layers of near dates side by side.

    Parameters
    ----------
    layers
        Two or more, of different sources or days, measured on the same boundary layer.

    Returns
    -------
    Spread
        Independent of the order of the layers.

    Raises
    ------
    InputError
        When there is only one layer, two have the same source and date, or they were measured on
        different boundaries.
    TooFarApartError
        When no two of them can be compared.

    Examples
    --------
    >>> from whoholds.spread.measured import measure
    >>> from whoholds.desk import baseline_zones, zones_of
    >>> mine = baseline_zones()
    >>> theirs = zones_of(mine.control.telling(source={"en": "Another map"}))
    >>> group = spread([measure(mine), measure(theirs)]).groups[0]
    >>> float(group.table["spread"].max()), f"{group.pairs['overlap'].min():.6f}"
    (0.0, '1.000000')
    """
    _check(layers)
    ordered = sorted(layers, key=lambda layer: layer.name)
    runs = [
        run
        for claimed in (False, True)
        for run in _runs([layer for layer in ordered if layer.is_claimed is claimed])
    ]
    groups = sorted((Group(run) for run in runs), key=lambda group: group.layers[0].name)
    grouped = {layer.name for run in runs for layer in run}
    apart = [_apart(layer, ordered) for layer in ordered if layer.name not in grouped]
    if not groups:
        raise TooFarApartError(
            "no two of the layers can be compared",
            where="control layers",
            expected=f"two layers within {NEAR_DAYS} days of each other, both of what is held or "
            "both of claims",
            found="; ".join(map(str, apart)),
            remedy="bring layers of nearer dates; what changed between two days is no spread",
        )
    return Spread(tuple(groups), tuple(apart))


def _runs(ordered: list[Measured]) -> list[tuple[Measured, ...]]:
    """The largest sets of two or more layers of which no two are too far apart.

    They may share layers. Cutting the row of days into pieces instead would make the groups, and
    so the spread, depend on where a further layer falls.
    """
    windows = [
        [two for two in ordered if 0 <= (two.name[0] - one.name[0]).days <= NEAR_DAYS]
        for one in ordered
    ]
    largest: list[tuple[Measured, ...]] = []
    for window in windows:
        if len(window) > 1 and not (largest and set(window) <= set(largest[-1])):
            largest.append(tuple(window))
    return largest


def _apart(layer: Measured, ordered: list[Measured]) -> Apart:
    others = [one for one in ordered if one is not layer]
    days = min(abs((one.name[0] - layer.name[0]).days) for one in others)
    claims = CLAIMED if layer.is_claimed else ASSESSED
    return Apart(layer, FAR if days > NEAR_DAYS else claims, days)


def _check(layers: Sequence[Measured]) -> None:
    if len(layers) < 2:
        raise InputError(
            "there is nothing to compare",
            where="control layers",
            expected="two layers or more",
            found="one layer" if layers else "no layer",
            remedy="name a second file, or a shipped layer by its date",
        )
    names = [layer.name for layer in layers]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InputError(
            "two layers have the same source and date",
            where="control layers",
            expected="layers of different sources or days",
            found="; ".join(f"{source}, {day.isoformat()}" for day, source in doubled),
            remedy="leave one out; different maps differ in their column source",
        )
    first, *others = (layer.zones.boundaries for layer in layers)
    if not all(one is first or one.regions.equals(first.regions) for one in others):
        raise InputError(
            "the layers were measured on different boundaries",
            where="control layers",
            expected="one boundary layer for all",
            found="; ".join(sorted({layer.zones.boundaries.source for layer in layers})),
            remedy="partition every layer with the same boundaries",
        )

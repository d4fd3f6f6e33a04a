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
from whoholds.words.saying import Note

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

    @property
    def note(self) -> Note:
        """Why it is alone, to be said."""
        day = self.layer.name[0]
        if self.reason == FAR:
            return Note.of("apart.far", day=day, days=self.days, near=NEAR_DAYS)
        key = "apart.claimed" if self.reason == CLAIMED else "apart.assessed"
        return Note.of(key, day=day, near=NEAR_DAYS)


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
        notes = tuple(one.note for one in apart)
        raise TooFarApartError.of("layers.apart", days=NEAR_DAYS, apart=notes)
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
        raise InputError.of("layers.one" if layers else "layers.none")
    names = [layer.name for layer in layers]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        twice = tuple(Note.of("layers.named", source=source, day=day) for day, source in doubled)
        raise InputError.of("layers.doubled", twice=twice)
    first, *others = (layer.zones.boundaries for layer in layers)
    if not all(one is first or one.regions.equals(first.regions) for one in others):
        sources = tuple(sorted({layer.zones.boundaries.source for layer in layers}))
        raise InputError.of("layers.boundaries", sources=sources)

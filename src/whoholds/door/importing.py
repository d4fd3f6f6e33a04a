"""The importers behind the door: the same functions, each in a process of its own with limits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from whoholds.door.reader import run
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.importers.layer import ImportResult, Options
from whoholds.importers.offer import Offer
from whoholds.importers.regions.layer import BoundaryImport
from whoholds.importers.report import ImportReport
from whoholds.layers.boundaries import BoundaryLayer, load_boundaries
from whoholds.zones.partition import Zones


def salvage_layer(
    path: str | Path, boundaries: BoundaryLayer, options: Options
) -> tuple[ImportResult | None, list[WhoholdsError]]:
    """Read a control layer, or say all that is wrong; `whoholds.importers.layer.salvage_layer`."""
    sent = None if boundaries is load_boundaries() else boundaries
    try:
        result, faults = run("layer", Path(path), sent, options)
    except WhoholdsError as error:
        return None, [error]
    return result, faults


def import_layer(path: str | Path, boundaries: BoundaryLayer, options: Options) -> ImportResult:
    """Read a control layer from a file that comes from outside.

    Parameters
    ----------
    path, boundaries, options
        As for `whoholds.importers.layer.salvage_layer`.

    Raises
    ------
    WhoholdsError
        As `whoholds.importers.layer.import_layer` does; or when reading it takes more than
        `whoholds.door.allowance` gives.
    """
    result, faults = salvage_layer(path, boundaries, options)
    if result is None:
        raise faults[0]
    return result


def import_zones(path: Path, options: Options) -> tuple[Zones, ImportReport]:
    """Read a control layer and cut the shipped regions by it.

    Raises
    ------
    WhoholdsError
        As `import_layer` does.
    """
    result, frame, strips = run("zones", Path(path), options)
    return Zones(frame, load_boundaries(), result.layer, strips), result.report


def offer_of(path: Path, layer: str | None = None, date: dt.date | None = None) -> Offer:
    """Say what of a file can be chosen; see `whoholds.importers.offer.offer_of`."""
    found: Offer = run("offer", path, layer, date)
    return found


def import_boundaries(path: str | Path) -> BoundaryImport:
    """Read finer regions; see `whoholds.importers.regions.layer.import_boundaries`."""
    found: BoundaryImport = run("boundaries", Path(path))
    return found


def examine_regions(path: Path) -> tuple[list[tuple[str, Finding]], BoundaryLayer | None]:
    """Make every check of boundaries; see `whoholds.importers.regions.examined.examine_regions`."""
    found: tuple[list[tuple[str, Finding]], BoundaryLayer | None] = run("regions", path)
    return found

"""The importers behind the door: the same functions, each in a process of its own with limits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from whoholds.country.country import Country
from whoholds.door.reader import run
from whoholds.ground.errors import WhoholdsError
from whoholds.ground.finding import Finding
from whoholds.importers.layer import ImportResult, Options
from whoholds.importers.offer import Offer
from whoholds.importers.regions.layer import BoundaryImport
from whoholds.importers.report import ImportReport
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.zones.partition import Zones


def salvage_layer(
    path: str | Path, boundaries: BoundaryLayer, country: Country, options: Options
) -> tuple[ImportResult | None, list[WhoholdsError]]:
    """Read a control layer, or say all that is wrong; `whoholds.importers.layer.salvage_layer`."""
    sent = None if boundaries is country.boundaries else boundaries
    try:
        result, faults = run("layer", Path(path), sent, country, options)
    except WhoholdsError as error:
        return None, [error]
    return result, faults


def import_layer(
    path: str | Path, boundaries: BoundaryLayer, country: Country, options: Options
) -> ImportResult:
    """Read a control layer from a file that comes from outside.

    Parameters
    ----------
    path, boundaries, country, options
        As for `whoholds.importers.layer.salvage_layer`.

    Raises
    ------
    WhoholdsError
        As `whoholds.importers.layer.import_layer` does; or when reading it takes more than
        `whoholds.door.allowance` gives.
    """
    result, faults = salvage_layer(path, boundaries, country, options)
    if result is None:
        raise faults[0]
    return result


def import_zones(path: Path, country: Country, options: Options) -> tuple[Zones, ImportReport]:
    """Read a control layer and cut the regions of a country by it.

    Raises
    ------
    WhoholdsError
        As `import_layer` does.
    """
    result, frame, strips = run("zones", Path(path), country, options)
    return Zones(frame, country.boundaries, result.layer, strips, country), result.report


def offer_of(path: Path, layer: str | None = None, date: dt.date | None = None) -> Offer:
    """Say what of a file can be chosen; see `whoholds.importers.offer.offer_of`."""
    found: Offer = run("offer", path, layer, date)
    return found


def import_boundaries(path: str | Path, country: Country) -> BoundaryImport:
    """Read finer regions; see `whoholds.importers.regions.layer.import_boundaries`."""
    found: BoundaryImport = run("boundaries", Path(path), country)
    return found


def examine_regions(
    path: Path, country: Country
) -> tuple[list[tuple[str, Finding]], BoundaryLayer | None]:
    """Make every check of boundaries; see `whoholds.importers.regions.examined.examine_regions`."""
    found: tuple[list[tuple[str, Finding]], BoundaryLayer | None] = run("regions", path, country)
    return found

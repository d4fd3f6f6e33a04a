"""What can be asked of a reader's process: the importers, each as one job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import geopandas as gpd

from whoholds.country.country import Country
from whoholds.ground.errors import WhoholdsError
from whoholds.importers.layer import ImportResult, Options, salvage_layer
from whoholds.importers.offer import Offer, offer_of
from whoholds.importers.regions.examined import examine_regions
from whoholds.importers.regions.layer import BoundaryImport, import_boundaries
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.zones.partition import partition


def _layer(
    path: Path, boundaries: BoundaryLayer | None, country: Country, options: Options
) -> tuple[ImportResult | None, list[WhoholdsError]]:
    regions = boundaries or country.boundaries
    result, faults = salvage_layer(path, regions, country, options)
    return (None, faults) if result is None else (result, [])


def _zones(
    path: Path, country: Country, options: Options
) -> tuple[ImportResult, gpd.GeoDataFrame, dict[str, float]]:
    result, faults = salvage_layer(path, country.boundaries, country, options)
    if result is None:
        raise faults[0]
    zones = partition(country.boundaries, result.layer, country)
    return result, zones.frame, zones.strips


def _offer(path: Path, layer: str | None, date: dt.date | None) -> Offer:
    return offer_of(path, layer, date)


def _boundaries(path: Path, country: Country) -> BoundaryImport:
    return import_boundaries(path, country)


JOBS: dict[str, Callable[..., Any]] = {
    "layer": _layer,
    "zones": _zones,
    "offer": _offer,
    "boundaries": _boundaries,
    "regions": examine_regions,
}


def prepare(country: Country) -> None:
    """Load what every job needs, so that a process that is forked from this one has it."""
    import shapely.geometry  # noqa: F401
    from pyarrow import parquet  # noqa: F401

    with suppress(WhoholdsError):  # each job says it of its own
        country.parts  # noqa: B018 - read once, and kept
        country.boundaries.territory  # noqa: B018

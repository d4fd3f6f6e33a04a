"""What can be asked of a reader's process: the importers, each as one job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd

from whoholds.ground.errors import WhoholdsError
from whoholds.importers.layer import ImportResult, Options, salvage_layer
from whoholds.importers.offer import Offer, offer_of
from whoholds.importers.regions.examined import examine_regions
from whoholds.importers.regions.layer import BoundaryImport, import_boundaries
from whoholds.layers.boundaries import BoundaryLayer, load_boundaries
from whoholds.zones.partition import partition
from whoholds.zones.parts import load_parts


def _layer(
    path: Path, boundaries: BoundaryLayer | None, options: Options
) -> tuple[ImportResult | None, list[WhoholdsError]]:
    result, faults = salvage_layer(path, boundaries or load_boundaries(), options)
    return (None, faults) if result is None else (result, [])


def _zones(path: Path, options: Options) -> tuple[ImportResult, gpd.GeoDataFrame, dict[str, float]]:
    result, faults = salvage_layer(path, load_boundaries(), options)
    if result is None:
        raise faults[0]
    zones = partition(load_boundaries(), result.layer, load_parts())
    return result, zones.frame, zones.strips


def _offer(path: Path, layer: str | None, date: dt.date | None) -> Offer:
    return offer_of(path, layer, date)


def _boundaries(path: Path) -> BoundaryImport:
    return import_boundaries(path)


JOBS: dict[str, Callable[..., Any]] = {
    "layer": _layer,
    "zones": _zones,
    "offer": _offer,
    "boundaries": _boundaries,
    "regions": examine_regions,
}


def prepare() -> None:
    """Load what every job needs, so that a process that is forked from this one has it."""
    import shapely.geometry  # noqa: F401
    from pyarrow import parquet  # noqa: F401

    load_parts()
    load_boundaries().territory  # noqa: B018 - derived once, and kept

"""What every file must come to: a layer that keeps its promises, or one of the project's errors."""

from __future__ import annotations

import atexit
import contextlib
import json
import shutil
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.drawn import DAY, SQUARES, boundaries_of, country_of, write_seeds
from tests.shipped import COUNTRY
from whoholds.country.country import Country
from whoholds.door.freight import pack, unpack
from whoholds.ground.errors import WhoholdsError
from whoholds.importers.layer import ImportResult, import_layer
from whoholds.importers.offer import offer_of
from whoholds.importers.regions.examined import examine_regions
from whoholds.telling.imports import import_record
from whoholds.zones.partition import partition

GRID = boundaries_of(SQUARES)


@cache
def _country() -> Country:
    """The drawn country: nothing of it is read from its folder but what an import asks for."""
    folder = tempfile.mkdtemp(prefix="whoholds-drawn-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return country_of(write_seeds(Path(folder)))


def survives(path: Path, content: bytes) -> None:
    """Read a file; nothing but the project's own errors may come out, and nothing half done."""
    path.write_bytes(content)
    with _strict(), _or_a_sentence():
        _keeps_its_promises(import_layer(path, GRID, date=DAY))


def survives_every_door(path: Path) -> None:
    """Preview a file, import it and cut the regions by it; one in eight is read as regions too."""
    with _strict():
        with _or_a_sentence():
            unpack(pack(offer_of(path)))
        result = None
        with _or_a_sentence():
            result = import_layer(path, GRID, date=DAY)
        if result is not None:
            _keeps_its_promises(unpack(pack(result)))
            zones = partition(GRID, result.layer, _country())
            unpack(pack((zones.frame, zones.strips)))
        if zlib.crc32(path.read_bytes()) % 8 == 0:
            with _or_a_sentence():
                unpack(pack(examine_regions(path, COUNTRY)))


@contextlib.contextmanager
def _strict() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@contextlib.contextmanager
def _or_a_sentence() -> Iterator[None]:
    try:
        yield
    except WhoholdsError as error:
        said = unpack(pack(error))
    else:
        return
    assert said.what
    assert said.remedy


def _keeps_its_promises(result: ImportResult) -> None:
    assert result.layer.held.is_valid
    assert not result.layer.held.is_empty
    json.dumps(import_record(result.report), allow_nan=False)
    assert result.report.area_km2 > 0

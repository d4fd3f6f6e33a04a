"""The features of one file, or of all files in a folder, with what names each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from shapely.geometry.base import BaseGeometry

from whoholds.ground.errors import InputError, WhoholdsError
from whoholds.importers.land.placing import to_wgs84
from whoholds.importers.open.raw import Raw
from whoholds.importers.open.reading import open_file
from whoholds.importers.open.sniffing import FORMATS
from whoholds.importers.regions.matching import (
    CODE_COLUMNS,
    NAME_COLUMNS,
    Naming,
)
from whoholds.importers.remarks import plain
from whoholds.words.saying import Note, Place


@dataclass(frozen=True)
class Feature:
    """A polygon that may be a region.

    Attributes
    ----------
    file, position
        Where it stands; positions count from 1.
    shape
        As drawn; None where there is none.
    codes, names
        What its columns say, as column and text.
    alone
        Whether it is the only feature of its file, so that the file's name is its own.
    naming
        How regions are named.
    """

    file: str
    position: int
    shape: BaseGeometry | None
    codes: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    alone: bool
    naming: Naming

    @property
    def place(self) -> Place:
        """The file and the place in it, for messages."""
        return Place(self.file, feature=None if self.alone else self.position)

    def match(self) -> tuple[str, Note | str]:
        """Return the region's code and what it was matched by, a column's name or a note.

        Where it is of no region: "", and what its columns say.

        Raises
        ------
        InputError
            When a code and a name mean two regions.
        """
        stem = Path(self.file).stem if self.alone else ""
        naming = self.naming
        region_of_file = naming.region_of_code(stem + "_") or naming.region_of_name(stem)
        codes, names = self._by_code(), self._by_name()
        if codes and names and {region for region, _ in names}.isdisjoint({codes[0][0]}):
            raise InputError.of(
                "code_and_name",
                self.place,
                by_code=codes[0][1],
                coded=codes[0][0],
                by_name=names[0][1],
                named=names[0][0],
            )
        for region, how in [*codes, *names]:
            return region, how
        if region_of_file:
            return region_of_file, Note.of("matched.file_name")
        said = ", ".join(text for _, text in (*self.codes, *self.names)) or self.file
        return "", plain(said, 80)

    def candidates(self) -> set[str]:
        """Every region that a code or a name of the feature means."""
        return {region for region, _ in (*self._by_code(), *self._by_name())}

    def is_district(self) -> bool:
        """Whether a code or a name is of a part of a region."""
        return any(self.naming.is_district(text) for _, text in (*self.codes, *self.names))

    def _by_code(self) -> list[tuple[str, str]]:
        known = ((self.naming.region_of_code(text), name) for name, text in self.codes)
        return [(region, how) for region, how in known if region]

    def _by_name(self) -> list[tuple[str, str]]:
        known = ((self.naming.region_of_name(text), name) for name, text in self.names)
        return [(region, how) for region, how in known if region]


def salvage_features(
    path: Path, naming: Naming
) -> tuple[list[Feature], list[WhoholdsError], list[Note]]:
    """Read the features of a file, or of every vector file in a folder, in order of names.

    Parameters
    ----------
    path
        The file or folder.
    naming
        How regions are named.

    Returns
    -------
    tuple
        The features of the files that can be read; an error for each of the others: one that is
        broken or in another reference system, or a folder without a vector file; and what reading
        noted.
    """
    features: list[Feature] = []
    faults: list[WhoholdsError] = []
    notes: list[Note] = []
    try:
        files = _files(path)
    except InputError as error:
        return [], [error], []
    for file in files:
        try:
            raw = open_file(file)
            features += _features(file, raw, naming)
            notes += [Note.of("remark.of_file", file=file.name, note=note) for note in raw.notes]
        except WhoholdsError as error:
            faults.append(error)
    return features, faults, notes


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in FORMATS)
    if not files:
        count = sum(1 for _ in path.iterdir())
        raise InputError.of("no_vector_file", str(path), formats=tuple(FORMATS), count=count)
    return files


def _features(file: Path, raw: Raw, naming: Naming) -> Iterator[Feature]:
    if not len(raw.frame):
        raise InputError.of("empty_layer", raw.place)
    frame = to_wgs84(raw.frame, raw.place)
    columns = {str(name).lower(): name for name in frame.columns}
    shapes = frame.geometry.to_numpy()  # a missing one is None there, and NaN in a row
    for position, (shape, (_, row)) in enumerate(zip(shapes, frame.iterrows(), strict=True), 1):
        yield Feature(
            file.name,
            position,
            shape,
            codes=_texts(row, columns, CODE_COLUMNS),
            names=_texts(row, columns, NAME_COLUMNS),
            alone=len(frame) == 1,
            naming=naming,
        )


def _texts(
    row: pd.Series, columns: dict[str, str], wanted: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    cells = [(name, row[columns[name]]) for name in wanted if name in columns]
    return tuple((name, str(value)) for name, value in cells if isinstance(value, (str, int)))

"""Whether the texts of a conflict are there in every language that it says they are in.

Reading fills what a language lacks with English, so that a new language can begin with the words
of the interface; a conflict that names its languages is held to them here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from whoholds.ground.errors import InputError
from whoholds.ground.forms import NOTHING
from whoholds.words.reader import LANGUAGES, SOURCE
from whoholds.words.saying import Note, Place

TEXT = Note.of("form.type.text")


def text_faults(folder: Path, languages: Collection[str]) -> Iterator[InputError]:
    """Name every text of a folder's TOML files and tables that a language lacks.

    Parameters
    ----------
    folder
        A conflict's seeds. Files that cannot be read are passed over: other checks name them.
    languages
        That the conflict says its texts are in.

    Examples
    --------
    >>> from whoholds.ground.resources import seeds
    >>> list(text_faults(seeds(), ["en", "uk"]))
    []
    """
    others = [language for language in languages if language != SOURCE]
    for path in sorted(folder.rglob("*.toml")):
        for way, text in _texts(_toml(path), ()):
            for language in others:
                if not text.get(language):
                    yield _untold(path, ".".join((*way, language)))
    for path in sorted(folder.rglob("*.csv")):
        header = _header(path)
        english = [name for name in header if name == SOURCE or name.endswith(f"_{SOURCE}")]
        wanted = [name.removesuffix(SOURCE) + other for name in english for other in others]
        if lacking := tuple(name for name in wanted if name not in header):
            yield InputError.of(
                "table.missing_columns",
                str(path),
                names=lacking,
                columns=tuple(wanted),
                found=tuple(header),
            )


def _untold(path: Path, key: str) -> InputError:
    place = Place(str(path)).at(key=key)
    return InputError.of("key", place, key=key, expected=TEXT, found=NOTHING)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file), [])
    except (OSError, ValueError, csv.Error):
        return []


def _texts(data: Any, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """The texts below a key, with the way to each: an entry of a list goes by its place."""
    if isinstance(data, list):
        data = {str(number): entry for number, entry in enumerate(data)}
    if not isinstance(data, dict):
        return
    if SOURCE in data and data.keys() <= LANGUAGES.keys():
        yield way, data
        return
    for key, entry in data.items():
        yield from _texts(entry, (*way, key))

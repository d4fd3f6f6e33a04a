"""The folder of a site: one that is free, or that holds a site of ours and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from whoholds.ground.errors import InputError
from whoholds.ground.outputs import workshop

SUMS = "SHA256SUMS"
INDEX = "api/index.json"
MAKER = "whoholds site"
"""What the index of a site's data says of who made it: by that, and by its sums, it is known."""


@contextlib.contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Give a folder to fill; filled, it takes the place of the one that was there.

    Parameters
    ----------
    folder
        It must not exist yet, be empty, or hold what was written here before and nothing else.

    Raises
    ------
    InputError
        When something else is in the folder, naming it; or when it cannot be written, now or
        later in the block. Then everything is as it was.
    """
    place = folder.resolve()
    _require_free(place, folder)
    with workshop(place, is_folder=True) as shop:
        new, before = shop / "new", shop / "before"
        new.mkdir()
        yield new
        if place.exists():
            place.replace(before)
        try:
            new.replace(place)
        except BaseException:
            if before.exists():
                before.replace(place)
            raise


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a site into a folder, by their paths in it, and their checksums."""
    for name, content in {**files, SUMS: sums_of(files)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file as `sha256sum --check` reads them.

    Examples
    --------
    >>> sums_of({"a.txt": b""})[:16]
    b'e3b0c44298fc1c14'
    """
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _require_free(place: Path, folder: Path) -> None:
    """Raise where a folder is none, or has a file that no earlier run left as it is."""
    if place.exists() and not place.is_dir():
        raise InputError.of("site.no_folder", str(folder))
    if not place.exists() or not any(place.iterdir()):
        return
    known = _written_before(place)
    if known is None:
        raise InputError.of("folder_taken", str(folder))
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if name != SUMS and (path.is_symlink() or known.get(name) != _sum_of(path)):
            raise InputError.of("site.foreign", str(folder), file=name)


def _written_before(place: Path) -> dict[str, str] | None:
    """The sums of the files that an earlier run wrote; None where none did."""
    try:
        made = json.loads((place / INDEX).read_text("utf-8"))
        lines = (place / SUMS).read_text("utf-8").splitlines()
        known = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    except (OSError, ValueError):
        return None
    is_ours = isinstance(made, dict) and made.get("made_by") == MAKER and INDEX in known
    return known if is_ours else None


def _sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

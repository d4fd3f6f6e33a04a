"""A data package as one file."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from whoholds.conflict.conflict import Conflict
from whoholds.publishing.package import write_package

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest day that a ZIP can say: with the clock's, no two archives would be the same."""


def package_archive(conflict: Conflict) -> bytes:
    """Return the data package of a conflict as a ZIP.

    Parameters
    ----------
    conflict
        Whose tables and zones.

    Returns
    -------
    bytes
        The files of `write_package`; the same conflict gives the same bytes.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> names = zipfile.ZipFile(BytesIO(package_archive(opened()))).namelist()
    >>> names[-1], "data/claims.csv" in names
    ('datapackage.json', True)
    """
    content = BytesIO()
    with tempfile.TemporaryDirectory(prefix="whoholds-") as above:
        folder = Path(above, "package")
        write_package(folder, conflict)
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes())
    return content.getvalue()

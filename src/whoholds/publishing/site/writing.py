"""A whole site, from its pages to its checksums."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoholds.conflict.conflict import Conflict
from whoholds.ground.extras import extras_named, require_package
from whoholds.publishing.site.address import checked_base
from whoholds.publishing.site.folder import filling, write_files
from whoholds.publishing.site.plan import plan_of


def write_site(
    folder: Path, conflict: Conflict, base_url: str, compare: Iterable[str] = ()
) -> dict[str, int]:
    """Write the whole explorer as files for any web server, or for none.

    Parameters
    ----------
    folder
        It must not exist yet, be empty, or hold a site that was written before and nothing else.
    conflict
        Whose proposals; the zones are those of its newest line.
    base_url
        Where the site will be found, as "https://example.org/ukraine/". Links between its pages
        do not depend on it; what machines are told does.
    compare
        Comparisons that get a page, as "A:B" with ids of proposals; without any, each proposal
        with its rival (`Catalogue.rival_of`).

    Returns
    -------
    dict
        Size in bytes of each file by its path, the checksums left out. The same conflict and
        address give the same bytes.

    Raises
    ------
    InputError
        When the address is none, a comparison is not of two proposals, something else is in the
        folder, or it cannot be written: then everything is as it was.
    UnknownNameError
        When a comparison names no proposal.
    MissingToolError
        When the extra "site" is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from whoholds.conflict.conflict import Conflict
    >>> from whoholds.conflict.new import write_conflict
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_conflict(Path(place, "mine"))
    ...     mine = Conflict.open(Path(place, "mine/seeds"), Path(place, "mine/geodata"))
    ...     sizes = write_site(Path(place, "site"), mine, "https://example.org")
    >>> "en/proposals/swap.html" in sizes
    True
    """
    base = checked_base(base_url)
    plan = plan_of(conflict.catalogue, compare, is_shipped=conflict.country.geodata.is_guarded)
    require_package("jinja2")
    with extras_named():
        from whoholds.publishing.site.making import site_files

        with filling(folder) as draft:
            files = site_files(conflict, base, plan)
            write_files(files, draft)
    return {name: len(content) for name, content in files.items()}

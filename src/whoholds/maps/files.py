"""The files that a reader can take home: the map as HTML, SVG or PNG, the zones, the tables.

Each comes as bytes, so that the dashboard can hand it out and the command line can write it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TypedDict, Unpack

import pandas as pd

from whoholds.figures.areas import told_by_region, told_by_zone
from whoholds.figures.people import residents
from whoholds.ground.errors import InputError
from whoholds.ground.outputs import replacing
from whoholds.maps.picture_file import picture_file
from whoholds.maps.showing import shown
from whoholds.maps.zone_table import provenance_columns, write_zones
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.citation import Citation
from whoholds.words.saying import Note

MAP_FORMS = ("html", "svg", "png")
ZONE_FORMS = ("geojson", "gpkg", "fgb", "topojson", "xlsx", "csv")

PIXELS = 2000
"""Width of a map as PNG unless another is asked for."""

MEDIA_TYPES = {
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "fgb": "application/octet-stream",
    "topojson": "application/topo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What a server calls each form."""


class PageOptions(TypedDict, total=False):
    """What a page can open with or lie on; `whoholds.maps.build.build_map` says more of each."""

    mode: str
    other: str | None
    other_reading: str | None
    tiles: str | None
    attribution: str | None
    url: str | None
    image: str | None


def map_file(
    evaluation: Evaluation,
    catalogue: Catalogue,
    form: str,
    language: str = "en",
    theme: str = "light",
    width: int | None = None,
    cited: Citation | None = None,
    **page: Unpack[PageOptions],
) -> bytes:
    """Return the map of an evaluation as a file; a picture is a sheet of A4, landscape.

    Parameters
    ----------
    evaluation
        What the map shows; the page opens at it.
    catalogue
        The page's other proposals, and what the source ids refer to.
    form
        One of `MAP_FORMS`.
    language
        "en" or "uk".
    theme
        "light" or "dark"; the page takes its reader's own.
    width
        Of the PNG, in pixels; None for 2000.
    cited
        How the evaluation is cited, which the page says; None where that is not known.
    **page
        Of the page alone: which other proposal it opens with and how, a street map under it, and
        where it will be found.

    Returns
    -------
    bytes
        The same for the same arguments.

    Raises
    ------
    InputError
        When the form is none of them, or a picture is asked for what only the page has.
    UnknownNameError
        When there is no such language, theme, mode or proposal to compare with.
    """
    _require(form, MAP_FORMS)
    if form == "html":
        from whoholds.maps.build import build_map, render

        names = evaluation.proposal.id, evaluation.reading.id
        zones = evaluation.zones
        people = residents(zones).people
        canvas = build_map(catalogue, zones, *names, language, people=people, cited=cited, **page)
        return render(canvas).encode("utf-8")
    _require_no_page(form, page)
    what, size = shown("single", evaluation), "a4-landscape"
    pixels = width or PIXELS
    return picture_file(what, catalogue.sources, form, size, language, theme, pixels).content


def zones_file(evaluation: Evaluation, catalogue: Catalogue, form: str) -> bytes:
    """Return the zones of an evaluation with their statuses and areas as a file.

    Parameters
    ----------
    evaluation
        Whose zones.
    catalogue
        What the ids of its sources mean.
    form
        One of `ZONE_FORMS`; "csv" is the table of `whoholds.figures.areas.told_by_zone` and where
        it is from, "xlsx" a workbook with it (`whoholds.maps.export.workbook`); the others have
        the shapes too (`whoholds.maps.zone_table`).

    Returns
    -------
    bytes
        The same for the same arguments.

    Raises
    ------
    InputError
        When the form is none of them.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, load_catalogue
    >>> content = zones_file(evaluate_proposal("putin-2024"), load_catalogue(), "csv")
    >>> content.decode("utf-8-sig")[:19]
    'region,held_by,part'
    """
    _require(form, ZONE_FORMS)
    if form == "csv":
        return csv_file(_sourced(told_by_zone(evaluation), evaluation))
    if form == "topojson":
        from whoholds.maps.export.topology import topology

        return topology(evaluation).encode()
    if form == "xlsx":
        from whoholds.maps.export.workbook import workbook

        return workbook(evaluation, catalogue)
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        path = Path(folder, f"zones.{form}")
        write_zones(evaluation, path)
        return path.read_bytes()


def regions_csv(evaluation: Evaluation) -> bytes:
    """Return `whoholds.figures.areas.told_by_region` and where it is from as CSV."""
    return csv_file(_sourced(told_by_region(evaluation), evaluation))


def _sourced(table: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """A table with where its figures are from."""
    names = {"proposal": evaluation.proposal.id, "reading": evaluation.reading.id}
    return table.assign(**names, **provenance_columns(evaluation))


def csv_file(table: pd.DataFrame) -> bytes:
    """Return a table as a CSV file, without its index.

    It begins with a byte order mark: without one, Excel takes UTF-8 for the system's own encoding.

    Examples
    --------
    >>> csv_file(pd.DataFrame({"name": ["Київ"]})).decode("utf-8-sig").split()
    ['name', 'Київ']
    """
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def file_name(evaluation: Evaluation, form: str, table: str = "") -> str:
    """Return a name that says what is in the file.

    Parameters
    ----------
    evaluation
        What is in it.
    form
        One of `MEDIA_TYPES`.
    table
        "regions" for the table of regions.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> file_name(evaluate_proposal("putin-2024"), "csv", "regions")
    'putin-2024_stated_2025-08-16_regions.csv'
    """
    parts = [evaluation.proposal.id, evaluation.reading.id, str(evaluation.zones.control.date)]
    return "_".join([*parts, *([table] if table else [])]) + f".{form}"


def difference_name(first: Evaluation, second: Evaluation, table: str) -> str:
    """Return a name that says which two proposals the table of a difference is about.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> one, other = (evaluate_proposal(name) for name in ("putin-2024", "formula-2022"))
    >>> difference_name(one, other, "difference")
    'putin-2024_stated_2025-08-16_formula-2022_stated_difference.csv'
    """
    other = f"{second.proposal.id}_{second.reading.id}"
    return file_name(first, "csv", f"{other}_{table}")


def form_of(path: Path, forms: tuple[str, ...]) -> str:
    """Return the form that a file name's suffix asks for.

    Raises
    ------
    InputError
        When it asks for none of them, with the suffixes that there are.
    """
    form = path.suffix.lower().removeprefix(".")
    _require(form, forms, str(path), path.suffix)
    return form


def save(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written; what was there before stays.
    """
    with replacing(path) as draft:
        draft.write_bytes(content)


def _require(form: str, forms: tuple[str, ...], where: str = "form", found: str = "") -> None:
    if form not in forms:
        raise InputError.of(
            "map.form",
            where,
            known=tuple(f".{name}" for name in forms),
            form=found or form or Note.of("map.no_suffix"),
        )


def _require_no_page(form: str, page: PageOptions) -> None:
    if page:
        raise InputError.of(
            "map.page_only", names=tuple(name for name in page if name != "image"), form=f".{form}"
        )

"""The figures of an evaluation as a workbook: by region, by zone, and where they are from."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from whoholds.figures.areas import told_by_region, told_by_zone
from whoholds.maps.zone_table import provenance_columns
from whoholds.proposals.catalogue import Catalogue
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.record import cited_by, source_record
from whoholds.words.reader import ENGLISH

WIDEST = 60
"""Characters of the widest column; longer texts are wrapped by whoever reads them."""


def workbook(evaluation: Evaluation, catalogue: Catalogue) -> bytes:
    """Return a workbook for Excel and its kin (.xlsx).

    Parameters
    ----------
    evaluation
        Whose figures.
    catalogue
        What the ids of its sources mean.

    Returns
    -------
    bytes
        With the sheets regions (`told_by_region`) and zones (`told_by_zone`), figures as numbers in
        km2 and shares of 1; sources; and about: what the figures are of. Text is text: nothing in
        it is a formula or a link. The same bytes for the same evaluation.
    """
    content = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(content, settings)
    day = evaluation.zones.control.date
    book.set_properties({"title": evaluation.proposal.name["en"], "created": _noon(day)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        "km2": book.add_format({"num_format": "#,##0.0"}),
        "share": book.add_format({"num_format": "0.00%"}),
    }
    sheets = {
        "regions": told_by_region(evaluation),
        "zones": told_by_zone(evaluation),
        "sources": _sources(evaluation, catalogue),
        "about": _about(evaluation),
    }
    for name, table in sheets.items():
        _write(book, name, table, head, formats)
    book.close()
    return content.getvalue()


def _noon(day: dt.date) -> dt.datetime:
    """A moment of a day: the clock would give other bytes each time."""
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC).replace(tzinfo=None)


def _sources(evaluation: Evaluation, catalogue: Catalogue) -> pd.DataFrame:
    rows = [
        {"id": name} | source_record(catalogue.sources[name], ENGLISH)
        for name in cited_by(evaluation.proposal, catalogue)
    ]
    return pd.DataFrame(rows, dtype=object)


def _about(evaluation: Evaluation) -> pd.DataFrame:
    about = {
        "proposal": evaluation.proposal.id,
        "name": evaluation.proposal.name["en"],
        "reading": evaluation.reading.id,
        **provenance_columns(evaluation),
    }
    return pd.DataFrame({"what": list(about), "value": list(about.values())}, dtype=object)


def _write(
    book: Workbook, name: str, table: pd.DataFrame, head: Format, formats: dict[str, Format]
) -> None:
    """Write a table below frozen headings that can be filtered by."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, str(column), head)
        shown = table[column].astype(str)
        width = min(max(len(str(column)), shown.str.len().max() if len(shown) else 0), WIDEST)
        sheet.set_column(place, place, max(8, width if _is_text(table[column]) else 12))
        form = next((form for part, form in formats.items() if part in str(column)), None)
        for row, value in enumerate(table[column].tolist(), start=1):
            if value is None or value != value:
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(row, place, value, form)
            else:
                sheet.write_string(row, place, str(value))
    if len(table.columns):
        sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)


def _is_text(column: pd.Series) -> bool:
    return not any(isinstance(value, int | float) for value in column)

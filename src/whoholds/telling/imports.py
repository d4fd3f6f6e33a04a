"""What an import did to a file, in a reader's words: JSON and table of `whoholds import`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from whoholds.importers.remarks import Remark
from whoholds.importers.report import ImportReport
from whoholds.words.reader import ENGLISH, Reader

_NOT_TOLD = ("regions", "region_names", "territory_km2")


def import_record(report: ImportReport, reader: Reader = ENGLISH) -> dict[str, Any]:
    """Return the report as numbers, texts, lists and dictionaries, ready for JSON."""
    plain = {name: value for name, value in vars(report).items() if name not in _NOT_TOLD}
    return {
        **plain,
        "date": report.date.isoformat(),
        "source": reader.said(report.source),
        "slivers_km2": report.slivers_km2,
        "repaired": [_record(remark, reader) for remark in report.repaired],
        "dropped": [_record(remark, reader) for remark in report.dropped],
        "warnings": [reader.note(warning) for warning in report.warnings],
        "notes": [reader.note(note) for note in report.notes],
        "held": {
            "area_km2": report.area_km2,
            "official_km2": report.official_km2,
            "share": report.share,
        },
        "regions": import_regions(report, reader).to_dict("records"),
    }


def _record(remark: Remark, reader: Reader) -> dict[str, Any]:
    return {"feature": remark.feature, "reason": reader.note(remark.reason), "km2": remark.km2}


def import_regions(report: ImportReport, reader: Reader) -> pd.DataFrame:
    """Return the regions with their names in a language, in the column name_LANGUAGE."""
    column = reader.column("name")
    table = report.regions.rename(columns={"name_en": column})
    return table.assign(**{column: table["region"].map(report.region_names[reader.language])})


def import_table(
    report: ImportReport, reader: Reader = ENGLISH, *, whole: bool = True
) -> pd.DataFrame:
    """Return the report but for the regions, in words: columns what, found.

    Parameters
    ----------
    report, reader
        What is told, to whom.
    whole
        Whether what was looked for and not found is told too.
    """
    rows = [
        (reader.word(f"import.{item}") if item else "", reader.said(found))
        for item, found in (report.items() if whole else report.found())
    ]
    return pd.DataFrame(rows, columns=["what", "found"])

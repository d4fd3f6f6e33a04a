"""A report as a PDF that is tagged for screen readers (PDF/UA-1), set by typst.

What it says goes to the page as data and is never read as markup. Fonts are those of matplotlib,
so that no machine's collection changes the page.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from whoholds.conflict.conflict import Conflict
from whoholds.ground.extras import extras_named
from whoholds.maps.palette import SURFACES
from whoholds.maps.tokens import PRINT_FONTS
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.reporting.content import content_of
from whoholds.telling.citation import citation

if TYPE_CHECKING:
    from collections.abc import Callable

STANDARD: Final = "ua-1"
"""The standard of tagged PDF that the file is held to when it is made."""

FORMS = ("pdf",)


def report_of(evaluation: Evaluation, conflict: Conflict, language: str = "en") -> bytes:
    """Return the report of an evaluation.

    Parameters
    ----------
    evaluation
        What the report is about: a proposal in a reading, on a control layer.
    conflict
        Its sources, what was said of it, the line that it is compared with, and the data's version.
    language
        "en" or "uk".

    Returns
    -------
    bytes
        A PDF/UA-1 file of A4 pages, dated by its control layer; the same for the same arguments.

    Raises
    ------
    MissingToolError
        When the extra "report" is not installed.
    UnknownNameError
        When there is no such language.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> report_of(evaluate_proposal("putin-2024"), opened())[:5]
    b'%PDF-'
    """
    catalogue, reader = conflict.catalogue, conflict.reader(language)
    newest = next(iter(conflict.versions), None)
    cited = citation(evaluation, newest, reader, is_altered=conflict.is_altered)
    content = content_of(evaluation, catalogue, cited, language)
    line = evaluate(catalogue, catalogue.baseline, evaluation.zones)
    with extras_named():
        import typst

        from whoholds.maps.print.lettering import FONTS, writable
        from whoholds.reporting.pictures import pictures_of

        return typst.compile(
            files("whoholds.reporting").joinpath("report.typ").read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            sys_inputs={
                "content": json.dumps(_each(content, writable), ensure_ascii=False),
                "pictures": json.dumps(pictures_of(line, evaluation, language, content["changes"])),
                "look": json.dumps(SURFACES["light"] | {"font": PRINT_FONTS[0]}),
            },
            pdf_standards=[STANDARD],
            timestamp=_dated(evaluation.zones.control.date),
        )


def _dated(day: dt.date) -> int:
    """The day of the control layer in seconds since 1970: no clock is read."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _each(content: Any, change: Callable[[str], str]) -> Any:
    """Data with every text changed."""
    if isinstance(content, dict):
        return {name: _each(value, change) for name, value in content.items()}
    if isinstance(content, list):
        return [_each(value, change) for value in content]
    return change(content)

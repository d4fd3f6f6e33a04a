"""Numbers, dates and text for the page, in the reader's language."""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from whoholds.labels import LOCALES, word


def kilometres(area: float, language: str) -> str:
    """Format an area.

    Examples
    --------
    >>> kilometres(114537.2, "en"), kilometres(4.26, "en"), kilometres(0.0, "en")
    ('114,537 km²', '4.3 km²', '0 km²')
    """
    pattern = "#,##0.0" if 0 < area < 10 else "#,##0"
    return f"{format_decimal(area, pattern, locale=LOCALES[language])} {word('unit.km2', language)}"


def percent(share: float, language: str, pattern: str = "0.0 %") -> str:
    """Format a fraction as a percentage.

    Examples
    --------
    >>> percent(0.18974, "en"), percent(0.18974, "uk", "0.00 %")
    ('19.0 %', '18,97 %')
    """
    return format_percent(share, pattern, locale=LOCALES[language])


def times(ratio: float, language: str) -> str:
    """Format a multiple.

    Examples
    --------
    >>> times(0.9862, "en")
    '0.986'
    """
    return format_decimal(ratio, "0.000" if ratio < 1 else "0.00", locale=LOCALES[language])


def long_date(date: dt.date, language: str) -> str:
    """Format a date in words.

    Examples
    --------
    >>> long_date(dt.date(2025, 8, 16), "en"), long_date(dt.date(2025, 8, 16), "uk")
    ('16 August 2025', '16 серпня 2025\u202fр.')
    """
    return format_date(date, "long", locale=LOCALES[language])


def plain(text: str) -> str:
    r"""Escape text so that Markdown shows it as it is.

    Examples
    --------
    >>> plain("a *b* <i>c</i>")
    'a \\*b\\* \\<i\\>c\\</i\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:])", r"\\\1", text)

"""Areas, shares, multiples and days in the reader's language."""

from __future__ import annotations

import datetime as dt
from math import ceil, floor, log10

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from whoholds.words.reader import LOCALES, word

SMALLEST_KM2 = 0.05
"""Area below which a band or a difference is not worth a word: it would be written as 0.0."""

SMALLEST_SHARE = 0.0001
"""The least share that two decimals can say; "0.00 %" would say that there is nothing."""


def kilometres(area: float, language: str, band: float | None = None) -> str:
    """Format an area in square kilometres, with plus or minus to two digits.

    A band that would be written as nothing is left out, and one that exceeds the area makes it
    "less than" both together.

    Examples
    --------
    >>> kilometres(114537.2, "en"), kilometres(4.26, "en"), kilometres(0.0, "en")
    ('114,537 km²', '4.3 km²', '0 km²')
    >>> kilometres(6680.1, "en", band=451.5), kilometres(6680.1, "en", band=0.3)
    ('6,680 ± 450 km²', '6,680 km²')
    >>> kilometres(4.4, "en", band=17.8), kilometres(4.4, "uk", band=0.31)
    ('less than 23 km²', '4,4 ± 0,3 км²')
    """
    unit = word("unit.km2", language)
    if band is not None and band >= area > 0:
        most = rounded_up(area + band)
        return word("unit.less_than", language).format(f"{_decimal(most, most, language)} {unit}")
    least = SMALLEST_KM2 if 0 < area < 10 else 0.5
    figures = [area] if band is None or band < least else [area, two_digits(band)]
    written = [_decimal(figure, area, language) for figure in figures]
    return f"{' ± '.join(written)} {unit}"


def two_digits(figure: float) -> float:
    """Round a figure above nil to two significant digits.

    Examples
    --------
    >>> two_digits(451.5), two_digits(17.8), two_digits(0.314), two_digits(0.0)
    (450.0, 18.0, 0.31, 0.0)
    """
    return float(f"{figure:.1e}")


def rounded_up(figure: float) -> float:
    """Round a figure above nil up to two significant digits.

    Examples
    --------
    >>> rounded_up(22.1), rounded_up(29_100), rounded_up(30.0), rounded_up(0.0)
    (23.0, 30000.0, 30.0, 0.0)
    """
    if figure <= 0:
        return 0.0
    step = 10.0 ** (floor(log10(figure)) - 1)
    return float(f"{ceil(figure / step - 1e-9) * step:.1e}")


def percent(share: float, language: str, pattern: str | None = None) -> str:
    """Format a fraction as a percentage: two decimals below 10 %, else one, or as `pattern` says.

    Examples
    --------
    >>> percent(0.18974, "en"), percent(0.0421, "en"), percent(0.0, "en")
    ('19.0 %', '4.21 %', '0 %')
    >>> percent(0.18974, "uk", "0.00 %"), percent(0.00002, "en")
    ('18,97 %', '< 0.01 %')
    """
    if 0 < share < SMALLEST_SHARE / 2:
        return f"< {format_percent(SMALLEST_SHARE, '0.00 %', locale=LOCALES[language])}"
    fitting = "0 %" if share == 0 else "0.00 %" if share < 0.1 else "0.0 %"
    return format_percent(share, pattern or fitting, locale=LOCALES[language])


def times(ratio: float, language: str) -> str:
    """Format a multiple.

    Examples
    --------
    >>> times(0.9862, "en"), times(1.2345, "uk")
    ('0.986', '1,23')
    """
    return format_decimal(ratio, "0.000" if ratio < 1 else "0.00", locale=LOCALES[language])


def long_date(day: dt.date, language: str) -> str:
    """Format a day in words.

    Examples
    --------
    >>> long_date(dt.date(2025, 8, 16), "en"), long_date(dt.date(2025, 8, 16), "uk")
    ('16 August 2025', '16 серпня 2025\u202fр.')
    """
    return format_date(day, "long", locale=LOCALES[language])


def short_date(day: dt.date, language: str) -> str:
    """Format a day in words, shortened.

    Examples
    --------
    >>> short_date(dt.date(2025, 8, 16), "en"), short_date(dt.date(2025, 8, 16), "uk")
    ('16 Aug 2025', '16 серп. 2025\u202fр.')
    """
    return format_date(day, "medium", locale=LOCALES[language])


def partial_date(text: str, language: str) -> str:
    """Format a day or month that is given as text.

    Examples
    --------
    >>> partial_date("2025-08-16", "en"), partial_date("2025-08", "en")
    ('16 Aug 2025', 'August 2025')
    >>> partial_date("2025-08", "uk")
    'серпень 2025\u202fр.'
    """
    if len(text) == len("2025-08-16"):
        return short_date(dt.date.fromisoformat(text), language)
    day = dt.date.fromisoformat(f"{text}-01")
    return format_skeleton("yMMMM", day, locale=LOCALES[language])


def length(km: float, language: str) -> str:
    """Format a length in kilometres.

    Examples
    --------
    >>> length(1231.7, "en"), length(4.26, "en"), length(0.0, "en")
    ('1,232 km', '4.3 km', '0 km')
    """
    written = format_decimal(km, _pattern(km), locale=LOCALES[language])
    return f"{written} {word('unit.km', language)}"


def number(figure: float, language: str) -> str:
    """Format a count.

    Examples
    --------
    >>> number(83000, "en")
    '83,000'
    """
    return format_decimal(figure, "#,##0", locale=LOCALES[language])


def signed(figure: str, language: str) -> str:
    """Write a figure that was rounded already in the reader's way, its sign and digits kept.

    Examples
    --------
    >>> signed("+1287", "en"), signed("-0.85", "uk"), signed("19.2", "en")
    ('+1,287', '-0,85', '19.2')
    """
    digits = len(figure.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    sign = "+" if figure.startswith("+") else ""
    return sign + format_decimal(float(figure), pattern, locale=LOCALES[language])


def area_note(whole_km2: float, language: str) -> str:
    """Say what the areas beside it are, and which whole their shares are of.

    Examples
    --------
    >>> area_note(600_000.4, "en").split(":")[0]
    'Areas are measured on the polygons of the map; shares are of all of them together, 600,000 km²'
    """
    return word("page.basis_note", language).format(kilometres(whole_km2, language))


def compared(ratio: float, area: float, language: str) -> str:
    """Say how large something is beside an area: as a part of it, or as a multiple.

    Examples
    --------
    >>> compared(0.985, 116098, "en"), compared(3.61, 2586, "en")
    ('98.5 % of 116,098 km²', '3.61 × 2,586 km²')
    """
    key, much = ("size.part", percent) if ratio < 1 else ("size.multiple", times)
    return word(key, language).format(much(ratio, language), kilometres(area, language))


def _decimal(figure: float, beside: float, language: str) -> str:
    """A figure to as many decimals as the one that it stands beside."""
    return format_decimal(figure, _pattern(beside), locale=LOCALES[language])


def _pattern(figure: float) -> str:
    """A decimal below ten, none from there on."""
    return "#,##0.0" if 0 < figure < 10 else "#,##0"

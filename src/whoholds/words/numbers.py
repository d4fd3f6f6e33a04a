"""Areas, shares, multiples, counts and days as a reader of a language writes them."""

from __future__ import annotations

import datetime as dt
from math import ceil, floor, log10

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

SMALLEST_KM2 = 0.05
"""Area below which a band or a difference is not worth a word: it would be written as 0.0."""

SMALLEST_SHARE = 0.0001
"""The least share that two decimals can say; "0.00 %" would say that there is nothing."""


class Numbers:
    """What a reader makes of figures; `whoholds.words.reader.Reader` is one.

    Attributes
    ----------
    locale
        Whose forms of numbers and dates are used.
    """

    @property
    def locale(self) -> str:
        """Whose forms of numbers and dates are used."""
        raise NotImplementedError

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        raise NotImplementedError

    def area(self, area: float, band: float | None = None) -> str:
        """Format an area in square kilometres, with plus or minus to two digits.

        A band that would be written as nothing is left out, and one that exceeds the area makes it
        "less than" both together.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.area(114537.2), ENGLISH.area(4.26), ENGLISH.area(0.0)
        ('114,537 km²', '4.3 km²', '0 km²')
        >>> ENGLISH.area(6680.1, band=451.5), ENGLISH.area(6680.1, band=0.3)
        ('6,680 ± 450 km²', '6,680 km²')
        >>> ENGLISH.area(4.4, band=17.8), ukrainian.area(4.4, band=0.31)
        ('less than 23 km²', '4,4 ± 0,3 км²')
        """
        unit = self.word("unit.km2")
        if band is not None and band >= area > 0:
            most = rounded_up(area + band)
            return self.word("unit.less_than").format(f"{self._decimal(most, most)} {unit}")
        least = SMALLEST_KM2 if 0 < area < 10 else 0.5
        figures = [area] if band is None or band < least else [area, two_digits(band)]
        written = [self._decimal(figure, area) for figure in figures]
        return f"{' ± '.join(written)} {unit}"

    def about(self, area: float, band: float | None = None) -> str:
        r"""Say in passing how large an area is: rounded to what a sentence needs.

        Two significant digits, three from 100,000; an area below its band is only said to be less.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ENGLISH.about(6756.2, band=270.0), reader_of("uk").about(113973.5)
        ('about 6,800 km²', 'близько 114\xa0000 км²')
        >>> ENGLISH.about(4.4, band=17.8), ENGLISH.about(149.4)
        ('less than 23 km²', 'about 150 km²')
        """
        if band is not None and band >= area > 0:
            return self.area(area, band)
        digits = 3 if area >= 99_950 else 2
        return self.word("finding.about").format(self.area(float(f"{area:.{digits - 1}e}")))

    def share(self, share: float, pattern: str | None = None) -> str:
        """Format a fraction in per cent: two decimals below 10 %, else one, or as `pattern` says.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.share(0.18974), ENGLISH.share(0.0421), ENGLISH.share(0.0)
        ('19.0 %', '4.21 %', '0 %')
        >>> ukrainian.share(0.18974, "0.00 %"), ENGLISH.share(0.00002)
        ('18,97 %', '< 0.01 %')
        """
        if 0 < share < SMALLEST_SHARE / 2:
            return f"< {format_percent(SMALLEST_SHARE, '0.00 %', locale=self.locale)}"
        fitting = "0 %" if share == 0 else "0.00 %" if share < 0.1 else "0.0 %"
        return format_percent(share, pattern or fitting, locale=self.locale)

    def times(self, ratio: float) -> str:
        """Format a multiple.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.times(0.9862), ukrainian.times(1.2345)
        ('0.986', '1,23')
        """
        return format_decimal(ratio, "0.000" if ratio < 1 else "0.00", locale=self.locale)

    def day(self, day: dt.date) -> str:
        """Format a day in words.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.day(dt.date(2025, 8, 16)), ukrainian.day(dt.date(2025, 8, 16))
        ('16 August 2025', '16 серпня 2025\u202fр.')
        """
        return format_date(day, "long", locale=self.locale)

    def short_day(self, day: dt.date) -> str:
        """Format a day in words, shortened.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.short_day(dt.date(2025, 8, 16)), ukrainian.short_day(dt.date(2025, 8, 16))
        ('16 Aug 2025', '16 серп. 2025\u202fр.')
        """
        return format_date(day, "medium", locale=self.locale)

    def partial_day(self, text: str) -> str:
        """Format a day or month that is given as text.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.partial_day("2025-08-16"), ENGLISH.partial_day("2025-08")
        ('16 Aug 2025', 'August 2025')
        >>> ukrainian.partial_day("2025-08")
        'серпень 2025\u202fр.'
        """
        if len(text) == len("2025-08-16"):
            return self.short_day(dt.date.fromisoformat(text))
        day = dt.date.fromisoformat(f"{text}-01")
        return format_skeleton("yMMMM", day, locale=self.locale)

    def length(self, km: float) -> str:
        """Format a length in kilometres.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH
        >>> ENGLISH.length(1231.7), ENGLISH.length(4.26), ENGLISH.length(0.0)
        ('1,232 km', '4.3 km', '0 km')
        """
        written = format_decimal(km, _pattern(km), locale=self.locale)
        return f"{written} {self.word('unit.km')}"

    def count(self, figure: float) -> str:
        """Format a count.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH
        >>> ENGLISH.count(83000)
        '83,000'
        """
        return format_decimal(figure, "#,##0", locale=self.locale)

    def signed(self, figure: str) -> str:
        """Write a figure that was rounded already in the reader's way, its sign and digits kept.

        Examples
        --------
        >>> from whoholds.words.reader import ENGLISH, reader_of
        >>> ukrainian = reader_of("uk")
        >>> ENGLISH.signed("+1287"), ukrainian.signed("-0.85"), ENGLISH.signed("19.2")
        ('+1,287', '-0,85', '19.2')
        """
        digits = len(figure.partition(".")[2])
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        sign = "+" if figure.startswith("+") else ""
        return sign + format_decimal(float(figure), pattern, locale=self.locale)

    def area_note(self, whole_km2: float) -> str:
        """Say what the areas beside it are, and which whole their shares are of.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> opened().reader("en").area_note(600_000.4).partition(". ")[0]
        'Areas are measured on the map'
        """
        return self.word("page.basis_note").format(self.area(whole_km2))

    def _decimal(self, figure: float, beside: float) -> str:
        """A figure to as many decimals as the one that it stands beside."""
        return format_decimal(figure, _pattern(beside), locale=self.locale)


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


def _pattern(figure: float) -> str:
    """A decimal below ten, none from there on."""
    return "#,##0.0" if 0 < figure < 10 else "#,##0"

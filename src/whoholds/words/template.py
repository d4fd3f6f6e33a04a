"""Sentences with gaps, filled as a reader of a language writes numbers and counts things."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from whoholds.words.marks import visible

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""Plural categories of CLDR, in its order; a language has some of them."""

_LISTS: dict[str, Literal["standard", "or"] | None] = {"a": "standard", "o": "or", "l": None}
"""How the parts of a list are joined, by the letter in its gap: as Babel does, or by semicolons."""


@cache
def plural_categories(locale: str) -> tuple[str, ...]:
    """Return the plural categories that whole numbers fall in, in the order of CLDR.

    Examples
    --------
    >>> plural_categories("en_GB"), plural_categories("uk_UA")
    (('one', 'other'), ('one', 'few', 'many'))
    """
    rule = Locale.parse(locale).plural_form
    met = {rule(number) for number in range(1_000)}
    return tuple(name for name in CATEGORIES if name in met)


class Template(string.Formatter):
    """Fills the gaps of a sentence.

    In a gap stands its name, with what makes words of its value: `{count}` groups the digits of a
    number; `{km2:#,##0.0}` is a pattern of Babel, `{day:long}` a day in words;
    `{count:feature|features}` chooses by the number, with a form for each of the language's plural
    categories; `{name!r}` is in quotes.
    A fraction takes the last form. Of several values, `{names}` puts commas between them,
    `{names!a}` "and" before the last, `{names!o}` "or", `{names!l}` semicolons.

    Parameters
    ----------
    locale
        Whose forms of numbers and plurals are used.
    quotes
        How the language quotes: opening and closing mark.
    say
        What makes words of a note, a place or a text of the data.

    Examples
    --------
    >>> english = Template("en_GB", "''", str)
    >>> english.fill("{count} {count:feature|features} of {name!r}", {"count": 1200, "name": "a"})
    "1,200 features of 'a'"
    >>> english.fill("{km2:#,##0.0} km²", {"km2": 1234.56})
    '1,234.6 km²'
    >>> english.fill("{of!o}", {"of": ("a", "b", "c")})
    'a, b or c'
    """

    def __init__(self, locale: str, quotes: str, say: Callable[[Any], str]) -> None:
        self.locale, self.quotes, self.say = locale, quotes, say

    def fill(self, sentence: str, values: Mapping[str, Any]) -> str:
        """Return the sentence with its gaps filled."""
        return self.vformat(sentence, (), values)

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        """Put a value in quotes where the gap says so; a list's parts each."""
        if conversion is None:
            return value
        if conversion in _LISTS:
            return self._listed([self.format_field(one, "") for one in value], conversion)
        if isinstance(value, tuple):
            return tuple(self.convert_field(one, conversion) for one in value)
        return f"{self.quotes[0]}{visible(self.format_field(value, ''))}{self.quotes[1]}"

    def format_field(self, value: Any, format_spec: str) -> str:
        """Make words of a value."""
        if isinstance(value, tuple):
            return ", ".join(self.format_field(one, format_spec) for one in value)
        if "|" in format_spec:
            return self._form(value, format_spec.split("|"))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return format_decimal(value, format_spec or "#,##0.###", locale=self.locale)
        if isinstance(value, dt.date):
            if not format_spec:
                return value.isoformat()
            return format_date(value, format_spec, locale=self.locale)
        return value if isinstance(value, str) else self.say(value)

    def _listed(self, parts: list[str], conversion: str) -> str:
        style = _LISTS[conversion]
        return format_list(parts, style, locale=self.locale) if style else "; ".join(parts)

    def _form(self, count: float, forms: list[str]) -> str:
        if count != int(count):
            return forms[-1]
        rule = Locale.parse(self.locale).plural_form
        return forms[plural_categories(self.locale).index(rule(abs(int(count))))]

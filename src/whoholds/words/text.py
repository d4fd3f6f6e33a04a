"""A text of the data: in English, and in the languages that somebody has written it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import pydantic
from pydantic_core import CoreSchema, core_schema

from whoholds.words.reader import LANGUAGES, SOURCE, Reader, reader_of
from whoholds.words.saying import Value


@dataclass(frozen=True, eq=False, repr=False)
class Text(Mapping[str, str]):
    """What the data say in each language; a reader picks theirs, or English where it has none.

    Attributes
    ----------
    texts
        The text by language.

    Examples
    --------
    >>> from whoholds.words.reader import reader_of
    >>> line = Text({"en": "line", "uk": "лінія"})
    >>> reader_of("uk").text(line), line["en"], line == {"en": "line", "uk": "лінія"}
    ('лінія', 'line', True)
    >>> reader_of("uk").text(Text({"en": "line"}))
    'line'
    """

    texts: dict[str, str]

    @classmethod
    def of_row(cls, row: Mapping[Any, Any], column: str) -> Text:
        """Read a text of a table's row, which has a column for each language.

        That of the English text may have no language in its name.

        Examples
        --------
        >>> dict(Text.of_row({"name_en": "Donetsk", "name_uk": "Донецька"}, "name"))
        {'en': 'Donetsk', 'uk': 'Донецька'}
        >>> dict(Text.of_row({"note": "A line", "note_uk": "Лінія"}, "note"))
        {'en': 'A line', 'uk': 'Лінія'}
        """
        names = zip(LANGUAGES, columns(column, bare=column in row), strict=True)
        return cls({language: str(row[one]) for language, one in names if one in row})

    def __getitem__(self, language: str) -> str:
        # What is picked by suffix beside an English text has none in English: it fails then.
        return self.texts[language if language in self.texts else SOURCE]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __hash__(self) -> int:
        return hash(frozenset(self.texts.items()))

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def __repr__(self) -> str:
        return f"Text({self.texts!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: pydantic.GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a table with a text in English and in more of the languages, none of them empty."""
        some = core_schema.str_schema(min_length=1)
        fields = {
            language: core_schema.typed_dict_field(some, required=language == SOURCE)
            for language in LANGUAGES
        }
        table = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        plain = core_schema.no_info_before_validator_function(_plain, table)
        dumped = core_schema.plain_serializer_function_ser_schema(dict)
        return core_schema.no_info_after_validator_function(cls, plain, serialization=dumped)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Text) else value


def _in_languages(value: Any) -> Any:
    return {SOURCE: value} if isinstance(value, str) else value


Told = Annotated[Text, pydantic.BeforeValidator(_in_languages)]
"""A text of the data that stands alone where it is the same in every language."""


def said_in_each(said: Value, reader_in: Callable[[str], Reader] = reader_of) -> Text:
    """Return what may stand in a gap of a sentence, such as a note, as a text of the data.

    Parameters
    ----------
    said
        A note, or somebody else's text, which is the same in each language.
    reader_in
        Who reads in a language.

    Examples
    --------
    >>> from whoholds.words.saying import Note
    >>> said_in_each(Note.of("place.line", value=3))["uk"]
    'рядок 3'
    """
    return Text({language: reader_in(language).said(said) for language in LANGUAGES})


def by_suffix(entry: Mapping[str, Any], name: str) -> Text:
    """Pick the texts of an entry that has some of the languages, by the keys `NAME_LANGUAGE`.

    Examples
    --------
    >>> by_suffix({"caption_uk": "Лінія", "licence": "MIT"}, "caption")
    Text({'uk': 'Лінія'})
    """
    keys = {language: f"{name}_{language}" for language in LANGUAGES}
    return Text({language: str(entry[key]) for language, key in keys.items() if key in entry})


def columns(name: str, *, bare: bool = False) -> list[str]:
    """Return the columns of a table that have a text in each language.

    Parameters
    ----------
    name
        What their names have before the language.
    bare
        Whether that of the English text has the name alone.

    Examples
    --------
    >>> columns("name"), columns("note", bare=True)
    (['name_en', 'name_uk'], ['note', 'note_uk'])
    """
    named = {language: f"{name}_{language}" for language in LANGUAGES}
    return list((named | {"en": name} if bare else named).values())

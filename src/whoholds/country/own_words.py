"""The words that a conflict brings: what names its sides, its country and what that is beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.errors import InputError, first_of
from whoholds.ground.tables import FILLED, salvage_table
from whoholds.vocabulary.sides import Sides
from whoholds.words.reader import ENGLISH, LANGUAGES, SOURCE, Words
from whoholds.words.saying import Note, Place

BROUGHT = (
    *("choice.held_value.page", "choice.held.page", "choice.columns.page"),
    *(
        "map.border",
        "map.label",
        "map.credits",
        "page.scope",
        "line.held",
        "page.title",
        "page.held",
        "page.held_after",
    ),
    *("page.counted_after", "page.leaves", "page.net", "page.returned", "page.of_country"),
    *("finding.held", "finding.recognised"),
    *("page.times", "page.step", "page.basis_note", "page.no_regions", "people.method"),
    *("handbook.compared", "handbook.counted", "handbook.included", "denominator.territory"),
    *("size.held", "size.after", "size.left", "size.returned", "size.recognition"),
    *("size.line_holding", "size.line_recognised"),
    *("layers.held_values", "layers.no_values", "layers.held"),
    *("spread.held", "spread.held_official", "spread.share", "spread.residents"),
)
"""The keys that every conflict has words for, beside those of its sides."""

WORDS_SCHEMA = pa.DataFrameSchema(
    {
        "key": pa.Column(str, pa.Check.str_length(min_value=1)),
        **{
            language: pa.Column(
                str,
                pa.Check.str_matches(r"\S"),
                description="form.sentence",
                metadata=None if language == SOURCE else {FILLED: SOURCE},
            )
            for language in LANGUAGES
        },
    },
    unique=["key"],
    coerce=True,
    strict=True,
)
"""What the table of words must be."""


def brought_by(sides: Sides) -> list[str]:
    """Return the keys that a conflict has words for.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> [key for key in brought_by(opened().country.territory.sides) if "UA" in key][:2]
    ['holder.UA', 'map.held_by.UA']
    """
    named = ("holder", "map.held_by", "map.counted_for", "page.to")
    changes = (*sides.keeps, sides.cedes, sides.returns)
    return [
        *(f"{name}.{code}" for code in sides.codes for name in named),
        *(f"change.{change}" for change in changes),
        *BROUGHT,
    ]


def read_words(path: Path, sides: Sides) -> Words:
    """Read the words of a conflict.

    Parameters
    ----------
    path
        seeds/words.csv: a column key, and one for each language.
    sides
        Of the conflict.

    Raises
    ------
    InputError
        When the file is missing, a word is, or a key has none of the interface's meaning.
    """
    table, faults = salvage_words(path, sides)
    if faults:
        raise first_of(faults, Note.of("among.keys", count=len(faults)))
    rows = table.set_index("key")[list(LANGUAGES)].to_dict("index")
    return Words({str(key): {str(k): str(v) for k, v in row.items()} for key, row in rows.items()})


def salvage_words(path: Path, sides: Sides) -> tuple[pd.DataFrame, list[InputError]]:
    """Read the words of a conflict as far as they can be read, with every fault."""
    if not path.exists():
        keys = tuple(brought_by(sides))
        return pd.DataFrame(columns=["key", *LANGUAGES]), [
            InputError.of("own_words.no_file", str(path), keys=keys)
        ]
    table, faults = salvage_table(path, WORDS_SCHEMA)
    return table, [*faults, *_key_faults(path, _keys(path), sides)]


def _key_faults(path: Path, found: list[str], sides: Sides) -> Iterator[InputError]:
    """Keys that are missing, and keys that nothing asks for."""
    wanted, known = brought_by(sides), ENGLISH.keys
    lacking = tuple(key for key in wanted if key not in found)
    if lacking and found:
        yield InputError.of("own_words.missing", str(path), keys=lacking)
    for row, key in enumerate(found):
        if key not in known and key not in wanted:
            yield InputError.of("own_words.unknown", Place(str(path), line=row + 2), key=key)


def _keys(path: Path) -> list[str]:
    """The keys of a table, also of rows that have faults; none where it is no table."""
    try:
        table = pd.read_csv(path, dtype=str, usecols=["key"], keep_default_na=False)
    except (OSError, ValueError):
        return []
    return [str(key) for key in table["key"]]

"""The table of published figures: its columns, and what its rows may say and refer to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pandas as pd
import pandera.pandas as pa

from whoholds.country.country import Country
from whoholds.ground.errors import InputError, UnknownNameError, WhoholdsError
from whoholds.ground.forms import NOTHING
from whoholds.ground.tables import list_ids, rows_of, text_columns
from whoholds.proposals.citations import Sources, source_faults
from whoholds.vocabulary.territory import Territory
from whoholds.words.reader import LANGUAGES
from whoholds.words.saying import Note, Place


class Quantity(StrEnum):
    """What a claim says a number of; each of these can be computed."""

    HELD_KM2 = "held_km2"
    UNHELD_KM2 = "unheld_km2"
    PART_KM2 = "part_km2"
    HELD_SHARE = "held_share"
    UNHELD_SHARE = "unheld_share"
    HELD_TIMES = "held_times"
    SHARE_OF_KM2 = "share_of_km2"


class How(StrEnum):
    """How a figure was given."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


UNITS = {
    Quantity.HELD_KM2: "km2",
    Quantity.UNHELD_KM2: "km2",
    Quantity.PART_KM2: "km2",
    Quantity.HELD_SHARE: "percent",
    Quantity.UNHELD_SHARE: "percent",
    Quantity.HELD_TIMES: "times",
    Quantity.SHARE_OF_KM2: "percent",
}
"""The unit of each quantity."""

_DAY = r"^\d{4}-\d\d-\d\d$|^$"
_IDS = r"^([A-Za-z0-9-]+( [A-Za-z0-9-]+)*)?$"


def claims_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of published figures must be."""
    return pa.DataFrameSchema(
        {
            "claim": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
            **text_columns("said_by"),
            "said_on": pa.Column(
                str,
                pa.Check.str_matches(r"^(\d{4}(-\d\d(-\d\d)?)?)?$"),
                description="form.any_day",
            ),
            **text_columns("text"),
            "quantity": pa.Column(str, pa.Check.isin(list(Quantity))),
            "regions": pa.Column(
                str,
                pa.Check.str_matches(_IDS),
                description="form.regions",
                metadata={"example": territory.example},
            ),
            "parts": pa.Column(str, pa.Check.str_matches(_IDS), description="form.parts"),
            "operand_km2": pa.Column(
                str, pa.Check.str_matches(r"^\d*$"), description="form.whole_km2"
            ),
            "denominator": pa.Column(str),
            "layer_date": pa.Column(
                str, pa.Check.str_matches(_DAY), description="form.date_or_nothing"
            ),
            "control": pa.Column(str, pa.Check.isin(["assessed", "claimed"])),
            **text_columns("needs", some=False),
            "how": pa.Column(str, pa.Check.isin(list(How))),
            "value": pa.Column(float, pa.Check.gt(0)),
            "digits": pa.Column(int, pa.Check.in_range(1, 9), description="form.digits"),
            "unit": pa.Column(
                str,
                pa.Check.isin(sorted(set(UNITS.values()))),
            ),
            "source": pa.Column(str, pa.Check.str_length(min_value=1), description="form.sources"),
            **text_columns("note", some=False),
        },
        unique=["claim"],
        coerce=True,
        strict=True,
    )


def claim_faults(
    table: pd.DataFrame, sources: Sources, country: Country, where: str
) -> Iterator[WhoholdsError]:
    """Yield an error for every row that does not fit together.

    Parameters
    ----------
    table
        Rows of `claims_schema`.
    sources, country
        What the rows may name: sources, and regions, parts and comparators.
    where
        The file's name for messages.
    """
    known = {
        "regions": country.codes,
        "parts": sorted(set(country.parts["part"])),
        "denominator": ["territory", "regions", *_measures(country)],
    }
    for position, row in zip(table.index, rows_of(table), strict=True):
        line = Place(where, line=position + 2).at(claim=row.claim)
        yield from _name_faults(row, known, line)
        yield from _form_faults(row, line)
        yield from _language_faults(row, line)
        yield from source_faults(list_ids(row.source), sources, line.at(column="source"))


def _name_faults(row: Any, known: dict[str, list[str]], line: Place) -> Iterator[WhoholdsError]:
    for column, names in known.items():
        for name in getattr(row, column).split():
            if name not in names:
                yield UnknownNameError.of(
                    "claim.name",
                    line.at(column=column),
                    kind=Note.of(f"kind.{column}"),
                    name=name,
                    known=tuple(names),
                )


def _measures(country: Country) -> list[str]:
    table = country.comparators.table
    return sorted(table["comparator"] + ":" + table["measure"])


def _form_faults(row: Any, line: Place) -> Iterator[WhoholdsError]:
    """The columns that a quantity needs, and the words that they may have."""
    quantity = Quantity(row.quantity)
    whole = "regions" if row.regions else "territory"
    expected = {
        "unit": UNITS[quantity],
        "denominator": {"km2": "", "percent": whole}.get(UNITS[quantity], row.denominator),
    }
    for column, value in expected.items():
        if getattr(row, column) != value:
            yield _form_fault(line, column, value or NOTHING, getattr(row, column), quantity)
    required = {
        "parts": quantity is Quantity.PART_KM2,
        "operand_km2": quantity is Quantity.SHARE_OF_KM2,
        "layer_date": quantity is not Quantity.SHARE_OF_KM2,
    }
    for column, needed in required.items():
        if needed != bool(getattr(row, column)):
            form = Note.of("claim.value") if needed else NOTHING
            yield _form_fault(line, column, form, getattr(row, column), quantity)
    if quantity is Quantity.HELD_TIMES and ":" not in row.denominator:
        form = Note.of("claim.comparator")
        yield _form_fault(line, "denominator", form, row.denominator, quantity)


def _language_faults(row: Any, line: Place) -> Iterator[InputError]:
    """What is said in one language and not in the other."""
    for name in ("needs", "note"):
        empty = [f"{name}_{code}" for code in LANGUAGES if not getattr(row, f"{name}_{code}")]
        if 0 < len(empty) < len(LANGUAGES):
            yield InputError.of("claim.language", line.at(column=empty[0]), column=empty[0])


def _form_fault(
    line: Place, column: str, expected: Note | str, found: str, quantity: str
) -> InputError:
    return InputError.of(
        "claim.form",
        line.at(column=column),
        column=column,
        quantity=str(quantity),
        expected=expected,
        found=found,
    )

"""Published figures: who said what, of which land, on which day; `verdicts` checks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from whoholds.claims.table import How, Quantity, claim_faults, claims_schema
from whoholds.country.country import Country
from whoholds.ground.tables import list_ids, read_table
from whoholds.proposals.citations import Sources
from whoholds.words.text import Text


@dataclass(frozen=True)
class Claim:
    """A published figure.

    Attributes
    ----------
    claim
        Its id.
    said_by, said_on
        Who published it and when, as far as is known.
    text
        What it says, in the project's words.
    quantity
        What the number is of.
    regions, parts
        Of which land: region codes, or ids of parts; both empty for the country.
    operand_km2
        The area whose share is claimed, for `Quantity.SHARE_OF_KM2`; else None.
    denominators
        What it is a share or multiple of: "territory", "regions", or comparators such as
        "ohio:land"; several where the claim leaves it open.
    layer_date
        The day that it describes; None for arithmetic.
    control
        "assessed", or "claimed" where a side's claims are counted in.
    needs
        What is needed to check it and not shipped; empty for nothing.
    how, value, digits, unit
        The figure, how it was given, and to how many significant digits.
    sources, note
        Where it stands, and what else is to be known.
    """

    claim: str
    said_by: Text
    said_on: str
    text: Text
    quantity: Quantity
    regions: tuple[str, ...]
    parts: tuple[str, ...]
    operand_km2: float | None
    denominators: tuple[str, ...]
    layer_date: dt.date | None
    control: str
    needs: Text
    how: How
    value: float
    digits: int
    unit: str
    sources: tuple[str, ...]
    note: Text


def read_claims(path: Path, sources: Sources, country: Country) -> list[Claim]:
    """Read a table of claims and check what its rows refer to.

    Raises
    ------
    InputError
        When a row is malformed or its columns do not fit its quantity.
    UnknownNameError
        When a row names a region, part, comparator or source that does not exist.
    """
    table = read_table(path, claims_schema(country.territory))
    for fault in claim_faults(table, sources, country, str(path)):
        raise fault
    return [_claim(row) for row in table.to_dict("records")]


def _claim(row: dict[Hashable, Any]) -> Claim:
    day, operand = row["layer_date"], row["operand_km2"]
    parsed: dict[Hashable, Any] = {
        **row,
        **{name: Text.of_row(row, name) for name in ("said_by", "text", "needs", "note")},
        "quantity": Quantity(row["quantity"]),
        "how": How(row["how"]),
        "regions": tuple(row["regions"].split()),
        "parts": tuple(row["parts"].split()),
        "operand_km2": float(operand) if operand else None,
        "denominators": tuple(row["denominator"].split()),
        "layer_date": dt.date.fromisoformat(day) if day else None,
        "sources": tuple(list_ids(row["source"])),
    }
    return Claim(**{field.name: parsed[field.name] for field in fields(Claim)})
